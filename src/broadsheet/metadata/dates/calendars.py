"""Days of other calendars as days of the Gregorian one: the Solar Hijri of Iran and Afghanistan, eras of East Asia.

Comes in: a year, month and day as the calendar counts them, or the words of an era. Goes out: the day, or None where
the calendar has no such day. Must not know: how a line of text is searched, or pages.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_ERAS = {
    "令和": date(2019, 5, 1),
    "平成": date(1989, 1, 8),
    "昭和": date(1926, 12, 25),
    "大正": date(1912, 7, 30),
    "明治": date(1868, 1, 25),
    "民國": date(1912, 1, 1),
    "民国": date(1912, 1, 1),
}
"""Era -> its first day, in whose year it counts 1: Japan's (Era Name Act and ordinances), the Republic of China's."""
_KANJI = {"元": 1, "〇": 0, **{sign: number for number, sign in enumerate("一二三四五六七八九", 1)}}
_NUMBER = r"(\d{1,3}|[元〇一二三四五六七八九十]{1,3})"
ERA_DAY = re.compile(rf"({'|'.join(_ERAS)})\s?{_NUMBER}\s?年\s?{_NUMBER}\s?月\s?{_NUMBER}\s?日?")
"""`令和6年5月2日`, `平成三十一年四月三十日`."""

_MONTHS = (
    "فروردین|حمل اردیبهشت|ثور خرداد|جوزا|جوزای تیر|سرطان مرداد|امرداد|اسد شهریور|سنبله مهر|میزان آبان|عقرب آذر|قوس"
    " دی|جدی بهمن|دلو اسفند|حوت"
)
_NAMED = {name: month for month, names in enumerate(_MONTHS.split(), 1) for name in names.split("|")}
"""The months' names in Iran and, after the signs of the zodiac, in Afghanistan."""
_FIRST, _LAST = 1300, 1499
"""Solar Hijri years of a page of news: 1921 to 2121."""
_CYCLE, _START = 33, 1210
"""Since 1210 (1831) every fourth year is a leap year, and after 33 years one is five years off (Birashk's arithmetic as
corrected by Borkowski, 1996; it holds to 1634, and agrees with the calendar of the University of Tehran)."""


def era_day(match: re.Match[str]) -> date | None:
    """The day that `ERA_DAY` found."""
    year, month, day = (_number(match[group]) for group in (2, 3, 4))
    begin = _ERAS[match[1]]
    found = _date(begin.year - 1 + year, month, day) if year else None
    return found if found is not None and found >= begin else None


def _number(words: str) -> int:
    """The number in digits or in Han: `三十一`, `元`."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return 10 * (_KANJI.get(tens, 1) if ten else 0) + _KANJI.get(ones, 0)


def solar_hijri_month(name: str) -> int | None:
    """The number of a month by its name, in Iran or Afghanistan."""
    return _NAMED.get(name.replace("ي", "ی"))


def is_solar_hijri(year: int) -> bool:
    """Could a page of news mean that year of the Solar Hijri calendar? No page means it of ours."""
    return _FIRST <= year <= _LAST


def solar_hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of the Solar Hijri calendar: six months of 31 days, five of 30, the last of 29 or in leap years 30."""
    if not (is_solar_hijri(year) and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    before = 31 * (month - 1) - max(0, month - 7)
    return _new_year(year) + timedelta(days=before + day - 1)


def _length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 else 29 + (_new_year(year + 1) - _new_year(year)).days - 365


def _new_year(year: int) -> date:
    """The first of Farvardin, 20 or 21 or 22 March; 1 Farvardin 1210 was 21 March 1831."""
    since = year - _START
    leaps = since // _CYCLE * 8 + (since % _CYCLE + 3) // 4
    return date(1831, 3, 21) + timedelta(days=365 * since + leaps)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
