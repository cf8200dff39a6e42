"""What the elements around each stripped block are called: their class names, ids and tags, by how near they are.

Comes in: a page's elements, and which of them hold the article. Goes out: per block a chain: for every kind how near
the nearest element is whose name suggests it, and whether a tag does. Must not weigh one name against another.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np

from broadsheet.extract.kinds.passes import Outwards, Own
from broadsheet.extract.kinds.signs import Sign
from broadsheet.extract.words.classes import CLASSES
from broadsheet.extract.words.lexicons import Lexicon
from broadsheet.records import Elements, Kind

try:
    from broadsheet.extract.compiled.kinds import laid, spelled
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.kinds.passes import laid, spelled

NAMED = 120
"""Characters of class names and id that are read; what follows is layout."""
KINDS = tuple(Kind)
INDEX = {kind: at for at, kind in enumerate(KINDS)}
LEVELS = ("name 0", "name 1", "name 2", "name 3", "tag")
"""What the numbers in a chain mean: the nearest named element, the next, …, and a tag at any distance."""
NONE = len(LEVELS)
"""In a chain: no name and no tag around the block suggests the kind."""

_TAG, _FAR = LEVELS.index("tag"), LEVELS.index("name 3")
_OUTWARDS = bytes([*range(1, _FAR + 1), _FAR, _TAG, NONE]).ljust(256, b"\0")
"""How near a name is, seen from inside a named element: one further away, and those far away as they are."""
_TAGS: dict[str, Kind] = {
    "nav": Kind.NAVIGATION,
    "menu": Kind.NAVIGATION,
    "footer": Kind.FOOTER,
    "header": Kind.NAVIGATION,
    "aside": Kind.TEASER,
    "figcaption": Kind.CAPTION,
    "dialog": Kind.CONSENT,
    "time": Kind.DATELINE,
    "address": Kind.BYLINE,
    "noscript": Kind.NOTIFICATION,
    "h1": Kind.TITLE,
}
_SILENT = frozenset({"html", "body", "main", "article"})
"""Elements whose names are those of the page."""
_CHAINS = Outwards(len(KINDS), NONE, _TAG, _OUTWARDS)


@cache
def classes() -> Lexicon:
    """Words of class names."""
    return Lexicon(CLASSES)


def owns(specs: Collection[tuple[str, str]]) -> list[Own]:
    """What the tags and names of elements say, the first word for each kind."""
    found = classes().firsts([names[:NAMED] for _, names in specs], INDEX)
    for (tag, _), own in zip(specs, found, strict=True):
        if tag in _TAGS:
            own[len(KINDS) + INDEX[_TAGS[tag]]] = f"<{tag}>"
    return found


class Chains:
    """One page's chains. `of[row]` is the number of a block's innermost element that says something; 0 for none."""

    def __init__(self, elements: Elements, telling: list[int], rows: int) -> None:
        specs, *told = spelled(elements.tag, elements.tokens, telling, _TAGS, _SILENT)
        self.of, steps, self.levels = laid(
            elements.first, elements.last, (told[0], told[1]), owns(specs), _CHAINS, rows
        )
        self.own: list[Own] = [{}, *(own for own, _ in steps)]
        self.above = [0, *(above for _, above in steps)]

    def word(self, chain: int, place: int) -> str:
        """The name or tag that suggests a kind, by its place in the chain."""
        while place not in self.own[chain]:
            chain = self.above[chain]
        return self.own[chain][place]

    def sign(self, chain: int, place: int) -> Sign:
        """What a name or tag around a block says, by its place in the chain."""
        word = self.word(chain, place)
        words = f"in {word}" if place >= len(KINDS) else f"in an element named {word}"
        return Sign(LEVELS[int(self.levels[chain, place])], KINDS[place % len(KINDS)], words)

    def signs(self, chain: int) -> list[Sign]:
        """All that the names and tags around a block say."""
        return [self.sign(chain, place) for place in np.flatnonzero(self.levels[chain] < NONE).tolist()]
