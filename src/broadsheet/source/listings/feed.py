"""Feeds: RSS 0.9 to 2.0, Atom (RFC 4287, and paged, RFC 5005), JSON Feed 1.1.

Comes in: the bytes as they come; the address they came from. Goes out: a `Listing`: the stories, and the next part of
a paged feed.
Dates are in UTC: the reader of feeds has already made sense of the forty ways to write one. A large feed is read as
excerpts. Must not fetch; a feed that declares entities is read without them.
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
from broadsheet.source.listings.excerpt import excerpts
from broadsheet.source.listings.flow import Flow
from broadsheet.source.listings.gathered import Gathered

MOST_ENTRIES = 20_000
"""Stories read of one feed: papers list 10 to 200, an archive that is one feed some thousands (a guess)."""

WHOLE = 128 * 1024
"""Bytes of a feed that are given to its reader as they are; the median of real feeds has 14,000 (suite of feeds)."""
LARGEST_JSON = 10 * 1024 * 1024
"""Bytes of a JSON Feed, which is taken apart in memory."""
_JSON_MARK = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{},]', re.DOTALL)
"""Where the parts of sound JSON begin and end (RFC 8259, 2)."""
_LONG_TAG = re.compile(rb"<[^<>]{8192}")
"""A tag of a kind that the reader of feeds takes minutes for: its time grows with the square of the attributes."""
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
    items: msgspec.Raw = msgspec.Raw(b"[]")
    title: Any = None
    next_url: Any = None


def read_feed(flow: Flow, url: str | None) -> Listing | None:
    """The feed in `flow`, XML of any brokenness; None where it is none."""
    found = Gathered(url, MOST_ENTRIES)
    body = flow.upto(WHOLE)
    if body is not None:
        body = _without_entities(body)
    if body is None or _LONG_TAG.search(body):
        documents = excerpts(flow if body is None else Flow(body), MOST_ENTRIES, found)
    else:
        documents = iter((body,))
    kinds = [_read(document, found, url) for document in documents]
    return found.listing(ListingKind.FEED) if any(kinds) else None


def _read(body: bytes, found: Gathered, url: str | None) -> bool:
    """Read a feed, or an excerpt of one; False where it is none."""
    import feedparser  # a tenth of a second, and only for who reads feeds

    # Bytes behind a file: of a string, feedparser would open what it takes for an address or a file's name.
    read = feedparser.parse(io.BytesIO(body), resolve_relative_uris=False, sanitize_html=False)
    if not read.get("version") and not read.get("entries"):
        return False
    head = read.get("feed") or {}
    found.title = found.title or head.get("title")
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
    return True


def read_json_feed(flow: Flow, url: str | None) -> Listing | None:
    """The JSON Feed in `flow`; None where it is none, or over `LARGEST_JSON`."""
    body = flow.upto(LARGEST_JSON)
    found = Gathered(url, MOST_ENTRIES)
    try:
        feed = msgspec.json.decode((body or b"").removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
        if "jsonfeed.org/version/" not in feed.version:
            return None
        for item in _items(memoryview(feed.items)):
            address = next(filter(None, map(_words, (item.url, item.external_url, item.id))), "")
            dates = {"published": _words(item.date_published), "modified": _words(item.date_modified)}
            found.page(address, title=_words(item.title), **dates)
            if found.full:
                break
    except (msgspec.DecodeError, RecursionError):
        return None
    found.title = _words(feed.title)
    found.sublisting(_words(feed.next_url) or "", ListingKind.FEED)
    return found.listing(ListingKind.FEED)


def _items(array: memoryview) -> Iterator[_Item]:
    """The items of an array, some at a time: each takes ten times as much in memory as it does in the text."""
    begin, depth = 1, 0
    for found in _JSON_MARK.finditer(array) if len(array) > WHOLE else ():
        mark = found[0][:1]
        depth += (mark in b"[{") - (mark in b"]}")
        if mark == b"," and depth == 1 and found.end() - begin > WHOLE:
            yield from msgspec.json.decode(b"[" + bytes(array[begin : found.start()]) + b"]", type=list[_Item])
            begin = found.end()
    rest = b"[" + bytes(array[begin:]) if begin > 1 else array
    yield from msgspec.json.decode(rest, type=list[_Item])


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
