"""Dates that the page shows in places made for them: `<time>`, the end of its title, the URL.

Comes in: the document, the zone of the article. Goes out: facts of the fields
`date_published` and `date_modified`. Must not know: declared dates, or which claim wins.
"""

from __future__ import annotations

import re

from broadsheet.metadata.dates import datelines
from broadsheet.metadata.dates.reading import find_dates, read_date
from broadsheet.metadata.dates.url_day import day_in_url
from broadsheet.metadata.dates.words import field_before, say_modified
from broadsheet.metadata.elsewhere import DATE, is_elsewhere
from broadsheet.metadata.zone import Zone, between
from broadsheet.records import Document, Fact, Flag, Moment

_FOOT = 1_000
"""Distance of what stands below the text: farther than any row above it that counts."""
_BELOW = 20
"""Rows below the last paragraph whose `<time>` may be the article's (a guess)."""
_PUBLISHED_NAME = re.compile(r"datepublished|pubdate|published|entry-date")
"""Names of what shows a publication; WordPress writes `entry-date published updated` of an unchanged page."""
_BAR = re.compile(r"\s[|–—·•-]\s")
_NUMBER = re.compile(r"[\d年]")
_TAIL = 40
"""Characters at the end of a title in which its date stands (a guess)."""
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG)


def facts(document: Document, zone: Zone, language: str | None) -> list[Fact]:
    """Claims of `<time>` near the article, of the end of its title, and of the URL."""
    found = _of_moments(document, zone, language) + _of_title(document.declared.title, language)
    day = day_in_url(document.url)
    return [*found, Fact("date_published", day.iso, "url", day.raw)] if day else found


def _of_title(title: str | None, language: str | None) -> list[Fact]:
    """The date that a page's title ends with, and nothing else after the last bar: `Headline | Paper | 28.04.2023`."""
    tail = _BAR.split(title[-_TAIL:])[1:] if title and _NUMBER.search(title, max(0, len(title) - _TAIL)) else []
    found = find_dates(tail[-1].strip(), language) if tail else []
    whole = found and not found[0].start and found[0].end == len(tail[-1].strip())
    return [Fact("date_published", found[0].iso, "title", tail[-1].strip())] if whole else []


def _of_moments(document: Document, zone: Zone, language: str | None) -> list[Fact]:
    found = []
    for moment in between(document.moments, zone.head, zone.last + _BELOW + 1):
        if _elsewhere(document, moment):
            continue
        iso = read_date(moment.value, language) if moment.value else None
        raw = moment.value if iso else moment.text
        iso = iso or read_date(moment.text, language)
        if iso:
            distance = _distance(zone, moment)
            source = "time:foot" if distance >= _FOOT else "time"
            found.append((distance, Fact(_field_of(document, moment), iso, source, raw)))
    return _first_of_each([fact for _, fact in sorted(found, key=lambda pair: pair[0])])


def _distance(zone: Zone, moment: Moment) -> int:
    """Rows between a `<time>` and the headline; what stands above is as far as twice that, the foot farther still."""
    if moment.block < zone.title:
        return 2 * (zone.title - moment.block)
    return moment.block - zone.title + (_FOOT if moment.block > zone.last else 0)


def _elsewhere(document: Document, moment: Moment) -> bool:
    """Does a `<time>` belong to a related story, a comment or the page's frame?"""
    elements = document.blocks.elements
    return bool(int(elements.flags[moment.element]) & _OUTSIDE) or is_elsewhere(elements, moment.element, DATE)


def _field_of(document: Document, moment: Moment) -> str:
    """Published or modified: by the element's names, then by the words before it."""
    elements = document.blocks.elements
    tokens = elements.tokens[moment.element] + " " + elements.tokens[max(int(elements.parent[moment.element]), 0)]
    if _PUBLISHED_NAME.search(tokens):
        return "date_published"
    if "datemodified" in tokens or say_modified(tokens):
        return "date_modified"
    text = document.blocks.text[moment.block] if moment.block < len(document.blocks) else ""
    before = text.partition(moment.text)[0] if moment.text and len(text) < datelines.SHORT else ""
    return field_before(before + " " + moment.text[:24])


def _first_of_each(found: list[Fact]) -> list[Fact]:
    """The first claim of each field: later ones belong to what follows the article's head."""
    first: dict[str, Fact] = {}
    for fact in found:
        first.setdefault(fact.field, fact)
    return list(first.values())
