"""Bylines: who the page shows as the article's author.

Comes in: the document, its labels, the article's zone. Goes out: facts of the field `authors`.
Must not know: declared authors, or which claim wins. Comment authors, related stories' bylines
and author boxes of other articles are left out by place and by the names of their elements.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from broadsheet.metadata.elsewhere import BYLINE, lies_elsewhere
from broadsheet.metadata.names import byline_names, is_byline_start, name_inside
from broadsheet.metadata.zone import Zone
from broadsheet.records import Body, Document, Fact, Flag, Kind

_BYLINE = re.compile(
    r"(?:^|[\s_-]|__)(?:author|authors|byline|bylines|by-line|autor|autoren|autores|autorin|auteur|auteurs|autore"
    r"|autori|writer|writers|reporter"
    r"|journalist|verfasser|contributor|contributors|signature|firma|creator|authorname|author-name|articleauthor"
    r"|forfatter|skribent|kirjoittaja|szerzo|redaktor|redacteur|yazar|muhabir)(?:[\s_-]|__|$)|author[-_]?name"
    r"|byline[-_]?name|articleauthor|authorlink"
)
_NOT_BYLINE = re.compile(
    r"comment|related|teaser|sidebar|recommend|most-?read|popular|recirc|promo(?![a-z])|caption|credit|photo|copyright"
    r"|newsletter|avatar|follow"
    r"|topic|card(?![a-z])|listing|carousel|footer|social|share|bio(?:graphy)?(?:[\s_-]|$)|about"
)
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.FORM | Flag.DIALOG | Flag.FIGURE | Flag.FIGCAPTION)
_BOX = 8
"""Blocks of a byline's element (a guess); a larger one holds other things too."""
_SHORT = 200
"""Characters of a byline; the longest honest one in the development data names eleven reporters."""


def facts(document: Document, body: Body, zone: Zone) -> list[Fact]:
    """Claims of `rel=author` links, elements named as bylines, lines that begin like one, labels."""
    found = [
        _of_rel_links(document, zone),
        _of_elements(document, zone),
        _of_labels(document, body, zone),
        _of_lines(document, body, zone),
    ]
    return [fact for fact in found if fact is not None]


def _fact(source: str, lines: list[str]) -> Fact | None:
    """The names in `lines`, in order, each once; None where there are none."""
    names = tuple(dict.fromkeys(name for line in lines for name in byline_names(line)))
    return Fact("authors", names, source, "; ".join(dict.fromkeys(lines))) if names else None


def _of_rel_links(document: Document, zone: Zone) -> Fact | None:
    lines = [
        link.text
        for link in document.links
        if link.rel
        and "author" in link.rel.split()
        and zone.head <= link.block <= zone.tail
        and not _row_outside(document, link.block)
    ]
    return _fact("rel-author", lines)


def _of_labels(document: Document, body: Body, zone: Zone) -> Fact | None:
    """Blocks that extraction took for bylines, above the text, else below it."""
    rows = [
        row for row in range(zone.head, zone.tail) if row < len(body.labels) and body.labels[row].kind is Kind.BYLINE
    ]
    rows = [row for row in rows if row < zone.lead_in] or [row for row in rows if row > zone.last]
    lines = [document.blocks.text[row] for row in rows]
    return _fact("block:byline", [line for line in lines if len(line) <= _SHORT])


def _of_lines(document: Document, body: Body, zone: Zone) -> Fact | None:
    """A line beside the title that begins with "By", "Von", "Par" …: the first such line only."""
    for row in range(zone.head, min(zone.lead_in, len(document.blocks))):
        text = document.blocks.text[row]
        line = text if is_byline_start(text) else name_inside(text)
        if line and not _row_outside(document, row) and not _kept(body, row):
            fact = _fact("block:by-line", [line])
            if fact is not None:
                return fact
    return None


def _of_elements(document: Document, zone: Zone) -> Fact | None:
    """Elements whose class, id or itemprop says byline: the group nearest the title, else the foot's."""
    for rows in (_named(document, zone.head, zone.lead_in), _named(document, zone.last, zone.tail)):
        fact = _fact("byline", _lines_of(document, rows))
        if fact is not None:
            return fact
    return None


def _named(document: Document, start: int, end: int) -> list[int]:
    """Elements that begin in the given blocks and go by a byline's name."""
    elements = document.blocks.elements
    rows = np.flatnonzero((elements.first >= start) & (elements.first < end) & (elements.last > elements.first))
    tokens = elements.tokens
    return [row for row in rows.tolist() if tokens[row] and _says_byline(tokens[row])]


@lru_cache(maxsize=1024)
def _says_byline(tokens: str) -> bool:
    """Pages of one site repeat their class names, so the answer is kept."""
    return _BYLINE.search(tokens) is not None and _NOT_BYLINE.search(tokens) is None


def _lines_of(document: Document, rows: list[int]) -> list[str]:
    """The words of byline elements, each once: their links where they have any, else their short blocks."""
    elements = document.blocks.elements
    read: dict[tuple[int, int], None] = {}
    for row in rows:
        first, last = int(elements.first[row]), int(elements.last[row])
        if int(elements.flags[row]) & _OUTSIDE or last - first > _BOX or (first, last) in read:
            continue
        if lies_elsewhere(elements, row, BYLINE):
            continue
        read[first, last] = None
    links = _person_links(document, {block for span in read for block in range(*span)})
    lines: dict[str, None] = {}
    for first, last in read:
        inside = [text for block in range(first, last) for text in links.get(block, ())]
        blocks = [document.blocks.text[i] for i in range(first, last) if document.blocks.chars[i] <= _SHORT]
        lines.update(dict.fromkeys(inside or blocks))
    return list(lines)


_PERSON = re.compile(
    r"author|autor|auteur|profil|people|person|staff|writer|reporter|contributor|columnist|journalist|redaktion"
    r"|redacteur"
    r"|/by/|/team/|user|yazar|skribent|redactor|firma|bio"
)


def _person_links(document: Document, blocks: set[int]) -> dict[int, list[str]]:
    """The words of the links to a person's page in each of `blocks`."""
    found: dict[int, list[str]] = {}
    for link in document.links if blocks else ():
        if link.block in blocks and _PERSON.search(link.href.lower()):
            found.setdefault(link.block, []).append(link.text)
    return found


def _row_outside(document: Document, row: int) -> bool:
    if row >= len(document.blocks):
        return True
    element = int(document.blocks.element[row])
    elements = document.blocks.elements
    return bool(int(elements.flags[element]) & _OUTSIDE) or lies_elsewhere(elements, element, BYLINE)


def _kept(body: Body, row: int) -> bool:
    """A kept paragraph that begins with "By" is prose."""
    return row < len(body.labels) and body.labels[row].kept
