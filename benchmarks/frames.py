"""Length-prefixed frames over a pipe: what benchmark and peer say to each other.

A frame is four bytes of length, big-endian, and that many bytes. A question is two frames, JSON with the URL and the
page as it is; an answer is one frame of JSON. Runs in every peer's environment: nothing but the standard library.
"""

from __future__ import annotations

import json
import select
import struct
import time
from typing import IO, Any

_LENGTH = struct.Struct(">I")
MOST = 1 << 28
"""Bytes of a frame: far above any page or text, so that garbage in the place of a length is noticed."""
_STEP = 1 << 16
"""Bytes a read: what a Linux pipe holds."""


class Broken(Exception):
    """The other side ended, or what it sent is no frame."""


class Late(Exception):
    """The other side sent no whole frame in time."""


def write(pipe: IO[bytes], *frames: bytes) -> None:
    """Send frames; `Broken` where nobody reads any more."""
    try:
        for frame in frames:
            rest = memoryview(_LENGTH.pack(len(frame)) + frame)
            while rest:  # an unbuffered pipe may take a part
                rest = rest[pipe.write(rest) :]
        pipe.flush()
    except (BrokenPipeError, ValueError) as error:  # ValueError: the pipe was closed on this side
        raise Broken("nobody reads") from error


def read(pipe: IO[bytes], seconds: float | None = None) -> bytes:
    """The next frame of an unbuffered pipe; `Late` after `seconds`, waiting without end where None."""
    end = None if seconds is None else time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size, end))
    if length > MOST:
        raise Broken(f"a frame of {length} bytes")
    return _exactly(pipe, length, end)


def _exactly(pipe: IO[bytes], count: int, end: float | None) -> bytes:
    parts: list[bytes] = []
    while count:
        if end is not None and not select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
            raise Late("no whole frame in time")
        part = pipe.read(min(count, _STEP))
        if not part:
            raise Broken("the pipe ended inside a frame")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def pack(value: dict[str, Any]) -> bytes:
    """JSON; a lone surrogate, which UTF-8 cannot hold, stays an escape."""
    return json.dumps(value).encode("ascii")


def unpack(frame: bytes) -> dict[str, Any]:
    """A JSON object; `Broken` where it is none."""
    try:
        value = json.loads(frame)
    except ValueError as error:
        raise Broken("a frame that is no JSON") from error
    if not isinstance(value, dict):
        raise Broken("a frame that is no JSON object")
    return value
