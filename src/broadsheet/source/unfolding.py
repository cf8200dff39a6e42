"""A compressed file read as a stream, never further than a file of its size may unfold.

Comes in: a file. Goes out: bytes as they are asked for; `Unfolded` where it is a bomb, or cut, or damaged.
Must not know: what the bytes are.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from broadsheet.source.part import FOLD, FREE


class Unfolded(Exception):
    """Our own word for "no further": what is wrong, in words. Never out of this room."""


class Unfolding:
    """`read` as a file has it."""

    def __init__(self, path: Path, magic: bytes) -> None:
        self._file = path.open("rb")
        self._most = FREE + FOLD * os.fstat(self._file.fileno()).st_size
        self._size = 0
        self._stream = _STREAMS[magic](self._file) if magic else cast(IO[bytes], self._file)

    def __enter__(self) -> Unfolding:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not self._file:
            self._stream.close()
        self._file.close()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes more, fewer only at the end. Raises `Unfolded`."""
        parts, left = list[bytes](), size
        while left:
            piece = self._piece(min(left, _PIECE))
            if not piece:
                break
            parts.append(piece)
            left -= len(piece)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over `size` bytes; how many there were."""
        left = size
        while left and (piece := self._piece(min(left, _PIECE))):
            left -= len(piece)
        return size - left

    def _piece(self, size: int) -> bytes:
        try:
            piece = self._stream.read(size)
        except FAULTS as error:
            raise Unfolded(f"cut or damaged after {self._size} bytes: {error}") from error
        self._size += len(piece)
        if self._size > self._most:
            raise Unfolded(f"it unfolds to more than {self._most} bytes")
        return piece


_PIECE = 1 << 20


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _opened_zstd(file: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], _zstd().ZstdFile(file))


_STREAMS: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b\x08": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    b"BZh": lambda file: cast(IO[bytes], bz2.BZ2File(file)),
    b"\xfd7zXZ\0": lambda file: cast(IO[bytes], lzma.LZMAFile(file)),  # noqa: SIM115  closed by `__exit__`
    b"\x28\xb5\x2f\xfd": _opened_zstd,
}
"""By the bytes that a file begins with: RFC 1952, bzip2, .xz 1.1.0, RFC 8878."""


def magic_of(head: bytes) -> bytes:
    """How a compressed file begins; b"" for one that is not."""
    return next((magic for magic in _STREAMS if head.startswith(magic)), b"")


FAULTS: tuple[type[Exception], ...] = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, _zstd().ZstdError)
"""What the decoders raise on hostile bytes."""
