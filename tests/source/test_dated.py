"""The pages of a paper's archive by the dates that their addresses end with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.source.dated import MOST, archive_pages, form_of


@pytest.mark.parametrize(
    ("url", "since", "until", "pages"),
    [
        ("https://a.example/2014/03/", "2013-11", "2014-01", ["/2014/01/", "/2013/12/", "/2013/11/"]),
        ("https://a.example/d/2014-03-05", "2013-12-31", "2014-01-01", ["/d/2014-01-01", "/d/2013-12-31"]),
        ("https://a.example/2014/12/31.html", "2014-02-28", "2014-03-01", ["/2014/03/01.html", "/2014/02/28.html"]),
        ("https://a.example/2014/3/", "2014-01", "2014-02", ["/2014/2/", "/2014/1/"]),
        ("https://a.example/day/20140305/", "2014-03-05", "2014-03-05", ["/day/20140305/"]),
        ("https://a.example/2014/03/", "2013", "2013", [f"/2013/{month:02}/" for month in range(12, 0, -1)]),
    ],
)  # fmt: skip
def test_a_form_gives_the_pages_of_a_range(url: str, since: str, until: str, pages: list[str]) -> None:
    """Months or days, newest first, written as the site writes them."""
    assert archive_pages([url], since, until) == [f"https://a.example{page}" for page in pages]


@pytest.mark.parametrize(
    "path",
    [
        "/2014/03/05/storm",
        "/2014/",
        "/story-201403",
        "/article/201403",
        "/2014/13/",
        "/2014-03/05",
        "/x?d=2014-03",
        "/",
    ],
)
def test_what_is_no_page_of_an_archive_has_no_form(path: str) -> None:
    """A slug behind the date, a year alone, a number that may be anything."""
    assert form_of(f"https://a.example{path}") is None


def test_no_more_than_the_bound_and_none_of_the_future() -> None:
    """Days of a century end at the bound."""
    links = ["https://a.example/2014/03/05/", "https://a.example/archive/2014-03"]
    pages = archive_pages(links, "1950", None)
    assert len(pages) == MOST
    assert archive_pages(links, "2190", "2200") == []
    assert archive_pages([], "1950", None) == []


@given(st.dates(date(1995, 1, 1), date(2020, 1, 1)), st.sampled_from("/-"), st.booleans(), st.booleans())
def test_an_address_is_among_those_of_its_own_day(day: date, between: str, padded: bool, days: bool) -> None:
    """Whatever the form: the range of one day gives back the address that it was learnt from."""
    parts = [day.month, day.day] if days else [day.month]
    words = between.join([str(day.year), *(f"{part:02}" if padded else str(part) for part in parts)])
    url = f"https://a.example/archive/{words}/"
    assert archive_pages([url], day.isoformat(), day.isoformat()) == [url]
