"""The headline as a reader sees it."""

from __future__ import annotations

import pytest

from broadsheet.metadata.headline_choice import choose
from broadsheet.metadata.site_name import without_site
from broadsheet.records import Fact
from tests.metadata.reading import PROSE, read


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Tide mill turns again | Harbour Post", "Tide mill turns again"),
        ("Tide mill turns again - News - Harbour Post", "Tide mill turns again"),
        ("Harbour Post: Tide mill turns again", "Tide mill turns again"),
        ("Tide mill turns again – harbourpost.example", "Tide mill turns again"),
        ("Tide mill turns again – after ninety years", "Tide mill turns again – after ninety years"),
        ("Council: Mill ‘may turn’ - for now", "Council: Mill ‘may turn’ - for now"),
        ("Harbour Post Online - Tide mill turns again", "Tide mill turns again"),
    ],
)
def test_only_the_sites_name_is_cut(title: str, headline: str) -> None:
    """A dash or colon of the headline's own is never a place to cut."""
    assert without_site(title, ["Harbour Post", "News", "harbourpost.example", "harbourpost"]) == headline


def test_agreement_decides() -> None:
    """A social headline that stands alone loses against `<h1>` and `<title>` that agree."""
    claims = [
        Fact("title", "You won't believe this mill", "meta:og:title", ""),
        Fact("title", "Tide mill turns again", "h1", ""),
        Fact("title", "Tide mill turns again - Harbour Post", "title", ""),
    ]
    chosen = choose(claims, ["Harbour Post"])
    assert chosen
    assert chosen.value == "Tide mill turns again"


def test_site_logo_in_h1_is_no_headline() -> None:
    """An `<h1>` that names the paper gives way to the page's title."""
    page = read(
        f"<h1>Harbour Post</h1><h2>Tide mill turns again</h2>{PROSE}",
        head="<title>Tide mill turns again | Harbour Post</title><meta property=og:site_name content='Harbour Post'>",
    )
    assert page.value("title") == "Tide mill turns again"


def test_entities_are_decoded_once_or_twice() -> None:
    """Doubly encoded ampersands and quotes come out as a reader sees them."""
    page = read(
        PROSE, head='<meta property="og:title" content="Fish &amp;amp; chips: &amp;quot;never again&amp;quot;">'
    )
    assert page.value("title") == 'Fish & chips: "never again"'


def test_title_keeps_source_and_raw_words() -> None:
    """Provenance names the tag and its own words, site name included."""
    page = read(
        PROSE,
        head="<title>Tide mill turns again | Harbour Post</title><meta property=og:site_name content='Harbour Post'>",
    )
    fact = page.chosen["title"]
    assert (fact.source, fact.raw) == ("title", "Tide mill turns again | Harbour Post")


def test_a_heading_in_a_heading_is_read_once() -> None:
    """Nested `<h1>`s, which the linear test makes deep, give the text that agrees with `<title>`."""
    head = "<title>Tide mill turns again | Harbour Post</title>"
    facts = read(f"<h1>Harbour Post<div><h1>Tide mill turns again</h1></div></h1>{PROSE}", head=head)
    assert [fact.raw for fact in facts.claims if fact.source == "h1"] == ["Tide mill turns again"]
