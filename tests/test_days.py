"""Days compared as far as they are written out, and read from addresses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.days import before, day_of, outside, require_day
from broadsheet.errors import UsageError


@pytest.mark.parametrize(
    ("day", "since", "until", "is_outside"),
    [
        ("2024-03-05", "2024", "2024", False),
        ("2024-03-05T23:59:59+01:00", "2024-03-05", "2024-03-05", False),
        ("2023-12-31", "2024", None, True),
        ("2025-01-01", None, "2024", True),
        ("2024", "2024-03-05", "2024-03-09", False),
        ("2024-03", "2024-04-01", None, True),
        ("2024-03-05", None, None, False),
    ],
)
def test_ranges_are_inclusive_at_both_ends(day: str, since: str | None, until: str | None, is_outside: bool) -> None:
    """A year alone may be any of its days."""
    assert outside(day, since, until) is is_outside


def test_what_is_unknown_is_before_nothing() -> None:
    """A listing without a date may hold anything."""
    assert not before(None, "2024")
    assert before("2023-05", "2024")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/03/05/tide", "2024-03-05"),
        ("/politik/2024-3-5-tide.html", "2024-03-05"),
        ("/a/20240305/tide", "2024-03-05"),
        ("/2024/03/", "2024-03"),
        ("/sitemap-2024-03.xml", "2024-03"),
        ("/sitemap_202403.xml.gz", "2024-03"),
        ("/2024/tide", None),
        ("/article-120240305", None),
        ("/a/2024130599", None),
        ("/tide/12345", None),
    ],
)
def test_addresses_name_days(path: str, day: str | None) -> None:
    """Days and months; a year alone could be a number; a longer number is one."""
    assert day_of(path) == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_in_a_path_is_read(day: date) -> None:
    """In the three ways in which most papers write it."""
    for form in ("/{:%Y/%m/%d}/tide", "/{:%Y-%m-%d}-tide", "/tide-{:%Y%m%d}.html"):
        assert day_of(form.format(day)) == day.isoformat()


@pytest.mark.parametrize("value", ["", "05.03.2024", "2024-13", "2024-02-30", "24"])
def test_what_is_no_day_is_refused(value: str) -> None:
    """In words that say what to write."""
    with pytest.raises(UsageError, match="write YYYY"):
        require_day("since", value)
