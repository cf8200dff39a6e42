"""From probabilities to kept blocks, and how sure that is.

Comes in: p of every block, the blocks' sizes. Goes out: a `Decision`. Must not look at the blocks.

A fixed threshold of .5 empties pages of which the network is unsure. The set that maximises the expected F1 of
the page's words keeps every block whose p is above half of that F1 (Lipton, Elkan and Naryanaswamy, 2014).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

LEAST = 0.5
"""p that the likeliest block must have: a page on which nothing is likelier text than not has none. It costs .001 of
the wanted snippets."""
EASE = 0.95
"""Share of the optimal threshold that is asked for; between .7 and 1.1 word F1 changes by .001, exactness of
newspapers by three pages in a hundred."""


class Decision(NamedTuple):
    """Which blocks are kept."""

    kept: npt.NDArray[np.bool_]
    threshold: float
    expected: float
    """Highest expected F1 of the page's words; too sure by some points before `calibrated`."""


def decide(p: Floats, size: npt.NDArray[np.int32]) -> Decision:
    """Keep the blocks that maximise the expected F1; `size` is each block's words."""
    if not len(p):
        return Decision(np.zeros(0, bool), 0.0, 0.0)
    order = np.argsort(-p, kind="stable")
    words = size[order].astype(np.float64)
    likely = words * p[order]
    f1 = 2 * np.cumsum(likely) / np.maximum(np.cumsum(words) + likely.sum(), 1e-9)
    best = float(f1.max())
    threshold = EASE * best / 2 if float(p.max()) >= LEAST else LEAST
    return Decision(np.asarray(p >= threshold), threshold, best)


def calibrated(expected: float, calibration: tuple[Floats, Floats]) -> float:
    """The F1 that pages of this expected F1 have had in cross-validation, by straight lines between points."""
    return float(np.interp(expected, *calibration))
