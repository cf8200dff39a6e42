"""Promise 1 for what lists pages (rows A2, D2): no feed and no sitemap makes a run grow beyond the cap and 32 MiB.

Comes in: listings of the worst kinds, fetched, kept, read and followed by `add` in a process of its own. Goes out: its
peak of memory, its processor time, and what the ledger says.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

import pytest

from broadsheet.options import MIB
from tests.faults import FaultServer, reply
from tests.promises.test_bombs import GRACE, LISTED, READ, Child
from tests.stories import page

XML, RSS, JSON, TEXT = "application/xml", "application/rss+xml", "application/feed+json", "text/plain"
SET = b'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Ferry</title>'
JSON_FEED = b'{"version":"https://jsonfeed.org/version/1.1","items":'
LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>%b]>" % b"".join(
    b"<!ENTITY %c '%b'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
QUADRATIC = b"<!DOCTYPE x [<!ENTITY j '" + b"a" * 50_000 + b"'>]>"

Listing = tuple[str, bytes, str]
"""Label, body, words of the ledger."""


def urls(root: str, count: int, between: Callable[[int], bytes] = lambda number: b"") -> bytes:
    """So many entries of a sitemap."""
    line = b"<url><loc>%b/2024/%02d/%02d/story-of-number-%d</loc><lastmod>2024-03-%02d</lastmod></url>"
    return b"".join(line % (root.encode(), n % 12 + 1, n % 28 + 1, n, n % 28 + 1) + between(n) for n in range(count))


def sitemaps(mib: int, root: str) -> Iterator[tuple[str, Listing]]:
    """Sitemaps of so many MiB: within the standard, above it, and no sitemaps at all."""
    size, noise = mib * MIB, random.Random(7).randbytes
    most = 1_000 * mib
    yield "URLs to the brim", (XML, SET + urls(root, most, lambda n: b"<!-- %b -->" % noise(440).hex().encode()), "new")
    yield "five times the URLs", (XML, SET + urls(root, 5 * most), "new")
    yield "a thousand MiB packed twice", (XML, gzip.compress(gzip.compress(SET + bytes(20 * size))), "not well-formed")
    yield "noise", (XML, SET + noise(size), "not well-formed")
    yield "empty entries", (XML, gzip.compress(SET + b"<a/>" * (size // 4)), "0 stories")
    yield "one address of 90 MB", (XML, gzip.compress(SET + b"<url><loc>" + b"x" * (size * 9 // 5)), "0 stories")
    yield "deep", (XML, gzip.compress(SET + b"<url>" * (size // 5)), "500 deep")
    yield "an attribute", (XML, gzip.compress(SET + b"<url a='" + b"x" * size + b"'/>"), "a tag of more than")
    yield "a comment", (XML, gzip.compress(SET + b"<!--" + b"x" * size + b"-->"), "a tag of more than")
    yield "attributes", (XML, gzip.compress(SET + b"<url " + b"a='' " * (size // 5)), "a tag of more than")
    yield "a billion laughs", (XML, LAUGHS + b"<urlset><url><loc>/&j;</loc></url></urlset>", "not_html")
    yield "a bare & and no end", (XML, SET + b"<url><loc>/?a&b</loc></url>" + b"<loc><url>" * (size // 10), "not well")
    itself = b"<sitemap><loc>%b/sitemap.xml</loc></sitemap>" % root.encode() * most
    yield "an index of itself", (XML, b"<sitemapindex>" + itself + b"</sitemapindex>", "sitemap_index")
    yield "a text of one line", (TEXT, b"https://gazette.example/" + b"x" * size, "empty|too_large")
    yield "a text of addresses", (TEXT, b"https://gazette.example/1\n" * (size // 26), "sitemap")


def feeds(mib: int, root: str) -> Iterator[tuple[str, Listing]]:
    """Feeds of so many MiB."""
    size = mib * MIB
    item = b"<item><title>Tide out</title><link>%b/%d</link><description>%b</description></item>"
    some = b"".join(item % (root.encode(), n, b"words and more words " * 40) for n in range(size // 900))
    yield "items to the brim", (RSS, FEED + some + b"</channel></rss>", "stories")
    yield "items to the brim, and a bare &", (RSS, FEED + some + b"<item><link>?a&b</link></item>", "not well-formed")
    yield "items of nothing", (RSS, gzip.compress(FEED + b"<item/>" * (size // 7)), "not_html|2,000,000 elements")
    yield "items of titles", (RSS, gzip.compress(FEED + b"<item><title>a</title></item>" * (size // 29)), "0 stories")
    yield "deep items", (RSS, gzip.compress(FEED + b"<item>" * (size // 6)), "500 deep")
    yield "a deep title", (RSS, gzip.compress(FEED + b"<item><title>" + b"<b>" * (size // 3)), "500 deep")
    yield "a title of 20 MB", (RSS, FEED + b"<item><title>" + b"x" * (size * 2 // 5) + b"</title></item>", "not well-")
    yield "an attribute", (RSS, gzip.compress(FEED + b"<item a='" + b"x" * size + b"'/>"), "a tag of more than")
    odd = b"".join(b"a%d='' " % n for n in range(20_000))
    yield "attributes", (RSS, FEED + b"<item " + odd + b"/></channel></rss>", "0 stories")
    yield "links of one item", (RSS, gzip.compress(FEED + b"<item>" + b"<link href='/a'/>" * (size // 17)), "stories")
    yield (
        "a billion laughs",
        (RSS, FEED.replace(b"?>", b"?>" + LAUGHS) + b"<item><link>/&j;</link></item></channel></rss>", "feed"),
    )
    blown = b"<item><title>%b</title><link>/a</link></item></channel></rss>" % (b"&j;" * (size // 100))
    yield "a quadratic blow-up", (RSS, FEED.replace(b"?>", b"?>" + QUADRATIC) + blown, "1 stories")
    yield "JSON, 100,000 deep", (JSON, JSON_FEED + b"[" * 100_000, "not_html")
    small = b",".join([b'{"url":"/a"}'] * (9 * MIB // 13))
    yield "JSON of small items", (JSON, JSON_FEED + b"[" + small + b"]}", "1 stories")
    yield "JSON of brackets", (JSON, JSON_FEED + b"[" + b",".join([b"[]"] * (9 * MIB // 3)) + b"]}", "not_html")
    yield "JSON above its cap", (JSON, gzip.compress(JSON_FEED + b"[" + b" " * (11 * MIB) + b"]}"), "not_html")


@pytest.mark.skipif(sys.platform != "linux", reason="31 cases not run: peaks are read from /proc")
@pytest.mark.timeout(900)
def test_no_listing_makes_the_process_grow(tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Sitemaps and feeds of 50 MiB and of the worst kinds: never more than the cap and 32 MiB, 5 s, a named outcome."""
    mib, stride = tries(1, LISTED), tries(5, 1)
    good = reply(SET + urls("", 9) + b"</urlset>", content_type=XML)
    fine = reply(FEED + b"<item><link>/a</link></item></channel></rss>", content_type=RSS)
    seen = dict[tuple[str, str], Any]()
    with FaultServer({"/good": reply(page(1)), "/sitemap.xml": good, "/feed": fine}) as server:
        child = Child(server.url("/good"), server.url("/sitemap.xml"), server.url("/feed"))
        root = server.url("")
        cases = (("sitemap", *case) for case in sitemaps(mib, root)), (("feed", *case) for case in feeds(mib, root))
        for way, name, (label, body, words) in islice(chain(*cases), 0, None, stride):
            place = f"/{len(seen)}/{way}.xml"
            coding = {"content_encoding": "gzip"} if body.startswith(b"\x1f\x8b") else {}
            server.scripts[place] = reply(body, content_type=label, **coding)
            seen[way, name] = {**child.run("listing", server.url(place)), "words": words}
            del server.scripts[place]
        child.close()
    assert {key: value for key, value in seen.items() if value["mib"] > LISTED + GRACE} == {}
    assert {key: value for key, value in seen.items() if value["seconds"] > READ} == {}
    assert {key: value for key, value in seen.items() if not re.search(value["words"], value["outcome"])} == {}
    most, slowest = (max(value[name] for value in seen.values()) for name in ("mib", "seconds"))
    told(f"{len(seen)} of {mib} MiB: at most {most:.0f} MiB more ({LISTED} + {GRACE} allowed), {slowest:.1f} s")
