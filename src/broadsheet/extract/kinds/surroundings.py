"""What stands around a stripped block and speaks for its kind: places, lists, forms, sections, the page's foot.

Comes in: a draft with its decisions, and the page. Goes out: per block, in columns, signs from its surroundings.
Must not weigh one sign against another: that is `kinds`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds.chains import KINDS, Chains, owns
from broadsheet.extract.kinds.signs import LINE_WORDS, NOTHING, Said, Sign, labels, remembered
from broadsheet.records import Document, Flag, Ints, Kind

try:
    from broadsheet.extract.compiled.kinds import lowest, tallied
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.kinds.passes import lowest, tallied

Mask = npt.NDArray[np.bool_]
Chain = tuple[Sign, ...]
Form = tuple[int, range]
"""A form's element and the rows of its blocks."""

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
NOTICE = 300
"""Characters of the longest copyright line."""

_HEADING = int(Flag.HEADING)
_OPENERS = {"phrase": 0, "label": 1}
"""What a heading may name its section by, the most trusted last."""
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
SPOTS: tuple[Chain, ...] = (
    (Sign("foot", Kind.FOOTER, "in the foot of the page"),),
    (Sign("end", Kind.FOOTER, "at the end of the page"),),
    (Sign("start", Kind.NAVIGATION, "at the beginning of the page"),),
    (
        Sign("under the title", Kind.BYLINE, "under the headline"),
        Sign("under the title", Kind.DATELINE, "under the headline"),
    ),
    (Sign("picture", Kind.CAPTION, "under a picture"),),
)
"""What the last digits of a place say where they are set."""
_FOOT, _END, _BEGIN, _TITLED, _PICTURED = (2**spot for spot in reversed(range(len(SPOTS))))
RUNS: Chain = (
    Sign("menu", Kind.NAVIGATION, "in a list of short links"),
    Sign("headlines", Kind.TEASER, "in a list of long links"),
    Sign("beside a headline", Kind.TEASER, "beside a headline that is a link"),
)
"""What a list says by its links, whatever their words."""


class Lists(NamedTuple):
    """What each list of a page says: how many of its short blocks speak for each kind, and which `RUNS` hold."""

    size: Ints
    votes: Ints
    """Shape (lists, kinds); 0 where they are too few."""
    runs: Mask
    """Shape (lists, len(RUNS))."""

    @classmethod
    def none(cls) -> Lists:
        """No list at all: only number 0, which says nothing."""
        one = np.zeros(1, dtype=np.int32)
        return cls(one, np.zeros((1, len(KINDS)), dtype=np.int32), np.zeros((1, len(RUNS)), dtype=bool))


