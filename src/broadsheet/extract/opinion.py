"""The second opinion: what a page's prose alone says, for pages of which the network is unsure.

Comes in: p, the blocks' sizes and features. Goes out: p. Must not see names or words: it is to err on other pages
than the network does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from broadsheet.extract.decide import decide
from broadsheet.extract.features import NAMES, Features
from broadsheet.extract.features.numbers import LINKED
from broadsheet.extract.weights import Floats
from broadsheet.records import Ints

UNSURE = 0.6
"""Expected F1 below which the second opinion is asked: two of 785 held-out pages, which the network leaves without text
and this gives a word F1 of .40 and .94; above it the network is the better judge on average."""
_GOOD, _LINK_DENSITY = NAMES.index("good"), NAMES.index("link_density")


def reconsidered(p: Floats, size: Ints, features: Callable[[], Features]) -> Floats:
    """p as it is, or its mean with the second opinion where the network is unsure; only there `features` are asked."""
    if not len(p) or decide(p, size).expected >= UNSURE:
        return p
    return np.asarray((p + opinion(features())) / 2, np.float32)


def opinion(features: Features) -> Floats:
    """1 for good blocks of the lowest element with most good text, and for unlinked lines between two of them."""
    first, last = features.places.common
    good = features.numbers[:, _GOOD] > 0
    rows = np.arange(len(good))
    wide = np.concatenate([[False], good, [False]])
    between = wide[:-2] & wide[2:] & (features.numbers[:, _LINK_DENSITY] < LINKED)
    return np.asarray((rows >= first) & (rows < last) & (good | between), np.float32)
