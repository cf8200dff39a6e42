"""Connections to the corpus database, and the one seam where SQLite's errors become ours.

Comes in: a path. Goes out: a connection with the settings that our promises need. Must not know:
tables. A writer's commit is on disk when it returns; a reader never blocks and never writes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.errors import BroadsheetError, CorpusBusy, CorpusDamaged, CorpusError, DiskFull, UsageError, writing
from broadsheet.store.journal_mode import is_logged, journal_mode

BUSY = 10_000
"""Milliseconds that SQLite waits for its own short locks, as at a checkpoint."""

_NO_ROOM = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    # SQLite says FULL for ENOSPC only; a file size limit or a quota comes as one of these.
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_JOURNAL = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_PRIMARY = 0xFF  # an extended code's low byte is its family


@contextmanager
def seam(path: Path) -> Iterator[None]:
    """SQLite's errors as `DiskFull`, `CorpusBusy` or `CorpusDamaged`; misuse of the module stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise
        raise _ours(error, code, path) from error


def _ours(error: sqlite3.Error, code: int, path: Path) -> BroadsheetError:
    if {code, code & _PRIMARY} & _NO_ROOM:
        return DiskFull(f"cannot write {path}: {error}")
    if code & _PRIMARY in _BUSY:
        return CorpusBusy(f"{path} is locked by another process: {error}")
    return CorpusDamaged(f"{path}: {error} ({error.sqlite_errorname})")


@contextmanager
def writing_seam(path: Path) -> Iterator[None]:
    """`seam` for one who writes: a database that is there and cannot be opened is one that gets no journal."""
    try:
        with seam(path):
            yield
    except CorpusDamaged as error:
        cause = error.__cause__
        if not isinstance(cause, sqlite3.Error) or cause.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_CANTOPEN:
            raise
        if not path.is_file():
            raise
        raise DiskFull(f"cannot write a journal beside {path}: {cause}") from error


def connect_writer(path: Path) -> sqlite3.Connection:
    """The one writing connection; the database is made where there is none. Raises `DiskFull`, `CorpusDamaged`."""
    with writing(path):  # SQLite would only say that it cannot open the file
        path.touch()
    mode = journal_mode(path).name
    # With the file to itself SQLite keeps in its own memory what WAL shares elsewhere, and can leave that mode.
    alone = mode == "DELETE" and is_logged(path)
    settings = ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "locking_mode = NORMAL", "schema_version")
    with writing_seam(path):
        db = sqlite3.connect(path, isolation_level=None)
        return _set(
            db,
            f"busy_timeout = {BUSY}",
            *(settings if alone else [f"journal_mode = {mode}"]),
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what `remove` takes out is overwritten, not only unlinked
        )


def connect_reader(path: Path) -> sqlite3.Connection:
    """A reading connection. Raises `UsageError` where there is no corpus, `CorpusDamaged` where it cannot be read."""
    if not path.is_file():
        raise UsageError(f"no corpus at {path}; `broadsheet add` makes one")
    uri = path.absolute().as_uri()
    settings = (f"busy_timeout = {BUSY}", "query_only = ON", "schema_version")  # the last reads the file
    journal = journal_mode(path)
    if journal.name == "DELETE" and is_logged(path) and os.access(path.parent, os.W_OK):
        raise CorpusError(f"{journal.why}; {path.name} has a WAL from another disk: run `broadsheet add --resume` once")
    with seam(path):
        try:
            return _set(sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None), *settings)
        except sqlite3.OperationalError as error:
            log = path.with_name(path.name + "-wal")
            if error.sqlite_errorcode & _PRIMARY not in _NO_JOURNAL or (log.exists() and log.stat().st_size):
                raise
        # A deposited corpus on a read-only disk: no journal can be made, and nobody writes.
        return _set(sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None), *settings)


def _set(db: sqlite3.Connection, *settings: str) -> sqlite3.Connection:
    db.row_factory = sqlite3.Row
    try:
        for setting in settings:
            db.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:  # the caller never sees the connection, so nobody else closes it
        db.close()
        raise
    return db
