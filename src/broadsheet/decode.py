"""Content codings undone under a cap: gzip, deflate, br, zstd, one or several on top of each other.

Comes in: the bytes of a body as sent, its `Content-Encoding`, a cap in bytes. Goes out: `Decoded`, or pieces one after
the other (`Decoding`), and whether the stream came to its own end. Never raises. Must not know: HTTP messages, files,
what the bytes mean.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from typing import Literal, Protocol

import msgspec

State = Literal["whole", "incomplete", "too_large", "unsupported"]

MAX_CODINGS = 5
"""Codings on one body: the limit of curl and of urllib3 since GHSA-gm62-xv2j-4w53; more are an attack."""

MAX_MEMBERS = 10_000
"""gzip members or zstd frames in one stream: 10 MiB of bgzip are about 600; millions of empty ones are an attack."""

_SLICE = 16 * 1024
"""Bytes fed at a time: what a decoder hands back unused at the end of a member stays small."""

_PIECE = 64 * 1024
"""Bytes that come out at a time: a slice of zeros may have unfolded to 16 MiB."""

_ZSTD_WINDOW_LOG = 23
"""Largest window that a content coding may use: 8 MiB (RFC 9659)."""

_ZSTD_MAGICS = (b"\x28\xb5\x2f\xfd", *(bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60)))
"""How a frame and the sixteen kinds of skippable frame begin (RFC 8878, 3.1)."""

_IDENTITY = frozenset({"", "identity", "none", "utf-8", "binary", "8bit"})
"""Labels that code nothing: RFC 9110 and what servers write by mistake (browsers ignore them)."""


class Decoded(msgspec.Struct, frozen=True):
    """A body without its codings. In `incomplete` and `too_large` it is what came out until then."""

    body: bytes
    state: State


class _Member(Protocol):
    """One gzip member or zstd frame being decoded (the interface of `zlib` and `zstd` decompressors)."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_Pieces = Generator[bytes, None, State]
"""What comes out, and how it ended."""


def decode_body(body: bytes, coding: str | None, cap: int) -> Decoded:
    """Undo all codings of a body.

    `body`: the bytes as sent. `coding`: the value of `Content-Encoding`, outermost coding last (RFC 9110, 8.4);
    None for none. `cap`: largest size in bytes allowed for the result of each coding.

    `whole`: every stream reached its end marker. `incomplete`: one was cut or damaged. `too_large`: one passed
    the cap. `unsupported`: a coding is unknown, or there are more than five; the body is as sent.
    """
    names = _named(coding)
    if names is None:
        return Decoded(body, "unsupported")
    result = Decoded(body[:cap], "too_large") if len(body) > cap else Decoded(body, "whole")
    for name in names:
        if result.state == "whole" and result.body:  # no bytes are no stream: HEAD-like answers carry the label
            result = _collected(_CODINGS[name](result.body), cap)
    return result


class Decoding:
    """A body without its codings, piece by piece, as `decode_body` gives it in one: for what is read as a stream.

    After each time that it is read, `state` says how it ended, and `size` how many bytes came. Of several codings the
    outer ones are undone at once, each to `outer` bytes at the most; if that fails, nothing comes out.
    """

    def __init__(self, body: bytes, coding: str | None, cap: int, outer: int) -> None:
        names = _named(coding)
        self._outer: State = "unsupported" if names is None else "whole"
        for name in (names or [])[:-1]:
            if body:
                result = _collected(_CODINGS[name](body), outer)
                body, self._outer = (result.body, "whole") if result.state == "whole" else (b"", result.state)
        self.state, self.size = self._outer, 0
        self._cap, self._body, self._inner = cap, body, _CODINGS[names[-1]] if names and body else _identity

    def __iter__(self) -> Iterator[bytes]:
        self.state, self.size = self._outer, 0
        pieces = self._inner(self._body)
        while True:
            try:
                piece = next(pieces)
            except StopIteration as end:
                self.state = end.value if self._outer == "whole" else self._outer
                return
            room = self._cap - self.size
            if len(piece) > room:
                piece, self.state = piece[:room], "too_large"
            self.size += len(piece)
            yield piece
            if self.state == "too_large":
                return


