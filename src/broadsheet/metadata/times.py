"""Dates that the page shows: `<time>`, dateline blocks, the URL.

Comes in: the document, its labels, the zone of the article. Goes out: facts of the fields
`date_published` and `date_modified`. Must not know: declared dates, or which claim wins.
"""

from __future__ import annotations

import re

from broadsheet.records import Body, Document, Fact, Flag, Kind, Moment

from .dates import find_dates, read_date
from .zone import Zone

_MODIFIED = re.compile(
    r"updat|modif|revis|last edit|aktuali[sz]|geändert|stand:|mis à jour|màj|actuali[sz]|atuali[sz]|aggiornat"
    r"|bijgewerkt|gewijzigd"
    r"|uppdaterad|oppdatert|opdateret|päivitetty|muokattu|zmieniono|frissít|обновлен|изменен|оновлен|güncelle"
    r"|diperbarui"
    r"|更新|수정|تحديث|עודכן|ενημέρ|cập nhật|edytow|upraven|ažurir|actualit|atjaun|uuend|atnaujin",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|erstellt|veröffentlicht|publié|pubblicat|geplaatst|gepubliceerd|опубликован|yayın|创建|发布|登録|입력|نشر"
    r"|פורסם|δημοσί",
    re.IGNORECASE,
)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[/_-]?(0?[1-9]|1[0-2]|[a-z]{3,9})[/_-]?(0?[1-9]|[12]\d|3[01])(?=\D|$)")
_DIGIT = re.compile(r"\d")
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG)
_NOT_OURS = re.compile(
    r"comment|related|teaser|sidebar|recommend|most-?read|popular|recirc|promo(?![a-z])|footer|widget"
)
_SHORT = 160
"""Characters of a line that can be a dateline: a paragraph that mentions a date is longer."""


def facts(document: Document, body: Body, zone: Zone, language: str | None) -> list[Fact]:
    """Claims of `<time>` near the article, of short date lines beside its title, and of the URL."""
    found = _of_moments(document, zone, language)
    found += _of_blocks(document, body, zone, language)
    found += _of_url(document.url)
    return found


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
    if int(elements.flags[moment.element]) & _OUTSIDE:
        return True
    row = moment.element
    for _ in range(6):
        if row < 0:
            return False
        if _NOT_OURS.search(elements.tokens[row]):
            return True
        row = int(elements.parent[row])
    return False


def _field_of(document: Document, moment: Moment) -> str:
    """Published or modified: by the element's names, then by the words before it."""
    elements = document.blocks.elements
    tokens = elements.tokens[moment.element] + " " + elements.tokens[max(int(elements.parent[moment.element]), 0)]
    if "datepublished" in tokens or "pubdate" in tokens:
        return "date_published"
    if "datemodified" in tokens or _MODIFIED.search(tokens):
        return "date_modified"
    text = document.blocks.text[moment.block] if moment.block < len(document.blocks) else ""
    before = text.partition(moment.text)[0] if moment.text and len(text) < _SHORT else ""
    return _label_before(before + " " + moment.text[:24])


def _label_before(text: str) -> str:
    """The field that the words before a date name; the last word wins, published where none does."""
    modified = max((m.start() for m in _MODIFIED.finditer(text)), default=-1)
    published = max((m.start() for m in _PUBLISHED.finditer(text)), default=-1)
    return "date_modified" if modified > published else "date_published"


def _of_blocks(document: Document, body: Body, zone: Zone, language: str | None) -> list[Fact]:
    """Dates in short lines near the title, and in lines labelled as datelines."""
    found = []
    flags = document.blocks.flags()
    for row in range(zone.head, min(zone.lead_in, len(document.blocks))):
        text = document.blocks.text[row]
        labelled = body.labels[row].kind is Kind.DATELINE if row < len(body.labels) else False
        if len(text) > _SHORT or (int(flags[row]) & _OUTSIDE and not labelled) or not _DIGIT.search(text):
            continue
        previous = 0
        for date in find_dates(text, language):
            field = _label_before(text[previous : date.start])
            found.append(Fact(field, date.iso, "block:dateline", text))
            previous = date.end
    return _first_of_each(found)


def _of_url(url: str | None) -> list[Fact]:
    """The day in a URL's path (`/2024/05/02/`, `/2024-05-02-`, `/20240502`)."""
    path = (url or "").split("?")[0].lower().split("//", 1)[-1].partition("/")[2]
    for match in _URL_DAY.finditer(path):
        iso = read_date(
            f"{match[3]} {match[2]} {match[1]}" if match[2].isalpha() else f"{match[1]}-{match[2]}-{match[3]}"
        )
        if iso:
            return [Fact("date_published", iso, "url", match[0])]
    return []


def _first_of_each(found: list[Fact]) -> list[Fact]:
    """The first claim of each field: later ones belong to what follows the article's head."""
    first: dict[str, Fact] = {}
    for fact in found:
        first.setdefault(fact.field, fact)
    return list(first.values())
