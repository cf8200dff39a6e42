"""When the article of a dump was published: the URL's path and the page's date lines, agreed.

Comes in: document and labelled body. Goes out: facts of `date_published` and `date_modified`. The day
with most votes wins. A time of day counts only on a line that stands between headline and text, or that
says what it dates; any other clock is the site's own. Must not know: how dates are written
(`broadsheet.metadata.dates`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.metadata.dates.reading import find_dates, plausible, read_date
from broadsheet.metadata.dates.words import say_modified, say_published
from broadsheet.metadata.dumps.place import place, rows_of
from broadsheet.records import Body, Document, Fact, Kind

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=\D|\d{4,}|$)")
"""A day in a path, alone or with an id behind it (`/20240502123456-`)."""
_URL_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})/")
_LINE_WORDS = 16
"""Longer lines are sentences that mention a date."""
_ABOVE = 14
"""Rows above the headline whose dates are looked at."""
_CLOCK_ROWS = 2
"""Rows at the very top where a newspaper prints today's date."""
_LEAD_ROWS = 14
"""Rows between a standfirst and the paragraph after it, where author, date and share buttons stand."""
_BELOW = 4
"""Rows below the text where the date may stand instead."""


class _Vote(NamedTuple):
    iso: str
    weight: int
    source: str
    raw: str
    modified: bool = False


def facts(document: Document, body: Body) -> list[Fact]:
    """At most one fact of each date; day precision unless a trusted line has the time."""
    votes = _of_url(document.url) + _of_lines(document, body)
    published = [vote for vote in votes if not vote.modified and plausible(vote.iso)]
    modified = [vote for vote in votes if vote.modified and plausible(vote.iso)]
    found = []
    if published:
        tally: dict[str, int] = {}
        for vote in published:
            tally[vote.iso[:10]] = tally.get(vote.iso[:10], 0) + vote.weight
        day = max(tally, key=lambda key: tally[key])
        agreed = [vote for vote in published if vote.iso[:10] == day]
        best = max(agreed, key=lambda vote: (len(vote.iso) > 10, vote.weight))
        found.append(
            Fact("date_published", best.iso, best.source, "; ".join(dict.fromkeys(vote.raw for vote in agreed)))
        )
    if modified:
        found.append(Fact("date_modified", modified[0].iso, modified[0].source, modified[0].raw))
    return found


def _of_url(url: str | None) -> list[_Vote]:
    path = (url or "").split("?")[0].lower().split("//", 1)[-1].partition("/")[2]
    match = _URL_DAY.search(path)
    if match:
        return [_Vote(f"{match[1]}-{match[3]}-{match[4]}", 3, "url", match[0])]
    named = _URL_NAMED.search(f"/{path}")
    iso = read_date(f"{named[3]} {named[2]} {named[1]}") if named else None
    return [_Vote(iso[:10], 3, "url", named[0])] if named and iso else []


def _of_lines(document: Document, body: Body) -> list[_Vote]:
    kept = [row for row, label in enumerate(body.labels) if label.kept]
    if not kept:
        return []
    first, last = kept[0], kept[-1]
    title = next(iter(rows_of(body, Kind.TITLE)), None)
    top = max(0, (title if title is not None else first) - _ABOVE)
    under = kept[1] if len(kept) > 1 and kept[1] - first <= _LEAD_ROWS else first + 2
    end = len(body.labels)
    rows = [*range(top, min(end, max(under, min(first + 2, last)))), *range(last + 1, min(end, last + 1 + _BELOW))]
    votes: list[_Vote] = []
    for row in rows:
        label = body.labels[row]
        if label.kept or label.kind in _NO_DATE or document.blocks.words[row] > _LINE_WORDS:
            continue
        above = title if title is not None else first - 4
        near = above < row < max(under, first + 2) or (row == above - 1 and row > _CLOCK_ROWS)
        votes += _votes(document, row, near)
    return votes


_NO_DATE = frozenset(
    {
        Kind.CAPTION,
        Kind.CREDIT,
        Kind.TITLE,
        Kind.IMAGE_URL,
        Kind.PAGE_URL,
        Kind.RELATED,
        Kind.TEASER,
        Kind.FOOTER,
        Kind.TAGS,
    }
)
"""Kinds of lines whose dates are of something else."""


def _votes(document: Document, row: int, near: bool) -> list[_Vote]:
    text = document.blocks.text[row]
    found, previous = [], 0
    for date in find_dates(text, document.language):
        before = text[previous : date.start]
        modified = say_modified(before)
        named = modified or say_published(before)
        iso = date.iso if near or named else date.iso[:10]
        found.append(_Vote(iso, 3 if named else 2 if near else 1, place(document, row), text, modified))
        previous = date.end
    return found
