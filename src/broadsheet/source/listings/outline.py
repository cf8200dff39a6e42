"""OPML 2.0: lists of feeds, as feed readers pass them on; read and written.

Comes in: bytes, or feeds. Goes out: a `Listing` of feeds, or bytes. Must not fetch.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from broadsheet.records import Listed, Listing, ListingKind
from broadsheet.source.listings.flow import Bounded, Elements, EntityDeclared, Flow, Malformed, parse
from broadsheet.source.listings.gathered import Gathered

MOST_FEEDS = 100_000
"""Feeds read of one outline (a guess: no reader of news has as many)."""


def read_outline(flow: Flow, url: str | None) -> Listing | None:
    """The outline's feeds (`xmlUrl`), and what it links to (`type="link"`); None where it is no OPML."""
    found, elements, root = Gathered(url, MOST_FEEDS), Elements(), ""

    def open_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal root
        elements.open()
        root = root or name.lower()
        facts = {key.lower(): value for key, value in attributes.items()}
        title = facts.get("title") or facts.get("text")
        if facts.get("xmlurl"):
            found.sublisting(facts["xmlurl"], ListingKind.FEED, title=title)
        elif facts.get("url") and facts.get("type", "link").lower() == "link":
            found.page(facts["url"], title=title)

    parser = expat.ParserCreate()

    def close_element(_: str) -> None:
        elements.depth -= 1

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        for _ in parse(flow, parser):
            if found.full:
                break
    except EntityDeclared:
        return None
    except (Bounded, Malformed) as fault:
        found.note(str(fault))
    return found.listing(ListingKind.OUTLINE) if root == "opml" else None


def write_outline(feeds: Iterable[Listed], title: str) -> bytes:
    """An OPML document of feeds, in their order."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"<head><title>{_text(title)}</title></head>", "<body>"]
    for feed in feeds:
        name = quoteattr(_clean(feed.title or feed.url))
        lines.append(f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(_clean(feed.url))}/>')
    lines += ["</body>", "</opml>", ""]
    return "\n".join(lines).encode()


def _text(words: str) -> str:
    return quoteattr(_clean(words))[1:-1]


def _clean(words: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(c for c in words if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe"))
