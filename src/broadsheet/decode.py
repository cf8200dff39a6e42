"""Content codings undone under a cap: gzip, deflate, br, zstd, one or several on top of each other.

Comes in: the bytes of a body as sent, its `Content-Encoding`, a cap in bytes. Goes out: `Decoded`, which says
whether the stream came to its own end. Never raises. Must not know: HTTP messages, files, what the bytes mean.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

State = Literal["whole", "incomplete", "too_large", "unsupported"]

MAX_CODINGS = 5
"""Codings on one body: the limit of curl and of urllib3 since GHSA-gm62-xv2j-4w53; more are an attack."""

MAX_MEMBERS = 10_000
"""gzip members or zstd frames in one stream: 10 MiB of bgzip are about 600; millions of empty ones are an attack."""

_SLICE = 16 * 1024
"""Bytes fed at a time: what a decoder hands back unused at the end of a member stays small."""

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


def decode_body(body: bytes, coding: str | None, cap: int) -> Decoded:
    """Undo all codings of a body.

    `body`: the bytes as sent. `coding`: the value of `Content-Encoding`, outermost coding last (RFC 9110, 8.4);
    None for none. `cap`: largest size in bytes allowed for the result of each coding.

    `whole`: every stream reached its end marker. `incomplete`: one was cut or damaged. `too_large`: one passed
    the cap. `unsupported`: a coding is unknown, or there are more than five; the body is as sent.
    """
    names = [name.strip().lower() for name in (coding or "").split(",")]
    names = [name for name in names if name not in _IDENTITY]
    if len(names) > MAX_CODINGS or any(name not in _CODINGS for name in names):
        return Decoded(body, "unsupported")
    result = _identity(body, cap)
    for name in reversed(names):
        if result.state == "whole" and result.body:  # no bytes are no stream: HEAD-like answers carry the label
            result = _CODINGS[name](result.body, cap)
    return result


def _identity(body: bytes, cap: int) -> Decoded:
    return Decoded(body[:cap], "too_large") if len(body) > cap else Decoded(body, "whole")


def _gzip(body: bytes, cap: int) -> Decoded:
    """RFC 1952. A body that is not gzip at all is taken as it is; garbage after the last member is ignored."""
    if not b"\x1f\x8b".startswith(body[:2]):
        return _identity(body, cap)
    return _members(body, cap, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS), (b"\x1f\x8b",))


def _deflate(body: bytes, cap: int) -> Decoded:
    """RFC 9110 means the zlib format (RFC 1950); some servers send raw deflate (RFC 1951)."""
    if body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0:
        result = _members(body, cap, lambda: zlib.decompressobj(zlib.MAX_WBITS))
        if result.state != "incomplete" or result.body:
            return result
    return _members(body, cap, lambda: zlib.decompressobj(-zlib.MAX_WBITS))


def _zstd(body: bytes, cap: int) -> Decoded:
    """RFC 8878 with the window limit of RFC 9659."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    limits: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    return _members(body, cap, lambda: zstd.ZstdDecompressor(options=limits), _ZSTD_MAGICS, (zstd.ZstdError,))


def _members(
    body: bytes,
    cap: int,
    start: Callable[[], _Member],
    magics: tuple[bytes, ...] = (),
    errors: tuple[type[Exception], ...] = (zlib.error,),
) -> Decoded:
    """One member after the other, as long as the rest begins like one; with no `magics` there is one only."""
    out, position = bytearray(), 0
    for _ in range(MAX_MEMBERS):
        member = start()
        try:
            while not member.eof and position < len(body):
                piece = body[position : position + _SLICE]
                out += member.decompress(piece, cap + 1 - len(out))
                if len(out) > cap:
                    return _cut(out, cap)
                position += len(piece) - len(member.unused_data)
        except errors:
            return Decoded(bytes(out), "incomplete")
        if not member.eof:
            return Decoded(bytes(out), "incomplete")
        rest = body[position : position + 4]
        if not rest or not any(magic.startswith(rest[: len(magic)]) for magic in magics):
            return Decoded(bytes(out), "whole")
    return Decoded(bytes(out), "too_large")


def _cut(out: bytearray, cap: int) -> Decoded:
    del out[cap:]  # in place: a slice would be one copy more
    return Decoded(bytes(out), "too_large")


def _brotli(body: bytes, cap: int) -> Decoded:
    """RFC 7932. Bytes after the end of the stream are damage."""
    import brotli

    decoder, out = brotli.Decompressor(), bytearray()
    try:
        for start in range(0, len(body), _SLICE):
            chunk = body[start : start + _SLICE]
            out += decoder.process(chunk, output_buffer_limit=_SLICE)
            while not decoder.can_accept_more_data() and len(out) <= cap:
                out += decoder.process(b"", output_buffer_limit=_SLICE)
            if len(out) > cap:
                return _cut(out, cap)
    except brotli.error:
        return Decoded(bytes(out), "incomplete")
    return Decoded(bytes(out), "whole" if decoder.is_finished() else "incomplete")


_CODINGS: dict[str, Callable[[bytes, int], Decoded]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
"""The codings of RFC 9110, 7932 and 8878 that are in use."""
