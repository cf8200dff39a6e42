"""Bylines: who the page shows as the article's author.

Comes in: the document, its labels, the article's zone. Goes out: facts of the field `authors`.
Must not know: declared authors, or which claim wins. Comment authors, related stories' bylines
and author boxes of other articles are left out by place and by the names of their elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from broadsheet.metadata.authors import by_words
from broadsheet.metadata.authors.agencies import agency_of, may_name
from broadsheet.metadata.authors.names import byline_names, dated_names, initials
from broadsheet.metadata.authors.reporters import WORDS as REPORTERS
from broadsheet.metadata.authors.reporters import reporters
from broadsheet.metadata.elsewhere import BYLINE, lies_elsewhere
from broadsheet.metadata.stems import holds, lines_with, small
from broadsheet.metadata.zone import Zone, between, rows_of
from broadsheet.records import Document, Elements, Fact, Flag, Kind, Link

_BYLINE = re.compile(
    r"(?<![^\s_-])(?:author|authors|byline|bylines|by-line|autor|autoren|autores|autorin|auteur|auteurs|autore"
    r"|autori|writer|writers|reporter"
    r"|journalist|verfasser|contributor|contributors|signature|firma|creator|authorname|author-name|articleauthor"
    r"|forfatter|skribent|kirjoittaja|szerzo|redaktor|redacteur|yazar|muhabir)(?![^\s_-])|author[-_]?name"
    r"|byline[-_]?name|articleauthor|authorlink"
)
_BYLINE_STEMS = tuple(
    "aut byline by-line writer reporter journalist verfasser contributor signature firma creator forfatter skribent"
    " kirjoittaja szerzo reda yazar muhabir".split()
)
"""Each of those names has one; most elements of a page have none, and are not looked at closer."""
_NOT_BYLINE = re.compile(
    r"comment|related|teaser|sidebar|recommend|most-?read|popular|recirc|promo(?![a-z])|caption|credit|photo|copyright"
    r"|newsletter|avatar|follow"
    r"|desc|job|position|role(?![a-z])|occupation|affiliation|disclosure|review|editor[-_]|tooltip|title"
    r"|topic|card(?![a-z])|listing|carousel|footer|social|share|bio(?:graphy)?(?:[\s_-]|$)|about"
)
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.FORM | Flag.DIALOG | Flag.FIGURE | Flag.FIGCAPTION)
_BOX = 8
"""Blocks of a byline's element (a guess); a larger one holds other things too."""
_SHORT = 200
"""Characters of a byline; the longest honest one in the development data names eleven reporters."""


class _Shown(NamedTuple):
    """A line that may hold names, and whether something besides its words says that it does."""

    text: str
    sure: bool = False


def facts(document: Document, zone: Zone) -> list[Fact]:
    """Claims of `rel=author` links, links to authors' pages, elements named as bylines, lines that begin like one,
    labels."""
    near = [between(document.links, start, end) for start, end in _near(zone)]
    found = [
        _of_rel_links(document, near),
        _of_author_links(document, near),
        _of_elements(document, zone),
        _of_labels(document, zone),
        _of_lines(document, zone),
        _of_last_lines(document, zone),
        _of_far_lines(document, zone),
        _of_datelines(document, zone),
    ]
    return [fact for fact in found if fact is not None]


def may_credit(document: Document, zone: Zone) -> bool:
    """Could any of these claims name a wire service? Asked where another source has named the people."""
    texts = document.blocks.text
    lines = [text for start, end in _near(zone) for text in texts[start : end + _BOX] if len(text) <= _SHORT]
    links = (link for start, end in _near(zone) for link in between(document.links, start, end))
    lines += [link.text for link in links if len(texts[link.block]) > _SHORT]
    lines += [texts[row] for row in _called_bylines(zone, zone.tail, len(zone.kinds))]
    return may_name("\n".join(lines))


def _near(zone: Zone) -> tuple[tuple[int, int], tuple[int, int]]:
    """Rows about the headline, and rows below the text."""
    return (zone.head, zone.lead_in), (zone.last, zone.tail)


def _fact(source: str, lines: Iterable[_Shown], *, byline: bool = True) -> Fact | None:
    """The names in `lines`, in order, each once; None where there are none.

    A by-word alone on its line makes the next line sure; "Reviewed by" alone takes it out.
    """
    names: dict[str, None] = {}
    raw: dict[str, None] = {}
    sure = other = False
    for line in lines:
        said = by_words.read(line.text, byline=byline)
        alone = said is not None and said.said and not said.text.strip(" :.-–|/")
        if said is not None and not alone and not other:
            found = byline_names(line.text, byline=byline, sure=line.sure or sure) or initials(line.text, byline=byline)
            names.update(dict.fromkeys(found))
            raw.update(dict.fromkeys([line.text]))
        other = said is None and by_words.ends_with_other(line.text)
        sure = alone
    return Fact("authors", tuple(names), source, "; ".join(raw)) if names else None


