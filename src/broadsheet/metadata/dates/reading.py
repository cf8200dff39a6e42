"""Dates as pages write them, read into ISO 8601 without adding anything.

Comes in: a declared value or a line of text, the page's language. Goes out: `YYYY-MM-DD` or
`YYYY-MM-DDTHH:MM[:SS][±HH:MM]`; a zone only where one is written, a day alone stays a day.
Must not know: which field the date is for or where on the page it stood.
Read: ISO 8601, RFC 2822, Unix seconds and milliseconds, JavaScript's and Java's spellings, month
names (`months.py`), Chinese, Japanese, Korean and Vietnamese dates, numeric dates, other calendars (`calendars.py`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from broadsheet.metadata.dates.calendars import (
    ERA_DAY,
    era_day,
    is_solar_hijri,
    solar_hijri_day,
    solar_hijri_month,
)
from broadsheet.metadata.dates.months import month_of
from broadsheet.metadata.dates.zones import zone

EARLIEST = "1990"
"""News on the web began about then; older dates on a page are template defaults or its subject's."""
_DEFAULT = "2000-01-01T00:00"
"""What content systems declare of an article without a date; a paper of that day is cited by the day alone."""
LATEST = "2100"
"""A year past this is a placeholder (9999) or a typing error. Text, as ISO 8601 sorts as text."""

_LONGEST = 400
"""Characters looked at; a date line is short, and each pattern below then costs a bounded time."""

_SPACE = re.compile(r"\s+")
_DIGITS = re.compile(r"\d\D*\d\D*\d\D*\d")
"""As many as the shortest of the forms below has (`1.2.20`); most lines have fewer and are not searched for each."""
_SHORT_NUMBER = re.compile(r"\d(?<!\d\d)\d?(?!\d)")
_SIX_DIGITS = re.compile(r"\d{6}")
_ISO_LIKE = re.compile(r"\d{4}(?:-|\d{4})")
"""What some of the forms below hold at least: a day of the month; a day and year without a space; a year before all
else. Each pattern begins with a digit and then looks behind it, since digits are quickly found."""
_WORD = r"([^\W\d_][^\s\d,;:/()|·•–—-]{1,19})"
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?=T?\d{4}|T|$)")
_DAY_FIRST = re.compile(
    r"(\d(?<!\d\d)(?<!\d:\d)\d?)(?:st|nd|rd|th|er|[.º°ªªe])?,?\s*(?:(?:de|of|d['’]|ta['’])\s*)?"
    + _WORD
    + r"[.,]*\s*(?:de\s|del\s|of\s|/\s?[^\W\d_]{2,12}\s)?\s*(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(_WORD + r"[.,]?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\.\s+|\s+)(\d{4})(?!\d)")
_DAY_AND_YEAR = re.compile(r"\d(?:st|nd|rd|th)?(?:,\s*|\.\s+|\s+)\d{4}(?!\d)")
"""The end of that form."""
_GLUED_YEAR = re.compile(_WORD + r"\s+(0[1-9]|[12]\d|3[01])((?:19|20)\d\d)(?!\d)")
"""`May 022024`: day and year stood in elements of their own."""
_YEAR_FIRST = re.compile(r"(\d(?<!\d\d)\d{3})(?:[.,]|\.?\s?(?:m|gada)\.)?\s+" + _WORD + r"[.,]?\s+(\d{1,2})(?!\d)")
_YEAR_DAY_MONTH = re.compile(r"(?<!\d)(\d{4})\.\s*gada\s+(\d{1,2})\.\s*" + _WORD)
_JAVA = re.compile(
    r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}(?::\d{2})?)((?: [A-Z]{3,4}[+\d:]*)?) (\d{4})"
)
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d(?<![\d.:/-]\d)\d{0,3})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{1,2})(?![\d/])")
_CLOCK = re.compile(
    r"(?<![\d.:/])([01]?\d|2[0-4])(?:[:h時时시点]\s?|[.](?=\d{2}(?!\d|\.\d)))(\d{2})?(?:分"
    r"|분)?(?::(\d{1,2})(?:[.,]\d{1,9})?)?(?!\d)"
    r"\s?([AaPp])?(?(4)\.?[Mm]\b\.?)"
)
_HOUR_ONLY = re.compile(r"(?<![\d.:/])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\b\.?")
_LEVANTINE = re.compile(r"(كانون|تشرين) (?=ال)")
_EAST_PM = re.compile(r"(?:下午|晚上|午後|오후)\s*$")
_HOUR = re.compile(r"(\d{4})(\d\d)(\d\d)([01]\d|2[0-3])")
"""Year, month, day, hour: read before Unix time, which such digits would put into 2033 and later."""
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word ends and the month begins, the white space between lost with the elements: `Jane RoeMarch 5, 2025`."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_PERSIAN_DIGIT = re.compile(r"[۰-۹]")
_PERSIAN = frozenset({"fa", "prs", "ps", "mzn", "glk", "ckb"})
"""Languages of Iran and Afghanistan, whose papers date by the Solar Hijri calendar."""
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


