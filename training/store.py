"""The trained model as the file that the extract room reads.

Comes in: vocabulary, regression, network, calibration. Goes out: bytes, the same for the same model.
"""

from __future__ import annotations

import msgspec
import numpy as np
import torch

from broadsheet.extract.features import NAMES
from broadsheet.extract.weights import FORMAT, Floats, Stored, pack
from training.network import Network
from training.sheet import COMMON, Vocabulary
from training.tokens import BAGS, Regression

EXACT = 8
"""Arrays of fewer numbers than this many rows' worth stay float32: they cost nothing and shift everything."""


def stored(
    data: str,
    names: Vocabulary,
    words: Vocabulary,
    regression: Regression,
    network: Network,
    calibration: tuple[Floats, Floats],
    columns: tuple[str, ...] = NAMES,
) -> bytes:
    """Encode the model: tables and matrices in eight bits, biases, means and calibration exactly."""
    tables = {bag: table.detach().numpy().copy() for bag, table in zip(BAGS, regression.tables, strict=True)}
    tables["above"][[names[tag] for tag in sorted(COMMON) if tag in names]] = 0.0
    for table in tables.values():
        table[0] = 0.0
    arrays = {
        "name_table": pack(np.concatenate([tables[bag] for bag in BAGS[:3]], axis=1)),
        "word_table": pack(np.concatenate([tables[bag] for bag in BAGS[3:]], axis=1)),
        "expected": pack(calibration[0], exact=True),
        "actual": pack(calibration[1], exact=True),
        "mean": pack(network.mean.numpy(), exact=True),
        "spread": pack(network.spread.numpy(), exact=True),
    }
    for name, value in layers(network).items():
        arrays[name] = pack(value, exact=value.ndim < 2 or value.shape[1] == 1)
    entries = [tuple(sorted(vocabulary, key=vocabulary.__getitem__)) for vocabulary in (names, words)]
    return msgspec.msgpack.encode(Stored(FORMAT, data, columns, entries[0], entries[1], arrays))


def layers(network: Network) -> dict[str, Floats]:
    """The network's matrices as numpy multiplies them: inputs by outputs, a convolution's taps one below another."""
    found: dict[str, Floats] = {}
    for name, value in network.named_parameters():
        array = value.detach()
        if array.dim() == 3:
            array = array.permute(2, 1, 0).reshape(-1, array.shape[0])
        elif array.dim() == 2:
            array = array.t()
        found[name] = torch.Tensor(array.contiguous()).numpy()
    return found
