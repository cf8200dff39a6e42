"""Feeds: RSS 0.9 to 2.0, Atom (RFC 4287, and paged, RFC 5005), JSON Feed 1.1.

Comes in: the bytes; the address they came from. Goes out: a `Listing`: the stories, and the next part of a paged feed.
Dates are in UTC: the reader of feeds has already made sense of the forty ways to write one. Must not fetch; a feed
that declares entities is read without them.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import msgspec

from broadsheet.records import Listed, Listing, ListingKind
from broadsheet.source.listings.gathered import Gathered

MOST_ENTRIES = 20_000
"""Stories read of one feed: papers list 10 to 200, an archive that is one feed some thousands (a guess)."""

_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,1000}\[", re.IGNORECASE)
_ENTITIES = b"<!ENTITY"
_LATER = frozenset({"next", "prev-archive", "next-archive"})
"""Links to the parts of a feed that hold older stories (RFC 5005, 3 and 4)."""
_PAGED = re.compile(r"(?:^|&)paged=(\d{1,6})(?:&|$)")
_PAGE = frozenset({"", "text/html", "application/xhtml+xml"})


class _Item(msgspec.Struct):
    """As much of a JSON Feed item as leads to a story."""

    id: Any = None
    url: Any = None
    external_url: Any = None
    title: Any = None
    date_published: Any = None
    date_modified: Any = None


class _JsonFeed(msgspec.Struct):
    version: str
    items: list[_Item] = []
    title: Any = None
    next_url: Any = None


def read_feed(body: bytes, url: str | None) -> Listing | None:
    """The feed in `body`, XML of any brokenness; None where it is none."""
    import feedparser  # a tenth of a second, and only for who reads feeds

    # Bytes behind a file: of a string, feedparser would open what it takes for an address or a file's name.
    read = feedparser.parse(io.BytesIO(_without_entities(body)), resolve_relative_uris=False, sanitize_html=False)
    if not read.get("version") and not read.get("entries"):
        return None
    head = read.get("feed") or {}
    found = Gathered(url, MOST_ENTRIES)
    found.title = head.get("title")
    if read.get("bozo") and not isinstance(read["bozo_exception"], feedparser.CharacterEncodingOverride):
        found.note(f"not well-formed: {read['bozo_exception']}"[:300])
    for entry in read.get("entries") or ():
        address = next(_addresses(entry), None)
        if address is not None:
            dates = {"published": _stamp(entry, "published"), "modified": _stamp(entry, "updated")}
            found.page(address, title=html.unescape(entry.get("title") or ""), **dates)
    later = [link["href"] for link in head.get("links") or () if link.get("rel") in _LATER and link.get("href")]
    for address in later or _numbered(url, head.get("generator") or "", found.pages):
        found.sublisting(address, ListingKind.FEED)
    return found.listing(ListingKind.FEED)


def read_json_feed(body: bytes, url: str | None) -> Listing | None:
    """The JSON Feed in `body`; None where it is none."""
    try:
        feed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, RecursionError):
        return None
    if "jsonfeed.org/version/" not in feed.version:
        return None
    found = Gathered(url, MOST_ENTRIES)
    found.title = _words(feed.title)
    for item in feed.items:
        address = next(filter(None, map(_words, (item.url, item.external_url, item.id))), "")
        dates = {"published": _words(item.date_published), "modified": _words(item.date_modified)}
        found.page(address, title=_words(item.title), **dates)
    found.sublisting(_words(feed.next_url) or "", ListingKind.FEED)
    return found.listing(ListingKind.FEED)


def _numbered(url: str | None, generator: str, pages: Mapping[str, Listed]) -> Iterator[str]:
    """The next part of a WordPress feed, which says nothing of it: `?paged=` and its number."""
    if url is None or not pages or "wordpress" not in generator.lower():
        return
    address, _, query = url.partition("?")
    number = _PAGED.search(query)
    others = [pair for pair in query.split("&") if pair and not pair.startswith("paged=")]
    yield f"{address}?{'&'.join([*others, f'paged={int(number[1]) + 1 if number else 2}'])}"


def _without_entities(body: bytes) -> bytes:
    """The document without the internal part of its DOCTYPE, where that declares entities (CWE-776)."""
    opened = _DOCTYPE.search(body, 0, 4096)
    if opened is None:
        return b"" if _ENTITIES.decode().encode("utf-16-le") in body or _ENTITIES in body[:4096] else body
    if _ENTITIES not in body:
        return body
    end = body.find(b"]", body.rfind(_ENTITIES))
    close = body.find(b">", end)
    return b"" if end < 0 or close < 0 else body[: opened.start()] + body[close + 1 :]


def _addresses(entry: Any) -> Iterator[str]:
    """Where an entry's story may be, best first: behind a counting service, as its link, as its permanent id."""
    if entry.get("feedburner_origlink"):
        yield entry["feedburner_origlink"]
    for link in entry.get("links") or ():
        named = not entry.get("guidislink")  # else the link was made of an id, which follows
        if named and link.get("rel", "alternate") == "alternate" and link.get("type", "") in _PAGE and link.get("href"):
            yield link["href"]
    if entry.get("link") and not entry.get("guidislink"):
        yield entry["link"]
    if str(entry.get("id", "")).startswith(("http://", "https://")):
        yield entry["id"]


def _stamp(entry: Any, name: str) -> str | None:
    """A date of an entry, in UTC."""
    moment = dict.get(entry, f"{name}_parsed")  # its own `get` answers for one date with the other, and warns
    if not isinstance(moment, struct_time):
        return None
    try:
        return datetime(*moment[:6], tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None
