"""Where on the page the article lives: the element that holds most of the good text.

Comes in: blocks, which of them are good, the kinds their elements' names suggest. Goes out: the
row of an element. Must not decide on single blocks.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import SENTENCE_MARK
from broadsheet.extract.names import Name
from broadsheet.extract.score import Scores
from broadsheet.records import Blocks, Flag, Ints, Kind

Mass = npt.NDArray[np.int64]

LINKED = 0.35
"""Link density from which a block is navigation rather than prose; from earlier trials on the development pages."""
SENTENCE_WORDS, PROSE_WORDS = 12, 25
"""Words that make a block good: with a sentence mark, and without one; chosen on the development pages."""
ARTICLE_WORDS = 80
"""Words of good text before a comment thread that make it one (chosen on the development pages)."""
BODY_WORDS, BODY_SHARE = 20, 0.2
"""Words, and share of the good text, from which a marked article body is believed to be one."""
COVER = 0.6
"""Share of the prose above which a flag says nothing of a block."""
MOST = 0.3
"""Parts of one name that hold this share of the text are no boilerplate; chosen on the development pages."""
HOLD = 0.85
"""Share of the good text that the container holds; the rest may be a stray teaser or comment."""

FOREIGN = frozenset({Kind.COMMENTS, Kind.FOOTER, Kind.NAVIGATION, Kind.CONSENT, Kind.LOGIN, Kind.POLICY, Kind.RELATED})
"""Kinds whose prose is not counted when the container is looked for."""

_CHROME = int(Flag.NAV | Flag.FOOTER | Flag.FORM | Flag.DIALOG | Flag.BUTTON | Flag.FIGCAPTION)


def good_blocks(blocks: Blocks, scores: Scores, flags: Ints) -> list[bool]:
    """Prose by its own looks: few links, and a sentence or many words; `flags` as in `telling_flags`."""
    density = blocks.link_chars / np.maximum(blocks.chars, 1)
    words = blocks.words
    chrome = (flags & _CHROME) > 0
    return [
        bool(
            d < LINKED
            and not c
            and s > 0.3
            and (w >= PROSE_WORDS or (w >= SENTENCE_WORDS and SENTENCE_MARK.search(text) is not None))
        )
        for d, c, s, w, text in zip(density, chrome, scores, words, blocks.text, strict=True)
    ]


def container(blocks: Blocks, good: list[bool], names: list[Name | None]) -> int:
    """The lowest element with at least `HOLD` of the good text, foreign parts left aside; 0 where there is none.

    A part marked as the article's body goes before all else. Where leaving foreign parts aside would leave
    less than an article, their names lied and all text counts.
    """
    mass = _declared_body(blocks, np.where(good, blocks.words, 0).astype(np.int64))
    inherited = inherit(blocks, believed(blocks, names, mass))
    native = [name is None or name.kind not in FOREIGN for name in (inherited[e] for e in blocks.element.tolist())]
    if mass[native].sum() >= min(ARTICLE_WORDS, mass.sum() // 2):
        mass = mass * np.array(native, dtype=np.int64)
    if not mass.sum():
        return 0
    total = np.concatenate([[0], np.cumsum(mass)])
    held = total[blocks.elements.last] - total[blocks.elements.first]
    return int(np.flatnonzero(held >= HOLD * total[-1])[-1])


def _declared_body(blocks: Blocks, mass: Mass) -> Mass:
    """Only the text under `itemprop="articleBody"` (schema.org) counts, where the page marks a fair part so."""
    inside = (telling_flags(blocks) & int(Flag.ARTICLE_BODY)) > 0
    marked = int(mass[inside].sum())
    return mass * inside if marked >= BODY_WORDS and marked >= BODY_SHARE * int(mass.sum()) else mass


def inherit(blocks: Blocks, names: list[Name | None], root: int = 0) -> list[Name | None]:
    """Each element's name, or that of its nearest named ancestor strictly below `root`."""
    parent = blocks.elements.parent.tolist()
    result = list(names)
    for row, name in enumerate(result):
        if row <= root:
            result[row] = None
        elif name is None and parent[row] > root:
            result[row] = result[parent[row]]
    return result


def believed(blocks: Blocks, names: list[Name | None], mass: Mass, root: int = 0) -> list[Name | None]:
    """The names below `root` that may be believed: those whose elements together hold little of the text."""
    total = np.concatenate([[0], np.cumsum(mass)])
    elements = blocks.elements
    held = (total[elements.last] - total[elements.first]).tolist()
    limit = MOST * max(int(total[-1]), 1)
    shares: dict[str, int] = {}
    until = dict[str, int]()
    firsts, lasts = elements.first.tolist(), elements.last.tolist()
    for row, (name, first, last) in enumerate(zip(names, firsts, lasts, strict=True)):
        if name is None or row <= root:
            continue
        if first >= until.get(name.word, 0):
            shares[name.word] = shares.get(name.word, 0) + held[row]
            until[name.word] = last
    return [
        name if name and row > root and (shares[name.word] < limit or _thread(name, total, first)) else None
        for row, (name, first) in enumerate(zip(names, firsts, strict=True))
    ]


def _thread(name: Name, total: Mass, first: int) -> bool:
    """Comments below an article may be longer than it; they are believed where an article stands before them."""
    return name.kind is Kind.COMMENTS and int(total[first]) >= ARTICLE_WORDS


def telling_flags(blocks: Blocks) -> Ints:
    """`Flag`s of each block without those that cover most of the page's prose and so tell nothing.

    Whole pages lie in one `<form>` (ASP.NET) or in an `<aside>`.
    """
    flags = blocks.flags()
    prose = (blocks.words >= SENTENCE_WORDS) & (blocks.link_chars < LINKED * blocks.chars)
    weight = np.where(prose, blocks.words, 0)
    total = max(int(weight.sum()), 1)
    lying = 0
    for flag in Flag:
        if weight[(flags & int(flag)) > 0].sum() > COVER * total:
            lying |= int(flag)
    return flags & ~np.int32(lying)
