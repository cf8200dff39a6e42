"""One WARC file while it is written: begun or gone on with, synced, cut back after a failure, renamed when done.

Comes in: records as bytes, a piece at a time. Goes out: where they lie. Must not know: what is in a record.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from broadsheet.durable import sync_folder
from broadsheet.errors import writing

OPEN = ".open"
"""Suffix of a file that is being written (the habit of Heritrix and its readers)."""


class Volume:
    """A file `name` in `folder`, called `name.open` until `finish()`; one that is there is gone on with at its end."""

    def __init__(self, folder: Path, name: str, first: bytes) -> None:
        self.name = name
        self._synced = True
        self._final = folder / name
        self._path = folder / (name + OPEN)
        with writing(self._path):
            there = self._final.exists()
            if there:
                self._final.rename(self._path)
            self._file = self._path.open("r+b" if there else "xb", buffering=0)
            self.size = self._file.seek(0, os.SEEK_END)
        try:
            self.append([[first]])
        except BaseException:  # whatever stopped it, an empty file must not stay
            self.finish()
            raise
        sync_folder(folder)

    def append(self, records: Sequence[Iterable[bytes]], *, sync: bool = True) -> list[tuple[int, int]]:
        """Write the records and sync them to disk, once; offset and length of each. All or none: a failure cuts back.

        Without `sync` they are on disk once the next ones are, or the file is finished; a killed process loses none.
        """
        spans, end = [], self.size
        try:
            with writing(self._path):
                for record in records:
                    begin = end
                    for piece in record:
                        self._write(piece)
                        end += len(piece)
                    spans.append((begin, end - begin))
                if sync:
                    os.fsync(self._file.fileno())
            self.size, self._synced = end, sync  # before an interrupt may come: the next offsets are counted from here
        except BaseException:  # an interrupt leaves a torn record as a full disk does
            self._cut_back()
            raise
        return spans

    def sync(self) -> None:
        """All of it is on disk on return."""
        if not self._synced:
            with writing(self._path):
                os.fsync(self._file.fileno())
            self._synced = True

    def finish(self) -> None:
        """Close the file and give it its name; remove it where it holds nothing."""
        if self._file.closed:
            return
        try:
            self.sync()
        finally:
            self._file.close()
        with writing(self._final):
            if self.size:
                self._path.rename(self._final)
            else:
                self._path.unlink()
        sync_folder(self._final.parent)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]  # a disk that fills up takes a part first

    def _cut_back(self) -> None:
        with suppress(OSError):  # the next start mends what cannot be cut now
            os.ftruncate(self._file.fileno(), self.size)
            self._file.seek(self.size)
