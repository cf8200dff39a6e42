"""The day in a URL."""

from __future__ import annotations

import pytest

from broadsheet.metadata.dates.url_day import day_in_url


@pytest.mark.parametrize(
    "path",
    [
        "2024/05/02/tide-mill",
        "2024/5/2/tide-mill",
        "news/2024-05-02-tide-mill",
        "news/tide_mill_2024.05.02",
        "20240502/tide-mill",
        "news/20240502123456-tide-mill",
        "2024/0502/tide-mill",
        "2024/may/02/tide-mill",
        "2024/may02/tide-mill",
    ],
)
def test_the_day_is_read_in_the_spellings_of_the_web(path: str) -> None:
    """With a sign between, without, with a name for the month, with an id behind it."""
    found = day_in_url(f"https://www.harbourpost.example/{path}")
    assert found is not None
    assert found.iso == "2024-05-02"


@pytest.mark.parametrize(
    "path",
    [
        "2024/05/",
        "news/1906059-parliament",
        "2022/12",
        "2024/13/40/",
        "20240502123",
        "2024/05/3-mills",
        "2024/may24/",
        "03-04-2024",
        "?date=2024-05-02",
    ],
)
def test_what_is_no_day_is_none(path: str) -> None:
    """Months, ids and queries are not made days."""
    assert day_in_url(f"https://www.harbourpost.example/{path}") is None


def test_the_archives_day_is_not_the_articles() -> None:
    """Of a URL in a URL the inner one speaks."""
    archived = "https://archive.example/web/20131110121040/http://www.harbourpost.example/"
    assert day_in_url(archived + "tide-mill") is None
    found = day_in_url(archived + "2008/07/29/tide-mill")
    assert found is not None
    assert found.iso == "2008-07-29"


def test_a_day_that_leads_is_read_where_it_can_be_no_month() -> None:
    """`29-10-2021` has one reading, `03-04-2024` has two."""
    found = day_in_url("https://www.harbourpost.example/news/29-10-2021")
    assert found is not None
    assert found.iso == "2021-10-29"


def test_an_archived_url_may_lack_its_scheme() -> None:
    """The archive's own stamp is no day of the article even so."""
    found = day_in_url("https://archive.example/web/20160218174457/harbourpost.example/2010/05/19/tide")
    assert found is not None
    assert found.iso == "2010-05-19"
    assert day_in_url("https://archive.example/web/20160218174457/harbourpost.example/tide") is None