class Surroundings:
    """One page's places. What is said of a block's words is read once, when it is first asked for."""

    def __init__(self, draft: Draft, document: Document, title: int | None, asked: Ints) -> None:
        self.draft, self.title = draft, title
        blocks = draft.blocks
        elements = blocks.elements
        self.texts, self.words, self.rows = blocks.text, blocks.words, len(blocks)
        self.tags, self.first, self.last = elements.tag, elements.first, elements.last
        kept = np.array(draft.kept, dtype=bool)
        self.kept = np.concatenate(([0], np.cumsum(blocks.words * kept)))
        self.holds = self.kept[self.last] - self.kept[self.first]
        """Kept words in each element."""
        self.much = max(1, int(TELLS * int(self.kept[-1])))
        self.span = draft.span()
        self.linked = blocks.link_chars / np.maximum(blocks.chars, 1)
        self.heading = (blocks.flags() & _HEADING) > 0
        self.pictures = [picture.block for picture in document.pictures]
        self._said: dict[str, Said] = {}
        self.openers = self._openers(~kept)
        counted = np.zeros(self.rows + 1, dtype=np.int32)
        counted[asked + 1] = 1
        counted = np.cumsum(counted)
        self.asks = counted[self.last] > counted[self.first]
        """Which elements hold blocks to name."""
        telling = np.flatnonzero(self.asks & (self.holds < self.much)).tolist()
        self.chains = Chains(elements, telling, self.rows)
        self.foot = self._foot()

    def _openers(self, stripped: Mask) -> list[int]:
        """The stripped blocks that may open or close a section: headings, and labels that are no links."""
        told = labels()
        headings = np.flatnonzero(self.heading & stripped & (self.linked < 0.5)).tolist()
        short = np.flatnonzero((self.words <= LABEL) & stripped & (self.linked < 0.5) & ~self.heading).tolist()
        return sorted(headings + [row for row in short if self.texts[row].strip(" :").casefold() in told])

    def said(self, rows: list[int]) -> list[Said]:
        """What the words of blocks say."""
        known, texts = self._said, [self.texts[row] for row in rows]
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known.update(remembered(fresh))
        return [known[text] for text in texts]

    def known(self, rows: list[int]) -> list[Said]:
        """What the words of blocks say where they have been read; nothing of others."""
        return [self._said.get(self.texts[row], NOTHING) for row in rows]

    def places(self) -> Ints:
        """For every block a number for where it stands, how it is linked, how long it is, whether it is a heading,
        and which single places it stands at; `STANDING` and `SPOTS` say what its digits mean.
        """
        rows, words, linked, (start, stop) = self.rows, self.words, self.linked, (self.span.start, self.span.stop)
        place: Ints = (linked < 0.3).astype(np.int32) - (linked > 0.8) + 1
        place = (place * 3 + (words > FEW) + (words > LINE_WORDS)) * 2 + self.heading
        where = 3 * 3 * 2
        place[start:] += where
        place[stop:] += where
        place *= 2 ** len(SPOTS)
        place[max(stop, self.foot) :] += _FOOT
        place[max(stop, rows - max(2, rows // 20)) :] += _END
        place[: min(FEW, start)] += _BEGIN
        plain = (linked < 0.5) & ~self.heading
        plain[stop:] = False
        if self.title is not None:
            under = slice(self.title + 1, self.title + FEW + 2)
            place[under] += _TITLED * plain[under]
        beside = [row for row in set(self.pictures) if start <= row < stop and plain[row] and words[row] > 1]
        place[beside] += _PICTURED
        return place

    def lists(self) -> tuple[Ints, Ints]:
        """Per block the number of the lowest element around it with a few blocks, and the elements by number.

        0 where it holds kept text or is too long for a list. An element without stripped blocks to name has no number.
        """
        size = self.last - self.first
        found = np.flatnonzero(self.asks & (size >= FEW) & (size <= LONGEST_LIST) & (self.holds == 0))
        found = found[found > 0]
        of = lowest(self.first, self.last, found, self.rows)
        return np.array(of, dtype=np.int32), np.concatenate(([0], found))

    def forms(self) -> list[Form]:
        """The forms with blocks, the outermost first; none around half the page."""
        found: list[Form] = []
        tags, element = self.tags, -1
        for _ in range(tags.count("form")):
            element = tags.index("form", element + 1)
            rows = range(int(self.first[element]), int(self.last[element]))
            if 0 < len(rows) <= LONGEST_FORM and self.holds[element] < self.much:
                found.append((element, rows))
        return found

    def in_lists(self, numbers: Ints, heard: Mask) -> Lists:
        """What the blocks of lists say together; `heard` is which kinds the words of each block speak for."""
        first, last = self.first[numbers], self.last[numbers]
        link = self.linked > 0.8
        measures = np.array((link, self.words * link, link & self.heading & (self.words > FEW)), dtype=np.int32)
        total = tallied(self.first, self.last, numbers, heard, self.words <= LABEL, measures)
        size, votes, links = last - first, total[:, : len(KINDS)], total[:, len(KINDS)]
        votes[(votes * 3 < size[:, None]) | (votes < 2)] = 0
        many, mean = (links * 3 >= size * 2) & (links > 0), total[:, -2] / np.maximum(links, 1)
        runs = np.column_stack((many & (mean <= MENU_WORDS), many & (mean >= HEADLINE_WORDS), total[:, -1] > 0))
        runs[0] = False
        votes[0] = 0
        return Lists(size, votes, runs)

    def in_form(self, form: int, rows: range) -> Sign | None:
        """What a form is for, by its names and its words and the two blocks before it."""
        votes: dict[Kind, int] = {}
        for place in owns([("", self.draft.blocks.elements.tokens[form])])[0]:
            votes[KINDS[place]] = 2
        for said in self.said(self.form_rows(rows)):
            for kind in dict.fromkeys(kind for _, kind in said if kind in _FORM_KINDS):
                votes[kind] = votes.get(kind, 0) + 1
        if not votes:
            return None
        kind = max(votes, key=lambda k: votes[k])
        return Sign("form", kind, f"in a form for {kind.replace('_', ' ')}")

    def form_rows(self, rows: range) -> list[int]:
        """The blocks that say what a form is for."""
        return list(range(max(0, rows.start - 2), rows.stop))

    def sections(self) -> list[tuple[range, Sign]]:
        """Rows under headings, and what these name them.

        A heading or short line that is a label opens a section, any other heading closes it.
        """
        found: list[tuple[range, Sign]] = []
        rows = self.openers
        for row, said in zip(rows, self.said(rows), strict=True):
            short = self.draft.size[row] <= LABEL
            openers = [sign for sign in said if sign[0] in _OPENERS] if short and said else []
            end = min(self._scope(row), row + SECTION) if openers else row
            opens = end > row + 1
            if found and (opens or (self.draft.flags[row] & _HEADING and not openers)):
                inside, before = found[-1]
                found[-1] = range(inside.start, min(inside.stop, row)), before
            if opens:
                kind = max(openers, key=lambda sign: _OPENERS[sign[0]])[1]
                found.append((range(row + 1, end), Sign("section", kind, f"under {self.texts[row][:40]!r}")))
        return found

    def _scope(self, row: int) -> int:
        """One past the last row that a heading may name: its container's, where no text was kept."""
        element, end = self.draft.element[row], row + 1
        for _ in range(SCOPE + 1):
            if self.holds[element] or element <= 0:
                break
            end = max(end, int(self.last[element]))
            if end > row + FEW:
                break
            element = self.draft.parent[element]
        return end

    def _foot(self) -> int:
        """The row where the page's foot begins, by a copyright line or else its last lines; the end without them."""
        texts, start = self.texts, max(self.span.stop, int(LATE * self.rows))
        for row in range(start, self.rows):
            text = texts[row]
            if ("©" in text or "opyright" in text or "reserved" in text) and len(text) < NOTICE:
                return self._begin(row, start)
        rows = list(range(max(start, int(LAST * self.rows)), self.rows))
        for row, said in zip(rows, self.said(rows), strict=True):
            if any(kind in _FOOT_KINDS and source in _OPENERS for source, kind in said):
                return self._begin(row, start)
        return self.rows

    def _begin(self, row: int, start: int) -> int:
        """The first row of the largest container of a row that begins after `start`."""
        element, begin = self.draft.element[row], row
        while element > 0 and not self.holds[element] and self.first[element] >= start:
            begin = int(self.first[element])
            element = self.draft.parent[element]
        return begin
