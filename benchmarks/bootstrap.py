"""How far a figure may be luck of the pages: the percentile bootstrap over pages (Efron 1979).

Comes in: what each page adds to the sums that a figure is made of. Goes out: the figure's 95 % interval.
Must not know what the figure means. Seeded: the same pages give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

RESAMPLES = 1000
"""Enough for two decimals of a 95 % interval (Efron and Tibshirani 1993, section 13.3)."""
_SEED = 7
Interval = tuple[float, float]


def interval(pages: Sequence[Sequence[float]], figure: Callable[[Sequence[float]], float]) -> Interval:
    """95 % interval of `figure(sums over pages)`."""
    table = np.asarray(pages, dtype=float)
    chance = np.random.default_rng(_SEED)
    count = len(table)
    draws = (table[chance.integers(count, size=count)].sum(axis=0).tolist() for _ in range(RESAMPLES))
    values = sorted(figure(sums) for sums in draws)
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
