"""What the elements around each stripped block are called: their class names, ids and tags, by how near they are.

Comes in: a page's elements, and which of them hold the article. Goes out: per block a chain: for every kind how near
the nearest element is whose name suggests it, and whether a tag does. Must not weigh one name against another.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np
import numpy.typing as npt

from broadsheet.extract.kinds.signs import Sign
from broadsheet.extract.words.classes import CLASSES
from broadsheet.extract.words.lexicons import Lexicon, tokens
from broadsheet.records import Elements, Kind

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

_END = "\0"
_JOINT = f" {_END} "
_LETTERS = "".join(chr(code) if chr(code).isalnum() or chr(code) == _END else " " for code in range(128)).lower()
"""Of ASCII, what `lexicon.tokens` reads: thrice as fast as by a pattern."""

Own = dict[int, str]
"""Place in a chain (that of the kind, or of the kind and all kinds where a tag says so) and the word."""


@cache
def classes() -> Lexicon:
    """Words of class names."""
    return Lexicon(CLASSES)


def owns(specs: Collection[tuple[str, str]]) -> list[Own]:
    """What the tags and names of elements say, the first word for each kind."""
    found: list[Own] = [{len(KINDS) + INDEX[_TAGS[tag]]: f"<{tag}>"} if tag in _TAGS else {} for tag, _ in specs]
    words = words_of_names(specs)
    ends = [at for at, word in enumerate(words) if word == _END]
    at = 0
    for first, past, kind in classes().find(words):
        while ends[at] <= first:
            at += 1
        found[at].setdefault(INDEX[kind], words[first] if past == first + 1 else " ".join(words[first:past]))
    return found


def words_of_names(specs: Collection[tuple[str, str]]) -> list[str]:
    """The words of all names, `_END` after those of each element."""
    joined = _JOINT.join([names[:NAMED] for _, names in specs]) + _JOINT
    if joined.isascii():
        return joined.translate(_LETTERS).split()
    return [word for _, names in specs for word in (*tokens(names[:NAMED]), _END)]


class Chains:
    """One page's chains. `of[row]` is the number of a block's innermost element that says something; 0 for none."""

    def __init__(self, elements: Elements, telling: list[int], rows: int) -> None:
        self.of = [0] * rows
        self.own: list[Own] = [{}]
        self.above = [0]
        self._chains = [_EMPTY]
        self._climb(elements, telling)
        self.levels: Levels = np.frombuffer(b"".join(self._chains), np.uint8).reshape(-1, 2 * len(KINDS))

    def _climb(self, elements: Elements, telling: list[int]) -> None:
        """Outermost elements first, each laid over the blocks in it: the innermost stays."""
        specs: dict[tuple[str, str], int] = {}
        tags, names = elements.tag, elements.tokens
        # other tags say nothing: their elements of one name are the same
        told = [
            (row, specs.setdefault((tag if tag in _TAGS else "", name), len(specs)))
            for row in telling
            if ((name := names[row]) or tags[row] in _TAGS) and (tag := tags[row]) not in _SILENT
        ]
        found = owns(specs)
        told = [(row, spec) for row, spec in told if found[spec]]
        places = [row for row, _ in told]
        first, last = elements.first[places].tolist(), elements.last[places].tolist()
        of, known = self.of, dict[tuple[int, int], int]()
        for (_, spec), start, end in zip(told, first, last, strict=True):
            step = spec, of[start]
            chain = known.get(step)
            if chain is None:
                chain = known[step] = self._add(found[spec], of[start])
            of[start:end] = [chain] * (end - start)

    def _add(self, own: Own, above: int) -> int:
        """An element's own names, and those around it moved outwards by them."""
        chain = self._chains[above]
        chain = chain.translate(_OUTWARDS) if min(own) < len(KINDS) else chain[:]
        for place in own:
            chain[place] = 0 if place < len(KINDS) else _TAG
        self._chains.append(chain)
        self.own.append(own)
        self.above.append(above)
        return len(self.above) - 1

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
