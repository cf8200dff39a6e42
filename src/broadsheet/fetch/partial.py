"""A file that is too large for memory: written as it comes, and gone on with where it broke off.

Comes in: a path; the head and the pieces of an answer. Goes out: header fields for the next request, and the file,
which has its name only when it is whole. Follows RFC 9110, 13.1.5 and 14 (If-Range, Range). Must not know: sockets, nor
what is in the file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from broadsheet.fetch.head import Head, declared_length
from broadsheet.fetch.outcome import Stop
from broadsheet.records import Reason

LARGEST = 20 << 30
"""Bytes: twenty times a file of Common Crawl; archives that are kept by hand are rarely larger."""
ANSWERS = frozenset({200, 206, 416})
"""Statuses that say something of the file; with any other nothing of it came."""

_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)", re.IGNORECASE)
_STRONG = re.compile(r'"[!-~]{0,300}"|[A-Z][a-z]{2}, [0-9A-Za-z: ]{18,40}')
"""An entity tag that is not weak, or a date (RFC 9110, 13.1.5)."""


class Partial:
    """What there is of a file by now. The file's own name is taken when all of it is there."""

    def __init__(self, path: Path, called_off: Callable[[], bool] = lambda: False) -> None:
        self.path = path
        self._called_off = called_off
        self._part = path.with_name(f"{path.name}.part")
        self._note = path.with_name(f"{path.name}.validator")

    @property
    def size(self) -> int:
        """Bytes that are there of a file that is not whole."""
        return self._part.stat().st_size if self._part.is_file() else 0

    def fields(self) -> dict[str, str]:
        """The header fields that ask for what is missing, if the file is still the same; else for all of it."""
        whole = {"Accept-Encoding": "identity"}
        validator = self._note.read_text("latin-1") if self._note.is_file() else ""
        if not self.size or not _STRONG.fullmatch(validator):
            return whole
        return {**whole, "Range": f"bytes={self.size}-", "If-Range": validator}

    def receive(self, head: Head, pieces: Iterator[bytes], room: int) -> None:
        """Write what comes behind a head with one of `ANSWERS`, until the file is whole. Raises `Stop`."""
        start, total = self._place(head)
        if head.status != 416:
            self._require_room((total or 0) - start, room)
            self._write(pieces, start, room)
        if total is not None and self.size != total:
            raise Stop(Reason.INCOMPLETE, f"{self.size:,} of {total:,} bytes are there")
        self._part.replace(self.path)
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Forget all of it."""
        for path in (self.path, self._part, self._note):
            path.unlink(missing_ok=True)

    def _place(self, head: Head) -> tuple[int, int | None]:
        """Where the answer's first byte belongs, and how long the file is, where that is told."""
        if head.status == 200:
            self.discard()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            validator = head.first("etag") or head.first("last-modified") or ""
            if _STRONG.fullmatch(validator):
                self._note.write_text(validator, "latin-1")
            return 0, declared_length(head)
        found = _RANGE.fullmatch((head.first("content-range") or "").strip())
        total = int(found[3]) if found is not None and found[3] != "*" else None
        begins = int(found[1]) if found is not None and found[1] else self.size if head.status == 416 else -1
        if found is None or begins != self.size or (head.status == 416 and total != self.size):
            had = self.size
            self.discard()
            raise Stop(Reason.INCOMPLETE, f"{had:,} bytes were there, {head.first('content-range')} came: begun anew")
        return begins, total if total is not None else int(found[2]) + 1

    def _require_room(self, length: int, room: int) -> None:
        if length > room:
            raise Stop(Reason.TOO_LARGE, f"{length:,} bytes")
        free = shutil.disk_usage(self.path.parent).free
        if length > free:
            raise Stop(Reason.TOO_LARGE, f"{length:,} bytes, and {free:,} are free on the disk")

    def _write(self, pieces: Iterator[bytes], start: int, room: int) -> None:
        count = start
        try:
            with self._part.open("r+b" if start else "wb") as file:
                file.seek(start)
                for piece in self._coming(pieces):
                    count += len(piece)
                    if count > room:
                        raise Stop(Reason.TOO_LARGE, f"more than {room:,} bytes")
                    file.write(piece)
        except OSError as error:
            raise Stop(Reason.TOO_LARGE, f"cannot be written: {error.strerror or error}") from error

    def _coming(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces; a connection that fails has left what came before."""
        try:
            for piece in pieces:
                yield piece
                if self._called_off():
                    raise Stop(Reason.INCOMPLETE, "called off")
        except OSError as error:
            raise Stop(Reason.INCOMPLETE, f"the connection broke: {error}; what came is kept") from error
        except Stop as stop:
            reason = Reason.INCOMPLETE if stop.reason is Reason.TIMEOUT else stop.reason
            raise Stop(reason, f"{stop.evidence}; what came is kept") from stop