_EXACT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$"
)
"""The form that nine of ten declared dates have, read without a search."""


class Found(NamedTuple):
    """One date in a text: ISO 8601, and the characters it was read from."""

    iso: str
    start: int
    end: int


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    start: int
    end: int


def read_date(text: str, language: str | None = None) -> str | None:
    """The date in a declared value, as ISO 8601, or None.

    `language`: primary or full BCP 47 tag; it tells month names and the order of `3/4/2024`.
    """
    line = _SPACE.sub(" ", text[: 2 * _LONGEST]).strip()[:_LONGEST]
    value = _western(line)
    hour = _HOUR.fullmatch(value)
    if hour and _exists(*map(int, hour.groups()[:3])) and plausible(value):
        return f"{hour[1]}-{hour[2]}-{hour[3]}T{hour[4]}:00"
    if _EPOCH.fullmatch(value):
        return _from_epoch(int(value[:10]))
    exact = _EXACT.match(value)
    if exact and not is_solar_hijri(int(value[:4])) and _exists(int(value[:4]), int(value[5:7]), int(value[8:10])):
        return value[:10] + _exact_clock(exact)
    java = _JAVA.match(value)
    if java:
        month, day, clock, zone, year = java.groups()
        line = f"{day} {month} {year} {clock}{zone}"
    found = find_dates(line, language)
    return found[0].iso if found else None


def _western(text: str) -> str:
    """The digits of other scripts (Unicode category Nd) as ASCII digits, one for one: places in the text stay."""
    return text if text.isascii() else _FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), text)


def _exact_clock(match: re.Match[str]) -> str:
    hour, minute, second, zone = match.groups()
    if hour is None:
        return ""
    offset = "" if zone is None else "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    return f"T{hour}:{minute}" + (f":{second}" if second else "") + offset


def find_dates(text: str, language: str | None = None) -> list[Found]:
    """All dates in a line of text, in order; a time is taken where it stands beside its date."""
    text = text[:_LONGEST]
    if not _DIGITS.search(text) and "年" not in text:
        return []
    line = text if text.isascii() else _western(text)
    if " ال" in line:
        line = _LEVANTINE.sub(r"\1-", line)
    if "ظ" in line:
        line = line.replace("ب.ظ", "PM ").replace("ق.ظ", "AM ")  # Persian halves of the day; places in the text stay
    primary = language.lower().split("-")[0].split("_")[0] if language else None
    days = _days(line, primary, language, persian=primary in _PERSIAN or _PERSIAN_DIGIT.search(text) is not None)
    found = []
    for position, day in enumerate(days):
        until = days[position + 1].start if position + 1 < len(days) else len(line)
        since = days[position - 1].end if position else 0
        iso = f"{day.year:04}-{day.month:02}-{day.day:02}"
        clock, end = _clock_after(line, day, min(until, day.end + 40), primary)
        if clock is None and position == 0:
            clock = _clock_before(line, day, max(since, day.start - 30), primary)
        found.append(Found(iso + (clock or ""), day.start, end))
    return found


