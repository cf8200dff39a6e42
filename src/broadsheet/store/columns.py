"""What the tables that named inputs said of them, kept to be joined to what became of them.

Comes in: JSON objects, an input each. Goes out: the rows of an article's inputs. Must not know: how a table is read.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from broadsheet.store.scrub import scrub
from broadsheet.store.session import Session

Cells = dict[str, str]


def keep_columns(db: sqlite3.Connection, input_id: int, cells: str | None) -> bool:
    """Keep a row beside its input; an equal one is there once. Was it new?"""
    if cells is None:
        return False
    row = (input_id, scrub(cells))
    return db.execute("INSERT OR IGNORE INTO input_columns (input_id, cells) VALUES (?, ?)", row).rowcount > 0


class Columns(Session):
    """The part of the store that joins."""

    def join(self, input_id: int, cells: str) -> None:
        """Keep what a table said of an input."""
        with self.transaction() as db:
            keep_columns(db, input_id, cells)

    def joined(self, what: str) -> set[int]:
        """The inputs that led to an article (its full id), or a site's, of which a table said something."""
        rows = self.select(
            "SELECT DISTINCT c.input_id FROM input_columns c JOIN attempts a ON a.input_id = c.input_id"
            " JOIN articles r ON r.id = a.article_id WHERE r.id = :what OR r.site = :what",
            {"what": what},
        )
        return {row["input_id"] for row in rows}

    def columns_of(self, article: str) -> list[Cells]:
        """The rows of all inputs that led to an article, by its full id, in the order they were asked for."""
        rows = self.select(
            "SELECT c.cells FROM input_columns c WHERE c.input_id IN"
            " (SELECT input_id FROM attempts WHERE article_id = ?) ORDER BY c.input_id, c.id",
            (article,),
        )
        return [_cells(row["cells"]) for row in rows]

    def column_names(self) -> list[str]:
        """Every column there is, in the order in which they were met."""
        names: dict[str, None] = {}
        for row in self.select("SELECT cells FROM input_columns ORDER BY id"):
            names |= dict.fromkeys(_cells(row["cells"]))
        return list(names)


def _cells(encoded: str) -> Cells:
    value: dict[str, Any] = msgspec.json.decode(encoded)
    return {str(name): str(cell) for name, cell in value.items()}
