"""The archive: a folder of WARC files, one writer, any number of readers.

Comes in: exchanges and local files. Goes out: their references, once the bytes are on disk.
Must not know: the database. The writer's lock is the store's: open that first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from broadsheet.archive import compose
from broadsheet.archive.cdxj import index_of, line, lines_of, read_index, without, write_index
from broadsheet.archive.mend import Torn, mend
from broadsheet.archive.stored import StoredRecord, locate, read_record
from broadsheet.archive.tombstone import tombstone
from broadsheet.archive.unpacked import GZIP
from broadsheet.archive.volume import OPEN, Volume
from broadsheet.errors import CorpusDamaged, UnknownArticle, writing
from broadsheet.records import Earlier, Exchange, RecordRef

GIB = 1 << 30
"""Size in bytes at which a new file is begun: what the annexes of WARC/1.1 recommend."""
SMALL, YOUNG = 64 << 20, 86_400.0
"""A last file of fewer bytes, begun less than so many seconds ago, is gone on with: `update --watch` would make 288 a
day. What a kill makes us read through, and a backup copy again, is a second's work; and a day's file is done."""

_SERIAL = re.compile(r"broadsheet-\d{14}-(\d{5,})\.warc\.gz")


class Archive:
    """The WARC files of a corpus: `with Archive(corpus / "warc") as archive`.

    On entering, files that a killed writer left open are mended; `torn` says what was lost. With
    `write=False` nothing is touched and only reading works. No file is made before the first record, and none where the
    last one is small and young: it is gone on with.
    """

    def __init__(self, folder: Path, *, write: bool = True, limit: int = GIB) -> None:
        self.folder = folder
        self.torn: list[Torn] = []
        self._write = write
        self._limit = limit
        self._volume: Volume | None = None
        self._lines: list[str] = []  # of the index of the file in hand
        self._erased: dict[str, set[int]] = {}

    def __enter__(self) -> Self:
        if self._write:
            with writing(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
            self.torn = mend(self.folder)
            self._index_others()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish the file in hand, and put its index beside it. Raises `DiskFull`."""
        volume, self._volume = self._volume, None
        lines, self._lines = self._lines, []
        if volume is not None:
            volume.finish()
            write_index(self.folder / volume.name, without(lines, self._erased.pop(volume.name, set())))
        while self._erased:
            name, offsets = self._erased.popitem()
            path = self.folder / name
            if index_of(path).exists():
                write_index(path, without(read_index(path), offsets))

    def append_exchanges(self, exchanges: Sequence[Exchange], earlier: Earlier | None = None) -> tuple[RecordRef, ...]:
        """Keep HTTP exchanges; on return they are on disk, synced once. All or none.

        `earlier`: the answer that the last of them repeats; a `revisit` record then says so, without its body.

        Returns one reference per exchange: its `response` record, or the `request` where nothing came
        back. Raises `DiskFull`; the file then ends with the last record that was whole before.
        """
        return self.append_visits([(exchanges, earlier)])[0]

    def append_visits(
        self, visits: Sequence[tuple[Sequence[Exchange], Earlier | None]], *, sync: bool = True
    ) -> list[tuple[RecordRef, ...]]:
        """As `append_exchanges`, of many, synced once, or by `sync` later. All or none."""
        composed = [
            [compose.exchange(exchange, earlier if exchange is exchanges[-1] else None) for exchange in exchanges]
            for exchanges, earlier in visits
        ]
        refs = iter(self._append([record for visit in composed for records in visit for record in records], sync=sync))
        placed = [[[next(refs) for _ in records] for records in visit] for visit in composed]
        return [tuple(records[0] for records in visit) for visit in placed]

    def sync(self) -> None:
        """All that was appended is on disk on return. Raises `DiskFull`."""
        if self._volume is not None:
            self._volume.sync()

    def append_resource(self, uri: str, body: bytes, media_type: str, date: str) -> RecordRef:
        """Keep a local file as a `resource` record; `date` is RFC 3339 in UTC. Raises `DiskFull`."""
        return self.append_resources([(uri, body, media_type, date)])[0]

    def append_resources(self, files: Sequence[tuple[str, bytes, str, str]]) -> list[RecordRef]:
        """As `append_resource`, of many, synced once. All or none."""
        return self._append([compose.resource(*file) for file in files])

    def append_metadata(self, body: bytes, date: str, *, uri: str = "", refers_to: str = "") -> None:
        """Keep a `metadata` record of JSON, about `uri` or the record `refers_to`; on disk with the next page.

        Raises `DiskFull`.
        """
        self._append([compose.metadata(body, date, uri, refers_to)], sync=False)

    def read(self, ref: RecordRef) -> bytes:
        """The HTTP entity body as sent (content coding kept), or the file; digests verified.

        Raises `CorpusDamaged`, and `UnknownArticle` where the record was erased.
        """
        record = self.read_record(ref)
        if record.type == "metadata":
            raise UnknownArticle(f"the raw page {ref.record_id} was removed from this corpus")
        return record.body

    def read_record(self, ref: RecordRef) -> StoredRecord:
        """The whole record, its HTTP head too; an erased one has the type `metadata`. Raises `CorpusDamaged`."""
        return read_record(self.folder, ref)

    def erase(self, ref: RecordRef) -> None:
        """Overwrite a record in place, synced; the file stays whole and other offsets hold. May be repeated.

        Raises `CorpusDamaged` where `ref` does not span one member, and `DiskFull`.
        """
        grave = tombstone(ref.record_id, ref.length)
        path = locate(self.folder, ref.file)
        if grave is None or not _spans_a_member(path, ref):
            raise CorpusDamaged(f"{ref.file} at byte {ref.offset}: no record of {ref.length} bytes to erase")
        with writing(path), path.open("r+b") as file:
            file.seek(ref.offset)
            file.write(grave)
            file.flush()
            os.fsync(file.fileno())
        self._erased.setdefault(ref.file, set()).add(ref.offset)

    def _index_others(self) -> None:
        """An index beside every file that has none: a killed writer's, or one whose index was taken away."""
        for path in self.folder.glob("*.warc.gz"):
            if not index_of(path).exists():
                write_index(path, lines_of(path, path.name))

    def _append(self, records: Sequence[compose.Composed], *, sync: bool = True) -> list[RecordRef]:
        if not records:
            return []
        volume = self._current()
        spans = volume.append([record.packed() for record in records], sync=sync)
        for record, (offset, length) in zip(records, spans, strict=True):
            told = line(record.record, record.digest, volume.name, offset, length)
            self._lines += [] if told is None else [told]
        return [
            RecordRef(volume.name, offset, length, record.record_id, record.digest)
            for (offset, length), record in zip(spans, records, strict=True)
        ]

    def _current(self) -> Volume:
        if not self._write:
            raise RuntimeError("this archive was opened for reading")
        if self._volume is not None and self._volume.size >= self._limit:
            self.close()
        if self._volume is None:
            last = self._last()
            name = self._next_name() if last is None else last.name
            self._lines = [] if last is None else read_index(last) or lines_of(last, name)
            self._volume = Volume(self.folder, name, b"".join(compose.warcinfo(name).packed()))
        return self._volume

    def _last(self) -> Path | None:
        """The file that was written last, if it may be gone on with."""
        paths = [path for path in volumes(self.folder) if _SERIAL.fullmatch(path.name)]
        if not paths or paths[-1].stat().st_size >= min(SMALL, self._limit):
            return None
        return paths[-1] if 0 <= _age(paths[-1].name) < YOUNG else None

    def _next_name(self) -> str:
        """Prefix, time, serial number, as the annexes of WARC/1.1 recommend; the serials go on over runs."""
        names = [_SERIAL.fullmatch(path.name) for path in self.folder.glob("broadsheet-*.warc.gz")]
        serial = max((int(name[1]) for name in names if name), default=-1) + 1
        return f"broadsheet-{datetime.now(UTC):%Y%m%d%H%M%S}-{serial:05}.warc.gz"


def _age(name: str) -> float:
    """Seconds since a file was begun, by its name; below 0 where that says nothing."""
    with suppress(ValueError):
        begun = datetime.strptime(name.split("-")[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return (datetime.now(UTC) - begun).total_seconds()
    return -1.0


def volumes(folder: Path) -> list[Path]:
    """The archive's files in the order in which they were written, one that is being written too; then any others."""
    paths = {path.name.removesuffix(OPEN): path for path in folder.glob("*.warc.gz*") if path.suffix in (".gz", OPEN)}
    return [paths[name] for name in sorted(paths, key=_place)]


def _place(name: str) -> tuple[bool, int, str]:
    found = _SERIAL.fullmatch(name)
    return found is None, int(found[1]) if found else 0, name


def _spans_a_member(path: Path, ref: RecordRef) -> bool:
    """Does a member begin where the reference says, and the next one, or nothing, where it ends?"""
    try:
        with path.open("rb") as file:
            file.seek(ref.offset)
            begin = file.read(len(GZIP))
            end = file.seek(ref.offset + ref.length)
            after = file.read(len(GZIP))
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        return False
    return begin == GZIP and (after == GZIP or end == size)
