"""The bytes of a listing as they come: looked at, read from the start as often as asked, never held.

Comes in: bytes, or a `Decoding`. Goes out: its start, pieces, tags; XML is fed to a parser under bounds that no listing
of use comes near. Must not know: what the elements mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from broadsheet.decode import Decoding

LARGEST = 50 * 1024 * 1024
"""Bytes of a listing, as sent and unpacked: 52,428,800, as sitemaps.org has it."""
OUTER = 10 * 1024 * 1024
"""Bytes that the outer of two codings may unfold to: a packed file in a packed transfer, …"""

_HEAD = 4096
"""Bytes in which the root element shows, behind comments and processing instructions."""
_MARK = b"\xef\xbb\xbf"
_TOKEN = 256 * 1024
"""Bytes of one tag, comment or address in XML."""
_DEPTH = 500
"""Elements in one another: the parser keeps the name of each."""
_ELEMENTS = 2_000_000
"""Elements read: forty for each of the 50,000 entries that sitemaps.org allows."""
_WINDOW = 256 * 1024
_TAG_AND_TEXT = 20_000
"""Bytes that a pattern for `tags` may span."""


class Flow:
    """A listing's bytes, without the gzip of a packed file."""

    def __init__(self, body: bytes | Decoding) -> None:
        self._pieces = Decoding(body, None, LARGEST, OUTER) if isinstance(body, bytes) else body
        self.start = self._start()
        if self.start.startswith(b"\x1f\x8b"):
            self._pieces = Decoding(self._packed(body), "gzip", LARGEST, OUTER)
            self.start = self._start()
        self.start = self.start.removeprefix(_MARK).lstrip()

    def __iter__(self) -> Iterator[bytes]:
        """From the start, without a byte order mark of UTF-8 and white space before it."""
        head = bytearray()
        pieces = iter(self._pieces)
        for piece in pieces:
            head += piece
            if len(head) >= _HEAD:
                break
        yield bytes(head).removeprefix(_MARK).lstrip()
        yield from pieces

    def upto(self, most: int) -> bytes | None:
        """All of it as it came; None where it is more than `most` bytes."""
        held = bytearray()
        for piece in self._pieces:
            held += piece
            if len(held) > most:
                return None
        return bytes(held)

    def tags(self, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
        """Where a pattern for a tag, and the text behind it, matches, one after the other; it may see no more than
        `_TAG_AND_TEXT` bytes."""
        held = b""
        for piece in self:
            held += piece
            if len(held) < _WINDOW:
                continue
            done = 0
            for found in pattern.finditer(held):
                if found.end() > len(held) - _TAG_AND_TEXT:
                    break
                yield found
                done = found.end()
            held = held[max(done, len(held) - 2 * _TAG_AND_TEXT) :]
        yield from pattern.finditer(held)

    def _start(self) -> bytes:
        head = bytearray()
        for piece in self._pieces:
            head += piece
            if len(head) >= _HEAD:
                break
        return bytes(head[:_HEAD])

    def _packed(self, body: bytes | Decoding) -> bytes:
        if isinstance(body, bytes):
            return body
        held = bytearray()
        for piece in body:
            held += piece[: OUTER - len(held)]
        return bytes(held)


class Bounded(Exception):
    """A bound was met; in words."""


class Malformed(Exception):
    """It is no XML, or in a charset that the parser does not know; in words."""


class EntityDeclared(Exception):
    """Entities are how a small document becomes a large one, and how it reads files (CWE-776, CWE-611)."""


def parse(flow: Flow, parser: expat.XMLParserType) -> Iterator[None]:
    """Feed a parser, and rest after each piece. Raises `Bounded`, `Malformed` and `EntityDeclared`."""
    parser.EntityDeclHandler = _refuse
    fed = 0
    try:
        for piece in flow:
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - max(parser.CurrentByteIndex, 0) > _TOKEN:
                raise Bounded(f"a tag of more than {_TOKEN:,} bytes")
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Malformed(f"not well-formed XML: {expat.ErrorString(error.code)}, line {error.lineno}") from error
    except (ValueError, LookupError) as error:
        raise Malformed(f"not well-formed XML: {error}") from error


def _refuse(*_: object) -> None:
    raise EntityDeclared


class Elements:
    """Counts the elements that are open, and all there were."""

    def __init__(self) -> None:
        self.depth = 0
        self._left = _ELEMENTS

    def open(self) -> int:
        """One more; how deep it is. Raises `Bounded`."""
        self.depth += 1
        self._left -= 1
        if self.depth > _DEPTH:
            raise Bounded(f"elements nested more than {_DEPTH} deep")
        if self._left < 0:
            raise Bounded(f"read up to {_ELEMENTS:,} elements")
        return self.depth
