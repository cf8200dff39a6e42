"""Dates that a page declares where no vocabulary says: odd names of `<meta>`, attributes in the body, data of scripts.

Comes in: the document, and the claims made so far. Goes out: facts of the fields `date_published` and `date_modified`;
none where a declared or well-placed date is there already. Must not know: which claim wins.
Read: RDFa and microdata on any element, hAtom (`<abbr class=published title=…>`), JSON in scripts and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.metadata.dates.reading import plausible, read_date
from broadsheet.records import Document, Fact

ATTRIBUTE, SCRIPT = "attribute", "script"

_WEAK = frozenset({"url", "block:date", "time:foot"})
_META = re.compile(
    r"publi[a-z]*[-_.: ]?(?:date|time|on|at)\b|date[-_.: ]?(?:publi|posted)|release[-_]?date|pub[-_.]?date"
)
_NAMED = re.compile(rb"""datePublished|dateCreated|dateModified|dt-published|["' ](?:published|updated)(?=["' ])""")
"""What names an element that holds a date."""
_VALUE = re.compile(rb"""\s(?:content|title|datetime|value)\s*=\s*(?:"([^"<>]{6,40})"|'([^'<>]{6,40})')""")
_NAME_OF = re.compile(rb"""\s(?:itemprop|property|class|name)\s*=\s*(?:"[^"<>]*|'[^'<>]*)$""")
_TAG = 400
"""Bytes of a tag that are read before and after its name (a guess; such tags are short)."""
_JSON = re.compile(
    rb"""(?:datePublished|publishedDate|publishDate|published_at|publishedAt|firstPublished\w{0,12}|pubDate)"""
    rb"""\\{0,4}(?:"|&quot;)\s{0,4}:\s{0,4}\\{0,4}(?:"|&quot;)([^"\\&<>]{8,40})"""
)
_MOST = 200
"""Places looked at; a page with more lists other stories."""


def facts(document: Document, claims: list[Fact], language: str | None) -> list[Fact]:
    """What is declared under other names; in scripts only where the whole page speaks of one day of publication."""
    if any(
        claim.field == "date_published" and claim.source not in _WEAK and plausible(claim.value) for claim in claims
    ):
        return []
    return (
        _of_meta(document, language) or _of_attributes(document.html, language) or _of_scripts(document.html, language)
    )


def _of_meta(document: Document, language: str | None) -> list[Fact]:
    found = []
    for name, content in sorted(document.declared.meta, key=lambda pair: "date" not in pair[0]):
        iso = read_date(content, language) if _META.search(name) and len(content) < 60 else None
        if iso:
            found.append(Fact("date_published", iso, f"meta:{name}", content))
    return found[:1]


def _of_attributes(html: bytes, language: str | None) -> list[Fact]:
    """The first of each field."""
    found: dict[str, Fact] = {}
    for number, match in enumerate(_NAMED.finditer(html)):
        if number >= _MOST:
            break
        start = html.rfind(b"<", max(0, match.start() - _TAG), match.start())
        end = html.find(b">", match.end(), match.end() + _TAG)
        if start < 0 or end < 0 or not _NAME_OF.search(html, start, match.end()):
            continue
        value = _VALUE.search(html, start, end)
        raw = (value[1] or value[2]).decode("utf-8", "replace") if value else ""
        iso = read_date(raw, language)
        if iso:
            field = "date_modified" if match[0].lower().strip(b"\"' ") in _CHANGES else "date_published"
            found.setdefault(field, Fact(field, iso, ATTRIBUTE, raw))
    return list(found.values())


_CHANGES = (b"datemodified", b"updated")


def _of_scripts(html: bytes, language: str | None) -> list[Fact]:
    found = list(_days(html, language))
    if len({iso[:10] for iso, _ in found}) != 1:
        return []
    iso, raw = found[0]
    return [Fact("date_published", iso, SCRIPT, raw)]


def _days(html: bytes, language: str | None) -> Iterator[tuple[str, str]]:
    for number, match in enumerate(_JSON.finditer(html)):
        if number >= _MOST:
            return
        raw = match[1].decode("utf-8", "replace")
        iso = read_date(raw, language)
        if iso:
            yield iso, raw
