"""Dates that the page shows: `<time>`, dateline blocks, the URL.

Comes in: the document, its labels, the zone of the article. Goes out: facts of the fields
`date_published` and `date_modified`. Must not know: declared dates, or which claim wins.
"""

from __future__ import annotations

import re

from broadsheet.metadata.date_words import MODIFIED, PUBLISHED
from broadsheet.metadata.dates import find_dates, read_date
from broadsheet.metadata.elsewhere import DATE, is_elsewhere
from broadsheet.metadata.url_day import day_in_url
from broadsheet.metadata.zone import Zone
from broadsheet.records import Body, Document, Fact, Flag, Kind, Moment

_DIGIT = re.compile(r"\d")
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG)
_SHORT = 160
"""Characters of a line that can be a dateline: a paragraph that mentions a date is longer."""


def facts(document: Document, body: Body, zone: Zone, language: str | None) -> list[Fact]:
    """Claims of `<time>` near the article, of short date lines beside its title, and of the URL."""
    found = _of_moments(document, zone, language)
    found += _of_blocks(document, body, zone, language)
    day = day_in_url(document.url)
    return [*found, Fact("date_published", day.iso, "url", day.raw)] if day else found


def _of_moments(document: Document, zone: Zone, language: str | None) -> list[Fact]:
    found = []
    for moment in document.moments:
        if not zone.head <= moment.block <= zone.tail or _elsewhere(document, moment):
            continue
        iso = read_date(moment.value, language) if moment.value else None
        raw = moment.value if iso else moment.text
        iso = iso or read_date(moment.text, language)
        if iso:
            found.append(Fact(_field_of(document, moment), iso, "time", raw))
    return _first_of_each(found)


def _elsewhere(document: Document, moment: Moment) -> bool:
    """Does a `<time>` belong to a related story, a comment or the page's frame?"""
    elements = document.blocks.elements
    return bool(int(elements.flags[moment.element]) & _OUTSIDE) or is_elsewhere(elements, moment.element, DATE)


def _field_of(document: Document, moment: Moment) -> str:
    """Published or modified: by the element's names, then by the words before it."""
    elements = document.blocks.elements
    tokens = elements.tokens[moment.element] + " " + elements.tokens[max(int(elements.parent[moment.element]), 0)]
    if "datepublished" in tokens or "pubdate" in tokens:
        return "date_published"
    if "datemodified" in tokens or MODIFIED.search(tokens):
        return "date_modified"
    text = document.blocks.text[moment.block] if moment.block < len(document.blocks) else ""
    before = text.partition(moment.text)[0] if moment.text and len(text) < _SHORT else ""
    return _label_before(before + " " + moment.text[:24])


def _label_before(text: str) -> str:
    """The field that the words before a date name; the last word wins, published where none does."""
    modified = max((m.start() for m in MODIFIED.finditer(text)), default=-1)
    published = max((m.start() for m in PUBLISHED.finditer(text)), default=-1)
    return "date_modified" if modified > published else "date_published"


def _of_blocks(document: Document, body: Body, zone: Zone, language: str | None) -> list[Fact]:
    """Dates in short lines near the title, and in lines labelled as datelines."""
    found = []
    flags = document.blocks.flags()
    for row in range(zone.head, min(zone.lead_in, len(document.blocks))):
        text = document.blocks.text[row]
        if len(text) > _SHORT or not _DIGIT.search(text):
            continue
        labelled = body.labels[row].kind is Kind.DATELINE if row < len(body.labels) else False
        if int(flags[row]) & _OUTSIDE and not labelled:
            continue
        previous = 0
        for date in find_dates(text, language):
            field = _label_before(text[previous : date.start])
            found.append(Fact(field, date.iso, "block:dateline", text))
            previous = date.end
    return _first_of_each(found)


def _first_of_each(found: list[Fact]) -> list[Fact]:
    """The first claim of each field: later ones belong to what follows the article's head."""
    first: dict[str, Fact] = {}
    for fact in found:
        first.setdefault(fact.field, fact)
    return list(first.values())
