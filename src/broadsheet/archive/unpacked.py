"""An archive file without its compression: one gzip member or zstd frame after the other, or the file itself.

Comes in: the bytes of a file (mapped, not read). Goes out: `Unpacked` texts in order, each with the span it came from
and what is wrong with it. Must not know: what a record is, beyond how one may begin. RFC 1952, RFC 8878; a dictionary
in the first frame of a `.warc.zst` as the IIPC's proposal for WARC files in Zstandard has it.
"""

from __future__ import annotations

import mmap
import re
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, BinaryIO, NamedTuple, Protocol

Bytes = bytes | mmap.mmap

GZIP = b"\x1f\x8b\x08"
"""RFC 1952, 2.3.1: ID1, ID2, deflate."""
ZSTD = b"\x28\xb5\x2f\xfd"
"""RFC 8878, 3.1.1: the magic number of a frame."""
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Skippable frame in which a `.warc.zst` keeps its dictionary."""
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
_BEGINNING = re.compile(rb"\s{0,8}(?:WARC/\d|filedesc:|[a-zA-Z][a-zA-Z+.-]{1,20}:[^\n]{0,4096} \d{8,17} )")
"""How the text of a member begins that holds records: `WARC/1.0`, or the line of an ARC record."""
_PIECE = 64 * 1024
"""Bytes fed to a decoder at a time …"""
_MOST = 1 << 20
"""… and bytes taken from it at a time: deflate makes a thousand of one, a frame of zstd thirty thousand."""
_DICTIONARY = 16 << 20
"""Bytes of a dictionary: those in use have some 100 KB."""
_IN_MEMORY = 8 << 20
"""Bytes of one member kept in memory; longer ones (a whole file in one member) go to a temporary file."""
_FREE, _FOLD = 64 << 20, 100
"""Bytes that any member may have, and to how many times its size a longer one may unfold: text does twenty-fold at the
best, a bomb a thousand-fold."""


class Unpacked(NamedTuple):
    """The text of one member, frame or plain file."""

    offset: int
    """Where it begins in the file, in bytes; the place of the text's own bytes where the file is not compressed."""
    length: int
    text: Bytes
    """What came out; of a damaged member what came out before the damage."""
    damage: str = ""
    """What is wrong, in words; "" where the member is whole."""
    compressed: bool = True


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class _Coding(NamedTuple):
    """A way of compression: how a member begins, what decodes one, and what that raises on other bytes."""

    magic: bytes
    decoder: Callable[[], _Decoder]
    errors: tuple[type[Exception], ...]


_GZIP = _Coding(GZIP, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS), (zlib.error,))


def unpacked(data: Bytes, most: int | None = None) -> Iterator[Unpacked]:
    """Every byte of a file in order, uncompressed. A text is valid until the next one is asked for.

    What lies between members and is none comes without text, with its damage. Never raises on any bytes.
    `most`: bytes that are wanted of a member, about; one that has more is cut there, and is the last.
    """
    if data[:3] == GZIP:
        yield from _members(data, 0, _GZIP, most)
    elif data[:4] == ZSTD or _SKIPPABLE.match(data):
        yield from _frames(data, most)
    elif len(data):
        yield Unpacked(0, len(data), data, compressed=False)


def _frames(data: Bytes, most: int | None) -> Iterator[Unpacked]:
    zstd = _zstd()
    at, words = 0, None
    while _SKIPPABLE.match(data, at):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == DICTIONARY:
            words = data[at + 8 : end]
        at = end
    try:
        if words is not None and words[:4] == ZSTD:
            words = zstd.ZstdDecompressor().decompress(words, _DICTIONARY)
        known = None if words is None else zstd.ZstdDict(words)
    except (zstd.ZstdError, ValueError) as error:
        yield Unpacked(0, len(data), b"", f"the dictionary of this file cannot be read: {error}")
        return
    coding = _Coding(ZSTD, lambda: zstd.ZstdDecompressor(zstd_dict=known), (zstd.ZstdError,))
    yield from _members(data, at, coding, most)


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _members(data: Bytes, at: int, coding: _Coding, most: int | None) -> Iterator[Unpacked]:
    while at < len(data):
        if data[at : at + len(coding.magic)] != coding.magic:
            then = _next(data, at, coding)
            yield Unpacked(at, then - at, b"", "no compressed member begins here")
            at = then
            continue
        with closing(_Sink()) as sink:
            used, damage = _unpack(data, at, sink, coding, most)
            if most is not None and sink.size >= most:
                yield Unpacked(at, used, sink.text(), damage)
                return
            length = used if not damage else _next(data, at + 1, coding) - at
            yield Unpacked(at, length, sink.text(), damage)
        at += length


def _unpack(data: Bytes, at: int, sink: _Sink, coding: _Coding, most: int | None) -> tuple[int, str]:
    """Decode one member, or its first bytes; the bytes it took, and what is wrong with it."""
    decoder, position = coding.decoder(), at
    while not decoder.eof:
        piece = data[position : position + _PIECE]
        if not piece:
            return position - at, "the file ends in the midst of a compressed member"
        position += len(piece)
        try:
            for part in _decoded(piece, decoder):
                sink.write(part)
                if most is not None and sink.size >= most:
                    return position - at, ""
                if sink.size > _FREE + _FOLD * (position - at):
                    return position - at, f"{position - at} bytes unfold to more than {sink.size}"
        except coding.errors as error:
            return position - at, f"damaged member: {error}"
    return position - len(decoder.unused_data) - at, ""


def _decoded(piece: bytes, decoder: _Decoder) -> Iterator[bytes]:
    """What a decoder makes of a piece, no more than so much at a time."""
    while not decoder.eof:
        part = decoder.decompress(piece, _MOST)
        yield part
        piece = getattr(decoder, "unconsumed_tail", b"")  # zlib gives back what it did not take, zstd keeps it
        if not piece and len(part) < _MOST:
            return


def _next(data: Bytes, at: int, coding: _Coding) -> int:
    """Where the next member begins whose text begins as records do; the end of the data where none does."""
    while (at := data.find(coding.magic, at)) >= 0:
        try:
            if _BEGINNING.match(coding.decoder().decompress(data[at : at + _PROBE], _PROBE)):
                return at
        except coding.errors:
            pass
        at += 1
    return len(data)


_PROBE = 8 * 1024
"""Bytes of a member that are decoded to see how it begins: more than the longest line of an ARC record."""


class _Sink:
    """Takes what a decoder gives, on disk where it is much."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0
        self._file: BinaryIO | None = None
        self._map: mmap.mmap | None = None

    def write(self, part: bytes) -> None:
        """Take some more."""
        self.size += len(part)
        if self._file is None and self.size > _IN_MEMORY:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed below
            self._file.writelines(self._parts)
            self._parts.clear()
        if self._file is not None:
            self._file.write(part)
        else:
            self._parts.append(part)

    def text(self) -> Bytes:
        """All of it; valid until closed."""
        if self._file is None:
            return b"".join(self._parts)
        self._file.flush()
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._map

    def close(self) -> None:
        """Let go of the file."""
        if self._map is not None:
            self._map.close()
        if self._file is not None:
            self._file.close()
