"""A block's own words and shape to a score between 0 and 1.

Comes in: the matrix of `features`. Goes out: float64, shape (blocks,). The learned model takes
this file's place behind the same signature.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import NAMES, Matrix

Scores = npt.NDArray[np.float64]

WEIGHTS: dict[str, float] = {
    "log_words": 0.52,
    "link_density": -2.26,
    "sentence_marks": -0.25,
    "ends_sentence": 1.40,
    "commas_per_word": 0.20,
    "capital_share": -0.92,
    "digit_share": -2.94,
    "emphasis_density": 1.34,
    "is_paragraph": 0.42,
    "is_heading": 0.87,
    "in_list": 0.20,
    "in_form": -2.79,
    "in_chrome": -3.47,
    "repeated": -0.92,
}
BIAS = -1.34
"""Logistic regression over 193,171 blocks of the 786 fully referenced development pages, weighted by tokens."""


def score(matrix: Matrix) -> Scores:
    """Logistic score of each row, by `WEIGHTS` in the order of `features.NAMES`."""
    weights = np.array([WEIGHTS[name] for name in NAMES])
    logit = matrix.astype(np.float64) @ weights + BIAS
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))
