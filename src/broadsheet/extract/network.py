"""The learned scorer: features of a page's blocks to the probability that each is article text.

Comes in: features and weights. Goes out: float32, shape (blocks,). Must not know the layers but their order.
"""

from __future__ import annotations

import numpy as np

from broadsheet.extract.features import Features
from broadsheet.extract.layers import Floats, logistic, standardised
from broadsheet.extract.weights import Weights
from broadsheet.records import Blocks

try:
    from broadsheet.extract.compiled.layers import logits
    from broadsheet.extract.compiled.words import word_scores
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.layers import logits
    from broadsheet.extract.vocabulary import word_scores

__all__ = ["inputs", "logits", "score"]


def score(blocks: Blocks, features: Features, weights: Weights) -> Floats:
    """Probability of each block; none for a page without blocks."""
    if not len(blocks):
        return np.zeros(0, np.float32)
    return logistic(logits(inputs(blocks, features, weights), blocks, features, weights.layers))


def inputs(blocks: Blocks, features: Features, weights: Weights) -> Floats:
    """The standardised columns that the network sees, shape (blocks, columns)."""
    return standardised(features.numbers, word_scores(blocks, features, weights), weights.layers)
