"""The members of a tar file, one after the other, as a stream gives them.

Comes in: something to read from. Goes out: `Member`s; `Unfolded` where the file is none any more. Must not know: what a
member holds. Python's own reader ends a file at the first damaged header without a word, and takes a name of a gigabyte
into memory; so this is ours. POSIX.1-2001 pax, ustar, GNU and version 7 headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.source.unfolding import Unfolded, Unfolding

BLOCK = 512
_LONGEST = 64 * 1024
"""Bytes of a member's name, or of its pax records: paths have 4,096."""
_PAX = re.compile(rb"(\d{1,9}) ([^=]{1,200})=")
_OCTAL = re.compile(rb"[0-7]{1,11}")


class Member(NamedTuple):
    """A member, not yet read: `size` bytes come next."""

    name: str
    size: int
    regular: bool
    """Is it a file, no folder, link or device?"""


class Tar:
    """`members()`; between two of them `read` or nothing."""

    def __init__(self, stream: Unfolding) -> None:
        self._stream = stream
        self._left = 0
        self._padding = 0

    def members(self) -> Iterator[Member]:
        """Every member, in order. Raises `Unfolded` where the file is cut or damaged."""
        told: dict[str, bytes] = {}
        while True:
            block = self._stream.read(BLOCK)
            if block == bytes(BLOCK):
                return
            if len(block) < BLOCK:
                raise Unfolded("the tar file ends without its end mark")
            kind, size = block[156:157], _number(block[124:136])
            if size is None or _number(block[148:156]) not in _sums(block):
                raise Unfolded("a damaged header of a tar file")
            self._left, self._padding = size, -size % BLOCK
            if kind in (b"L", b"K", b"x", b"g", b"X"):
                told |= self._told(kind)
            else:
                size = int(told.get("size", size))
                self._left, self._padding = size, -size % BLOCK
                yield Member(told.get("path", _name(block)).decode("utf-8", "backslashreplace"), size, kind in _KINDS)
                told = {}
            self._pass()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes of the member in hand. Raises `Unfolded` where they are not all there."""
        data = self._stream.read(min(size, self._left))
        if len(data) < min(size, self._left):
            raise Unfolded("the tar file ends in the midst of a member")
        self._left -= len(data)
        return data

    def _pass(self) -> None:
        if self._stream.skip(self._left + self._padding) < self._left:
            raise Unfolded("the tar file ends in the midst of a member")

    def _told(self, kind: bytes) -> dict[str, bytes]:
        """What a header before a member's own says of it."""
        if self._left > _LONGEST:
            raise Unfolded(f"a name of {self._left} bytes in a tar file")
        data = self.read(self._left)
        if kind == b"L":
            return {"path": data.rstrip(b"\0")}
        found: dict[str, bytes] = {}
        at = 0
        while kind in (b"x", b"X") and (line := _PAX.match(data, at)):
            value, at = data[line.end() : at + int(line[1]) - 1], at + max(int(line[1]), 1)
            if line[2] == b"path" or (line[2] == b"size" and value.isdigit() and len(value) < 19):
                found[line[2].decode()] = value
        return found


_KINDS = (b"0", b"\0", b"7")
"""Typeflags of regular files."""


def _name(block: bytes) -> bytes:
    name, prefix = block[:100].rstrip(b"\0"), block[345:500].partition(b"\0")[0]
    return prefix + b"/" + name if prefix and block[257:263] == b"ustar\0" else name.partition(b"\0")[0]


def _number(field: bytes) -> int | None:
    """Octal digits, or GNU's binary form for what they cannot hold; None for neither."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if _OCTAL.fullmatch(digits) else None if digits else 0


def _sums(block: bytes) -> tuple[int, int]:
    """The checksum, of unsigned bytes and of signed ones: both have been written."""
    kept = block[:148] + b" " * 8 + block[156:]
    whole = sum(kept)
    return whole, whole - 256 * sum(byte > 127 for byte in kept)


def is_tar(head: bytes) -> bool:
    """Does a file begin with a tar header?"""
    return len(head) >= BLOCK and head[:1] != b"\0" and _number(head[148:156]) in _sums(head[:BLOCK])
