"""The database made again from the archive alone: the same rows, from the same version of broadsheet.

Comes in: a corpus's folder. Goes out: a `Lost` for everything that the archive cannot give back, and how much it could.
The new database stands beside the old one until it is whole, then takes its place; the old one is kept. Nothing is
fetched. What happened is read from the archive's journal, in order; words are made anew from the raw pages.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from broadsheet.archive import Archive, Damage, Found, read_archive, volumes
from broadsheet.corpus import ARCHIVE, DATABASE
from broadsheet.durable import sync_folder
from broadsheet.errors import UsageError, writing
from broadsheet.fetch.head import parse_head
from broadsheet.options import Options
from broadsheet.run.journal import Journaled, Tried, read_event
from broadsheet.run.replay import GENEROUS
from broadsheet.store import Store
from broadsheet.store.lock import PATIENCE, WriterLock
from broadsheet.upkeep.remaking import Remaking, Tally

_UNTOLD = "a page of which no attempt is told: `add --resume` takes it up, or asks for it again"
NEW, BEFORE = "corpus.rebuilt.db", DATABASE + ".before-rebuild"


class Lost(msgspec.Struct, frozen=True):
    """Something that the archive cannot give back."""

    file: str
    offset: int
    """Bytes into the file."""
    length: int
    why: str


class Rebuilt(Tally):
    """What has been read and made, growing while `rebuild` runs."""

    files: int = 0
    bytes: int = 0


def rebuild(
    folder: Path,
    options: Options,
    done: Rebuilt,
    on_asked: Callable[[int], None] = lambda count: None,
    *,
    patience: float = PATIENCE,
) -> Iterator[Lost]:
    """Make the database of the corpus in `folder` again; what is lost, by file. `done` counts.

    A writer is waited for, `patience` seconds.
    Pages are processed with the options that their runs had; `options` says with how many workers. `on_asked` is told
    how many events there are. Given up before its end it leaves everything as it was. Raises `UsageError` where the
    archive tells nothing, `CorpusBusy`, `DiskFull`, `ExtraMissing`.
    """
    if not any(volumes(folder / ARCHIVE)):
        raise UsageError(f"no archive in {folder / ARCHIVE}: there is nothing to make a database of")
    new, lock = folder / NEW, WriterLock((folder / DATABASE).with_suffix(".lock"), patience)
    lock.acquire()
    try:
        _clear(new)
        with Archive(folder / ARCHIVE) as archive, tempfile.TemporaryFile(dir=folder) as events:
            for torn in archive.torn:
                yield Lost(torn.file, torn.offset, torn.bytes, "half a record, left by a killed run")
            numbers = array("q")
            yield from _read(folder / ARCHIVE, events, numbers, done)
            if not numbers:
                raise UsageError(f"{folder / ARCHIVE} holds no journal: its pages were not kept by this broadsheet")
            on_asked(len(numbers))
            with Store(new, write=True) as store:
                yield from _make(store, archive, options, _told(events, numbers), done)
        _put(new, folder / DATABASE)
    finally:
        _clear(new)
        lock.release()


def _read(folder: Path, events: IO[bytes], numbers: array[int], done: Rebuilt) -> Iterator[Lost]:
    """All events of the archive, to a file, each behind its length; `numbers` gets each one's attempt, or 0."""
    pages: dict[tuple[str, int], tuple[int, int]] = {}  # pages that no attempt told of yet: length, hash of the URI
    named: set[int] = set()
    for path in volumes(folder):
        name = path.name.removesuffix(".open")
        done.files += 1
        for one in read_archive(path, GENEROUS):
            done.bytes += one.length
            if isinstance(one, Damage):
                yield Lost(name, one.offset, one.length, one.why)
            elif one.record.type == "metadata":
                event = read_event(one.record.body)
                if event is None:
                    continue
                events.write(len(one.record.body).to_bytes(4, "big") + one.record.body)
                numbers.append(event.next.attempt if isinstance(event, Tried) else 0)
                if isinstance(event, Tried) and event.attempt.record is not None:
                    named.add(pages.pop((event.attempt.record.file, event.attempt.record.offset), (0, 0))[1])
            elif _is_page(one):
                pages[name, one.offset] = (one.length, hash(one.record.uri))
    for (name, offset), (length, uri) in pages.items():
        if uri not in named:  # the next run after a kill takes it up, or asks again
            yield Lost(name, offset, length, _UNTOLD)


def _is_page(one: Found) -> bool:
    """May it be a page that an article is made of, not a redirect, an error or a site's rules?"""
    if one.record.type != "response":
        return one.record.type == "resource"
    head = parse_head(one.record.head)
    return head is not None and 200 <= head.status < 300 and not one.record.uri.endswith("/robots.txt")


def _told(events: IO[bytes], numbers: array[int]) -> Iterator[Journaled]:
    """The events in order, without those that are void: what was told, and then not committed, was told again."""
    void, least = bytearray(len(numbers)), sum(numbers) + 1
    for place in range(len(numbers) - 1, -1, -1):
        number = numbers[place]
        void[place] = number >= least
        least = min(least, number or least)
    events.seek(0)
    for place in range(len(numbers)):
        body = events.read(int.from_bytes(events.read(4), "big"))
        event = None if void[place] else read_event(body)
        if event is not None:
            yield event


def _make(
    store: Store, archive: Archive, options: Options, events: Iterator[Journaled], done: Rebuilt
) -> Iterator[Lost]:
    store.begin_remake()
    with Remaking(store, archive, options, done) as making:
        for event in events:
            making.take(event)
            yield from (Lost(ref.file, ref.offset, ref.length, why) for ref, why in making.told())
        making.end()
        yield from (Lost(ref.file, ref.offset, ref.length, why) for ref, why in making.told())
    done.buried = store.end_remake()
    for finding in store.check():
        yield Lost(NEW, 0, 0, f"{finding.check}: {finding.message}")


def _put(new: Path, path: Path) -> None:
    """The new database in place of the old one, which is kept with its journal; at no moment there is none."""
    before = path.with_name(BEFORE)
    with writing(new):
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        if path.exists():
            _empty_journal(path)
            for copy in (before, before.with_name(before.name + "-wal")):
                copy.unlink(missing_ok=True)
            try:
                os.link(path, before)
            except OSError:  # a file system without links
                shutil.copy2(path, before)
        # A journal that stayed would be taken for the new database's.
        for suffix in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).replace(before.with_name(before.name + suffix))
        new.replace(path)
        sync_folder(path.parent)


def _empty_journal(path: Path) -> None:
    """Move what its journal holds into the old database, where that can still be done."""
    with suppress(sqlite3.Error):
        database = sqlite3.connect(path)
        try:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            database.close()


def _clear(new: Path) -> None:
    """Take away what an earlier try left."""
    for name in (new.name, f"{new.name}-wal", f"{new.name}-shm", new.with_suffix(".lock").name):
        new.with_name(name).unlink(missing_ok=True)
