"""Articles taken out for good (a legal takedown, somebody's privacy): a tombstone stays.

Comes in: ids and sites. Goes out: which raw records the caller must erase. Must not know: the
archive. Call again after a crash: a tombstone still names its records.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from broadsheet.errors import UnknownArticle
from broadsheet.records import RecordRef
from broadsheet.store.filters import site_of
from broadsheet.store.read import Reader
from broadsheet.store.schema import copies
from broadsheet.store.session import now

_EMPTIED = (
    "canonical_url", "title", "lead", "publisher", "section", "date_published", "date_modified", "language",
    "paywall", "truncated", "confidence", "authors", "agencies", "tags", "latest_version",
)  # fmt: skip


class Remover(Reader):
    """The part of the store that forgets."""

    def remove(self, article: str) -> list[RecordRef]:
        """Take an article's text, facts and versions out of the database and the index.

        Id, URL, site and days seen stay, with `removed_at`; so do the ledger's counts. Returns the raw
        records of every attempt that met the article: erase them in the archive. Raises `UnknownArticle`.
        """
        return self._remove([self.resolve(article)], "article_id = ?")

    def remove_site(self, site: str) -> list[RecordRef]:
        """`remove` for every article of a site (domain or host), and the records of its dropped pages too."""
        name = site_of(site)
        met = "article_id IS NULL AND input_id IN (SELECT id FROM inputs WHERE site = ?)"
        if not self._knows(name):
            raise UnknownArticle(f"nothing of {name!r} in {self.path}")
        records = [*self._remove(self._ids(name), "article_id = ?"), *self._remove([], met, [name])]
        return list(dict.fromkeys(records))

    def take_out(self, what: str) -> tuple[list[str], list[RecordRef]]:
        """`remove` or `remove_site`, whichever `what` names: the ids of the articles, and the raw records to erase.

        A URL names an article, never its site. Raises `UnknownArticle`.
        """
        if "://" not in what and self._knows(site_of(what)):
            return self._ids(site_of(what)), self.remove_site(what)
        article_id = self.resolve(what)
        return [article_id], self.remove(article_id)

    def meant(self, what: str) -> str:
        """What `take_out` would take out: a site's name, or an article's full id. Raises `UnknownArticle`."""
        return site_of(what) if "://" not in what and self._knows(site_of(what)) else self.resolve(what)

    def _knows(self, site: str) -> bool:
        query = "SELECT 1 FROM articles WHERE site = :site UNION ALL SELECT 1 FROM inputs WHERE site = :site"
        return self.one(query, {"site": site}) is not None

    def _ids(self, site: str) -> list[str]:
        return [row["id"] for row in self.select("SELECT id FROM articles WHERE site = ? ORDER BY id", (site,))]

    def _remove(self, ids: list[str], met: str, values: Iterable[str] | None = None) -> list[RecordRef]:
        refs: list[RecordRef] = []
        with self.transaction() as db:
            for article_id in ids:
                _empty(db, article_id)
            for value in ids if values is None else values:
                refs += _forget(db, met, value)
            if ids:  # merged anew, the index keeps no trace of words that were taken out of it
                db.execute("INSERT INTO article_fts (article_fts) VALUES ('optimize')")
        self.one("PRAGMA wal_checkpoint(TRUNCATE)")  # the journal still holds the old pages …
        for copy in copies(self.path):  # … and copies made before a migration the old words
            copy.unlink()
        return refs


def _empty(db: sqlite3.Connection, article_id: str) -> None:
    columns = ", ".join(f"{name} = NULL" for name in _EMPTIED)
    values = (now(), article_id)
    db.execute(f"UPDATE articles SET {columns}, removed_at = coalesce(removed_at, ?) WHERE id = ?", values)
    db.execute("DELETE FROM images WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM page_texts WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM looks WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM validators WHERE input_id IN (SELECT id FROM inputs WHERE article_id = ?)", (article_id,))
    db.execute("DELETE FROM versions WHERE article_id = ?", (article_id,))
    met = "SELECT input_id FROM attempts WHERE article_id = ?"
    db.execute(f"DELETE FROM input_columns WHERE input_id IN ({met})", (article_id,))


def _forget(db: sqlite3.Connection, met: str, value: str) -> list[RecordRef]:
    rows = db.execute(
        "SELECT DISTINCT warc_file, warc_offset, warc_length, warc_record_id FROM attempts"
        f" WHERE {met} AND warc_file IS NOT NULL ORDER BY 1, 2",
        (value,),
    ).fetchall()
    db.execute(f"UPDATE attempts SET warc_digest = NULL WHERE {met}", (value,))
    return [RecordRef(row[0], row[1], row[2], row[3], "") for row in rows]
