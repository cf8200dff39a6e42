"""What the elements around each stripped block are called: their class names, ids and tags, by how near they are.

Comes in: a page's elements, and which of them hold the article. Goes out: per block a chain: for every kind how near
the nearest element is whose name suggests it, and whether a tag does. Must not weigh one name against another.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np
import numpy.typing as npt

from broadsheet.extract.kinds.passes import Own
from broadsheet.extract.kinds.signs import Sign
from broadsheet.extract.words.classes import CLASSES
from broadsheet.extract.words.lexicons import Lexicon
from broadsheet.records import Elements, Kind

try:
    from broadsheet.extract.compiled.kinds import laid, spelled
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.kinds.passes import laid, spelled

Levels = npt.NDArray[np.uint8]

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
_EMPTY = bytearray([NONE]) * (2 * len(KINDS))


@cache
def classes() -> Lexicon:
    """Words of class names."""
    return Lexicon(CLASSES)


def owns(specs: Collection[tuple[str, str]]) -> list[Own]:
    """What the tags and names of elements say, the first word for each kind."""
    read = classes().read([names[:NAMED] for _, names in specs])
    found: list[Own] = []
    for (tag, _), (_, phrases) in zip(specs, read, strict=True):
        own = {len(KINDS) + INDEX[_TAGS[tag]]: f"<{tag}>"} if tag in _TAGS else {}
        for _, kind, words in phrases:
            own.setdefault(INDEX[kind], words)
        found.append(own)
    return found


class Chains:
    """One page's chains. `of[row]` is the number of a block's innermost element that says something; 0 for none."""

    def __init__(self, elements: Elements, telling: list[int], rows: int) -> None:
        self.own: list[Own] = [{}]
        self.above = [0]
        specs, told = spelled(elements.tag, elements.tokens, telling, _TAGS, _SILENT)
        self.of, steps = laid(elements.first, elements.last, told, owns(specs), rows)
        self._chains = [_EMPTY]
        for own, above in steps:
            self._add(own, above)
        self.levels: Levels = np.frombuffer(b"".join(self._chains), np.uint8).reshape(-1, 2 * len(KINDS))

    def _add(self, own: Own, above: int) -> None:
        """An element's own names, and those around it moved outwards by them."""
        chain = self._chains[above]
        chain = chain.translate(_OUTWARDS) if min(own) < len(KINDS) else chain[:]
        for place in own:
            chain[place] = 0 if place < len(KINDS) else _TAG
        self._chains.append(chain)
        self.own.append(own)
        self.above.append(above)

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
