"""Which name or word of the vocabulary weighs most in each of a block's sums: what a reason about words names.

Comes in: a page's blocks, features and weights. Goes out: a word as it is told to people, or None where none is known.
Must not know the network beyond the spread of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from broadsheet.extract.features import NAMES, Features
from broadsheet.extract.vocabulary import AIMS
from broadsheet.extract.weights import Weights
from broadsheet.extract.wording import WORD_SUMS
from broadsheet.records import Blocks

Share = tuple[float, str]
"""A word's part in a sum, in standard deviations of that sum, and the word."""
Ends = tuple[Share, Share]
"""The lowest and the highest share; 0 and no word where there is none."""
NONE: Ends = ((0.0, ""), (0.0, ""))

_TOLD = {"kind": "like {}", "opens": "a phrase of {}", "shape": "the shape of {}"}
"""How classes of words are told; as `features.marks` writes them."""


class Mentions:
    """One page's words, looked up block by block."""

    def __init__(self, blocks: Blocks, features: Features, weights: Weights) -> None:
        self._blocks, self._features, self._marks = blocks, features, features.marks
        self._parent: list[int] = blocks.elements.parent.tolist()
        self._rows = weights.names, weights.words
        spread = weights.layers["spread"][len(NAMES) :].reshape(-1, AIMS)
        names = weights.name_table.reshape(len(weights.name_table), -1, AIMS) / spread[:3]
        words = weights.word_table.reshape(len(weights.word_table), -1, AIMS) / spread[3:6]
        self._shares = names.sum(axis=2).T, words.sum(axis=2).T

    def weightiest(self, name: str, row: int, *, towards: bool) -> str | None:
        """The word with the largest share in the sum `name` of block `row`, of those that pull `towards` text or away.

        Where none pulls that way, the largest of all: the others of its kind then pull further.
        """
        low, high = self._ends(WORD_SUMS.index(name), row)
        first, second = (high, low) if towards else (low, high)
        return told(first[1] or second[1]) or None

    def _ends(self, place: int, row: int) -> Ends:
        element = int(self._blocks.element[row])
        parent = max(self._parent[element], 0)
        heading = int(self._features.places.heading[row])
        match place:
            case 0:
                return self._among(self._marks[element], place)
            case 1:
                return self._among(self._marks[parent], place)
            case 2:
                return self._above[parent]
            case 3:
                return self._among(self._features.first[row], place)
            case 4:
                return self._among(self._features.words[row], place)
        return self._among(self._features.words[heading], place) if heading >= 0 else NONE

    def _among(self, words: Iterable[str], place: int) -> Ends:
        kind, at = divmod(place, 3)
        known, shares = self._rows[kind], self._shares[kind][at]
        low, high = NONE
        for word in words:
            share = float(shares[known.get(word, 0)])
            low, high = min(low, (share, word)) if share < 0 else low, max(high, (share, word)) if share > 0 else high
        return low, high

    @cached_property
    def _above(self) -> list[Ends]:
        """Of each element, among the names of all elements above it; parents come before their children."""
        own = [self._among(marks, 2) for marks in self._marks]
        found = [NONE] * len(own)
        for row, parent in enumerate(self._parent):
            if parent >= 0:
                found[row] = min(found[parent][0], own[parent][0]), max(found[parent][1], own[parent][1])
        return found


def told(word: str) -> str:
    """A word of the vocabulary as people are told it: classes in words, everything else in quotes."""
    kind, _, rest = word.partition(":")
    if rest and kind in _TOLD:
        return _TOLD[kind].format(rest.replace("_", " "))
    return word if not word or word.startswith("<") else f"“{word.removeprefix('.')}”"
