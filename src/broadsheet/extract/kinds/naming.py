"""What each stripped block is: signs from its words and its surroundings, weighed together.

Comes in: a draft whose blocks are kept or stripped, by whatever rule. Goes out: the draft with a kind, and the
evidence for it, for every stripped block. Must not turn a kept block into a stripped one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds.beliefs import beliefs
from broadsheet.extract.kinds.chains import INDEX, KINDS
from broadsheet.extract.kinds.passes import Source
from broadsheet.extract.kinds.plain import Verdict
from broadsheet.extract.kinds.signs import LINE_WORDS, Sign, told
from broadsheet.extract.kinds.surroundings import RUNS, SPOTS, STANDING, Form, Lists, Mask, Surroundings
from broadsheet.extract.names import Name
from broadsheet.extract.shapes import shape_of
from broadsheet.records import Document, Ints, Kind

try:
    from broadsheet.extract.compiled.kinds import add, begun, doubtful, strongest
    from broadsheet.extract.compiled.plain import plain
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.kinds.passes import add, begun, doubtful, strongest
    from broadsheet.extract.kinds.plain import plain

Claim = tuple[tuple[str, Kind], str]
"""A `Sign` in the form in which words are told: source and kind, and the words."""

SURE = 3.5
"""Lead of one kind over the next, by names and place alone, from which a block's words and list are not read.
From 4.0 on, two more blocks of the tuning part of the sample are right; from 3.0 on, three fewer."""
SAMPLE = 4
"""Blocks that are read of those alike in names and place. Reading all turns two of the tuning part's 642, and takes a
third longer."""
HEADLINE = 20
"""Characters of the shortest headline that is known again amid other words."""
LONGEST_BYLINE, SHORTEST_AUTHOR = 80, 4
"""Characters of the longest line that the declared author's name makes a byline; and of a name too short to tell."""

_OTHER = Kind.OTHER
_URLS = (Kind.IMAGE_URL, Kind.PAGE_URL)
_TITLE: Claim = ("headline", Kind.TITLE), "the headline amid other words"
_AGAIN: Claim = ("headline", Kind.TITLE), "the headline again"
_TRAIL: Claim = ("trail", Kind.NAVIGATION), "the headline behind a trail"
_AUTHOR: Claim = ("author", Kind.BYLINE), "the declared author"
_AUTHORS: Claim = ("prose in a byline", Kind.AUTHOR_BIO), "prose in an element named for the author"
_URL = "shape: the whole of it is a URL"
_STANDING = "by where it stands and how it is linked"
_NONE = len(KINDS)
"""In the column of inherited kinds: no name."""


def name_kinds(draft: Draft, document: Document, inherited: list[Name | None], title: int | None) -> None:
    """Give every stripped block a kind; kinds that an earlier rule decided stand.

    `inherited` holds each element's name, its own or its nearest named ancestor's; `title` is the headline's row.
    """
    kinds = draft.kind
    wanted = [row for row, kept in enumerate(draft.kept) if not kept and (kinds[row] is None or kinds[row] is _OTHER)]
    found = plain(draft, inherited, wanted)
    if len(found) < len(wanted):
        rest = [row for row in wanted if row not in found]
        naming = _Naming(draft, document, inherited, title, rest)
        naming.listen(naming.doubts(SURE))
        found.update(zip(rest, naming.verdicts(), strict=True))
    rules = draft.rule
    for row, (kind, why) in found.items():
        kinds[row] = kind
        rules[row] = f"{rules[row]}; {why}" if rules[row] else why


def evidence(
    draft: Draft, document: Document, inherited: list[Name | None], title: int | None
) -> Iterator[tuple[int, tuple[str, ...], list[Sign]]]:
    """Of every stripped block its row, how it stands (`STANDING`) and all its signs: what the weights are fitted on."""
    wanted = [row for row, kept in enumerate(draft.kept) if not kept]
    if wanted:
        naming = _Naming(draft, document, inherited, title, wanted)
        naming.listen(naming.doubts(np.inf))
        for at, row in enumerate(wanted):
            yield row, standing(int(naming.place[at])), naming.all_signs(at)


def standing(place: int) -> tuple[str, ...]:
    """What the first digits of a place mean: how a block stands."""
    place //= 2 ** len(SPOTS)
    parts: list[str] = []
    for meanings in reversed(STANDING):
        place, digit = divmod(place, len(meanings))
        parts.append(meanings[digit])
    return tuple(parts)


