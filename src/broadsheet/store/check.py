"""Is the database whole? Its pages, its keys, its index, its sums.

Comes in: nothing. Goes out: findings; none is good. Must not know: the archive.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from broadsheet.errors import CorpusDamaged
from broadsheet.records import Article
from broadsheet.store.rows import Finding
from broadsheet.store.session import Session
from broadsheet.store.write import columns_of

_WORDS = "a.*, v.number, v.text, v.text_digest, v.article_json"

# Each query counts what must not be.
_RULES = {
    "asked for = articles + dropped + queued": """SELECT count(*) FROM inputs
        WHERE state NOT IN ('article', 'dropped', 'queued')""",
    "every outcome has an attempt": """SELECT count(*) FROM inputs WHERE state != 'queued'
        AND id NOT IN (SELECT input_id FROM attempts)""",
    "every article has its latest version": """SELECT count(*) FROM articles a WHERE removed_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM versions v WHERE v.article_id = a.id AND v.number = a.latest_version)""",
    "no removed article has a version": """SELECT count(*) FROM versions
        WHERE article_id IN (SELECT id FROM articles WHERE removed_at IS NOT NULL)""",
    "no removed article teaches a template": """SELECT count(*) FROM page_texts
        WHERE article_id IN (SELECT id FROM articles WHERE removed_at IS NOT NULL)""",
    "every article came from an input": """SELECT count(*) FROM articles
        WHERE id NOT IN (SELECT article_id FROM attempts WHERE article_id IS NOT NULL)""",
    "every article is in the index, nothing else is": """SELECT count(*) FROM
        (SELECT version_id FROM article_search EXCEPT SELECT id FROM article_fts_docsize
         UNION ALL SELECT * FROM (SELECT id FROM article_fts_docsize EXCEPT SELECT version_id FROM article_search))""",
}


class Checker(Session):
    """The part of the store that doubts."""

    def check(self) -> list[Finding]:
        """Everything found wrong; reads the whole database. A writer also compares the index word for word."""
        try:
            return list(self._findings())
        except CorpusDamaged as error:
            return [Finding("readable", str(error))]

    def last_attempt(self) -> str | None:
        """The latest time in the table of attempts."""
        row = self.one("SELECT max(at) FROM attempts")
        return None if row is None else row[0]

    def rebuild_index(self) -> None:
        """Make the full-text index anew from the articles."""
        with self.transaction() as db:
            db.execute("INSERT INTO article_fts (article_fts) VALUES ('rebuild')")

    def _findings(self) -> Iterator[Finding]:
        for row in self.select("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield Finding("integrity", str(row[0]))
        for row in self.select("PRAGMA foreign_key_check"):
            yield Finding("foreign keys", f"{row[0]} row {row[1]} names no row of {row[2]}")
        for rule, query in _RULES.items():
            row_count = self.one(query)
            if row_count is not None and row_count[0]:
                yield Finding(rule, f"{row_count[0]} do not")
        yield from self._word_findings()
        if self.write:
            yield from self._index_findings()

    def _word_findings(self) -> Iterator[Finding]:
        """SQLite keeps no sums of its pages: a flipped byte in a text is found by the text's own digest."""
        for row in self.select(f"SELECT {_WORDS} FROM versions v JOIN articles a ON a.id = v.article_id"):
            article = _decoded(row["article_json"])
            digest = hashlib.sha256(str(row["text"]).encode("utf-8", "surrogatepass")).hexdigest()
            shown = row["number"] == row["latest_version"]
            if digest != row["text_digest"] or article is None or article.text != row["text"]:
                yield Finding("words", f"version {row['number']} of article {row['id']} is not what was written")
            elif article.id != row["id"] or (shown and any(row[k] != told for k, told in columns_of(article).items())):
                yield Finding("words", f"the row of article {row['id']} is not what its newest version says")

    def _index_findings(self) -> Iterator[Finding]:
        try:
            with self.transaction() as db:  # FTS5, 6.5: with rank 1 the index is compared with the articles' words
                db.execute("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)")
        except CorpusDamaged as error:
            yield Finding("index", f"{error}; `rebuild_index` makes it anew")


def _decoded(encoded: object) -> Article | None:
    try:
        return msgspec.json.decode(encoded, type=Article) if isinstance(encoded, str | bytes) else None
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
