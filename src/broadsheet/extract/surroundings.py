"""What stands around a stripped block and speaks for its kind: names, forms, lists, sections, the page's foot.

Comes in: a draft with its decisions, and the page. Goes out: per block, signs from its surroundings. Must not
weigh one sign against another: that is `kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np

from broadsheet.extract.draft import Draft
from broadsheet.extract.lexicon import Lexicon, tokens
from broadsheet.extract.signs import LINE_WORDS, Sign
from broadsheet.extract.words_classes import CLASSES
from broadsheet.records import Document, Flag, Ints, Kind

Said = Callable[[int], tuple[Sign, ...]]
"""What the words of a row's text say: `signs`, remembered by the caller."""

TELLS = 0.1
"""Share of the kept words in an element from which its name says nothing of the stripped blocks in it."""
FEW = 3
"""Blocks that make a list; rows that are the beginning of a page."""
LONGEST_FORM, LONGEST_LIST = 40, 40
"""Blocks of the longest form and the longest list that are taken for one: whole pages lie in a form."""
MENU_WORDS, HEADLINE_WORDS = 3.0, 5.0
"""Mean words of a link below which a list is a menu, and from which it is one of headlines."""
LABEL = 6
"""Words of the longest heading that is a label, and of a line that speaks for the list around it."""
SCOPE, SECTION = 3, 60
"""Levels above a heading within which it names what follows, and the most blocks that it names."""
LATE, LAST = 0.6, 0.9
"""Share of the page behind which a copyright line, or else a line of the imprint, may open its foot."""
NAMED = 120
"""Characters of class names and id that are read; what follows is layout."""
NOTICE = 300
"""Characters of the longest copyright line."""

_HEADING = int(Flag.HEADING)
_OPENERS = {"phrase": 0, "label": 1}
"""What a heading may name its section by, the most trusted last."""
_LEVELS = ("name 0", "name 1", "name 2", "name 3")
_FARTHER = dict(zip(_LEVELS, (*_LEVELS[1:], _LEVELS[-1]), strict=True)) | {"tag": "tag"}
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
_FORM_KINDS = frozenset(
    {Kind.NEWSLETTER, Kind.SEARCH, Kind.LOGIN, Kind.COMMENTS, Kind.ACCOUNT, Kind.SUBSCRIBE, Kind.AD}
)
_FOOT_KINDS = frozenset({Kind.FOOTER, Kind.POLICY})
STANDING = (
    ("before", "amid", "after"),
    ("linked", "half", "plain"),
    ("short", "line", "long"),
    ("text", "heading"),
)
"""What the first digits of a place mean: where, how linked, how long, whether a heading."""
_FOOT = Sign("foot", Kind.FOOTER, "in the foot of the page")
_END = Sign("end", Kind.FOOTER, "at the end of the page")
_START = Sign("start", Kind.NAVIGATION, "at the beginning of the page")
_PICTURE = Sign("picture", Kind.CAPTION, "under a picture")
_AUTHORS = Sign("prose in a byline", Kind.AUTHOR_BIO, "prose in an element named for the author")
_UNDER_TITLE = (
    Sign("under the title", Kind.BYLINE, "under the headline"),
    Sign("under the title", Kind.DATELINE, "under the headline"),
)
SPOTS: tuple[Chain, ...] = ((_FOOT,), (_END,), (_START,), _UNDER_TITLE, (_PICTURE,))
"""What the last digits of a place say where they are set."""
_MENU = Sign("menu", Kind.NAVIGATION, "in a list of short links")
_HEADLINES = Sign("headlines", Kind.TEASER, "in a list of long links")
_BESIDE = Sign("beside a headline", Kind.TEASER, "beside a headline that is a link")

Chain = tuple[Sign, ...]


@cache
def _classes() -> Lexicon:
    return Lexicon(CLASSES)


@lru_cache(maxsize=8192)
def own_signs(tag: str, names: str) -> Chain:
    """What an element's names and tag say, the last name first."""
    if tag in ("body", "html", "main", "article"):
        return ()
    words = tokens(names)
    found = {kind: " ".join(words[first:past]) for first, past, kind in reversed(_classes().find(words))}
    result = [Sign("name 0", kind, f"in an element named {word}") for kind, word in found.items()]
    if tag in _TAGS:
        result.append(Sign("tag", _TAGS[tag], f"in <{tag}>"))
    return tuple(result)


def _trust(sign: Sign) -> int:
    return _OPENERS[sign.source]