def _named(coding: str | None) -> list[str] | None:
    """The codings, outermost first; None where one is unknown, or there are too many."""
    names = [name.strip().lower() for name in (coding or "").split(",")]
    names = [name for name in names if name not in _IDENTITY]
    return None if len(names) > MAX_CODINGS or any(name not in _CODINGS for name in names) else names[::-1]


def _collected(pieces: _Pieces, cap: int) -> Decoded:
    """All that comes out, at most `cap` bytes of it."""
    out = BytesIO()  # whose value is no copy of what it holds
    while True:
        try:
            out.write(next(pieces))
        except StopIteration as end:
            return Decoded(out.getvalue(), end.value)
        if out.tell() > cap:
            out.truncate(cap)
            return Decoded(out.getvalue(), "too_large")


def _identity(body: bytes) -> _Pieces:
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]
    return "whole"


def _gzip(body: bytes) -> _Pieces:
    """RFC 1952. A body that is not gzip at all is taken as it is; garbage after the last member is ignored."""
    if not b"\x1f\x8b".startswith(body[:2]):
        return (yield from _identity(body))
    return (yield from _members(body, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS), (b"\x1f\x8b",)))


def _deflate(body: bytes) -> _Pieces:
    """RFC 9110 means the zlib format (RFC 1950); some servers send raw deflate (RFC 1951)."""
    if body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0:
        pieces = _members(body, lambda: zlib.decompressobj(zlib.MAX_WBITS))
        try:
            first = next(pieces)
        except StopIteration as end:
            if end.value != "incomplete":
                return end.value  # type: ignore[no-any-return]
        else:
            yield first
            return (yield from pieces)
    return (yield from _members(body, lambda: zlib.decompressobj(-zlib.MAX_WBITS)))


def _zstd(body: bytes) -> _Pieces:
    """RFC 8878 with the window limit of RFC 9659."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    limits: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    return (yield from _members(body, lambda: zstd.ZstdDecompressor(options=limits), _ZSTD_MAGICS, (zstd.ZstdError,)))


def _members(
    body: bytes,
    start: Callable[[], _Member],
    magics: tuple[bytes, ...] = (),
    errors: tuple[type[Exception], ...] = (zlib.error,),
) -> _Pieces:
    """One member after the other, as long as the rest begins like one; with no `magics` there is one only."""
    position = 0
    for _ in range(MAX_MEMBERS):
        member = start()
        try:
            while not member.eof and position < len(body):
                fed = body[position : position + _SLICE]
                yield from _unpacked(member, fed)
                position += len(fed) - len(member.unused_data)
        except errors:
            return "incomplete"
        if not member.eof:
            return "incomplete"
        rest = body[position : position + 4]
        if not rest or not any(magic.startswith(rest[: len(magic)]) for magic in magics):
            return "whole"
    return "too_large"


def _unpacked(member: _Member, data: bytes) -> Iterator[bytes]:
    """What a member makes of some bytes, `_PIECE` at a time: what it does not hand back it keeps for the next."""
    while True:
        out = member.decompress(data, _PIECE)
        if out:
            yield out
        data = getattr(member, "unconsumed_tail", b"")
        if member.eof or (not data and len(out) < _PIECE):
            return


def _brotli(body: bytes) -> _Pieces:
    """RFC 7932. Bytes after the end of the stream are damage."""
    import brotli

    decoder = brotli.Decompressor()
    try:
        for start in range(0, len(body), _SLICE):
            yield decoder.process(body[start : start + _SLICE], output_buffer_limit=_PIECE)
            while not decoder.can_accept_more_data():
                yield decoder.process(b"", output_buffer_limit=_PIECE)
    except brotli.error:
        return "incomplete"
    return "whole" if decoder.is_finished() else "incomplete"


_CODINGS: dict[str, Callable[[bytes], _Pieces]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
"""The codings of RFC 9110, 7932 and 8878 that are in use."""
