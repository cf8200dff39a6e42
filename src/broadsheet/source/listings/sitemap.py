"""Sitemaps (sitemaps.org 0.9): sets of URLs, indexes of sets, plain text; with Google's news extension.

Comes in: the bytes as they come, unpacked; the address they came from. Goes out: a `Listing`. XML that is not
well-formed (a bare `&` in a URL is the usual fault) is read tag by tag instead, with a note; XML that declares entities
is refused. Must not fetch: the sitemaps that an index names are the caller's to ask for, or not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

from broadsheet import urls
from broadsheet.records import Listing, ListingKind
from broadsheet.source.listings.flow import Bounded, Elements, EntityDeclared, Flow, Malformed, parse
from broadsheet.source.listings.gathered import Gathered

MOST_URLS = 50_000
"""URLs in one sitemap (sitemaps.org); more are read and noted."""
MOST_READ = 100_000
"""URLs after which reading ends: twice what is allowed."""

_ROOTS = {"urlset": ListingKind.SITEMAP, "sitemapindex": ListingKind.SITEMAP_INDEX}
_ENTRIES = frozenset({"url", "sitemap"})
_OWN = frozenset({"loc", "lastmod"})
"""Facts that stand right in an entry: deeper ones are an image's or a video's."""
_NEWS = frozenset({"news:publication_date", "news:title"})
_LONGEST = 10_000
"""Characters kept of one field: a URL, a date or a title is shorter."""

_LINE_END = re.compile(rb"[\r\n]+")
_TAG = re.compile(
    rb"<(/?)(url|sitemap|loc|lastmod|news:publication_date|news:title)(?:\s[^<>]{0,300})?>"
    rb"\s{0,99}(?:<!\[CDATA\[)?([^<>]{0,10000})"
)


def read_sitemap(flow: Flow, url: str | None) -> Listing | None:
    """The sitemap in `flow`; None where the root element is another, or entities are declared."""
    reader = _Reader(url)
    try:
        for _ in parse(flow, reader.parser):
            if reader.has_enough():
                break
    except EntityDeclared:
        return None
    except Bounded as bound:
        reader.found.note(str(bound))
    except Malformed as fault:
        if reader.kind is not None:
            reader.found.note(str(fault))
            reader.found.restart()
            reader.go_on(flow)
    return None if reader.kind is None else reader.found.listing(reader.kind)


def read_text_sitemap(flow: Flow, url: str | None) -> Listing | None:
    """A list of URLs, one a line (sitemaps.org, "Text file"); None where a line is anything else."""
    found = Gathered(url, MOST_READ, MOST_URLS)
    for line in _lines(flow):
        if " " in line or urls.scheme(line) not in {"http", "https"}:
            return None
        found.page(line)
        if found.full:
            break
    return found.listing(ListingKind.SITEMAP) if found.pages else None


def _lines(flow: Flow) -> Iterator[str]:
    """The lines that are not empty; of an endless one the beginning, which is longer than a URL."""
    rest = b""
    for piece in flow:
        *lines, rest = _LINE_END.split(rest[:_LONGEST] + piece)
        yield from (text for line in lines if (text := line.decode("utf-8", "replace").strip()))
    if text := rest.decode("utf-8", "replace").strip():
        yield text


class _Reader:
    """Where the parser stands, and what it has come by."""

    def __init__(self, url: str | None) -> None:
        self.found = Gathered(url, MOST_READ, MOST_URLS)
        self.kind: ListingKind | None = None
        self._elements = Elements()
        self._facts: dict[str, str] = {}
        self._field: str | None = None
        self.parser = expat.ParserCreate()  # without namespaces: an undeclared prefix would end the reading
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text

    def has_enough(self) -> bool:
        """Is this no sitemap, or are that many addresses read?"""
        return (self._elements.depth > 0 and self.kind is None) or self.found.full

    def go_on(self, flow: Flow) -> None:
        """All entries again, by their tags alone; addresses that are known stay as they are."""
        self._facts = {}
        for found in flow.tags(_TAG):
            name, text = found[2].decode(), found[3].decode("utf-8", "replace").removesuffix("]]")
            if name in _ENTRIES:
                self._add(name)
                self._facts = {}
                if self.found.full:
                    return
            elif not found[1]:
                self._facts.setdefault(name, html.unescape(text))

    def _open(self, name: str, _: dict[str, str]) -> None:
        depth = self._elements.open()
        if depth == 1:
            self.kind = _ROOTS.get(_local(name))
        elif depth == 2:
            self._facts = {}
        own = _local(name) if depth == 3 and _local(name) in _OWN else None
        self._field = own or (name if name in _NEWS else None)

    def _text(self, text: str) -> None:
        if self._field is not None:
            kept = self._facts.get(self._field, "")
            self._facts[self._field] = kept + text[: _LONGEST - len(kept)]

    def _close(self, name: str) -> None:
        if self._elements.depth == 2:
            self._add(_local(name))
        self._elements.depth -= 1
        self._field = None

    def _add(self, entry: str) -> None:
        if entry not in _ENTRIES:
            return
        facts = {name: value.strip() for name, value in self._facts.items()}
        if facts.get("loc"):
            if entry == "sitemap":
                self.found.sublisting(facts["loc"], ListingKind.SITEMAP, modified=facts.get("lastmod"))
            else:
                dated, changed = facts.get("news:publication_date"), facts.get("lastmod")
                self.found.page(facts["loc"], title=facts.get("news:title"), published=dated, modified=changed)


@lru_cache(maxsize=64)
def _local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2].lower()