def _of_rel_links(document: Document, near: Iterable[Iterable[Link]]) -> Fact | None:
    """`rel=author` above the text, else below it."""
    links = [[link for link in group if link.rel and "author" in link.rel.split()] for group in near]
    return _of_links("rel-author", links, document)


def _of_author_links(document: Document, near: Iterable[Iterable[Link]]) -> Fact | None:
    """Links whose address is an author's page."""
    links = [[link for link in group if _is_authors_page(link.href)] for group in near if _may_lead_to_authors(group)]
    return _of_links("author-link", links, document)


_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|autor|autore[ns]?|autori|auteurs?|columnists?|journalists?|contributors?|writers?|redakteure?)/[^/?#]"
)
_AUTHORS_STEMS = ("/aut", "/column", "/journal", "/contrib", "/writer", "/redakt", "author=")
"""One of which such an address has."""
_AUTHORS_ID = re.compile(r"[?&]author=\w")


def _may_lead_to_authors(links: Iterable[Link]) -> bool:
    return holds(small("\n".join([link.href for link in links])), _AUTHORS_STEMS)


def _is_authors_page(href: str) -> bool:
    return _AUTHORS_PAGE.search(small(href)) is not None or ("author=" in href and _AUTHORS_ID.search(href) is not None)


def _of_links(source: str, groups: Iterable[Iterable[Link]], document: Document) -> Fact | None:
    for links in groups:
        inside = (link for link in links if not _row_outside(document, link.block))
        own = [link for link in islice(inside, _MOST) if not _is_others(document, link)]
        fact = _fact(source, [_Shown(link.text, True) for link in own])
        if fact is not None:
            return fact
    return None


def _is_others(document: Document, link: Link) -> bool:
    """Do the words before a link say that someone else's work follows: `Reviewed by`?"""
    text = document.blocks.text[link.block]
    before = text[: max(0, text.find(link.text))][-_CONTEXT:]
    if not before.strip() and link.block:
        before = document.blocks.text[link.block - 1][-_CONTEXT:]
    return by_words.ends_with_other(before)


_MOST = 200
"""Links to authors that are looked at: no byline has a tenth of them, and each is looked for in its block."""

_CONTEXT = 40
"""Characters before a link that are looked at: an announcement such as "Medically reviewed by" and some space."""


def _of_labels(document: Document, zone: Zone) -> Fact | None:
    """Blocks that extraction took for bylines, above the text, else below it."""
    rows = _called_bylines(zone, zone.head, zone.tail)
    rows = [row for row in rows if row < zone.lead_in] or [row for row in rows if row > zone.last]
    lines = [document.blocks.text[row] for row in rows]
    return _fact("block:byline", [_Shown(line) for line in lines if len(line) <= _SHORT])


def _called_bylines(zone: Zone, start: int, end: int) -> list[int]:
    """The rows of a range that extraction took for bylines."""
    return rows_of(zone.kinds, Kind.BYLINE, start, end)


def _of_lines(document: Document, zone: Zone) -> Fact | None:
    """A line beside the title that says "By", "Von", "Par" …, or is a wire service: the first such line only."""
    kinds = zone.kinds
    for row, text in enumerate(document.blocks.text[zone.head : zone.lead_in], zone.head):
        if len(text) > _LINE_KEPT and (len(text) > _SHORT or (row < len(kinds) and kinds[row] is None)):
            continue
        line = by_words.read(text, byline=False) if by_words.may_say(text) else None
        reporter = not text.isascii() and holds(text, REPORTERS) and reporters(text) != ()
        head = text.partition(",")[0] if row > zone.title else ""
        wire = 0 < len(head) <= _LINE_KEPT and agency_of(head) is not None
        if (wire or reporter or (line and line.said)) and (_is_head(zone, row) or not _row_outside(document, row)):
            fact = _fact("block:by-line", [_Shown(text)], byline=False)
            if fact is not None:
                return fact
    return None


def _of_datelines(document: Document, zone: Zone) -> Fact | None:
    """Full names beside a date and nothing else, on a line between title and text: `2 May 2024 | Jane Roe`."""
    for row in range(zone.title + 1, min(zone.first, len(zone.kinds))):
        text = document.blocks.text[row]
        if zone.kinds[row] is Kind.DATELINE and len(text) <= _LINE_BELOW and (found := dated_names(text)):
            return Fact("authors", tuple(found), "block:dateline", text)
    return None


def _is_head(zone: Zone, row: int) -> bool:
    """Did extraction take a row between title and text for a byline or a date? Then it is this article's."""
    return zone.title < row < zone.first and zone.kinds[row] in (Kind.BYLINE, Kind.DATELINE)


def _of_last_lines(document: Document, zone: Zone) -> Fact | None:
    """A short line below the text, or its last one, that begins with a by-word."""
    for row in range(max(zone.last, zone.title + 1), min(zone.tail, len(document.blocks))):
        text = document.blocks.text[row].strip("()（）[] ")
        if len(text) > _LINE_BELOW:
            continue
        if by_words.starts(text) and not _row_outside(document, row):
            fact = _fact("block:last-line", [_Shown(text)], byline=False)
            if fact is not None:
                return fact
        elif text[:1].islower() and initials(text) and not _row_outside(document, row):
            return _fact("block:last-line", [_Shown(text)], byline=False)
    return None


