"""Which journal a database has: a log beside it (WAL), or where that is not safe the old one (DELETE).

Comes in: the database's path. Goes out: the mode, and why not the usual one. Must not know: tables.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

import msgspec

from broadsheet.store.disk import NETWORK_SYSTEMS, file_system

RACE_FROM, RACE_TO = (3, 7, 0), (3, 51, 2)
"""SQLite versions that can lose a commit when two connections write or checkpoint at once (sqlite.org/wal.html, "The
WAL-reset bug")."""

_VERSIONS = slice(18, 20)
_LOGGED = b"\x02\x02"
"""Bytes 18 and 19 of a database in WAL mode (SQLite, Database File Format, 1.3.3)."""


class JournalMode(msgspec.Struct, frozen=True):
    """How commits are made durable."""

    name: Literal["WAL", "DELETE"]
    why: str = ""
    """What is weak here, and what is done about it."""


def has_race(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Has this SQLite the WAL-reset bug?"""
    return RACE_FROM <= version <= RACE_TO


def journal_mode(path: Path) -> JournalMode:
    """The journal that a database at `path` must have."""
    kind = file_system(path)
    if kind in NETWORK_SYSTEMS:
        words = (
            "WAL needs memory that processes share, so reading and writing wait for each other here (journal DELETE)"
        )
        return JournalMode("DELETE", f"{path.parent} is on {kind}: {words}")
    if has_race():
        words = "can lose commits of two writers (WAL-reset bug): one writes, under the lock, and only it checkpoints"
        return JournalMode("WAL", f"SQLite {sqlite3.sqlite_version} {words}")
    return JournalMode("WAL")


def is_logged(path: Path) -> bool:
    """Was the database left in WAL mode?"""
    try:
        with path.open("rb") as file:
            return file.read(_VERSIONS.stop)[_VERSIONS] == _LOGGED
    except OSError:
        return False
