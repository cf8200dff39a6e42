"""One opened corpus database: lock, connection, transactions; what the parts of `Store` build on.

Comes in: the database's path. Goes out: rows and transactions, with errors of ours only. Must not
know: tables.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from broadsheet.store.connect import connect_reader, connect_writer, seam, writing_seam
from broadsheet.store.journal_mode import journal_mode
from broadsheet.store.lock import PATIENCE, WriterLock
from broadsheet.store.schema import migrate, require

_log = logging.getLogger(__name__)

BATCH = 256
"""Rows read from SQLite at a time."""
_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))
"""How a transaction begins, is kept and is dropped: alone, and within a group (SQLite, "Savepoints")."""

_MOMENT: ContextVar[str | None] = ContextVar("moment", default=None)


class Session:
    """A corpus database, opened for writing (one process at a time) or for reading (any number)."""

    def __init__(self, path: Path, *, write: bool, patience: float = PATIENCE) -> None:
        self.path = path
        self.write = write
        self._lock = WriterLock(path.with_suffix(".lock"), patience)
        self._db: sqlite3.Connection | None = None
        self._grouped = False

    def __enter__(self) -> Self:
        if self.write:
            self._open_for_writing()
        else:
            self._db = connect_reader(self.path)
            self._checked(require)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and give the lock back."""
        db, self._db = self._db, None
        if db is not None:
            db.close()
        self._lock.release()

    @property
    def db(self) -> sqlite3.Connection:
        """The open connection."""
        if self._db is None:
            raise RuntimeError("the store is used outside of its `with` block")
        return self._db

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: committed, on disk, when the block (or its group) ends; rolled back when it raises."""
        db = self.db
        begin, keep, drop = _PART if self._grouped else _WHOLE
        with writing_seam(self.path):
            db.execute(begin)
            try:
                yield db
                db.execute(keep)
            except BaseException:  # whatever broke it off, half of it must not stay
                if db.in_transaction:  # else a full disk has ended it already
                    for step in drop:  # one by one: a script would commit before it begins
                        db.execute(step)
                raise

    @contextmanager
    def group(self) -> Iterator[None]:
        """Transactions within are on disk together, at the end of the block: one wait for the disk instead of many."""
        with self.transaction():
            self._grouped = True
            try:
                yield
            finally:
                self._grouped = False

    def select(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query, read as they are asked for."""
        with seam(self.path):
            cursor = self.db.execute(sql, values)
            try:
                while rows := cursor.fetchmany(BATCH):
                    yield from rows
            finally:
                with suppress(sqlite3.ProgrammingError):  # rows not read to their end may outlive the connection
                    cursor.close()

    def one(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with seam(self.path):
            row: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
            return row

    def _open_for_writing(self) -> None:
        self._lock.acquire()
        try:
            self._db = connect_writer(self.path)
        except BaseException:  # whoever cannot open must not hold
            self._lock.release()
            raise
        if why := journal_mode(self.path).why:
            _log.info("%s", why)
        self._checked(migrate)

    def _checked(self, step: Callable[[sqlite3.Connection, Path], None]) -> None:
        try:
            with writing_seam(self.path) if self.write else seam(self.path):
                step(self.db, self.path)
        except BaseException:  # `with` closes only what was entered
            self.close()
            raise


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Within, the present is `moment` (RFC 3339 in UTC): the archive tells of what is recorded with the same time."""
    token = _MOMENT.set(moment)
    try:
        yield
    finally:
        _MOMENT.reset(token)


def now() -> str:
    """The present in UTC, as every time in the store is written."""
    return _MOMENT.get() or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
