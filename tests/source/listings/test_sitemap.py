"""Sitemaps as papers serve them: namespaces, dates, news, indexes, text, faults and attacks."""

from __future__ import annotations

import gzip
import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records import Listed, Listing, ListingKind
from broadsheet.source.listings import read_listing
from broadsheet.source.listings.sitemap import MOST_URLS

BASE = "https://gazette.example/sitemap.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def read(text: str | bytes, url: str | None = BASE) -> Listing:
    """The listing, where there must be one."""
    listing = read_listing(text.encode() if isinstance(text, str) else text, url)
    assert listing is not None
    return listing


def test_a_set_of_urls_gives_pages_with_their_dates() -> None:
    """`lastmod` comes as day, as moment, or not at all; relative addresses are resolved."""
    listing = read(
        HEAD + "><url><loc>https://gazette.example/a-1</loc><lastmod>2024-03-05</lastmod></url>"
        "<url><loc> /b-2 </loc><lastmod>2024-03-05T10:20:30+0100</lastmod></url>"
        "<url><loc>https://gazette.example/c-3</loc><changefreq>daily</changefreq></url></urlset>"
    )
    assert listing.kind is ListingKind.SITEMAP
    assert listing.pages == (
        Listed("https://gazette.example/a-1", modified="2024-03-05"),
        Listed("https://gazette.example/b-2", modified="2024-03-05T10:20:30+01:00"),
        Listed("https://gazette.example/c-3"),
    )
    assert listing.notes == ()


@pytest.mark.parametrize("namespace", [NEWS, ""], ids=["declared", "undeclared prefix"])
def test_the_news_extension_gives_title_and_date_of_publication(namespace: str) -> None:
    """Image titles and video dates are no story's; a prefix that nobody declared is understood."""
    listing = read(
        f"{HEAD}{namespace}><url><loc>https://gazette.example/a</loc>"
        "<image:image><image:loc>https://gazette.example/a.jpg</image:loc>"
        "<image:title>Not this</image:title></image:image>"
        "<news:news><news:publication><news:name>Gazette</news:name></news:publication>"
        "<news:publication_date>2024-03-05T09:00Z</news:publication_date><news:title>Tide &amp; time</news:title>"
        "</news:news></url></urlset>"
    )
    assert listing.pages == (Listed("https://gazette.example/a", "Tide & time", "2024-03-05T09:00:00Z"),)


def test_an_index_names_further_sitemaps() -> None:
    """Each with the date of its last change."""
    listing = read(
        "<sitemapindex><sitemap><loc>/sitemap-2024-01.xml.gz</loc><lastmod>2024-02</lastmod></sitemap></sitemapindex>"
    )
    url = "https://gazette.example/sitemap-2024-01.xml.gz"
    assert listing.kind is ListingKind.SITEMAP_INDEX
    assert listing.listings == (Listed(url, modified="2024-02", kind=ListingKind.SITEMAP),)


def test_a_gzipped_sitemap_is_unpacked_whatever_its_label() -> None:
    """`sitemap.xml.gz` comes as a file, not as a coding of the transfer."""
    assert len(read(gzip.compress(f"{HEAD}><url><loc>/a</loc></url></urlset>".encode())).pages) == 1


def test_a_text_file_of_urls_is_a_sitemap() -> None:
    """One URL a line, and nothing else."""
    assert len(read("https://gazette.example/a\r\nhttps://gazette.example/b\n").pages) == 2
    assert read_listing(b"https://gazette.example/a\nThe tide is out.\n", BASE) is None


def test_a_bare_ampersand_loses_nothing() -> None:
    """What XML refuses is read tag by tag, with a note, dates included."""
    listing = read(
        f"{HEAD}><url><loc>https://gazette.example/?a=1&amp;b=2</loc></url>"
        "<url><loc>https://gazette.example/?a=1&b=3</loc><lastmod>2024-03-05</lastmod></url>"
        "<url><loc><![CDATA[https://gazette.example/last]]></loc></url></urlset>"
    )
    assert [page.url.rpartition("/")[2] for page in listing.pages] == ["?a=1&b=2", "?a=1&b=3", "last"]
    assert listing.pages[1].modified == "2024-03-05"
    assert "not well-formed" in listing.notes[0]


def test_a_cut_sitemap_gives_what_was_there() -> None:
    """Half an address is none."""
    whole = f"{HEAD}><url><loc>https://gazette.example/a</loc></url><url><loc>https://gazette.example/b</loc></url>"
    listing = read(whole[: whole.index("/b") + 1])
    assert [page.url for page in listing.pages] == ["https://gazette.example/a"]
    assert listing.notes


def test_declared_entities_are_refused() -> None:
    """A billion laughs, and a file that would be read, are no sitemaps."""
    laughs = '<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><urlset><url><loc>/&b;</loc></url></urlset>'
    files = '<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&a;</loc></url></urlset>'
    assert read_listing(laughs.encode(), BASE) is None
    assert read_listing(files.encode(), BASE) is None


def test_more_than_fifty_thousand_urls_are_read_and_noted() -> None:
    """sitemaps.org allows 50,000; the limit is a warning (row D2), and reading takes no second."""
    urls = "".join(f"<url><loc>https://gazette.example/{n}</loc></url>" for n in range(MOST_URLS + 1))
    began = time.process_time()
    listing = read(f"{HEAD}>{urls}</urlset>")
    assert time.process_time() - began < 5
    assert len(listing.pages) == MOST_URLS + 1
    assert "50000 are allowed" in listing.notes[0]


def test_addresses_that_are_none_are_counted() -> None:
    """A script, an over-long URL, an empty field: noted once, with the number of times."""
    bad = "".join(f"<url><loc>{loc}</loc></url>" for loc in ("javascript:x()", "http://[::bad", "/" + "a" * 3000))
    listing = read(f"{HEAD}>{bad}<url><loc></loc></url></urlset>")
    assert listing.pages == ()
    assert listing.notes == ("an address that is none (3 times)",)


def test_the_same_address_is_listed_once() -> None:
    """The first entry counts."""
    assert len(read(HEAD + "><url><loc>/a</loc></url><url><loc>/a</loc></url></urlset>").pages) == 1


@given(st.lists(st.from_regex(r"/[a-z0-9][a-z0-9/?=&-]{1,40}", fullmatch=True), max_size=20))
def test_what_is_written_is_read(paths: list[str]) -> None:
    """Any addresses, escaped as XML asks, come back in order, none twice."""
    body = "".join(f"<url><loc>https://gazette.example{html.escape(path)}</loc></url>" for path in paths)
    found = [page.url for page in read(f"{HEAD}>{body}</urlset>").pages]
    read_one_by_one = [
        read(f"{HEAD}><url><loc>{html.escape(path)}</loc></url></urlset>").pages[0].url for path in paths
    ]
    assert found == list(dict.fromkeys(read_one_by_one))


@given(st.binary(max_size=300))
def test_nothing_raises(rest: bytes) -> None:
    """Whatever follows the root element."""
    read_listing(HEAD.encode() + b">" + rest, BASE)
