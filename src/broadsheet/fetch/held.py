"""The body of an answer while it comes in: held once, however large, and given out as bytes without a second copy.

Comes in: pieces, until they are cut. Goes out: bytes. A large one lies in pages of its own, which go back to the system
as they are read: grown in the heap it would leave half of its size behind. Must not know what the bytes are.
"""

from __future__ import annotations

import io
import mmap
from typing import Any

_SMALL = 1 << 20
"""Bytes that are held in the heap: nearly every page has less."""
_STEP = 1 << 20


class Held:
    """Bytes in the order in which they are written."""

    def __init__(self) -> None:
        self._small = io.BytesIO()  # whose value is no copy of what it holds
        self._large: mmap.mmap | None = None
        self.size = 0

    def write(self, piece: bytes, room: int) -> bool:
        """Keep what there is room for; False where that is not all of it."""
        kept = piece[: room - self.size]
        if self._large is None and self.size + len(kept) > _SMALL:
            self._large = mmap.mmap(-1, max(room, 1))
            self._large.write(self._small.getbuffer())
            self._small = io.BytesIO()
        (self._small if self._large is None else self._large).write(kept)
        self.size += len(kept)
        return len(kept) == len(piece)

    def cut(self, size: int) -> None:
        """Forget what lies behind so many bytes."""
        self.size = min(size, self.size)

    def take(self) -> bytes:
        """All of it; nothing is held any more."""
        large, self._large = self._large, None
        if large is None:
            self._small.truncate(self.size)
            return self._small.getvalue()
        with large:
            return io.BufferedReader(_Emptied(large), _STEP).read(self.size)


class _Emptied(io.RawIOBase):
    """Pages that are read once, and given back as they are."""

    def __init__(self, pages: mmap.mmap) -> None:
        self._pages = pages
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), _STEP, len(self._pages) - self._at)
        with memoryview(self._pages) as pages:
            buffer[:count] = pages[self._at : self._at + count]
        if hasattr(self._pages, "madvise") and self._at % mmap.PAGESIZE == 0 and count % mmap.PAGESIZE == 0 and count:
            self._pages.madvise(mmap.MADV_DONTNEED, self._at, count)
        self._at += count
        return count
