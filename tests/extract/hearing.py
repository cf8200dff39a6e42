"""Weights made by hand: a network that hears only the columns it is told to, and says their sum.

Comes in: columns by name with their weights, words with theirs. Goes out: `Weights` of the shipped shape.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np

from broadsheet.extract.weights import Weights, weights
from broadsheet.extract.wording import COLUMN

LOUD = 50.0
"""Keeps every sum above zero, so that the activations let it pass as it is."""


def hearing(
    names: Mapping[str, tuple[float, ...]] | None = None,
    words: Mapping[str, tuple[float, ...]] | None = None,
    **columns: float,
) -> Weights:
    """Its logit is `LOUD` and the sum of `columns`, each times its weight, as measured and cut off at 5.

    `names` and `words` are the vocabulary: a row of `name_table` or `word_table` each.
    """
    layers = {name: np.zeros_like(layer) for name, layer in weights().layers.items()}
    layers["spread"] += 1
    layers["enter.bias"][0] = LOUD
    layers["join.weight"][0, 0] = layers["leave.weight"][0, 0] = 1
    for name, weight in columns.items():
        layers["enter.weight"][COLUMN[name], 0] = weight
    return msgspec.structs.replace(
        weights(),
        layers=layers,
        names={name: row for row, name in enumerate(names or {}, start=1)},
        words={word: row for row, word in enumerate(words or {}, start=1)},
        name_table=np.array([(0.0,) * 6, *(names or {}).values()], np.float32),
        word_table=np.array([(0.0,) * 6, *(words or {}).values()], np.float32),
    )
