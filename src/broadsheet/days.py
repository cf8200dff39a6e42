"""Days as papers and people write them: compared as far as both go, read from addresses, held against a range.

Comes in: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, RFC 3339. Goes out: the same, or an answer. Must not know what is dated.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from broadsheet.errors import UsageError

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d|Z)?)?)?)?", re.ASCII)
_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?)(?!\d)"
)
"""`/2024/03/05/`, `/2024-3-5-`, `/20240305`, `/2024/03/`, `sitemap-2024-03`, `202403`."""


def require_day(name: str, value: str | None) -> None:
    """Raise `UsageError` for what is no day: compared as text, it would let through the wrong articles."""
    found = _DAY.fullmatch(value) if value else None
    if value is None:
        return
    try:
        if found is None:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise UsageError(f"{name}: {value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from None


def outside(day: str, since: str | None, until: str | None) -> bool:
    """Is a day before `since` or after `until`, both inclusive? Compared as far as both are written out."""
    return _before(day, since) or (until is not None and day[: len(until)] > until[: len(day)])


def before(day: str | None, since: str | None) -> bool:
    """Is a day known, and before `since`?"""
    return day is not None and _before(day, since)


def day_of(path: str) -> str | None:
    """The day, or the month, that a URL's path names: `YYYY-MM-DD` or `YYYY-MM`; None where it names none."""
    found = _IN_PATH.search(path)
    if found is None or not (found[2] or found[4]):
        return None
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _before(day: str, since: str | None) -> bool:
    return since is not None and day[: len(since)] < since[: len(day)]


def end_of(day: str) -> float | None:
    """The end of a day, month or year in UTC, or the moment itself, in seconds since 1970; None for what is no time."""
    rest, days = _REST.get(len(day), ("", 0))
    try:
        moment = datetime.fromisoformat(day + rest)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() + days * 86_400


_REST = {4: ("-12-31", 1), 7: ("-28", 4), 10: ("", 1)}
"""What a day needs to be written out, and the days after that until it ends: of a month the longest."""
