"""The headline as a reader sees it."""

from __future__ import annotations

import pytest

from broadsheet.metadata.titles.choice import choose
from broadsheet.metadata.titles.site_name import without_site
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


def chosen(sites: list[str], sections: list[str], **said: str) -> str:
    """The title chosen of what each source says."""
    sources = {"ld": "json-ld", "og": "meta:og:title"}
    found = choose([Fact("title", text, sources.get(s, s), text) for s, text in said.items()], sites, sections)
    assert found
    return str(found.value)


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ({"h1": "Harbour Tide mill turns", "og": "Harbour: Tide mill turns"}, "Harbour: Tide mill turns"),
        ({"h1": "Harbour news Tide mill turns", "og": "Harbour news - Tide mill turns"}, "Tide mill turns"),
        ({"h1": "Harbour news Tide mill turns", "og": "Harbour news | Tide mill turns"}, "Tide mill turns"),
        ({"h1": "It turns. The mill, and its miller", "og": "It turns. - The mill, and its miller"}, None),
        ({"h1": "The best tide mills of 2026", "og": "Best tide mills of 2026"}, None),
        ({"h1": "2026 tide mills by price", "ld": "Tide mills by price", "og": "Mills"}, None),
        (
            {"h1": "Harbour: The tide mill turns", "ld": "Harbour: The tide mill turns", "og": "The tide mill turns"},
            None,
        ),
        (
            {"h1": "Harbour – The tide mill turns", "ld": "Harbour: The tide mill turns", "og": "The tide mill turns"},
            "The tide mill turns",
        ),
        ({"h1": "The tide mill turns", "ld": "Walk The tide mill turns", "og": "Walk - The tide mill turns"}, None),
        (
            {"h1": "The tide mill turns", "ld": "Walk: The tide mill turns", "og": "Walk: The tide mill turns"},
            "Walk: The tide mill turns",
        ),
    ],
)
def test_a_kicker_goes_and_what_belongs_to_the_headline_stays(said: dict[str, str], headline: str | None) -> None:
    """A colon that the page declares is the headline's own; an article, a year or a sentence is no kicker."""
    assert chosen([], [], **said) == (headline or said["h1"])


@pytest.mark.parametrize(
    ("title", "h1"),
    [
        ("The tide mill turns again | Life by the shore", "Life by the shore"),
        ("The tide mill turns again - Essays - Life by the shore", "Essays - Life by the shore"),
        ("Life by the shore » Blog Archive » The tide mill turns again", "Life by the shore"),
        ("Pebbles » Blog Archiv » The tide mill turns again", "Pebbles"),
    ],
)
def test_a_masthead_at_the_end_of_the_title_is_no_headline(title: str, h1: str) -> None:
    """A blog whose only `<h1>` is its own name, which no publisher or host name tells."""
    assert chosen([], [], title=title, h1=h1) == "The tide mill turns again"


@pytest.mark.parametrize(
    "url",
    [
        "https://192.0.2.1/1999/cafe-zoe.html",
        "https://www.lantern.example/1.html",
        "https://a.example/caf%C3%A9-zo%C3%AB/",
    ],
)
def test_the_address_tells_a_masthead_from_a_short_headline(url: str) -> None:
    """The paper's name before the headline, as it was the custom: its host is called so, or the path has the story."""
    headline, said = "Café Zoë closes", "Alder Valley Lantern - Café Zoë closes"
    claims = [Fact("title", said, "title", said), Fact("title", headline, "h1", headline)]
    found = choose(claims, [], (), url)
    assert found is not None
    assert found.value == headline


def test_a_headline_behind_a_short_kicker_is_no_masthead() -> None:
    """Before the bar stands too little to be the headline, or behind it too much to be a name."""
    assert chosen([], [], title="Petition - Save the tide mill", h1="Save the tide mill") == "Save the tide mill"
    long = "Save the tide mill before the last of its six wheels is gone"
    assert chosen([], [], title=f"Petitions of the week - {long}", h1=long) == long


@pytest.mark.parametrize(
    ("og", "h1"),
    [
        ("The tide mill turns", "The tide mill turns, and grinds"),
        ("The tide mill turns", "The tide mill turns: ninety years on"),
        ("The tide mill Turns", "The tide mill turns again"),
    ],
)
def test_a_declared_title_that_was_cut_does_not_win(og: str, h1: str) -> None:
    """What readers see goes on behind a comma, a colon or a word."""
    assert chosen([], [], og=og, title=og, h1=h1) == h1


def test_a_paragraph_in_h1_is_no_headline() -> None:
    """Some templates put the lead into the `<h1>`; a long headline that is declared stays."""
    lead = "Learn how the tide mill of the harbour came to turn again, who paid for its six wheels, and why. " * 3
    assert chosen([], [], og="The mill turns again", h1=lead.strip()) == "The mill turns again"
    assert chosen([], [], og=lead.strip(), h1=lead.strip()) == lead.strip()


def test_a_section_is_cut_only_where_it_stands_whole() -> None:
    """One that only opens the headline stays; a publisher is known by its short form too."""
    assert chosen([], ["Mill of the month"], og="Mill of the month(s): Harbour") == "Mill of the month(s): Harbour"
    assert chosen(["Harbour Post Media"], [], og="The tide mill turns | Harbour Post") == "The tide mill turns"
