"""Measures of a page's blocks: what the network sees.

Comes in: a `Document` and the row of its headline. Goes out: `Features`. Pure; what the words weigh is `vocabulary`'s,
the standardisation is the network's.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import claims as claimed
from broadsheet.extract.features import numbers as numbered
from broadsheet.extract.features.letters import letters
from broadsheet.extract.features.marks import known_by, spoken, words_of
from broadsheet.extract.features.places import Places, places
from broadsheet.extract.features.tree import tree
from broadsheet.extract.names import Name
from broadsheet.records import Blocks, Document, Ints

NAMES = (*numbered.NAMES, *claimed.NAMES)
_UNHEARD: tuple[list[str], list[str]] = ([], [])
"""What all blocks share whose words are not looked at."""


class Features(NamedTuple):
    """All that is measured of a page's blocks."""

    numbers: npt.NDArray[np.float32]
    """Shape (blocks, len(NAMES))."""
    names: list[str]
    """What elements of the page go by, a line each mark, for each tag and tokens; entry 0 is empty …"""
    name: Ints
    """… and the entry of each element: 0 where it holds no block."""
    kinds: list[Name | None]
    """What each entry suggests by its names."""
    first: list[list[str]]
    """The first words of each block …"""
    words: list[list[str]]
    """… and words from both its ends; none where it is a short link."""
    places: Places

    @property
    def marks(self) -> list[tuple[str, ...]]:
        """What each element goes by, each mark once, in alphabetical order; empty where it holds no block."""
        names = [tuple(sorted(set(name.split("\n")))) if name else () for name in self.names]
        return [names[row] for row in self.name.tolist()]

    @property
    def named(self) -> list[Name | None]:
        """What each element's own names suggest, as `names.names_of` says."""
        return [self.kinds[row] for row in self.name.tolist()]


def features(document: Document, headline: int | None) -> Features:
    """Measure every block of a page; `headline` is the row of its title."""
    blocks = document.blocks
    n = len(blocks)
    table = np.zeros((len(NAMES), n))
    found = letters(blocks.text)
    good = numbered.good_blocks(blocks, found)
    known = tree(blocks.elements)
    stands = places(blocks, known, np.where(good, blocks.words, 0).astype(np.float32))
    heard = spoken(blocks)
    lowered = _lowered(blocks, heard)
    if n:
        numbered.numbers(document, found, good, stands, table[: len(numbered.NAMES)])
        claimed.claims(document, headline, lowered, table[len(numbered.NAMES) :])
    names = known_by(known.names[1:])
    pairs = [
        words_of(text, words) if own else _UNHEARD for text, own, words in zip(blocks.text, heard, lowered, strict=True)
    ]
    return Features(
        np.ascontiguousarray(table.T, np.float32),
        ["", *(marks for marks, _ in names)],
        known.name,
        [None, *(name for _, name in names)],
        [first for first, _ in pairs],
        [words for _, words in pairs],
        stands,
    )


def _lowered(blocks: Blocks, heard: list[bool]) -> list[list[str] | None]:
    """The words of each block in lower case: none where they are not heard, None where they are too many."""
    rows = zip(blocks.text, heard, blocks.words.tolist(), strict=True)
    return [(text.lower().split() if size <= claimed.WIDEST else None) if own else [] for text, own, size in rows]
