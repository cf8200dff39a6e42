"""Measures of a page's blocks: what the network sees.

Comes in: a `Document` and the row of its headline. Goes out: `Features`. Pure; what the words weigh is `vocabulary`'s,
the standardisation is the network's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import claims as claimed
from broadsheet.extract.features import numbers as numbered
from broadsheet.extract.features.marks import PageWords, Words, spoken
from broadsheet.extract.features.places import Places
from broadsheet.extract.names import Name
from broadsheet.records import Document, Ints

try:
    from broadsheet.extract.compiled.claims import repeated
    from broadsheet.extract.compiled.names import suggested
    from broadsheet.extract.compiled.numbers import letters, numbers
    from broadsheet.extract.compiled.places import places, tree
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.features.claims import repeated
    from broadsheet.extract.features.letters import letters
    from broadsheet.extract.features.numbers import numbers
    from broadsheet.extract.features.places import places
    from broadsheet.extract.features.tree import tree
    from broadsheet.extract.names import suggested

NAMES = (*numbered.NAMES, *claimed.NAMES)


class Features(NamedTuple):
    """All that is measured of a page's blocks."""

    numbers: npt.NDArray[np.float32]
    """Shape (blocks, len(NAMES))."""
    name: Ints
    """The entry of each element in `kinds` and in the names of `said`: 0 where it holds no block."""
    kinds: list[Name | None]
    """What each entry suggests by its names."""
    said: Words | PageWords
    places: Places

    @property
    def first(self) -> Sequence[Sequence[str]]:
        """The first words of each block …"""
        return self.said.first

    @property
    def words(self) -> Sequence[Sequence[str]]:
        """… and words from both its ends."""
        return self.said.words

    @property
    def marks(self) -> list[tuple[str, ...]]:
        """What each element goes by, each mark once, in alphabetical order; empty where it holds no block."""
        names = [tuple(sorted(set(name.split("\n")))) if name else () for name in self.said.names]
        return [names[row] for row in self.name.tolist()]

    @property
    def named(self) -> list[Name | None]:
        """What each element's own names suggest, as `names.names_of` says."""
        return [self.kinds[row] for row in self.name.tolist()]


def features(document: Document, headline: int | None) -> Features:
    """Measure every block of a page; `headline` is the row of its title."""
    blocks = document.blocks
    n = len(blocks)
    measured = np.zeros((n, len(NAMES)), np.float32)
    table = measured.T
    found = letters(blocks.text)
    good = numbered.good_blocks(blocks, found)
    known = tree(blocks.elements)
    stands = places(blocks, known, np.where(good, blocks.words, 0).astype(np.float32))
    heard = spoken(blocks)
    if n:
        numbers(document, found, good, stands, table[: len(numbered.NAMES)])
        claims = table[len(numbered.NAMES) :]
        claimed.claims(document, headline, claims)
        if told := claimed.told_of(document.declared):
            repeated(blocks, heard, told, claims)
    kinds = [None, *suggested(known.names[1:])]
    said = PageWords(known.names, kinds, blocks.text, heard)
    return Features(measured, known.name, kinds, said, stands)
