"""The day in a URL's path: `/2024/05/02/`, `/2024-5-2-title`, `/20240502123456`, `/2024/may/02/`.

Comes in: a URL. Goes out: the day, or None. Must not know: what the day means to the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.metadata.dates.reading import read_date

_NUMBERS = re.compile(
    r"((?:19|20)(?<!\d\d\d)\d\d)"
    r"(?:([-/_.])(0?[1-9]|1[0-2])\2(0[1-9](?!\d)|[12]\d(?!\d)|3[01](?!\d)|[1-9](?=\2|/|$))|[-/_]?(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\D|\d{4}|$))"
)
"""Year, month, day with one sign between, or two digits each without; behind the latter an id may follow."""
_ARCHIVE = re.compile(r"^web/\d{14}\w{0,4}/")
"""Before the URL of an archived page; what follows may lack its `http:`."""
_DAY_FIRST = re.compile(
    r"([123](?<!\d\d)(?:(?<=1)[3-9]|(?<=2)\d|(?<=3)[01]))([-_.])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)"
)
"""`/news/29-10-2021`: the day leads, and only a number that is no month tells so."""
_NAMED = re.compile(r"/((?:19|20)\d\d)[/_-]?([a-z]{3,9})[/_-]?(0?[1-9]|[12]\d|3[01])(?=\D|$)")


class UrlDay(NamedTuple):
    """`YYYY-MM-DD`, and the characters it was read from."""

    iso: str
    raw: str


def day_in_url(url: str | None) -> UrlDay | None:
    """The first day of the calendar that the path holds; host and query are not looked at.

    Of a URL inside another (`…/web/20131110121040/http://…`) the inner one speaks: the outer day is the archive's.
    """
    path = (url or "").split("?")[0].lower().rpartition("//")[2].partition("/")[2]
    path = _ARCHIVE.sub("", path)
    for match in _NUMBERS.finditer(path):
        year, month, day = match[1], match[3] or match[5], match[4] or match[6]
        iso = read_date(f"{year}-{month}-{day}")
        if iso:
            return UrlDay(iso, match[0])
    turned = _DAY_FIRST.search(path)
    iso = read_date(f"{turned[4]}-{turned[3]}-{turned[1]}") if turned else None
    if turned and iso:
        return UrlDay(iso, turned[0])
    named = _NAMED.search(f"/{path}")
    iso = read_date(f"{named[3]} {named[2]} {named[1]}") if named and named[1][2:] != named[3] else None
    return UrlDay(iso[:10], named[0]) if named and iso else None
