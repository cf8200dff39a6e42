"""What is chosen does not depend on whether claims are made that cannot be chosen any more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata import describe
from broadsheet.metadata.authors.agencies import agency_of, may_name
from broadsheet.metadata.dates import choice
from broadsheet.metadata.merge import PRECEDENCE, Context, authors_decided, merge, tags_decided
from broadsheet.options import DEFAULT
from broadsheet.pipeline import trace
from broadsheet.records import Fact, Form, Page
from tests.golden import FORMS, Golden, goldens
from tests.metadata.reading import PROSE, body, document

PAGES = [golden for golden in goldens() if FORMS[golden.page.suffix] is Form.HTML]
SITE = Context(["Harbour Post"])
NAMES = st.sampled_from([("Jane Roe",), ("Reuters",), ("jroe",), ("Harbour Post",), ("Jane Roe", "AFP"), ("J. Poe",)])
DAYS = st.sampled_from(
    [
        *("2024-05-02", "2024-05-02T10:00+02:00", "2024-05-02T08:00+00:00", "2024-05-02T10:00", "2024-04-01"),
        *("1970-01-01", "2024-05-03T09:00:00+00:00", "2024-05-01T23:00-04:00"),
    ]
)
LISTS = st.sampled_from([("mill",), ("Harbour Post", "news"), ("mill", "tide"), ("tide", "wheel", "salt")])


@pytest.mark.parametrize("golden", PAGES, ids=lambda golden: golden.name)
def test_golden_pages_choose_the_same_with_every_claim_and_without(golden: Golden) -> None:
    """Whoever looks for conflicts is shown the article that the corpus holds."""
    page = Page(golden.page.read_bytes(), url=golden.promise.get("url"))
    whole, brief = (trace(page, DEFAULT, every_claim=every) for every in (True, False))
    assert whole.outcome == brief.outcome


def drawn(field: str, values: Any, sources: list[str]) -> Any:
    """Claims of a field, one for each of some sources; a date is read from words that allow two orders now and then."""
    raws = st.sampled_from(["2 May 2024", "05/02/2024", "Published 1 April 2024"]) if "date" in field else st.just("x")
    one = st.tuples(st.sampled_from(sources), values, raws)
    unique = st.lists(one, max_size=4, unique_by=lambda claim: claim[0])
    return unique.map(lambda some: [Fact(field, value, source, raw) for source, value, raw in some])


SHOWN_AUTHORS = [*PRECEDENCE["authors"][1:5], *PRECEDENCE["authors"][-4:]]
DECLARED_AUTHORS = ["json-ld", "meta:author", "meta:byl"]


@given(drawn("authors", NAMES, DECLARED_AUTHORS), drawn("authors", NAMES, SHOWN_AUTHORS))
def test_decided_authors_stay_whatever_the_page_shows(declared: list[Fact], shown: list[Fact]) -> None:
    """Law: where JSON-LD decides, no byline changes the choice."""
    if authors_decided(declared, SITE):
        assert merge([*declared, *shown], SITE).chosen == merge(declared, SITE).chosen


@given(drawn("tags", LISTS, [s for s in PRECEDENCE["tags"] if s != "block:tags"]), drawn("tags", LISTS, ["block:tags"]))
def test_decided_tags_stay_whatever_boxes_hold(declared: list[Fact], shown: list[Fact]) -> None:
    """Law: where a list before them decides, no box of tags changes the choice."""
    if tags_decided(declared, SITE):
        assert merge([*declared, *shown], SITE).chosen == merge(declared, SITE).chosen


PLACED = ["json-ld", "meta:article:published_time", "time", "title", "url", "time:foot"]
CHANGED = ["json-ld", "meta:article:modified_time", "time", "time:foot"]
LINES = ["block:dateline", "block:date"]


@given(
    drawn("date_published", DAYS, PLACED),
    drawn("date_modified", DAYS, CHANGED),
    st.tuples(drawn("date_published", DAYS, LINES), drawn("date_modified", DAYS, LINES)),
)
def test_decided_dates_stay_whatever_lines_say(
    one: list[Fact], two: list[Fact], lines: tuple[list[Fact], list[Fact]]
) -> None:
    """Law: where the dates are decided, no line of the page changes them."""
    declared = [*one, *two]
    if choice.decided(declared):
        shown = [*declared, *(fact for some in lines for fact in some)]
        before, after = (choice.settle(merge(claims, SITE)).chosen for claims in (declared, shown))
        assert before == after


SERVICES = [
    "AFP",
    "The Associated Press",
    "dpa",
    "Anadolu Ajansı",
    "İHA",
    "新华社",
    "Europa Press",
    "RITZAU",
    "ap.",
    "©NTB",
]


@given(st.text(max_size=20), st.sampled_from(SERVICES), st.sampled_from([" ", "/", ", ", "\n"]), st.text(max_size=20))
def test_no_service_escapes_the_look_before_the_reading(left: str, name: str, mark: str, right: str) -> None:
    """Law: a text with a service's name between marks may name one."""
    assert may_name(f"{left}{mark}{name}{mark}{right}") or agency_of(name) is None


def test_plain_bylines_name_no_service() -> None:
    """Initials in small letters and ordinary words are none."""
    assert not may_name("By Jane Roe, press officer\nap, tt\nSocial media team")


def test_decided_page_makes_fewer_claims_and_all_on_request() -> None:
    """A page whose JSON-LD says who wrote makes no claims of its byline, unless conflicts are asked for."""
    article = '{"@type": "NewsArticle", "headline": "The mill turns", "author": {"name": "Jane Roe"}}'
    page = document(
        f"<h1>The mill turns</h1><p class=byline>By Kim Poe</p>{PROSE * 3}",
        head=f"""
        <script type="application/ld+json">{article}</script>""",
    )
    whole, brief = (describe(page, body(page), every_claim=every) for every in (True, False))
    assert {fact.value for fact in whole.claims if fact.field == "authors"} == {("Jane Roe",), ("Kim Poe",)}
    assert {fact.value for fact in brief.claims if fact.field == "authors"} == {("Jane Roe",)}
