"""Runs and inputs: what was asked for, by which command, and what is still to be done.

Comes in: sources' keys and names. Goes out: inputs with their current outcome. Must not know: how
an input is fetched. An input is committed as queued before anything is tried.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from broadsheet.records import ListingKind
from broadsheet.store.columns import keep_columns
from broadsheet.store.rows import Asked, AskedInput, Input, Kind
from broadsheet.store.scrub import scrub
from broadsheet.store.session import BATCH, Session, now
from broadsheet.urls import normalise, site_key
from broadsheet.version import VERSION

COLUMNS = "id, key, kind, source, origin, state, reason, evidence, article_id, depth, expected, dated, found_by"
INPUT = f"SELECT {COLUMNS} FROM inputs"  # noqa: S608  our own words only


ASKED = (
    "SELECT id, key, kind, source, origin, added_at, site, first_run AS run, rank, depth, expected, dated, found_by"
    " FROM inputs"
)


class Queue(Session):
    """The part of the store that takes in work."""

    run_id: int | None = None
    """The run begun last on this store."""

    def begin_run(self, command: str, options: Mapping[str, Any] | msgspec.Struct) -> int:
        """Note that a command starts; returns the run's id. `options` is kept as JSON."""
        values = (now(), scrub(command), VERSION, scrub(msgspec.json.encode(options).decode()))
        with self.transaction() as db:
            added = db.execute("INSERT INTO runs (started_at, command, version, options) VALUES (?, ?, ?, ?)", values)
        self.run_id = added.lastrowid
        if self.run_id is None:
            raise RuntimeError("SQLite gave no row id")
        return self.run_id

    def end_run(self, run_id: int, told: Mapping[str, int] | None = None) -> dict[str, int]:
        """Note that a command has ended, with the number of its attempts by outcome, which is returned.

        `told` stand in for them where a command makes none.
        """
        with self.transaction() as db:
            rows = db.execute(
                "SELECT outcome, count(*) FROM attempts WHERE run_id = ? GROUP BY 1 ORDER BY 1", (run_id,)
            )
            counts = {row[0]: row[1] for row in rows} if told is None else dict(sorted(told.items()))
            encoded = msgspec.json.encode(counts).decode()
            db.execute("UPDATE runs SET finished_at = ?, counts = ? WHERE id = ?", (now(), encoded, run_id))
        return counts

    def ask(self, key: str, kind: Kind, source: str, origin: str = "argument") -> Input:
        """Queue an input, or return the one that has this key, with its outcome so far. Arguments as in `Asked`."""
        return self.ask_many([Asked(key, kind, source, origin)])[0]

    def ask_many(self, asked: Iterable[Asked]) -> list[Input]:
        """`ask` for many, in their order, in one transaction: after a crash all are queued or none is."""
        with self.transaction() as db:
            return [self._ask(db, one) for one in asked]

    def queued(self) -> Iterator[Input]:
        """Every input that has no outcome yet, oldest first; the caller may record outcomes while reading."""
        last = 0
        while rows := list(
            self.select(f"{INPUT} WHERE state = 'queued' AND id > ? ORDER BY id LIMIT {BATCH}", (last,))
        ):
            yield from map(input_of, rows)
            last = rows[-1]["id"]

    def _ask(self, db: sqlite3.Connection, asked: Asked) -> Input:
        key, stamp = scrub(asked.key), now()
        known = db.execute(f"{INPUT} WHERE key = ?", (key,)).fetchone()
        if known:
            joined = keep_columns(db, known["id"], asked.columns)
            if known["state"] == "queued":
                db.execute("UPDATE inputs SET last_run = ? WHERE id = ?", (self.run_id, known["id"]))
            return msgspec.structs.replace(input_of(known), joined=joined)
        origin = scrub(asked.origin)
        db.execute(
            "INSERT INTO sources VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET last_seen = excluded.last_seen",
            (origin, stamp, stamp),
        )
        source, site = _kept(asked)
        added = db.execute(
            "INSERT INTO inputs (key, kind, source, site, origin, state, first_run, last_run, added_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)",
            (key, asked.kind, source, site, origin, self.run_id, self.run_id, stamp, stamp),
        )
        row = db.execute(f"{INPUT} WHERE id = ?", (added.lastrowid,)).fetchone()
        joined = keep_columns(db, row["id"], asked.columns)
        return msgspec.structs.replace(input_of(row), new=True, joined=joined)


def input_of(row: sqlite3.Row) -> Input:
    """The row as a value."""
    return msgspec.convert(dict(row), Input)  # columns that are none of its fields are passed over


def asked_input_of(row: sqlite3.Row) -> AskedInput:
    """The row of `ASKED` as it was asked for: its columns are the fields, in their order."""
    number, key, kind, source, origin, added_at, site, run, rank, depth, expected, dated, found_by = row
    kinds = _LISTINGS[expected], _LISTINGS[found_by]
    return AskedInput(number, key, kind, source, origin, added_at, site, run, rank, depth, kinds[0], dated, kinds[1])


_LISTINGS: dict[str | None, ListingKind | None] = {None: None, **{str(kind): kind for kind in ListingKind}}
"""By the words that the store has."""


def _kept(asked: Asked) -> tuple[str, str | None]:
    """The source as it may be stored, without a user's password, and its site."""
    if asked.kind != "url":
        return scrub(asked.source), site_key(asked.url or "") or None
    source = normalise(asked.source) or asked.source if "@" in asked.source else asked.source
    return scrub(source), site_key(source) or None
