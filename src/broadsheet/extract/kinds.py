"""What each stripped block is: signs from its words and its surroundings, weighed together.

Comes in: a draft whose blocks are kept or stripped, by whatever rule. Goes out: the draft with a kind, and the
evidence for it, for every stripped block. Must not turn a kept block into a stripped one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import numpy as np

from broadsheet.extract.draft import Draft
from broadsheet.extract.kind_weights import BIAS, PLACES, SIGNS, SOURCES
from broadsheet.extract.names import Name
from broadsheet.extract.shapes import shape_of
from broadsheet.extract.signs import Sign, signs
from broadsheet.extract.surroundings import SPOTS, STANDING, Chain, Surroundings
from broadsheet.records import Document, Kind

Weight = tuple[int, float, Sign]
Weighed = tuple[Weight, ...]
Verdict = tuple[Kind, str]

SURE = 4.0
"""Lead of one kind over the next, by names and place alone, from which a block's words and list are not read: two in
five stripped blocks. Reading all of them turns no block of the tuning part of the sample."""
HEADLINE = 20
"""Characters of the shortest headline that is known again amid other words."""
LONGEST_BYLINE, SHORTEST_AUTHOR = 80, 4
"""Characters of the longest line that the declared author's name makes a byline; and of a name too short to tell."""

_KINDS = tuple(Kind)
_INDEX = {kind: index for index, kind in enumerate(_KINDS)}
_UNDECIDED = (None, Kind.OTHER)
_URLS = (Kind.IMAGE_URL, Kind.PAGE_URL)
_TITLE = Sign("headline", Kind.TITLE, "the headline amid other words")
_AGAIN = (Sign("headline", Kind.TITLE, "the headline, word for word"),)
_TRAIL = Sign("trail", Kind.NAVIGATION, "the headline behind a trail")
_AUTHOR = Sign("author", Kind.BYLINE, "the declared author")


def name_kinds(draft: Draft, document: Document, inherited: list[Name | None], title: int | None) -> None:
    """Give every stripped block a kind; kinds that an earlier rule decided stand.

    `inherited` holds each element's name, its own or its nearest named ancestor's; `title` is the headline's row.
    """
    if all(draft.kept):
        return
    naming = _Naming(draft, document, inherited, title)
    opens = naming.page.openers()
    for row, kept in enumerate(draft.kept):
        if kept:
            continue
        if opens[row]:
            naming.page.enter(row)
        if draft.kind[row] in _UNDECIDED:
            kind, why = naming.name(row)
            draft.strip(row, kind, f"{draft.rule[row]}; {why}" if draft.rule[row] else why)


def evidence(
    draft: Draft, document: Document, inherited: list[Name | None], title: int | None
) -> Iterator[tuple[int, tuple[str, ...], list[Sign]]]:
    """Of every stripped block its row, how it stands (`STANDING`) and all its signs: what the weights are fitted on."""
    naming = _Naming(draft, document, inherited, title)
    opens, places = naming.page.openers(), naming.page.places().tolist()
    for row, kept in enumerate(draft.kept):
        if not kept:
            if opens[row]:
                naming.page.enter(row)
            yield row, _standing(places[row])[0], [sign for _, _, sign in naming.hear(row)]