class _Naming:
    """One page's naming: names and places are weighed for all blocks at once, the rest where they leave a doubt.

    Columns are by the position of a block in `wanted`, not by its row.
    """

    def __init__(
        self, draft: Draft, document: Document, inherited: list[Name | None], title: int | None, wanted: list[int]
    ) -> None:
        self.rows = np.array(wanted)
        self.page = Surroundings(draft, document, title, self.rows)
        self.believed = beliefs()
        texts, element = document.blocks.text, draft.element
        self.texts = [texts[row] for row in wanted]
        self.low = [text.lower() for text in self.texts]
        self.author = (document.declared.first("author", "article:author") or "").lower()
        self.headline = texts[title].lower() if title is not None else ""
        self.place: Ints = self.page.places()[self.rows]
        self.chain: Ints = self.page.chains.of[self.rows]
        self.names = [inherited[element[row]] for row in wanted]
        inherits = [_NONE if name is None else INDEX[name.kind] for name in self.names]
        self.inherited: Ints = np.array(inherits, np.int32)
        places, chains = (self.believed.places, self.place), (self.page.chains.levels, self.chain)
        self.scores = begun(*places, self.believed.levels, *chains, self.believed.inherited, self.inherited)
        self.certain: dict[int, Verdict] = {}
        self.signs: dict[int, list[Claim]] = {}
        self.list = np.zeros(len(wanted), dtype=np.int32)
        self.lists = Lists.none()
        self._claim()

    def _claim(self) -> None:
        """Which blocks repeat the headline or are a URL."""
        headline = self.headline
        for at, low in enumerate(self.low):
            if low.startswith("http") and (shape := shape_of(self.texts[at])) in _URLS:
                self.certain[at] = shape, _URL
            elif headline and headline in low:
                if low == headline:
                    self.certain[at] = Kind.TITLE, _AGAIN[1]
                    self.signs[at] = [_AGAIN]
                elif len(headline) > HEADLINE and len(low) < 2 * len(headline):
                    self.signs[at] = (
                        [_TITLE] if low.startswith(headline) else [_TRAIL] if low.endswith(headline) else []
                    )

    def doubts(self, sure: float) -> list[int]:
        """The blocks of which names and place leave a doubt, or which repeat the headline."""
        doubts = doubtful(self.scores, sure)
        doubts[list(self.signs)] = True
        found: list[int] = np.flatnonzero(doubts).tolist()
        return found

    def listen(self, doubtful: list[int]) -> None:
        """Add what the words of doubtful blocks say, and their lists, forms and sections."""
        if not doubtful:
            return
        page, rows = self.page, self.rows[doubtful]
        of, numbers = page.lists()
        self.list[doubtful] = of[rows]
        forms = page.forms()
        heard = self._read(self.rows[self._samples(doubtful)], forms)
        self._hear(doubtful, rows.tolist(), forms)
        self.lists = page.in_lists(numbers, heard)
        by_list = (self.lists.votes > 0) * self.believed.lists + self.lists.runs @ self.believed.runs
        self.scores += by_list[self.list]

    def _samples(self, doubtful: list[int]) -> list[int]:
        """The first `SAMPLE` blocks of those with the same names at the same kind of place: the cards of one list."""
        chains, places = self.chain[doubtful].tolist(), self.place[doubtful].tolist()
        counts: dict[tuple[int, int], int] = {}
        samples: list[int] = []
        for at, alike in zip(doubtful, zip(chains, places, strict=True), strict=True):
            count = counts[alike] = counts.get(alike, 0) + 1
            if count <= SAMPLE or at in self.signs:
                samples.append(at)
        return samples

    def _read(self, rows: Ints, forms: list[Form]) -> Mask:
        """Which kinds the words of blocks speak for, shape (rows, kinds).

        Read are these rows, forms, and all that may open a section; others say nothing.
        """
        page = self.page
        read = np.zeros(page.rows, dtype=bool)
        read[rows] = True
        read[page.openers] = True
        for _, inside in forms:
            read[page.form_rows(inside)] = True
        asked: list[int] = np.flatnonzero(read).tolist()
        heard = np.zeros(page.rows * len(KINDS), dtype=bool)
        pairs = zip(asked, page.said(asked), strict=True)
        heard[[row * len(KINDS) + INDEX[kind] for row, said in pairs for _, kind in said]] = True
        return heard.reshape(-1, len(KINDS))

    def _hear(self, doubtful: list[int], rows: list[int], forms: list[Form]) -> None:
        """Signs of single blocks: their words, the form and section around them, the author."""
        page, signs = self.page, self.signs
        around: dict[int, list[Claim]] = {}
        for form in forms:
            if (sign := page.in_form(*form)) is not None:
                around.update((row, [_claim(sign)]) for row in form[1])
        for inside, sign in page.sections():
            for row in inside:
                around[row] = [*around.get(row, ()), _claim(sign)]
        about = page.chains.levels[self.chain[doubtful], INDEX[Kind.BYLINE]] <= 1
        about &= page.words[rows] > LINE_WORDS
        heard: dict[int, list[Claim]] = {}
        author, low = self.author if len(self.author) > SHORTEST_AUTHOR else "", self.low
        for at, row, said, bio in zip(doubtful, rows, page.known(rows), about.tolist(), strict=True):
            own, near = signs.get(at), around.get(row)
            by = author and author in low[at] and len(low[at]) < LONGEST_BYLINE and not own
            if own or said or near or bio or by:
                found = [*(own or ()), *said.items(), *(near or ())]
                if bio:
                    found.append(_AUTHORS)
                if by:
                    found.append(_AUTHOR)
                if found:
                    heard[at] = found
        signs.update(heard)
        add(self.scores, heard, self.believed.of, INDEX)

    def verdicts(self) -> Iterator[Verdict]:
        """The likeliest kind of each block, and the weightiest sign for it."""
        best = self.scores.argmax(axis=1)
        spots = self.place % len(self.believed.spots)
        held = self.lists.runs[self.list]
        source, weight = strongest(best, self._sources(best, spots), self.believed.runs, held)
        chains, in_list = self.chain.tolist(), self.list.tolist()
        # what the weightiest source is known by; nothing for a block's standing, which is source 0
        numbers = (source, chains, chains, spots.tolist(), [id(name) for name in self.names], in_list, in_list)
        certain, signs = self.certain, self.signs
        known: dict[tuple[int, int, int], str] = {}
        for at, (likeliest, number) in enumerate(zip(best.tolist(), source, strict=True)):
            if at in certain:
                yield certain[at]
                continue
            key = likeliest, number, numbers[number][at]
            kind = KINDS[likeliest]
            why = self._own(at, kind, weight[at]) if at in signs else None
            if why is None:
                why = known.get(key)
                if why is None:
                    why = known[key] = self._why(at, *key)
            yield kind, why

    def _own(self, at: int, kind: Kind, least: float) -> str | None:
        """The weightiest sign of a block's own, where it weighs more than those that it shares."""
        found = None
        for sign, words in self.signs[at]:
            if sign[1] is kind and (weight := self.believed.of.get(sign, 0.0)) > least:
                found, least = told(sign[0], words), weight
        return found

    def _why(self, at: int, kind: int, source: int, number: int) -> str:
        """The weightiest sign that blocks share, in words; `source` is one of `_sources`, from 1 on."""
        if source == 0:
            return _STANDING
        if source in (1, 2):
            sign = self.page.chains.sign(number, kind if source == 1 else kind + len(KINDS))
        elif source == 3:
            sign = next(sign for sign in _spots(number) if sign.kind is KINDS[kind])
        elif source == 4:
            name = self.names[at]
            return f"in an element named {name.word if name else ''}"
        elif source == 5:
            return f"{self.lists.votes[number, kind]} of {self.lists.size[number]} blocks of its list"
        else:
            sign = next(sign for sign in self._runs(number) if sign.kind is KINDS[kind])
        return told(sign.source, sign.words)

    def _sources(self, best: Ints, spots: Ints) -> list[Source]:
        """The signs that blocks share, but for the runs of their lists: what they weigh, and which each block has."""
        believed, levels = self.believed, self.page.chains.levels
        told = (self.lists.votes > 0) * believed.lists
        return [
            (believed.levels, levels[self.chain, best].astype(np.intp)),
            (believed.levels, levels[self.chain, best + len(KINDS)].astype(np.intp)),
            (believed.spots, spots.astype(np.intp)),
            (believed.inherited, self.inherited.astype(np.intp)),
            (told, self.list.astype(np.intp)),
        ]

    def _runs(self, number: int) -> list[Sign]:
        return [sign for sign, holds in zip(RUNS, self.lists.runs[number].tolist(), strict=True) if holds]

    def all_signs(self, at: int) -> list[Sign]:
        """All that speaks for a kind of one block."""
        name, number = self.names[at], int(self.list[at])
        inherited = [] if name is None else [Sign("inherited", name.kind, f"in an element named {name.word}")]
        votes = zip(KINDS, self.lists.votes[number].tolist(), strict=True)
        return [
            *self.page.chains.signs(int(self.chain[at])),
            *_spots(int(self.place[at]) % len(self.believed.spots)),
            *inherited,
            *(Sign("list", kind, f"{count} blocks of its list") for kind, count in votes if count),
            *self._runs(number),
            *(Sign(*sign, words) for sign, words in self.signs.get(at, ())),
        ]


def _claim(sign: Sign) -> Claim:
    return (sign.source, sign.kind), sign.words


def _spots(place: int) -> list[Sign]:
    """What the single spots of a place say."""
    return [sign for position, found in enumerate(reversed(SPOTS)) if place >> position & 1 for sign in found]
