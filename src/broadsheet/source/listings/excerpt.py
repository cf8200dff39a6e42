"""A large feed as a row of small ones: what leads to its stories, without their texts, some hundred at a time.

Comes in: a feed's bytes as they come, sound or not. Goes out: documents, each well-formed and of bounded size, in the
feed's order. The reader of feeds holds a document several times over, and some kinds of it take it minutes; so what is
large, or odd, is read here first. Must not know what an element means, beyond which ones name a story.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from broadsheet.source.listings.flow import Bounded, Elements, EntityDeclared, Flow, Malformed, parse
from broadsheet.source.listings.gathered import Gathered

AT_ONCE = 200
"""Entries of one document."""

_ENTRIES = frozenset({"item", "entry"})
_KEPT = frozenset(
    """title link id guid origlink pubdate published issued created date modified updated lastbuilddate generator
    """.split()
)
"""Elements that name a story or date it, in any of the forms of feeds; of the feed itself, what it is and its parts."""
_ATTRIBUTES = frozenset({"href", "rel", "type", "ispermalink", "version", "xml:base"})
_MOST_ATTRIBUTES = _MOST_FIELDS = 40
_LONGEST = 10_000
"""Characters kept of a field, …"""
_LONGEST_VALUE = 3_000
"""… and of an attribute: an address has 2,083."""
_PLAIN = "".join(
    f' xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "atom": "http://www.w3.org/2005/Atom",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    }.items()
)
"""Namespaces of a feed that is read by its tags alone: their specifications'."""

_TAG = re.compile(
    rb"<(/?)((?:[A-Za-z]\w{0,29}:)?(?:item|entry|title|link|id|guid|origLink|pubDate|published|issued|created|date"
    rb"|modified|updated))((?:\s[^<>]{0,4000})?)>\s{0,99}(<!\[CDATA\[)?([^<>]{0,10000})",
    re.IGNORECASE,
)
_PAIR = re.compile(r"""([\w:.\-]{1,60})\s{0,9}=\s{0,9}(?:"([^"<>]{0,3000})"|'([^'<>]{0,3000})')""")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def excerpts(flow: Flow, most: int, found: Gathered) -> Iterator[bytes]:
    """The documents of the feed's first `most` entries that have any field of use, rounded up; `found` is told
    what is wrong with it."""
    return islice(_documents(flow, found), -(-most // AT_ONCE))


def _documents(flow: Flow, found: Gathered) -> Iterator[bytes]:
    reader = _Reader()
    try:
        for _ in parse(flow, reader.parser):
            yield from reader.documents()
    except Bounded as bound:
        found.note(str(bound))
    except EntityDeclared:  # it is read without them
        yield from _by_tags(flow)
        return
    except Malformed as fault:
        found.note(str(fault))
        found.restart()
        yield from _by_tags(flow)
        return
    yield from reader.documents(last=True)


class _Reader:
    """Where the parser stands, and what it has come by since the last document."""

    def __init__(self) -> None:
        self._elements = Elements()
        self._open: list[tuple[str, str]] = []  # name and start tag of the root, and of its channel
        self._head: list[str] = []
        self._entries: list[str] = []
        self._within = True  # do the entries stand in the channel?
        self._entry: list[str] | None = None
        self._entry_depth = 0
        self._field: tuple[str, int] | None = None
        self._text: list[str] = []
        self._length = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words

    def documents(self, *, last: bool = False) -> list[bytes]:
        """What there is by now, where it is enough for a document, or the last."""
        made = []
        while len(self._entries) >= AT_ONCE or (last and self._open and (self._entries or self._head)):
            some, self._entries = self._entries[:AT_ONCE], self._entries[AT_ONCE:]
            made.append(self._document(some))
            self._head = []
        return made

    def _document(self, entries: list[str]) -> bytes:
        (root, opened), *channel = self._open
        inner = "".join(self._head) + ("".join(entries) if self._within else "")
        for name, start in channel[:1]:
            inner = f"{start}{inner}</{name}>"
        inner += "" if self._within else "".join(entries)
        return f'<?xml version="1.0" encoding="utf-8"?>{opened}{inner}</{root}>'.encode("utf-8", "replace")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth, local = self._elements.open(), name.rpartition(":")[2].lower()
        if self._field is not None:
            return
        if depth == 1 or (depth == 2 and local == "channel" and len(self._open) == 1):
            self._open.append((name, f"<{name}{_written(attributes)}>"))
        elif self._entry is None and local in _ENTRIES and depth <= 3:
            self._entry, self._entry_depth = [f"<{name}{_written(attributes)}>"], depth
            self._within = depth == 3 or len(self._open) == 1
        elif local in _KEPT and self._is_here(depth):
            self._field, self._text, self._length = (f"<{name}{_written(attributes)}>", depth), [], 0

    def _is_here(self, depth: int) -> bool:
        """Does an element stand right in an entry, or in the channel, that has not too many already?"""
        if self._entry is not None:
            return depth == self._entry_depth + 1 and len(self._entry) <= _MOST_FIELDS
        return depth == len(self._open) + 1 and len(self._head) <= _MOST_FIELDS

    def _words(self, text: str) -> None:
        if self._field is not None and self._length < _LONGEST:
            self._text.append(text[: _LONGEST - self._length])
            self._length += len(text)

    def _end(self, name: str) -> None:
        depth = self._elements.depth
        self._elements.depth -= 1
        if self._field is not None and self._field[1] == depth:
            field = f"{self._field[0]}{escape(''.join(self._text))}</{name}>"
            (self._head if self._entry is None else self._entry).append(field)
            self._field = None
        elif self._entry is not None and depth == self._entry_depth:
            if len(self._entry) > 1:
                self._entries.append("".join([*self._entry, f"</{name}>"]))
            self._entry = None


def _by_tags(flow: Flow) -> Iterator[bytes]:
    """A feed that is no XML, by its tags alone, from its start: a field stands in the entry that was opened last."""
    entries: list[str] = []
    entry: list[str] | None = None
    for found in flow.tags(_TAG):
        closes, name = bool(found[1]), found[2].decode()
        if name.rpartition(":")[2].lower() in _ENTRIES:
            entries += [f"<item>{''.join(entry)}</item>"] if entry else []
            entry = None if closes else []
        elif entry is not None and not closes and len(entry) < _MOST_FIELDS:
            text = found[5].decode("utf-8", "replace")
            text = text.removesuffix("]]") if found[4] else html.unescape(text)
            pairs = _PAIR.findall(found[3].decode("utf-8", "replace"))
            attributes = {key: html.unescape(one or other) for key, one, other in pairs[:_MOST_ATTRIBUTES]}
            entry.append(f"<{name}{_written(attributes)}>{escape(_NO_XML.sub('', text))}</{name}>")
        if len(entries) >= AT_ONCE:
            yield _plain(entries)
            entries = []
    entries += [f"<item>{''.join(entry)}</item>"] if entry else []
    if entries:
        yield _plain(entries)


def _plain(entries: list[str]) -> bytes:
    """A document of entries whose feed is not known."""
    return f'<rss version="2.0"{_PLAIN}><channel>{"".join(entries)}</channel></rss>'.encode("utf-8", "replace")


def _written(attributes: dict[str, str]) -> str:
    """Those of an element's attributes that matter, as they are written."""
    kept = [
        f" {name}={quoteattr(_NO_XML.sub('', value))}"
        for name, value in attributes.items()
        if (name.lower() in _ATTRIBUTES or name == "xmlns" or name.startswith("xmlns:"))
        and len(value) <= _LONGEST_VALUE
    ]
    return "".join(kept[:_MOST_ATTRIBUTES])
