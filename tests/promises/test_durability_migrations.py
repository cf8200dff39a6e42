"""Promise 15: every schema there ever was opens, whole; killed at any statement a migration leaves old or new.

Comes in: databases of every older schema, made of the SQL that was released. Goes out: how many were neither.
A migration that is added later is tested here without a change.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.store import Store
from broadsheet.store.schema import MIGRATIONS
from tests.faults.nursery import Nursery
from tests.store.older import LEDGER, make, shape

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork: no migration was killed")

NEWEST = len(MIGRATIONS)
AROUND = 12
"""Statements that a writer's opening has before and behind its migrations, and some more."""


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all."""
    with Nursery() as nursery:
        yield nursery


def whole(path: Path, schema: int, between: int = 0) -> None:
    """A writer finds all rows, and leaves the newest schema and a copy of each from which migrating was begun."""
    with Store(path, write=True) as store:
        assert store.check() == []
        assert store.ledger() == (LEDGER if schema else {"article": 0, "queued": 0})
        assert [article.title for article in store.articles(text="harbour")] == ["Old news"] * bool(schema)
    copies = {f"corpus.db.schema{number}" for number in {schema, between} - {0, NEWEST}}
    assert {copy.name for copy in path.parent.glob("corpus.db.schema*")} == copies


def test_every_older_schema(tmp_path: Path, told: Callable[[str], None]) -> None:
    """Older schemas that a writer does not bring to the newest, whole and in the very shape of a new one"""
    for schema in range(NEWEST + 1):
        path = tmp_path / str(schema) / "corpus.db"
        make(path, schema) if schema else path.parent.mkdir()
        whole(path, schema)
        assert shape(path) == shape(tmp_path / "0" / "corpus.db")
    told(f"0 of {NEWEST + 1}")


def test_kills(nursery: Nursery, tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Migrations that kill -9, at any of their statements, leaves neither old nor new, or without a row"""
    kills = 0
    shapes = {0: (0, list[str]())}
    for schema in range(1, NEWEST + 1):
        make(tmp_path / f"schema{schema}" / "corpus.db", schema)
        shapes[schema] = shape(tmp_path / f"schema{schema}" / "corpus.db")
    for schema in range(NEWEST):
        statements = AROUND + sum(len(migration) + 3 for migration in MIGRATIONS[schema:])
        for number in range(1 + schema, statements, tries(11, 1)):
            path = tmp_path / f"{schema} {number}" / "corpus.db"
            make(path, schema) if schema else path.parent.mkdir()
            run = nursery.run("-c", path.parent, "add", tmp_path / "none", die_at=number, in_sql=True)
            kills += run.code == -9
            found = shape(path)[0] if path.exists() else 0
            assert found in range(schema, NEWEST + 1)
            assert found == 0 or shape(path) == shapes[found]
            if run.code == -9:
                whole(path, schema, found)
    assert kills
    told(f"0 of {kills} kills")


@pytest.mark.parametrize("verb", ["add x", "reextract", "list", "search x", "ledger", "export", "remove --yes x"])
def test_a_newer_schema_is_refused(nursery: Nursery, tmp_path: Path, verb: str) -> None:
    """Every verb says which schema is there and which is known, in one line, and the file stays as it is."""
    path = tmp_path / "c" / "corpus.db"
    make(path, NEWEST)
    data = bytearray(path.read_bytes())
    data[60:64] = (NEWEST + 1).to_bytes(4, "big")  # the user version (SQLite, Database File Format, 1.3)
    path.write_bytes(data)
    run = nursery.run("-c", path.parent, *verb.split())
    assert (run.code, run.err.count("\n")) == (1, 1), run.err
    assert f"has schema {NEWEST + 1}, this broadsheet knows {NEWEST}" in run.err
    assert path.read_bytes() == data
