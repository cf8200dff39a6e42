"""Calendars besides the Gregorian: known days, and no day lost or doubled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.dates.calendars import solar_hijri_day
from broadsheet.metadata.dates.reading import read_date

FIRST = date(1990, 3, 21)
"""1 Farvardin 1369."""


@pytest.mark.parametrize(
    ("year", "month", "day", "ours"),
    [
        (1357, 11, 22, date(1979, 2, 11)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1400, 1, 1, date(2021, 3, 21)),
        (1403, 2, 13, date(2024, 5, 2)),
        (1403, 12, 30, date(2025, 3, 20)),
        (1404, 1, 1, date(2025, 3, 21)),
        (1402, 12, 30, None),
        (1403, 7, 31, None),
        (1403, 13, 1, None),
        (2024, 1, 1, None),
    ],
)
def test_days_of_the_solar_hijri_calendar(year: int, month: int, day: int, ours: date | None) -> None:
    """Days that both calendars are known to share, and days that there are not."""
    assert solar_hijri_day(year, month, day) == ours


def counted() -> dict[date, tuple[int, int, int]]:
    """The calendar by counting: every day that it has from 1369 to 1478, at the day after the one before."""
    days: dict[date, tuple[int, int, int]] = {}
    ours = FIRST
    for year in range(1369, 1479):
        for month in range(1, 13):
            for day in range(1, 32):
                if solar_hijri_day(year, month, day) is not None:
                    days[ours] = (year, month, day)
                    ours += timedelta(days=1)
    return days


COUNTED = counted()


def test_no_day_is_lost_or_doubled() -> None:
    """Law: day follows day for a hundred years, each year of 365 or 366."""
    assert all(solar_hijri_day(*theirs) == ours for ours, theirs in COUNTED.items())
    assert {sum(day[0] == year for day in COUNTED.values()) for year in range(1369, 1479)} == {365, 366}


@given(st.sampled_from(sorted(COUNTED)), st.sampled_from(["/", "-"]))
def test_solar_hijri_dates_round_trip(ours: date, mark: str) -> None:
    """Law: a day written as Iran writes it is read as the day it is."""
    written = f"{mark}".join(f"{part:02}" for part in COUNTED[ours])
    assert read_date(written, "fa") == ours.isoformat()


HAN = "〇一二三四五六七八九"


def han(number: int) -> str:
    """A number below hundred as Japan writes it."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.booleans())
def test_japanese_dates_round_trip(ours: date, in_han: bool) -> None:
    """Law: a day written in its era, in digits or in Han, is read as the day it is."""
    era, first = ("令和", 2019) if ours >= date(2019, 5, 1) else ("平成", 1989)
    spell = han if in_han else str
    year = "元" if ours.year == first else spell(ours.year - first + 1)
    assert read_date(f"{era}{year}年{spell(ours.month)}月{spell(ours.day)}日", "ja") == ours.isoformat()
