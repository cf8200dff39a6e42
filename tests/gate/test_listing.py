"""Lists of stories are told from stories by their structure."""

from __future__ import annotations

import pytest

from broadsheet.place import Place, place_of
from broadsheet.records import Reason
from tests.gate.asking import ARTICLE, PARAGRAPHS, html, reason

HOST = "https://www.harbourpost.example"
TEASERS = "".join(
    f'<div><h2><a href="/s{n}">The ferry leaves pier number {n} from Monday on</a></h2>'
    "<p>Four sailings will leave from the old quay while divers replace the timber fenders.</p></div>"
    for n in range(12)
)


@pytest.mark.parametrize("path", ["/", "/environment/", "/tag/ferries", "/search?q=ferry", "/en"])
def test_page_of_teasers_is_a_list(path: str) -> None:
    """Front page, section, tag and search."""
    assert reason(html(TEASERS), HOST + path) is Reason.LIST_PAGE


@pytest.mark.parametrize("path", ["/", "/environment/", "/news/2024/05/02/tide-mill-turns-again"])
def test_article_above_teasers_is_an_article(path: str) -> None:
    """Six paragraphs in a row make an article of any page, whatever its URL and its sidebar."""
    assert reason(html(ARTICLE + TEASERS), HOST + path) is None


def test_teasers_of_a_declared_article_pass() -> None:
    """A round-up that says it is an article is left to extraction."""
    page = html(TEASERS, head='<meta property="og:type" content="article">')
    assert reason(page, HOST + "/environment/") is None


def test_teasers_without_a_url_are_doubtful_and_pass_unless_declared() -> None:
    """Structure alone is told from two more signs only."""
    assert reason(html(TEASERS[: len(TEASERS) // 3]), None) is None


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (f"{HOST}/", Place.ROOT),
        (f"{HOST}", Place.ROOT),
        (f"{HOST}/index.html", Place.ROOT),
        (f"{HOST}/de", Place.ROOT),
        (f"{HOST}/?p=1234", Place.STORY),
        (f"{HOST}/sport", Place.SECTION),
        (f"{HOST}/tag/ferries", Place.LISTING),
        (f"{HOST}/autor/jane-roe/", Place.LISTING),
        (f"{HOST}/suche?q=x", Place.SEARCH),
        (f"{HOST}/?s=ferry", Place.SEARCH),
        (f"{HOST}/news/tide-mill-turns-again-12", Place.STORY),
        (f"{HOST}/a/123456", Place.STORY),
        ("saved/page.html", Place.UNKNOWN),
        (None, Place.UNKNOWN),
    ],
)
def test_urls_are_sorted_into_places(url: str | None, place: Place) -> None:
    """The URL is one sign among several."""
    assert place_of(url) is place


FOUND = "".join(
    f"<li><a href=/a/{n}>Bridge story {n}</a> <span>Its lamps are lit for the {n}th time.</span></li>" for n in range(6)
)


def test_a_page_of_search_results_is_told_by_its_name_and_its_lines() -> None:
    """Headlines too short for teasers, in whatever element; an article of that name beside such lines is one."""
    searched = html(f"<p>128 items</p><ul>{FOUND}</ul>", "“Bridge”: search results")
    assert reason(searched, "https://www.harbourpost.example/find/bridge") is Reason.LIST_PAGE
    assert reason(html(f"<h1>Search results in the mill case</h1>{PARAGRAPHS}<ul>{FOUND}</ul>")) is None
    assert reason(html("<p>Nothing to see.</p>", "Search results"), None) is not Reason.LIST_PAGE
