"""Listings: what the web has to name pages by. One form a file; here they are told apart.

Comes in: the body of an answer, unpacked or still gzipped; where it came from. Goes out: a `Listing`, or None for
what lists nothing. Must not fetch, nor say which of the pages are worth fetching.
"""

from __future__ import annotations

from broadsheet.decode import Decoding
from broadsheet.records import Listing
from broadsheet.source.listings.feed import read_feed, read_json_feed
from broadsheet.source.listings.flow import LARGEST, OUTER, Flow
from broadsheet.source.listings.outline import read_outline, write_outline
from broadsheet.source.listings.section import read_section
from broadsheet.source.listings.sitemap import read_sitemap, read_text_sitemap


def read_listing(body: bytes | Decoding, url: str | None) -> Listing | None:
    """The listing that `body` is, whatever it was labelled; gzip (`sitemap.xml.gz`) is undone.

    `url`: where it came from, which its relative addresses are resolved against. What lies behind `LARGEST` bytes of a
    listing is not read.
    """
    flow = Flow(body)
    start = flow.start
    if start.startswith(b"{"):
        return read_json_feed(flow, url)
    if start.startswith((b"http://", b"https://")):
        return read_text_sitemap(flow, url)
    lower = start.lower()
    if b"<urlset" in lower or b"<sitemapindex" in lower or b":urlset" in lower or b":sitemapindex" in lower:
        return read_sitemap(flow, url)
    if b"<opml" in lower:
        return read_outline(flow, url)
    return read_feed(flow, url) if _may_be_feed(start, lower) else None


def _may_be_feed(start: bytes, lower: bytes) -> bool:
    """By a root element, or by an XML declaration in any charset; a page (XHTML) is none."""
    if b"<html" in lower:
        return False
    return any(root in lower for root in (b"<rss", b"<feed", b"<rdf:rdf", b":feed", b"<channel")) or start.startswith(
        (b"<?xml", b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0", b"Lo\xa7\x94")
    )


__all__ = ["LARGEST", "OUTER", "read_listing", "read_section", "write_outline"]
