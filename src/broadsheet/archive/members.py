"""The gzip members of a WARC file: where each whole one lies, and what lies between.

Comes in: bytes (mapped, not read). Goes out: spans. Must not know: what a record says, beyond
that a member begins with a WARC version line. Follows RFC 1952 and WARC/1.1 (one member a record).
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from typing import Literal

import msgspec

MAGIC = b"\x1f\x8b\x08"
"""RFC 1952, 2.3.1: ID1, ID2, deflate."""
GZIP = 16 + zlib.MAX_WBITS
"""zlib: expect a gzip header and check its CRC-32 and length."""
PIECE = 65536
"""Bytes fed at a time; deflate expands at most 1,032-fold, so 66 MiB of memory at worst."""


class Span(msgspec.Struct, frozen=True):
    """A run of bytes: one whole record, or something that is none."""

    kind: Literal["record", "damage"]
    offset: int
    length: int


def spans(data: bytes | mmap.mmap) -> Iterator[Span]:
    """Every byte of a file in order, as whole records and the damage between and after them."""
    at, end = 0, len(data)
    while at < end:
        length = whole(data, at)
        span = Span("record", at, length) if length else Span("damage", at, _next_whole(data, at + 1) - at)
        yield span
        at += span.length


def whole(data: bytes | mmap.mmap, at: int) -> int:
    """Length in bytes of the whole record whose member begins at `at`; 0 where there is none."""
    if data[at : at + len(MAGIC)] != MAGIC:
        return 0
    unpack = zlib.decompressobj(GZIP)
    position, begin = at, b""
    while not unpack.eof:
        piece = data[position : position + PIECE]
        if not piece:
            return 0
        try:
            text = unpack.decompress(piece)
        except zlib.error:
            return 0
        begin = begin or text[:5]
        position += len(piece)
    return position - len(unpack.unused_data) - at if begin == b"WARC/" else 0


def _next_whole(data: bytes | mmap.mmap, at: int) -> int:
    """Where the next whole record begins, at or after `at`; the end of the data where none does."""
    while (at := data.find(MAGIC, at)) >= 0:
        if whole(data, at):
            return at
        at += 1
    return len(data)
