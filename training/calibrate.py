"""How sure a page's expected F1 really is: from what the network expects to what pages have had.

Comes in: expected and actual F1 of pages that were held out. Goes out: points of a rising line, and the error left.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

POINTS = 8
"""Groups of equally many pages, each a point of the line: about a hundred pages each."""
BINS = 10
"""Of the expected calibration error (Naeini, Cooper and Hauskrecht, 2015)."""


def line(expected: Sequence[float], actual: Sequence[float]) -> tuple[Floats, Floats]:
    """Means of groups of pages, made to rise: what `decide.calibrated` interpolates."""
    order = np.argsort(np.asarray(expected), kind="stable")
    groups = np.array_split(order, POINTS)
    x = [float(np.mean(np.asarray(expected)[group])) for group in groups]
    y = _rising([float(np.mean(np.asarray(actual)[group])) for group in groups])
    return np.array([0.0, *x, 1.0], np.float32), np.array([0.0, *y, max(y[-1], 0.99)], np.float32)


def _rising(values: list[float]) -> list[float]:
    """Neighbours that fall are pooled (Ayer et al., 1955)."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and np.mean(pools[-2]) > np.mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [float(np.mean(pool)) for pool in pools for _ in pool]


def error(confidence: Sequence[float], actual: Sequence[float]) -> float:
    """Expected calibration error: mean distance of confidence and result over bins of equal width."""
    sure, right = np.asarray(confidence), np.asarray(actual)
    group = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(
        sum((group == at).mean() * abs(sure[group == at].mean() - right[group == at].mean()) for at in np.unique(group))
    )
