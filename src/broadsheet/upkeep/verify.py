"""Every byte of the archive read again, every digest taken again, every reference of database and index followed.

Comes in: the corpus's folder. Goes out: a `Fault` for each thing that is not as it was written, and how much was read.
Reads only; mends nothing. Memory: the references into one file at a time, and eight bytes or so a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from broadsheet.archive import (
    Damage,
    Found,
    RecordRef,
    StoredRecord,
    digest,
    index_of,
    line,
    locate,
    offset_of,
    read_archive,
    read_index,
    volumes,
)
from broadsheet.corpus import ARCHIVE, DATABASE
from broadsheet.errors import UsageError
from broadsheet.run.journal import Tried, read_event
from broadsheet.run.replay import GENEROUS
from broadsheet.store import Store


class Fault(msgspec.Struct, frozen=True):
    """One place that is not as it was written."""

    file: str
    offset: int
    """Bytes into the file."""
    length: int
    why: str


class Verified(msgspec.Struct):
    """What has been read, growing while `verify` runs."""

    files: int = 0
    records: int = 0
    bytes: int = 0
    referred: int = 0
    """Raw pages that the database names, and that are where it says."""
    indexed: int = 0
    """Lines of the indexes, each of which leads to its record."""


def verify(folder: Path, done: Verified) -> Iterator[Fault]:
    """Faults of the archive in `folder`, file by file, by offset; `done` counts what was read.

    Raises `UsageError` where there is no corpus, `OSError` where a file cannot be read.
    """
    if not (folder / DATABASE).is_file():
        raise UsageError(f"no corpus at {folder}: `broadsheet add` makes one, `-c FOLDER` names another")
    files = {path.name.removesuffix(".open") for path in volumes(folder / ARCHIVE)}
    with Store(folder / DATABASE, write=False) as store:
        reading = Reading(done, store.next_ids().attempt)
        for name in sorted({*files, *store.record_files()}):
            named = {ref.offset: ref for ref in store.records_in(name)}
            if name in files:
                yield from reading.file(name, locate(folder / ARCHIVE, name), named)
            for ref in sorted(named.values(), key=lambda ref: ref.offset):
                yield Fault(name, ref.offset, ref.length, f"the database names {ref.record_id} here; it is not there")
        yield from reading.revisits()
        yield from reading.unknown()
        for article, number in store.without_page():
            yield Fault(DATABASE, 0, 0, f"version {number} of article {article} names no raw page")


class Reading:
    """The files of an archive, one after the other."""

    def __init__(self, done: Verified, next_attempt: int) -> None:
        self._done = done
        self._next = next_attempt
        self._ahead: set[int] = set()  # attempts that the database does not have
        self._payloads: set[int] = set()  # hashes of the digests of all that was read
        self._revisits: list[tuple[str, Found]] = []

    def file(self, name: str, path: Path, named: dict[int, RecordRef]) -> Iterator[Fault]:
        """Faults of one file and its index; what is where the database says is taken out of `named`."""
        self._done.files += 1
        listed = index_of(path).exists() and path.name == name
        lines = {offset_of(one): one for one in read_index(path)} if listed else {}
        if not listed and path.name == name:
            yield Fault(name, 0, 0, "it has no index; the next `add` makes one")
        for one in read_archive(path, GENEROUS):
            self._done.bytes += one.length
            if isinstance(one, Damage):
                named.pop(one.offset, None)
                lines.pop(one.offset, None)
                yield Fault(name, one.offset, one.length, one.why)
                continue
            self._done.records += 1
            self._hear(one)
            ref = named.pop(one.offset, None)
            unlisted = self._unlisted(name, one, lines) if listed else ""
            why = self._unlike(name, one, ref) or unlisted
            if why:
                yield Fault(name, one.offset, one.length, why)
            elif ref is not None:
                self._done.referred += 1
        for offset in lines.keys() - named.keys():  # what the database names too is told once
            yield Fault(index_of(path).name, offset or 0, 0, f"a line of the index leads to no record; {_AGAIN}")

    def revisits(self) -> Iterator[Fault]:
        """Faults of revisits: each must have been the same as a page that was read."""
        for name, one in self._revisits:
            if hash(one.digest) not in self._payloads:
                yield Fault(name, one.offset, one.length, f"a revisit of {one.digest}, which no record here has")

    def unknown(self) -> Iterator[Fault]:
        """The fault that the database is behind the archive; by one it may be, of which the commit was cut off."""
        if len(self._ahead) > 1:
            words = f"{len(self._ahead)} attempts that the archive tells of are not there; `broadsheet rebuild` helps"
            yield Fault(DATABASE, 0, 0, words)

    def _hear(self, one: Found) -> None:
        event = read_event(one.record.body) if one.record.type == "metadata" else None
        if isinstance(event, Tried) and event.next.attempt >= self._next:
            self._ahead.add(event.next.attempt)

    def _unlike(self, name: str, one: Found, ref: RecordRef | None) -> str:
        """How a record differs from what it claims and from what the database says of it; "" where it does not."""
        made = digest(one.record.body)
        if one.record.type == "revisit":
            if one.digest:
                self._revisits.append((name, msgspec.structs.replace(one, record=_NOTHING)))
        elif one.digest and one.digest != made:
            return f"payload digest is {made}, not {one.digest}"
        elif one.record.type in PAGES:
            self._payloads.add(hash(made))
        kept = one.digest or made if one.record.type == "revisit" else made
        if ref is None or ref == RecordRef(ref.file, one.offset, one.length, one.record_id, kept):
            return ""
        return f"the database names {ref.record_id} of {ref.length} bytes, {ref.digest}; here is {one.record_id}"

    def _unlisted(self, name: str, one: Found, lines: dict[int | None, str]) -> str:
        """How the index differs from a record; what it says rightly is taken out of `lines`."""
        expected = line(one.record, one.digest, name, one.offset, one.length)
        told = lines.pop(one.offset, None)
        self._done.indexed += told is not None and told == expected
        return "" if told == expected else f"the index does not tell of this record as it is; {_AGAIN}"


PAGES = frozenset({"response", "resource"})
_NOTHING = StoredRecord("revisit", "", "", "", b"", b"")
_AGAIN = "take the .cdxj file away, the next `add` makes it anew"
