"""The learned scorer, layer by layer: the numbers of a page's blocks to a logit each.

Comes in: numbers, word scores and the arrays of the layers. Goes out: float32, shape (blocks,). numpy only, all blocks
at once; `training/network.py` is the same sums as they are learnt, and a test holds the two together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import Features
from broadsheet.extract.features.places import LEVELS
from broadsheet.records import Blocks

Floats = npt.NDArray[np.float32]

CLIP = 5.0
"""Standard deviations at which a number is cut off, as in training."""
NEAR, FAR, LAST = (-2, -1, 0, 1, 2), (-8, -4, 0, 4, 8), (-1, 0, 1)
"""Neighbours that each convolution sees."""
LEAST_MASS = 0.1
"""That of a block without words."""
LEAST_LOGIT = -80.0
"""Below it the exponential would run over in single precision (at 88); the probability is 0 in any case."""

ALONE = 1 << 18
"""Multiplications up to which OpenBLAS uses one thread (65,536 times 4, in its `interface/gemm.c`). For the products of
a page the other threads would only wait, and waiting they take a processor each."""

SLAB = 1 << 9
"""Rows whose neighbourhoods are laid side by side at a time; a page of 6,000 blocks would take 8 MB at once."""


def standardised(numbers: Floats, scores: Floats, layers: dict[str, Floats]) -> Floats:
    """The columns that the network sees, in standard deviations, shape (blocks, columns)."""
    raw = np.concatenate([numbers, scores], axis=1)
    raw -= layers["mean"]
    raw /= layers["spread"]
    return np.clip(raw, -CLIP, CLIP, out=raw)


def logits(inputs: Floats, blocks: Blocks, features: Features, layers: dict[str, Floats]) -> Floats:
    """The network itself."""
    line = _relu(_dense(inputs, layers, "enter"))
    line += _over(line, NEAR, layers, "near")
    line += _over(line, FAR, layers, "far")
    early = logistic(_dense(line, layers, "early"))
    pooled = np.concatenate([_relu(_dense(line, layers, "pooled")), early], axis=1)
    line = _relu(_dense(np.concatenate([line, early, _means(pooled, blocks, features)], axis=1), layers, "join"))
    line += _over(line, LAST, layers, "late")
    return np.asarray(_dense(line, layers, "leave")[:, 0])


def _dense(line: Floats, layers: dict[str, Floats], name: str) -> Floats:
    """Weights and bias of a layer, for so many rows at a time that one thread does it."""
    weight = layers[f"{name}.weight"]
    n, some = len(line), max(ALONE // weight.size, 1)
    found = np.empty((n, weight.shape[1]), np.float32)
    even = n - n % some
    np.matmul(line[:even].reshape(-1, some, line.shape[1]), weight, out=found[:even].reshape(-1, some, weight.shape[1]))
    np.matmul(line[even:], weight, out=found[even:])
    found += layers[f"{name}.bias"]
    return found


def _over(line: Floats, offsets: tuple[int, ...], layers: dict[str, Floats], name: str) -> Floats:
    """A convolution over neighbouring blocks; beyond the page's ends there is nothing."""
    reach = max(offsets)
    n = len(line)
    padded = np.zeros((n + 2 * reach, line.shape[1]), np.float32)
    padded[reach : reach + n] = line
    some = max(ALONE // layers[f"{name}.weight"].size, 1)
    slab = some * max(SLAB // some, 1)
    found: list[Floats] = []
    for start in range(reach, reach + n, slab):
        end = min(start + slab, reach + n)
        seen = np.concatenate([padded[start + at : end + at] for at in offsets], axis=1)
        found.append(_relu(_dense(seen, layers, name)))
    return found[0] if len(found) == 1 else np.concatenate(found)


def _means(value: Floats, blocks: Blocks, features: Features) -> Floats:
    """Means weighted by length over each block's containers, the page, and the blocks of its path."""
    places = features.places
    n = len(value)
    mass = (np.log1p(blocks.words) + LEAST_MASS).astype(np.float32)
    weighed = np.concatenate([value * mass[:, None], mass[:, None]], axis=1)
    # in double precision, for a short container's sum is the small difference of two large ones
    total = np.zeros((n + 1, weighed.shape[1]))
    np.cumsum(weighed, axis=0, out=total[1:])
    sums = np.empty((n, LEVELS + 2, weighed.shape[1]), np.float32)
    sums[:, :LEVELS] = total.take(places.last, axis=0) - total.take(places.first, axis=0)
    sums[:, LEVELS] = total[-1]
    order = np.argsort(places.group, kind="stable")
    first = np.searchsorted(places.group[order], np.arange(int(places.group.max()) + 1))
    sums[:, LEVELS + 1] = np.add.reduceat(weighed.take(order, axis=0), first).take(places.group, axis=0)
    return np.asarray((sums[..., :-1] / np.maximum(sums[..., -1:], LEAST_MASS)).reshape(n, -1))


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0.0, out=values)


def logistic(values: Floats) -> Floats:
    """Logits to probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.maximum(values, LEAST_LOGIT))), np.float32)
