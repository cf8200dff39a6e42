"""A section of four stories is told from a story by what extraction keeps of it; and what else leads elsewhere."""

from __future__ import annotations

import pytest

from broadsheet.pipeline import process
from broadsheet.records import Dropped, Page, Reason
from tests.gate.asking import PARAGRAPHS, html, page_of

HOST = "https://www.moor.example"
STORIES = (
    ("Ferry to the islands runs again after storm", "Two hundred passengers had waited on the quay since Tuesday."),
    ("Council sells the old fish market to theatre", "The players will move in before Christmas if the roof holds."),
    ("School of net makers takes its first girls", "Four of the eleven apprentices this year are young women."),
    ("Rain delays harvest on the upper farms", "Barley is lying flat on the slopes above the river."),
)
CARDS = "".join(
    f'<div><h3><a href="/2024/05/{n}/story">{title}</a></h3><p>{teaser}</p><time>2 May</time></div>'
    for n, (title, teaser) in enumerate(STORIES)
)
BRIEF = "<p>The last tannery on the moor closed its gates on Friday after a hundred and fifty years of trade.</p>"


def outcome_of(inside: str, path: str, head: str = "") -> Reason | None:
    """The reason for which a page is refused, after extraction too."""
    outcome = process(page_of(html(inside, "The Moor Mercury", head), HOST + path))
    return outcome.reason if isinstance(outcome, Dropped) else None


@pytest.mark.parametrize("path", ["/section/environment", "/environment", "/2024/05/02/environment", "/x"])
def test_four_teasers_are_a_list(path: str) -> None:
    """Whatever the address: there is no text but theirs."""
    assert outcome_of(f"<h1>Environment</h1>{CARDS}", path) is Reason.LIST_PAGE


def test_dated_links_are_a_list() -> None:
    """A day's archive: a line a story, the hour before it."""
    lines = "".join(f'<p><b>9:{n}5</b> <a href="/s/{n}">{title}</a></p>' for n, (title, _) in enumerate(STORIES))
    assert outcome_of(f"<h1>2 May 2024</h1>{lines}", "/archive/2024/05/02") is Reason.LIST_PAGE


def test_four_teasers_below_a_story_are_none() -> None:
    """Two paragraphs of its own."""
    assert (
        outcome_of(f"<h1>Tannery shuts</h1>{BRIEF}{BRIEF.replace('tannery', 'mill')}{CARDS}", "/news/tannery") is None
    )


def test_a_page_that_says_it_is_an_article_is_left_alone() -> None:
    """A round-up of four."""
    assert outcome_of(CARDS, "/briefing", '<meta property="og:type" content="article">') is None


def test_paragraphs_under_linked_headings_are_text() -> None:
    """Seven walks, each with a page of its own: more stands under each than a teaser."""
    walks = "".join(f'<h2><a href="/w/{n}">{title}</a></h2>{BRIEF}{BRIEF}' for n, (title, _) in enumerate(STORIES))
    assert outcome_of(f"<h1>Walks</h1>{walks}", "/travel/walks") is None


def test_links_into_the_page_lead_nowhere_else() -> None:
    """The entries of a live page have addresses within it."""
    entries = CARDS.replace("/2024/05/", "/live/storm#p").replace("/story", "")
    assert outcome_of(f"<h1>Storm</h1>{entries}{PARAGRAPHS}", "/live/storm") is None


@pytest.mark.parametrize("host", ["https://elsewhere.example", "http://[broken"])
def test_links_to_other_hosts_are_no_teasers(host: str) -> None:
    """A list of sources, or of addresses that are none."""
    sources = CARDS.replace('href="', f'href="{host}')
    assert outcome_of(f"<h1>Sources</h1>{sources}", "/sources") is not Reason.LIST_PAGE


@pytest.mark.parametrize(
    "url", ["foo:// !\"$%&'()*+,-.;<=>@[\\]^_`{|}~/", "http://[::1", "https://a.example:port/", "", None]
)
def test_an_address_of_any_shape_is_read(url: str | None) -> None:
    """A page is told by what it shows where its address does not parse, too; so are links and refreshes that do not."""
    broken = '<meta http-equiv="refresh" content="0;url=http://[x">'
    cards = CARDS.replace("</h3>", '<a href="http://[::1/x">a link of the wrong shape</a></h3>')
    for inside in (f"<h1>Environment</h1>{cards}", "<p>Ferry</p>"):
        outcome = process(Page(body=html(inside, "The Moor Mercury", broken).encode(), url=url))
        assert isinstance(outcome, Dropped)
        assert outcome.reason is not Reason.INTERNAL_ERROR
