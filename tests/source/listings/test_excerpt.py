"""Large and odd feeds, read as rows of small ones: the same stories, in bounded time."""

from __future__ import annotations

import time

import pytest

from broadsheet.records import Listing
from broadsheet.source.listings import feed, read_listing
from broadsheet.source.listings.excerpt import AT_ONCE

BASE = "https://gazette.example/feed"
MIB = 1024 * 1024
HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>The Ferry</title>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Ferry</title><link rel="next" href="?page=2"/>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Ferry</title></channel>'
)


def read(text: str | bytes) -> Listing:
    """The listing, where there must be one."""
    listing = read_listing(text.encode() if isinstance(text, str) else text, BASE)
    assert listing is not None
    return listing


def entry(number: int, more: str = "") -> str:
    """A story as RSS has it."""
    return (
        f"<item><title>Tide &amp;amp; time {number}</title><link>/2024/a-{number}</link>"
        f"<pubDate>Tue, 05 Mar 2024 10:20:30 +0100</pubDate>{more}</item>"
    )


FORMS = {
    "RSS": (HEAD, entry, "</channel></rss>"),
    "RDF": (
        RDF,
        lambda n: f"<item><title>T</title><link>/a{n}</link><dc:date>2024-03-05</dc:date></item>",
        "</rdf:RDF>",
    ),
    "Atom": (
        ATOM,
        lambda n: (
            f'<entry><title type="html">T</title><link href="/{n}"/><updated>2024-03-05T09:00:00Z</updated></entry>'
        ),
        "</feed>",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_an_excerpt_says_what_the_feed_says(monkeypatch: pytest.MonkeyPatch, form: str, count: int) -> None:
    """Addresses, titles, dates and further parts, whichever way it is read."""
    head, one, end = FORMS[form]
    text = head + "".join(map(one, range(count))) + end
    whole = read(text)
    monkeypatch.setattr(feed, "WHOLE", 0)
    assert read(text) == whole
    assert len(whole.pages) == count


def test_a_large_feed_that_is_no_xml_is_read_by_its_tags() -> None:
    """A bare `&` in the midst of a feed of megabytes costs no story, and is noted."""
    stories = [entry(number, f"<description>{'words ' * 60}</description>") for number in range(4_000)]
    stories[1_000] = "<item><link>/?a=1&b=2</link><title><![CDATA[Low & high]]></title></item>"
    listing = read(HEAD + "".join(stories) + "</channel></rss>")
    assert len(listing.pages) == 4_000
    assert {page.url: page.title for page in listing.pages}["https://gazette.example/?a=1&b=2"] == "Low & high"
    assert listing.notes[0].startswith("not well-formed XML")


def test_a_multi_byte_charset_that_the_parser_does_not_know_is_read_by_its_tags() -> None:
    """GBK, a megabyte of it."""
    text = HEAD.replace('"1.0"', '"1.0" encoding="gbk"', 1) + "".join(map(entry, range(1_000))) + "</channel></rss>"
    assert len(read(text.encode("gbk") + b" " * MIB).pages) == 1_000


ODD = {
    "attributes": HEAD + "<item " + "".join(f"a{n}='' " for n in range(50_000)) + "/>",
    "deep": HEAD + "<item>" * 100_000,
    "elements": HEAD + "<a/>" * (2 * MIB),
    "titles": HEAD + "<item><title>a</title></item>" * (MIB // 8),
    "an attribute": HEAD + "<item a='" + "x" * (4 * MIB),
    "entities": HEAD.replace("?>", "?><!DOCTYPE x [<!ENTITY a '" + "a" * MIB + "'>]>") + "<item>" + "&a;" * 1_000,
}


@pytest.mark.parametrize("name", ODD)
def test_what_takes_the_reader_of_feeds_minutes_takes_a_second_or_two(name: str) -> None:
    """Of 10 MiB of elements in one another it made 1.7 GiB, of 100,000 attributes a minute."""
    began = time.process_time()
    read_listing(ODD[name].encode(), BASE)
    assert time.process_time() - began < 4