def _of_far_lines(document: Document, zone: Zone) -> Fact | None:
    """`Author: Jane Roe` in a box far below the text, where no other such box names someone else."""
    rows = _called_bylines(zone, zone.tail, len(zone.kinds))
    lines = [text for row in rows if _NOUN.match(text := document.blocks.text[row]) and not _row_outside(document, row)]
    facts = [_fact("block:far-line", [_Shown(line)]) for line in lines if len(line) <= _LINE_BELOW]
    return facts[0] if facts and len({fact.value for fact in facts if fact}) == 1 else None


_NOUN = re.compile(
    r"(?:autor(?:in|e|es|as?)?|author|auteur|(?:erstellt|geschrieben|verfasst) von|(?:written|posted) by)"
    r"(?:\s*/\s*autor(?:in)?)?\b",
    re.IGNORECASE,
)
"""A label of the story's own box; "By" stands on every teaser."""


_LINE_KEPT = 60
"""Characters of a byline among the paragraphs (a guess): a longer one that begins with "By" is prose."""
_LINE_BELOW = 80
"""Characters of a byline below the text (a guess): longer ones are prose."""


def _of_elements(document: Document, zone: Zone) -> Fact | None:
    """Elements whose class, id or itemprop says byline: the group nearest the title, else the foot's."""
    for start, end in _near(zone):
        fact = _fact("byline", _lines_of(document, _named(document, start, end)))
        if fact is not None:
            return fact
    return None


def _named(document: Document, start: int, end: int) -> list[int]:
    """Small elements that begin in the given blocks and go by a byline's name."""
    elements = document.blocks.elements
    tokens, first = elements.tokens, elements.first
    rows = ((first >= start) & (first < end)).nonzero()[0].tolist()
    named = [tokens[row] for row in rows]
    names = set(named)
    everything = "\n".join(names)
    stems = [stem for stem in _BYLINE_STEMS if stem in everything]
    if not stems:
        return []
    telling = {name for name in lines_with(everything, stems) if _BYLINE.search(name) and not _NOT_BYLINE.search(name)}
    return [row for row, name in zip(rows, named, strict=True) if name in telling and _is_small(elements, row)]


def _is_small(elements: Elements, row: int) -> bool:
    """May an element be a byline's: are there a few blocks in it, and is it in the page's own part?"""
    return 0 < elements.last.item(row) - elements.first.item(row) <= _BOX and not elements.flags.item(row) & _OUTSIDE


def _lines_of(document: Document, rows: list[int]) -> list[_Shown]:
    """The words of byline elements, each once: their links where they have any, else their short blocks."""
    elements = document.blocks.elements
    read: dict[tuple[int, int], None] = {}
    for row in rows:
        span = int(elements.first[row]), int(elements.last[row])
        if span not in read and not lies_elsewhere(elements, row, BYLINE):
            read[span] = None
    links = _person_links(document, {block for span in read for block in range(*span)})
    lines: dict[_Shown, None] = {}
    for first, last in read:
        inside = [link for block in range(first, last) for link in links.get(block, ())]
        lines.update(dict.fromkeys(inside or _blocks_of(document, first, last)))
    return list(lines)


def _blocks_of(document: Document, first: int, last: int) -> list[_Shown]:
    """The short blocks of an element but those that are named for something else."""
    blocks = document.blocks
    rows = [row for row in range(first, last) if blocks.chars[row] <= _SHORT]
    named = [row for row in rows if not _NOT_NAME.search(blocks.elements.tokens[int(blocks.element[row])])]
    return [_Shown(blocks.text[row]) for row in named]


_NOT_NAME = re.compile(
    r"desc|job|position|role(?![a-z])|occupation|affiliation|disclosure|review|tooltip|(?:^|[\s_-])bio(?![a-z])|date|time"
    r"|caption|photo|share|social"
)
"""Names of the blocks in a byline's element that hold something else than names."""


_PERSON = tuple(
    "author autor auteur profil people person staff writer reporter contributor columnist journalist redaktion"
    " redacteur /by/ /team/ user yazar skribent redactor firma bio".split()
)
"""What an address of a person's page holds."""


def _person_links(document: Document, blocks: set[int]) -> dict[int, list[_Shown]]:
    """The words of the links to a person's page in each of `blocks`."""
    found: dict[int, list[_Shown]] = {}
    for link in between(document.links, min(blocks), max(blocks) + 1) if blocks else ():
        if link.block in blocks and holds(link.href.lower(), _PERSON) and not _is_others(document, link):
            sure = bool(link.rel and "author" in link.rel.split()) or _is_authors_page(link.href)
            found.setdefault(link.block, []).append(_Shown(link.text, sure))
    return found


def _row_outside(document: Document, row: int) -> bool:
    if row >= len(document.blocks):
        return True
    element = document.blocks.element.item(row)
    elements = document.blocks.elements
    return bool(elements.flags.item(element) & _OUTSIDE) or lies_elsewhere(elements, element, BYLINE)
