"""Dates that have to be read together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.dates.choice import settle
from broadsheet.records import Fact, Facts

UTC = "2024-05-03T01:10:00+00:00"


def fact(value: str, source: str, raw: str | None = None, field: str = "date_published") -> Fact:
    """A claim whose words are its value."""
    return Fact(field, value, source, raw or value)


def published(*claims: Fact) -> Fact | None:
    """The publication, the first claim of it being the chosen one."""
    first = next((claim for claim in claims if claim.field == "date_published"), None)
    return settle(Facts({"date_published": first} if first else {}, claims)).chosen.get("date_published")


def value(*claims: Fact) -> str | None:
    """Its date."""
    found = published(*claims)
    return str(found.value) if found else None


def test_a_page_that_shows_only_its_last_change_is_cited_by_it() -> None:
    """The source says that it is one; a change that only the record declares is none of the reader's."""
    shown = fact("2024-05-02", "block:dateline", "Updated 2 May 2024", "date_modified")
    found = published(shown)
    assert found is not None
    assert (found.value, found.source, found.raw) == ("2024-05-02", "update:block:dateline", "Updated 2 May 2024")
    assert published(fact(UTC, "meta:article:modified_time", field="date_modified")) is None


def test_the_finer_spelling_of_the_same_change_is_taken() -> None:
    """The shown day has a time in what is declared."""
    shown = fact("2024-05-03", "block:dateline", field="date_modified")
    assert value(shown, fact(UTC, "json-ld", field="date_modified")) == UTC


@pytest.mark.parametrize(
    ("clock", "local"),
    [
        ("2024-05-02T21:10:00-04:00", "2024-05-02T21:10:00-04:00"),
        ("2024-05-02T21:10", "2024-05-02T21:10:00-04:00"),
        ("2024-05-03T06:55", "2024-05-03T06:55:00+05:45"),
        ("2024-05-02T21:17", UTC),
        ("2024-05-04T21:10", UTC),
    ],
)
def test_an_instant_in_utc_is_told_by_the_clock_on_the_page(clock: str, local: str) -> None:
    """The two are the same instant, whole quarters of an hour apart, or the page's clock is of something else."""
    assert value(fact(UTC, "json-ld"), fact(clock, "time")) == local


def test_a_day_that_only_utc_has_is_not_cited() -> None:
    """Where the line under the headline and the URL agree on the day next to it, that is the reader's day."""
    line, url = fact("2024-05-02", "block:dateline", "May 2, 2024"), fact("2024-05-02", "url")
    assert value(fact(UTC, "json-ld"), line, url) == "2024-05-02"
    assert value(fact(UTC, "json-ld"), line) == UTC
    far = fact("2024-04-20", "block:dateline"), fact("2024-04-20", "url")
    assert value(fact(UTC, "json-ld"), *far) == UTC


def test_a_declared_day_that_is_the_last_changes_gives_way_to_an_earlier_line() -> None:
    """Some templates declare the change as the publication and print the publication."""
    change = fact("2024-05-02", "json-ld", field="date_modified")
    line = fact("2023-01-10", "block:dateline", "January 10, 2023")
    assert value(fact("2024-05-02", "json-ld"), change, line) == "2023-01-10"
    assert value(fact("2024-05-02", "json-ld"), line) == "2024-05-02"
    ambiguous = fact("2023-01-10", "block:dateline", "10/01/2023")
    assert value(fact("2024-05-02", "json-ld"), change, ambiguous) == "2024-05-02"


def test_day_and_month_are_told_apart_by_another_date_of_the_page() -> None:
    """`03/10/2023` is in October where the URL says so, and stays where nothing does."""
    line = fact("2023-03-10", "block:dateline", "03/10/2023")
    assert value(line, fact("2023-10-03", "url", "/2023/october/03")) == "2023-10-03"
    assert value(line, fact("2023-10-04", "url", "/2023/october/04")) == "2023-03-10"


def test_a_line_that_says_published_outweighs_a_bare_time_element() -> None:
    """The element may be another story's; one of the same day keeps its clock."""
    line = fact("2024-05-02", "block:dateline", "Published on 2 May 2024")
    assert value(fact("2024-05-09T10:15", "time"), line) == "2024-05-02"
    assert value(fact("2024-05-02T10:15", "time"), line) == "2024-05-02T10:15"


PAGE = (
    fact(UTC, "json-ld"),
    fact("2024-05-02T21:10", "time"),
    fact("2024-05-02", "block:dateline", "Published 2 May 2024"),
    fact("2024-05-02", "url"),
    fact("2024-05-03T01:10:00+00:00", "meta:article:modified_time", field="date_modified"),
    fact("2024-05-05", "block:date", "Updated 5 May 2024", "date_modified"),
)


@given(st.permutations(PAGE), st.sampled_from(PAGE[:4]))
def test_the_order_of_claims_decides_nothing(claims: list[Fact], first: Fact) -> None:
    """Law: the same claims in any order give the same date, and settling twice gives what settling once gave."""
    once = settle(Facts({"date_published": first}, tuple(claims)))
    assert once.chosen == settle(Facts({"date_published": first}, PAGE)).chosen
    assert settle(once).chosen == once.chosen
