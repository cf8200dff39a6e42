"""Migrations: from nothing, from the version before, never from a later one, never half.

Comes in: databases of several versions. Goes out: their version after opening.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.errors import CorpusError, SchemaTooNew
from broadsheet.store import Store
from broadsheet.store.schema import MIGRATIONS, migrate, version_of
from tests.store.older import HERE, statements

OBJECTS = (17, 12, 2, 2)
"""What each migration makes; the index has tables of its own."""
STEPS = (("CREATE TABLE one (a)", "INSERT INTO one VALUES (1)"), ("ALTER TABLE one ADD b",))


def open_at(path: Path) -> sqlite3.Connection:
    """A connection as the store makes it: no transactions of its own."""
    return sqlite3.connect(path, isolation_level=None)


def test_a_new_corpus_has_the_newest_schema(tmp_path: Path) -> None:
    """From nothing all migrations run; opening again changes nothing."""
    path = tmp_path / "made" / "corpus.db"
    for _ in range(2):
        with Store(path, write=True) as store:
            assert version_of(store.db) == len(MIGRATIONS)
            assert store.check() == []


def test_a_copy_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    """The corpus stays as it was, and half a copy takes no room."""
    path = tmp_path / "corpus.db"
    (tmp_path / "corpus.db.schema1" / "in the way").mkdir(parents=True)
    with closing(open_at(path)) as db:
        migrate(db, path, STEPS[:1])
        with pytest.raises(OSError, match="schema1"):
            migrate(db, path, STEPS)
        assert version_of(db) == 1
    assert not list(tmp_path.glob("*.tmp"))


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    """A corpus of a later broadsheet is neither read nor written, and stays as it is."""
    path = tmp_path / "corpus.db"
    with closing(open_at(path)) as db:
        db.execute("PRAGMA user_version = 99")
    for write in (True, False):
        with pytest.raises(SchemaTooNew, match="99"), Store(path, write=write):
            pass
    with closing(open_at(path)) as db:
        assert (version_of(db), db.execute("SELECT count(*) FROM sqlite_master").fetchone()) == (99, (0,))


def test_a_reader_does_not_migrate(tmp_path: Path) -> None:
    """An older corpus is left for a writer, with a word on what to do."""
    path = tmp_path / "corpus.db"
    path.touch()
    with pytest.raises(CorpusError, match="run `add`"), Store(path, write=False):
        pass


def test_an_older_corpus_is_copied_before_it_changes(tmp_path: Path) -> None:
    """The copy beside it is the corpus as it was."""
    path = tmp_path / "corpus.db"
    with closing(open_at(path)) as db:
        migrate(db, path, STEPS[:1])
        migrate(db, path, STEPS)
        assert version_of(db) == 2
    with closing(open_at(tmp_path / "corpus.db.schema1")) as copy:
        assert (version_of(copy), copy.execute("SELECT * FROM one").fetchall()) == (1, [(1,)])


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS) + 1))
def test_a_released_migration_is_never_changed(number: int) -> None:
    """Its SQL is what was frozen; all but the newest are (`python -m tests.store.older` freezes)."""
    assert statements(number) == MIGRATIONS[number - 1]
    assert number == len(MIGRATIONS) or (HERE / f"{number}.sql").is_file()


@pytest.mark.parametrize("last", range(1, sum(OBJECTS), 3))
def test_a_migration_that_breaks_leaves_the_version_before(tmp_path: Path, last: int) -> None:
    """Stopped at any statement, the database is at the old version, with its tables and no others; it goes on later."""
    path, left = tmp_path / "corpus.db", last

    def stop(action: int, *_: object) -> int:
        nonlocal left
        left -= action in CREATES
        return sqlite3.SQLITE_DENY if left <= 0 and action in CREATES else sqlite3.SQLITE_OK

    with closing(open_at(path)) as db:
        db.set_authorizer(stop)
        with pytest.raises(sqlite3.DatabaseError):
            migrate(db, path)
        db.set_authorizer(None)
        objects = db.execute("SELECT count(*) FROM sqlite_master WHERE sql IS NOT NULL").fetchone()[0]
        assert objects == sum(OBJECTS[: version_of(db)])
        migrate(db, path)
        assert version_of(db) == len(MIGRATIONS)


CREATES = {
    sqlite3.SQLITE_CREATE_TABLE,
    sqlite3.SQLITE_CREATE_INDEX,
    sqlite3.SQLITE_CREATE_VIEW,
    sqlite3.SQLITE_CREATE_TRIGGER,
    sqlite3.SQLITE_CREATE_VTABLE,
}
