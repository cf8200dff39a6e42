"""Front pages and sections: which links lead to stories, which to more lists, which nowhere."""

from __future__ import annotations

import pytest

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Listing, ListingKind, Page
from broadsheet.source.listings import read_section

HOME = "https://www.gazette.example/"


def section(body: str, head: str = "", url: str = HOME) -> Listing:
    """The listing of a page."""
    page = f"<html><head><title>The Gazette</title>{head}</head><body>{body}</body></html>"
    document = parse_page(Page(page.encode(), url=url), ParseOptions())
    assert isinstance(document, Document)
    return read_section(document)


def anchors(*addresses: str) -> str:
    """A link to each."""
    return "".join(f'<p><a href="{address}">Tide turns at {number}</a></p>' for number, address in enumerate(addresses))


def test_stories_and_sections_are_told_apart_by_their_addresses() -> None:
    """With the words of the link as title, none twice."""
    listing = section(anchors("/2024/03/05/tide-turns-late", "/coast/", "/2024/03/05/tide-turns-late#more"))
    assert [page.url for page in listing.pages] == [HOME + "2024/03/05/tide-turns-late"]
    assert listing.pages[0].title == "Tide turns at 0"
    assert [one.url for one in listing.listings] == [HOME + "coast/"]
    assert listing.listings[0].kind is ListingKind.SECTION


@pytest.mark.parametrize(
    "address",
    """https://other.example/2024/03/05/tide-turns-late /login /impressum.html mailto:desk@gazette.example /tide.pdf
    javascript:void(0) /feed/ /pictures/2024/03/05/tide.jpg https://www.gazette.example/ /newsletter/""".split(),
)
def test_links_that_lead_to_no_story_are_left(address: str) -> None:
    """Other sites, forms, files, the page itself."""
    listing = section(anchors(address))
    assert (listing.pages, listing.listings) == ((), ())


def test_other_hosts_of_the_site_are_the_site() -> None:
    """By registrable domain, as one site key."""
    assert len(section(anchors("https://sport.gazette.example/2024/03/05/regatta-is-off")).pages) == 1


def test_the_page_declares_its_feeds() -> None:
    """Those of stories; a feed of comments is none."""
    link = '<link rel="alternate" type="application/{}" href="{}">'
    head = link.format("rss+xml", "/feed/") + link.format("rss+xml", "/comments/feed/") + link.format("json", "/api")
    assert [(one.url, one.kind) for one in section("", head).listings] == [(HOME + "feed/", ListingKind.FEED)]


def test_what_the_page_does_not_want_followed_is_not() -> None:
    """One link by `rel`, all by the robots meta tag."""
    link = '<a rel="nofollow" href="/2024/03/05/paid-for-this">Paid</a>'
    assert section(link).pages == ()
    listing = section(anchors("/2024/03/05/tide-turns-late"), '<meta name="robots" content="noindex, nofollow">')
    assert listing.pages == ()
    assert listing.notes


def test_addresses_are_resolved_against_the_declared_base() -> None:
    """`<base href>` counts, as in browsers."""
    listing = section(anchors("2024/03/05/tide-turns-late"), '<base href="/en/">')
    assert listing.pages[0].url == HOME + "en/2024/03/05/tide-turns-late"