def _farther(own: Chain, above: Chain) -> Chain:
    """An element's signs before those around it; each kind once, by how near its name is."""
    kinds = {(sign.source[:3], sign.kind) for sign in own}
    named = any(sign.source == _LEVELS[0] for sign in own)
    return own + tuple(
        Sign(_FARTHER[sign.source] if named else sign.source, sign.kind, sign.words)
        for sign in above
        if (sign.source[:3], sign.kind) not in kinds
    )


class Surroundings:
    """One page's places: asked row by row, in page order, while kinds are given."""

    def __init__(self, draft: Draft, document: Document, title: int | None, said: Said) -> None:
        self.draft, self.title, self.said = draft, title, said
        elements = document.blocks.elements
        self.tags, self.names = elements.tag, elements.tokens
        self.first: list[int] = elements.first.tolist()
        self.last: list[int] = elements.last.tolist()
        self.kept = [0, *accumulate(size if kept else 0 for size, kept in zip(draft.size, draft.kept, strict=True))]
        self.span = draft.span()
        self.rows = len(draft.kept)
        self.pictures = {picture.block for picture in document.pictures}
        self.chains: list[Chain] = [()] * len(self.first)
        self._climb(elements.tag)
        self.foot = self._foot()
        self._section: tuple[Sign, int, int] | None = None

    def _climb(self, tags: tuple[str, ...]) -> None:
        """For every element with blocks: the signs of it and those around it.

        An element with article text in it says nothing.
        """
        elements = self.draft.blocks.elements
        kept = np.asarray(self.kept)
        silent = (kept[elements.last] - kept[elements.first] >= max(1, int(TELLS * self.kept[-1]))).tolist()
        merged: dict[tuple[int, int], Chain] = {}
        names, parent, chains = self.names, self.draft.parent, self.chains
        for row in np.flatnonzero(elements.last > elements.first)[1:].tolist():
            chain, tag, name = chains[parent[row]], tags[row], names[row]
            if (name or tag in _TAGS) and not silent[row] and (own := own_signs(tag, name[:NAMED])):
                key = id(own), id(chain)
                known = merged.get(key)
                chain = known if known is not None else merged.setdefault(key, _farther(own, chain))
            chains[row] = chain

    def list_of(self, element: int) -> int:
        """The lowest element around another with a few blocks; 0 where it holds kept text or is too long for a list."""
        while element > 0 and self.last[element] - self.first[element] < FEW:
            element = self.draft.parent[element]
        short = element > 0 and self.last[element] - self.first[element] <= LONGEST_LIST
        return element if short and not self.holds(element) else 0

    def form_of(self, element: int) -> int:
        """The form around an element; 0 where there is none, or one around half the page."""
        while element > 0 and self.tags[element] != "form":
            element = self.draft.parent[element]
        short = element > 0 and self.last[element] - self.first[element] <= LONGEST_FORM
        return element if short and self.holds(element) < max(1, int(TELLS * self.kept[-1])) else 0

    def holds(self, element: int) -> int:
        """Kept words in an element."""
        return self.kept[self.last[element]] - self.kept[self.first[element]]

    def places(self) -> Ints:
        """For every block a number for where it stands, how it is linked, how long it is, whether it is a heading,
        and which single places it stands at; `STANDING` and `SPOTS` say what its digits mean.
        """
        blocks, row = self.draft.blocks, np.arange(self.rows)
        linked = np.asarray(self.draft.linked)
        heading = np.asarray(self.draft.flags) & _HEADING > 0
        after = row >= self.span.stop
        plain = (linked < 0.5) & ~heading & ~after
        under = (
            plain & (row - (self.title or 0) <= FEW + 1) & (row > (self.title if self.title is not None else self.rows))
        )
        pictured = np.zeros(self.rows + 1, dtype=bool)
        pictured[list(self.pictures)] = True
        digits = (
            (3, np.where(row < self.span.start, 0, np.where(after, 2, 1))),
            (3, np.where(linked > 0.8, 0, np.where(linked < 0.3, 2, 1))),
            (3, np.where(blocks.words <= FEW, 0, np.where(blocks.words <= LINE_WORDS, 1, 2))),
            (2, heading),
            (2, after & (row >= self.foot)),
            (2, after & (row >= self.rows - max(2, self.rows // 20))),
            (2, (row < FEW) & (row < self.span.start)),
            (2, under),
            (2, plain & pictured[:-1] & (row >= self.span.start) & (blocks.words > 1)),
        )
        place = np.zeros(self.rows, dtype=np.int32)
        for base, digit in digits:
            place = place * base + digit.astype(np.int32)
        return place

    def openers(self) -> list[bool]:
        """Which blocks may open a section: headings and short lines that are no links."""
        draft = self.draft
        plain = np.asarray(draft.linked) < 0.5
        may: list[bool] = (plain & ((np.asarray(draft.flags) & _HEADING > 0) | (draft.blocks.words <= LABEL))).tolist()
        return may

    def in_list(self, place: int) -> Chain:
        """What the blocks of a list say together; `place` as of `list_of`."""
        return tuple(self._read_list(place)) if place else ()

    def in_form(self, form: int) -> Chain:
        """What a form is for; `form` as of `form_of`."""
        return tuple(self._read_form(form)) if form else ()

    def in_section(self, row: int) -> Chain:
        """The heading under which a block stands, and whether it is prose under an author's name."""
        found: Chain = ()
        if self._section is not None and self._section[1] < row < self._section[2]:
            found = (self._section[0],)
        if self.draft.size[row] > LINE_WORDS and any(
            sign.kind is Kind.BYLINE and sign.source in _LEVELS[:2] for sign in self.chains[self.draft.element[row]]
        ):
            found = (*found, _AUTHORS)
        return found

    def enter(self, row: int) -> None:
        """A heading or a short line (`openers`) that is a label opens a section, any other heading closes it."""
        draft = self.draft
        openers = [sign for sign in self.said(row) if sign.source in _OPENERS] if draft.size[row] <= LABEL else []
        end = min(self._scope(row), row + SECTION) if openers else row
        if end > row + 1:
            opener = max(openers, key=_trust)
            self._section = Sign("section", opener.kind, f"under {draft.blocks.text[row][:40]!r}"), row, end
        elif draft.flags[row] & _HEADING and not openers:
            self._section = None

    def _scope(self, row: int) -> int:
        """One past the last row that a heading may name: its container's, where no text was kept."""
        element, end = self.draft.element[row], row + 1
        for _ in range(SCOPE + 1):
            if self.holds(element) or element <= 0:
                break
            end = max(end, self.last[element])
            if end > row + FEW:
                break
            element = self.draft.parent[element]
        return end

    def _read_list(self, place: int) -> Iterator[Sign]:
        """What the blocks of one list say together, and whether they are a menu or headlines."""
        draft = self.draft
        rows = range(self.first[place], self.last[place])
        votes: dict[Kind, int] = {}
        for row in rows:
            if draft.size[row] <= LABEL:
                for kind in {sign.kind for sign in self.said(row)}:
                    votes[kind] = votes.get(kind, 0) + 1
        for kind, count in sorted(votes.items(), key=lambda vote: -vote[1])[:2]:
            if count * 3 >= len(rows) and count > 1:
                yield Sign("list", kind, f"{count} of {len(rows)} blocks of its list")
        sizes = [draft.size[row] for row in rows if draft.linked[row] > 0.8]
        if len(sizes) * 3 >= len(rows) * 2:
            mean = sum(sizes) / len(sizes)
            if mean <= MENU_WORDS:
                yield _MENU
            elif mean >= HEADLINE_WORDS:
                yield _HEADLINES
        if any(draft.flags[row] & _HEADING and draft.linked[row] > 0.8 and draft.size[row] > FEW for row in rows):
            yield _BESIDE

    def _read_form(self, form: int) -> Iterator[Sign]:
        """What a form is for, by its names and its words and the two blocks before it."""
        votes: dict[Kind, int] = {}
        for sign in own_signs("", self.names[form]):
            votes[sign.kind] = votes.get(sign.kind, 0) + 2
        for row in range(max(0, self.first[form] - 2), self.last[form]):
            for kind in {sign.kind for sign in self.said(row)} & _FORM_KINDS:
                votes[kind] = votes.get(kind, 0) + 1
        if votes:
            kind = max(votes, key=lambda k: votes[k])
            yield Sign("form", kind, f"in a form for {kind.replace('_', ' ')}")

    def _foot(self) -> int:
        """The row where the page's foot begins, by a copyright line or else its last lines; the end without them."""
        texts, start = self.draft.blocks.text, max(self.span.stop, int(LATE * self.rows))
        for row in range(start, self.rows):
            text = texts[row]
            if ("©" in text or "opyright" in text or "reserved" in text) and len(text) < NOTICE:
                return self._begin(row, start)
        for row in range(max(start, int(LAST * self.rows)), self.rows):
            if any(sign.kind in _FOOT_KINDS and sign.source in _OPENERS for sign in self.said(row)):
                return self._begin(row, start)
        return self.rows

    def _begin(self, row: int, start: int) -> int:
        """The first row of the largest container of a row that begins after `start`."""
        element, begin = self.draft.element[row], row
        while element > 0 and not self.holds(element) and self.first[element] >= start:
            begin = self.first[element]
            element = self.draft.parent[element]
        return begin
