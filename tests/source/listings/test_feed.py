"""Feeds: RSS, Atom, RDF and JSON, sound and broken; where their stories are, and when."""

from __future__ import annotations

import base64
import gzip
import json
import sys
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records import Listed, Listing, ListingKind
from broadsheet.source.listings import read_listing
from tests.shared import need

BASE = "https://gazette.example/feed"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
<title>The Gazette</title><link>https://gazette.example/</link>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{link}</link>{more}</item>"

opened: list[tuple[str, Any]] = []
sys.addaudithook(lambda event, args: opened.append((event, args)) if event in {"open", "socket.connect"} else None)


def read(text: str | bytes) -> Listing:
    """The listing, where there must be one."""
    listing = read_listing(text.encode() if isinstance(text, str) else text, BASE)
    assert listing is not None
    assert listing.kind is ListingKind.FEED
    return listing


def rss(link: str = "/a", title: str = "Tide out", more: str = "") -> str:
    """A feed of one story."""
    return RSS.format(items=ITEM.format(title=title, link=link, more=more))


def test_rss_gives_its_stories_in_order() -> None:
    """With title and date, the date in UTC, the address resolved."""
    listing = read(rss(title="Tide &amp;amp; time", more="<pubDate>Tue, 05 Mar 2024 10:20:30 +0100</pubDate>"))
    assert listing.title == "The Gazette"
    assert listing.pages == (Listed("https://gazette.example/a", "Tide & time", "2024-03-05T09:20:30Z"),)


def test_atom_gives_published_and_updated() -> None:
    """The link is the alternate one that is a page, not the comments', the enclosure or the feed itself."""
    listing = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><link rel="self" href="/feed"/><entry>'
        '<link rel="replies" href="/a/comments"/><link rel="enclosure" type="audio/mpeg" href="/a.mp3"/>'
        '<link rel="alternate" type="text/html" href="https://gazette.example/a"/><title>Tide</title>'
        "<published>2024-03-05T10:00:00Z</published><updated>2024-03-06T10:00:00Z</updated></entry></feed>"
    )
    assert listing.pages == (
        Listed("https://gazette.example/a", "Tide", "2024-03-05T10:00:00Z", "2024-03-06T10:00:00Z"),
    )


def test_the_story_behind_a_counting_service_is_the_story() -> None:
    """FeedBurner keeps the paper's own address beside its own."""
    origin = "<feedburner:origLink>https://gazette.example/real</feedburner:origLink>"
    assert read(rss("https://feeds.example/~r/1", more=origin)).pages[0].url == "https://gazette.example/real"


def test_a_permanent_id_stands_in_for_a_missing_link() -> None:
    """A `guid` that is an address is one (RSS 2.0)."""
    items = "<item><title>T</title><guid>https://gazette.example/g</guid></item><item><guid>abc</guid></item>"
    assert [page.url for page in read(RSS.format(items=items)).pages] == ["https://gazette.example/g"]


def test_json_feed_is_a_feed() -> None:
    """JSON Feed 1.1, with dates, external links and its next page."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "G",
        "next_url": "/feed.json?page=2",
        "items": [
            {"id": "1", "url": "/a", "title": "Tide", "date_published": "2024-03-05T10:00:00+01:00"},
            {"id": 2, "external_url": "https://other.example/b"},
            {"id": "https://gazette.example/c"},
        ],
    }
    listing = read(json.dumps(feed))
    assert [page.url for page in listing.pages] == [
        "https://gazette.example/a",
        "https://other.example/b",
        "https://gazette.example/c",
    ]
    assert listing.pages[0].published == "2024-03-05T10:00:00+01:00"
    assert listing.listings == (Listed("https://gazette.example/feed.json?page=2", kind=ListingKind.FEED),)


@pytest.mark.parametrize("body", ["{}", '{"version": 3}', '{"version": "1", "items": []}', "[" * 5000, '{"items": 1}'])
def test_other_json_is_no_feed(body: str) -> None:
    """Whatever its depth and its types."""
    assert read_listing(body.encode(), BASE) is None


def test_older_stories_are_behind_the_next_link() -> None:
    """A paged feed (RFC 5005)."""
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?page=2"/>'
    entry = '<entry><link href="/a"/><title>T</title></entry></feed>'
    assert read(head + entry).listings == (Listed("https://gazette.example/feed?page=2", kind=ListingKind.FEED),)


@pytest.mark.parametrize("cut", [23, 15, 9])
def test_a_broken_feed_gives_what_can_be_read(cut: int) -> None:
    """Cut off, or with a bare `&`: stories and a note."""
    text = rss("https://gazette.example/?a=1&b=2")
    listing = read(text[:-cut])
    assert listing.pages[0].url == "https://gazette.example/?a=1&b=2"
    assert "not well-formed" in listing.notes[0]


def test_declared_entities_are_left_out() -> None:
    """A quadratic blow-up takes no time, and the feed degrades: its stories stay."""
    bomb = '<!DOCTYPE rss [<!ENTITY a "' + "a" * 50_000 + '">]>'
    text = rss(title="&a;" * 10_000)
    listing = read(text.replace("<rss", bomb + "<rss", 1))
    assert listing.pages[0].url == "https://gazette.example/a"
    assert len(listing.pages[0].title or "") <= 500


def test_no_file_and_no_socket_is_opened() -> None:
    """Even where the document asks for one: judged by the interpreter's audit events."""
    read(rss())
    external = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    opened.clear()
    read(rss(title="&a;").replace("<rss", external + "<rss", 1))
    assert [event for event in opened if "encodings" not in str(event)] == []


@pytest.mark.parametrize(
    "body", ["<html><body><p>Story", "<?xml version='1.0'?><html xmlns='x'/>", "", "Tide out.", "<svg/>"]
)
def test_what_is_no_feed_is_none(body: str) -> None:
    """Pages, words, drawings."""
    assert read_listing(body.encode(), BASE) is None


@given(st.binary(max_size=200))
def test_nothing_raises(rest: bytes) -> None:
    """Whatever stands behind a feed's beginning."""
    read_listing(b'<?xml version="1.0"?><rss version="2.0"><channel>' + rest, BASE)


@pytest.mark.suites
@pytest.mark.parametrize("name", ["feeds", "xml-attacks"])
def test_the_suites_are_read(name: str) -> None:
    """Real and broken feeds, and attacks: no exception, nothing opened, no second spent; feeds are known."""
    lines = gzip.decompress((need("suites", 2119) / f"{name}.jsonl.gz").read_bytes()).splitlines()
    cases = [json.loads(line) for line in lines]
    bodies = [case["text"].encode() if "text" in case else base64.b64decode(case["base64"]) for case in cases]
    opened.clear()
    began = time.process_time()
    kinds = [read_listing(body, BASE) for body in bodies]
    assert time.process_time() - began < 0.005 * len(bodies) + 1
    assert [event for event in opened if "encodings" not in str(event)] == []
    assert sum(listing is not None for listing in kinds) >= (0.99 * len(kinds) if name == "feeds" else 0)