def other_order(raw: str, iso: str) -> str | None:
    """`iso` with day and month exchanged, where `raw` wrote it in numbers that allow both orders; dots allow one."""
    year, month, day = iso[:4], iso[5:7], iso[8:10]
    numbers = _NUMERIC.search(_western(raw[:_LONGEST]))
    if numbers is None or numbers[2] == "." or len(numbers[1]) == 4 or month == day or int(day) > 12:
        return None
    if {int(numbers[1]), int(numbers[3])} != {int(month), int(day)}:
        return None
    return f"{year}-{day}-{month}{iso[10:]}"


def plausible(iso: str) -> bool:
    """Could a news page carry this date? Template defaults and placeholders could not."""
    return EARLIEST <= iso < LATEST and not iso.startswith(_DEFAULT)


def day_after(iso: str, days: int) -> str:
    """The day some days after that of `iso`; the last of days where that is no date."""
    try:
        return (date.fromisoformat(iso[:10]) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return date.max.isoformat()


_SECOND, _IN_UTC = len("2024-05-02T10:00:00"), len("2024-05-02T10:00:00+00:00")


@lru_cache(maxsize=64)
def order_key(iso: str) -> str:
    """A sort key: the instant in UTC where a zone is given, else the wall clock."""
    if "T" not in iso or (len(iso) == _SECOND and iso[-3] == ":"):
        return iso
    if len(iso) == _IN_UTC and iso.endswith("+00:00"):
        return iso[:_SECOND]
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat()


def _from_epoch(seconds: int) -> str:
    """Unix time is UTC by definition (POSIX), so its zone is not invented."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).isoformat()


def _days(line: str, primary: str | None, language: str | None, *, persian: bool) -> list[_Day]:
    """Every calendar day written in `line`, left to right, no two overlapping; `persian`: years may be Solar Hijri."""
    candidates: list[_Day] = []

    def add(match: re.Match[str], year: int, month: int | None, day: int) -> None:
        if year >= 2400:
            year -= 543  # the Buddhist era of Thai pages
        if persian and month and (other := solar_hijri_day(year, month, day)):
            year, month, day = other.year, other.month, other.day
        if month and _exists(year, month, day):
            candidates.append(_Day(year, month, day, match.start(), match.end()))

    for m in _ISO.finditer(line) if _ISO_LIKE.search(line) else ():
        year, month, day = (int(g) for g in m.groups() if g is not None)
        add(m, year, month, day)
    if not line.isascii():
        for m in _EAST.finditer(line):
            add(m, int(m[1]), int(m[2]), int(m[3]))
        for m in _VIETNAMESE.finditer(line):
            add(m, int(m[3]), int(m[2]), int(m[1]))
        for m in ERA_DAY.finditer(line) if "年" in line else ():
            if found := era_day(m):
                add(m, found.year, found.month, found.day)
    if _SIX_DIGITS.search(line):
        for m in _GLUED_YEAR.finditer(line):
            add(m, int(m[3]), month_of(m[1], primary), int(m[2]))
    if not _SHORT_NUMBER.search(line):
        return _without_overlap(candidates)
    for m in _DAY_FIRST.finditer(line):
        year = int(m[3])
        named = solar_hijri_month(m[2]) if is_solar_hijri(year) else None
        persian = persian or named is not None
        add(m, year, named or month_of(m[2], primary), int(m[1]))
    for m in _MONTH_FIRST.finditer(line) if _DAY_AND_YEAR.search(line) else ():
        add(m, int(m[3]), month_of(m[1], primary) or month_of(_GLUED.split(m[1])[-1], primary), int(m[2]))
    for m in _YEAR_FIRST.finditer(line):
        add(m, int(m[1]), month_of(m[2], primary), int(m[3]))
    for m in _YEAR_DAY_MONTH.finditer(line) if "gada" in line else ():
        add(m, int(m[1]), month_of(m[3], primary), int(m[2]))
    for m in _NUMERIC.finditer(line):
        numbers = _numeric(m, language)
        if numbers:
            add(m, *numbers)
    return _without_overlap(candidates)


def _without_overlap(candidates: list[_Day]) -> list[_Day]:
    kept: list[_Day] = []
    for day in sorted(candidates, key=lambda d: (d.start, -d.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _numeric(match: re.Match[str], language: str | None) -> tuple[int, int, int] | None:
    """Year, month, day of `3/4/2024`; the order is told by size, then separator, then language."""
    first, separator, second, third = match[1], match[2], int(match[3]), match[4]
    if len(first) == 4 and len(third) <= 2:
        return int(first), second, int(third)
    if len(first) > 2 or len(third) == 1 or (len(third) == 2 and separator == "-"):
        return None
    year = int(third) if len(third) == 4 else 2000 + int(third)
    left = int(first)
    month_leads = second > 12 or (left <= 12 and separator != "." and _month_leads(language))
    return (year, left, second) if month_leads else (year, second, left)


def _month_leads(language: str | None) -> bool:
    """Does `3/4` mean the 4th of March? In the United States and the Philippines only (CLDR)."""
    return (language or "").lower().replace("_", "-") in {"en", "en-us", "es-us", "fil", "en-ph", "fil-ph"}


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year >= 1000


def _clock_after(line: str, day: _Day, end: int, language: str | None) -> tuple[str | None, int]:
    """`THH:MM[:SS][±HH:MM]` that follows a date, and where it ends."""
    start = day.end
    window = line[start:end]
    match = _CLOCK.search(window) or _compact_clock(window)
    if match is None or _other_words(window[: match.start()]):
        hour_only = _HOUR_ONLY.search(window)
        if hour_only is None or _other_words(window[: hour_only.start()]):
            return None, start
        hour = int(hour_only[1]) % 12 + (12 if hour_only[2] in "Pp" else 0)
        offset, used = zone(line[start + hour_only.end() :], _wall(day, f"T{hour:02}:00"), language)
        return f"T{hour:02}:00{offset}", start + hour_only.end() + used
    clock = _clock_text(match, bool(_EAST_PM.search(window[: match.start()])))
    if clock is None:
        return None, start
    offset, used = zone(line[start + match.end() :], _wall(day, clock), language)
    return clock + offset, start + match.end() + used


def _wall(day: _Day, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day.year:04}-{day.month:02}-{day.day:02}{clock}")


def _clock_before(line: str, day: _Day, start: int, language: str | None) -> str | None:
    """A clock in front of its date: `18:04, 6 January 2020`, `Kl. 10.15 den 3. maj 2024`."""
    window = line[start : day.start]
    matches = list(_CLOCK.finditer(window))
    if not matches:
        return None
    match = matches[-1]
    clock = _clock_text(match, evening=False)
    if clock is None:
        return None
    offset, used = zone(window[match.end() :], _wall(day, clock), language)
    return None if _other_words(window[match.end() + used :]) else clock + offset


_COMPACT = re.compile(r"^T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?()")


def _compact_clock(window: str) -> re.Match[str] | None:
    """`T101500Z` of ISO's basic form."""
    return _COMPACT.match(window)


def _clock_text(match: re.Match[str], evening: bool) -> str | None:
    hour, minute, second = int(match[1]), int(match[2] or 0), match[3]
    half = (match[4] or "").lower()
    if half == "p" or evening:
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    if match[2] is None and match[0].strip()[-1:] not in "h時时시点":
        return None
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return None
    return f"T{hour:02}:{minute:02}" + (f":{second:0>2}" if second else "")


def _other_words(between: str) -> bool:
    """Do words part a date from a clock, so that they belong to different things?"""
    return len(between) > 24 or any(mark in between for mark in ";|•·") or len(between.split()) > 3
