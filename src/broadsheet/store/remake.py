"""What the archive is told of the store, and a store made again from what the archive was told.

Comes in: rows as they were, with their numbers. Goes out: the same, and the numbers that come next. Must not know: how
the archive keeps them. Only an empty database is filled so; foreign keys are checked in the end.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import msgspec

from broadsheet.errors import CorpusDamaged
from broadsheet.store.queue import ASKED, asked_input_of
from broadsheet.store.rows import AskedInput
from broadsheet.store.session import Session


class RunRow(msgspec.Struct, frozen=True):
    """A command that was run."""

    id: int
    started_at: str
    command: str
    version: str
    options: str
    """As JSON."""


class NextIds(msgspec.Struct, frozen=True):
    """The numbers that the next rows will get."""

    attempt: int
    version: int
    image: int


_FILLED = {
    "attempts": "INSERT INTO attempts (id, input_id, at, outcome) VALUES (?1, 0, '', '')",
    "versions": "INSERT INTO versions (id, article_id, number, text, text_digest, article_json, created_at)"
    " VALUES (?1, '', ?1, '', ?1, '', '')",
    "images": "INSERT INTO images (id, article_id, position, is_lead) VALUES (?1, '', 0, 0)",
}
"""A row of each table whose number is all that it has."""
_UNFILLED = {"attempts": "input_id = 0", "versions": "article_id = ''", "images": "article_id = ''"}


class Remaker(Session):
    """The part of the store that can be made again."""

    _filled = False

    def run_row(self, run_id: int) -> RunRow:
        """A run, by its number. Raises `CorpusDamaged` where there is none."""
        row = self.one("SELECT id, started_at, command, version, options FROM runs WHERE id = ?", (run_id,))
        if row is None:
            raise CorpusDamaged(f"{self.path}: no run {run_id}")
        return RunRow(*row)

    def asked_input(self, input_id: int) -> AskedInput:
        """An input, by its number. Raises `CorpusDamaged` where there is none."""
        row = self.one(f"{ASKED} WHERE id = ?", (input_id,))
        if row is None:
            raise CorpusDamaged(f"{self.path}: no input {input_id}")
        return asked_input_of(row)

    def next_ids(self) -> NextIds:
        """The numbers that the next attempt, version and image will get."""
        row = self.one(
            "SELECT (SELECT max(id) FROM attempts), (SELECT max(id) FROM versions), (SELECT max(id) FROM images)"
        )
        assert row is not None  # an aggregate always has a row
        return NextIds(*((last or 0) + 1 for last in row))

    def begin_remake(self) -> None:
        """Nothing has to be on disk before all is, and rows may come before those that they name."""
        for setting in ("foreign_keys = OFF", "synchronous = OFF"):
            self.one(f"PRAGMA {setting}")

    def remake_run(self, row: RunRow) -> None:
        """A run under its number; none twice."""
        with self.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO runs (id, started_at, command, version, options) VALUES (?, ?, ?, ?, ?)",
                msgspec.structs.astuple(row),
            )

    def remake_input(self, asked: AskedInput) -> None:
        """An input under its number, queued, and its origin; none twice."""
        with self.transaction() as db:
            if db.execute("SELECT 1 FROM inputs WHERE id = ? OR key = ?", (asked.id, asked.key)).fetchone():
                return
            db.execute(
                "INSERT INTO sources VALUES (?1, ?2, ?2) ON CONFLICT (name)"
                " DO UPDATE SET first_seen = min(first_seen, ?2), last_seen = max(last_seen, ?2)",
                (asked.origin, asked.added_at),
            )
            db.execute(
                "INSERT INTO inputs (id, key, kind, source, site, origin, state, first_run, last_run, added_at,"
                " updated_at, rank, depth, expected, dated, found_by) VALUES (:id, :key, :kind, :source, :site,"
                " :origin, 'queued', :run, :run, :added_at, :added_at, :rank, :depth, :expected, :dated, :found_by)",
                msgspec.structs.asdict(asked),
            )

    def align(self, ids: NextIds) -> None:
        """Make the next rows get the numbers that they had: rows between are lost, or were taken out."""
        there = self.next_ids()
        gaps = {
            table: wanted - 1
            for table, wanted, next_ in zip(
                _FILLED, msgspec.structs.astuple(ids), msgspec.structs.astuple(there), strict=True
            )
            if wanted > next_
        }
        if not gaps:
            return
        with self.transaction() as db:
            for table, last in gaps.items():
                db.execute(_FILLED[table], (last,))
        self._filled = True

    def unfill(self) -> None:
        """Take out again what `align` put in."""
        if not self._filled:
            return
        with self.transaction() as db:
            for table, which in _UNFILLED.items():
                db.execute(f"DELETE FROM {table} WHERE {which}")
        self._filled = False

    def end_remake(self) -> int:
        """Make tombstones of articles that have no words left, and all of it durable; how many there were."""
        with self.transaction() as db:
            buried = db.execute(
                "UPDATE articles SET removed_at = last_seen WHERE removed_at IS NULL AND latest_version IS NULL"
            ).rowcount
        self.one("PRAGMA synchronous = FULL")
        self.one("PRAGMA foreign_keys = ON")
        self.one("PRAGMA wal_checkpoint(TRUNCATE)")
        return buried
