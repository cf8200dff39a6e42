"""Pages of a paper's archive, a month or a day each: found by the dates that their addresses end with.

Comes in: addresses that a front page links to; a range of days. Goes out: the addresses of the same form for all of the
range. `/2014/03/`, `/archive/2014-03-05`, `/archiv/20140305.html` are such; an address with a slug behind its date is a
story's. Pure. Must not know whether such a page exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

import msgspec

from broadsheet import urls

MOST = 1_000
"""Pages guessed of one site, the newest first: eighty years of months, or not quite three years of days (a guess)."""

_ENDS = re.compile(
    r"(?P<before>/(?:[^/?#]{1,60}/){0,4})(?P<year>(?:19|20)\d\d)(?P<between>[/-]?)(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=between)(?P<day>0?[1-9]|[12]\d|3[01]))?(?P<after>(?:\.(?:s?html?|php))?/?)"
)
"""A path that ends with a month or a day; with nothing between its parts it must be eight digits, as six may be any
number of a story."""


class Form(msgspec.Struct, frozen=True):
    """How a site writes the addresses of its archive."""

    origin: str
    before: str
    between: str
    after: str
    days: bool
    padded: bool

    def address(self, day: date) -> str:
        """The page of a day, or of its month."""
        parts = [day.month, day.day] if self.days else [day.month]
        written = [f"{part:02}" if self.padded else str(part) for part in parts]
        return f"{self.origin}{self.before}{self.between.join([f'{day.year:04}', *written])}{self.after}"


def form_of(url: str) -> Form | None:
    """The form of an address that ends with a month or day; None for any other."""
    found = _ENDS.fullmatch(urls.path(url))
    if found is None or "?" in url:
        return None
    month, day, between = found["month"], found["day"], found["between"]
    if not between and (day is None or len(month) < 2 or len(day) < 2):
        return None
    padded = len(month) == 2 and len(day or "00") == 2
    return Form(urls.origin(url), found["before"], between, found["after"], day is not None, padded)


def archive_pages(addresses: Iterable[str], since: str, until: str | None) -> list[str]:
    """The archive's pages of a range of days (`YYYY[-MM[-DD]]`), as the forms among `addresses` have it."""
    known = dict.fromkeys(form for form in map(form_of, addresses) if form is not None)
    first, last = _first(since), min(_last(until), datetime.now(UTC).date())
    found: dict[str, None] = {}
    for form in known:
        for day in _backwards(first, last, days=form.days):
            if len(found) >= MOST:
                return [*found]
            found[form.address(day)] = None
    return [*found]


def _backwards(first: date, last: date, *, days: bool) -> Iterator[date]:
    """The days, or the first of the months, of a range, newest first."""
    day = last if days else last.replace(day=1)
    first = first if days else first.replace(day=1)
    while day >= first:
        yield day
        day -= timedelta(days=1)
        day = day if days else day.replace(day=1)


def _first(day: str) -> date:
    year, month, number = (*map(int, day[:10].split("-")), 1, 1)[:3]
    return date(year, month, number)


def _last(day: str | None) -> date:
    if day is None:
        return date.max
    parts = [int(part) for part in day[:10].split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    after = date(year + month // 12, month % 12 + 1, 1) if year < date.max.year else date.max
    return after - timedelta(days=1)