class _Naming:
    """One page's naming: names and places are weighed for all blocks at once, the rest where they leave a doubt."""

    def __init__(self, draft: Draft, document: Document, inherited: list[Name | None], title: int | None) -> None:
        self.element = draft.element
        self.texts = texts = document.blocks.text
        self.page = Surroundings(draft, document, title, lambda row: _said(texts[row]))
        self.author = (document.declared.first("author", "article:author") or "").lower()
        self.headline = texts[title].lower() if title is not None else ""
        self.lists: dict[int, Weighed] = {}
        self.forms: dict[int, Weighed] = {}
        self.verdicts: dict[tuple[int, int], Verdict] = {}
        self._weigh(inherited)

    def _weigh(self, inherited: list[Name | None]) -> None:
        """What names and places say of every block, and which blocks they leave no doubt of."""
        groups: dict[tuple[int, int], int] = {}
        self.heard: list[Weighed] = []
        self.group: list[int] = []
        for element in self.element:
            chain, name = self.page.chains[element], inherited[element]
            known = groups.get((id(chain), id(name)))
            if known is None:
                known = groups[id(chain), id(name)] = len(self.heard)
                self.heard.append(weighed(chain) + (_inherited(name) if name is not None else ()))
            self.group.append(known)
        named = np.array([_sum([0.0] * len(_KINDS), heard) for heard in self.heard]).reshape(-1, len(_KINDS))
        places, which = np.unique(self.page.places(), return_inverse=True)
        self.spots = [_base(place) for place in places.tolist()]
        self.place: list[int] = which.tolist()
        base = np.array([scores for scores, _ in self.spots]).reshape(-1, len(_KINDS))
        self.scores = base[which] + named[self.group]
        top = np.partition(self.scores, -2, axis=1)
        self.sure: list[bool] = (top[:, -1] - top[:, -2] >= SURE).tolist()

    def name(self, row: int) -> Verdict:
        """The kind of one block: by its names and place where they are sure, else by all there is."""
        text = self.texts[row]
        sure = self.sure[row]
        claims = _claims(text, self.headline, self.author) if not sure or len(text) >= len(self.headline) > 0 else ()
        if text.startswith("http") and (url := shape_of(text)) in _URLS:
            return url, "shape: the whole of it is a URL"
        if claims == _AGAIN:
            return Kind.TITLE, "the headline again"
        if sure and not claims:
            return self._sure(row)
        heard = self.hear(row, claims)
        known = len(self.spots[self.place[row]][1]) + len(self.heard[self.group[row]])
        return _verdict(_sum(self.scores[row].tolist(), heard[known:]), heard)

    def hear(self, row: int, claims: Chain | None = None) -> list[Weight]:
        """All that speaks for a kind of one block: its place and names first, then its words and what is around it."""
        page, element, text = self.page, self.element[row], self.texts[row]
        if claims is None:
            claims = _claims(text, self.headline, self.author)
        around = _once(self.lists, page.list_of(element), page.in_list)
        form = _once(self.forms, page.form_of(element), page.in_form)
        rest = weighed((*page.in_section(row), *claims))
        return [*self.spots[self.place[row]][1], *self.heard[self.group[row]], *_spoken(text), *around, *form, *rest]

    def _sure(self, row: int) -> Verdict:
        """The verdict by names and place alone, once for all blocks of the same."""
        key = self.group[row], self.place[row]
        known = self.verdicts.get(key)
        if known is None:
            heard = self.spots[key[1]][1] + self.heard[key[0]]
            known = self.verdicts[key] = _verdict(self.scores[row].tolist(), heard)
        return known


def _once(known: dict[int, Weighed], place: int, read: Callable[[int], Chain]) -> Weighed:
    """What is said of a list or form, read once."""
    found = known.get(place)
    if found is None:
        found = known[place] = weighed(read(place))
    return found


_said = lru_cache(maxsize=16384)(signs)


@lru_cache(maxsize=16384)
def _spoken(text: str) -> Weighed:
    return weighed(_said(text))


@lru_cache(maxsize=4096)
def _inherited(name: Name) -> Weighed:
    return weighed((Sign("inherited", name.kind, f"in an element named {name.word}"),))


def weighed(found: Chain) -> Weighed:
    """Signs with their weights: that of their source and that of their source for their kind."""
    return tuple([(_INDEX[sign.kind], weight_of(sign.source, sign.kind), sign) for sign in found])


@cache
def weight_of(source: str, kind: Kind) -> float:
    """How much a source is believed when it speaks for a kind."""
    return SOURCES.get(source, 0.0) + SIGNS.get(source, {}).get(kind, 0.0)


def _standing(place: int) -> tuple[tuple[str, ...], Chain]:
    """What the digits of a place mean: how a block stands, and what single spots say."""
    spots: list[Sign] = []
    for found in reversed(SPOTS):
        place, is_set = divmod(place, 2)
        spots += found if is_set else ()
    parts: list[str] = []
    for meanings in reversed(STANDING):
        place, digit = divmod(place, len(meanings))
        parts.append(meanings[digit])
    return tuple(parts), tuple(spots)


@cache
def _base(place: int) -> tuple[list[float], Weighed]:
    """How likely each kind is at a place before anything is known of the block, and what single spots say."""
    parts, spots = _standing(place)
    said = weighed(spots)
    scores = [BIAS.get(kind, 0.0) + sum(PLACES[part].get(kind, 0.0) for part in parts) for kind in _KINDS]
    return _sum(scores, said), said


def _sum(scores: list[float], heard: Iterable[Weight]) -> list[float]:
    for index, weight, _ in heard:
        scores[index] += weight
    return scores


def _verdict(scores: list[float], heard: Iterable[Weight]) -> Verdict:
    """The likeliest kind, and the weightiest sign for it."""
    index = scores.index(max(scores))
    best, why = 0.0, "by where it stands and how it is linked"
    for kind, weight, sign in heard:
        if kind == index and weight > best:
            best, why = weight, f"{sign.source}: {sign.words}"
    return _KINDS[index], why


def _claims(text: str, headline: str, author: str) -> Chain:
    """Does the block repeat what the page says of itself: its headline, its author?"""
    low = text.lower()
    if headline and low == headline:
        return _AGAIN
    if len(headline) > HEADLINE and len(low) < 2 * len(headline):
        if low.startswith(headline):
            return (_TITLE,)
        if low.endswith(headline):
            return (_TRAIL,)
    return (_AUTHOR,) if len(author) > SHORTEST_AUTHOR and len(low) < LONGEST_BYLINE and author in low else ()
