"""Articles out of the corpus, as they were put in.

Comes in: ids and filters. Goes out: articles, list rows, attempts. Must not know: the archive.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from broadsheet.errors import CorpusDamaged, UnknownArticle
from broadsheet.records import Article, RecordRef
from broadsheet.store.filters import LATEST, condition
from broadsheet.store.queue import INPUT, input_of
from broadsheet.store.rows import ArticleRow, Attempt, Input
from broadsheet.store.session import Session
from broadsheet.urls import article_id as id_of_url

PREFIX = 6
"""Shortest beginning of an id that stands for it: 16 million values, as in abbreviated Git hashes."""

_ORDER = "ORDER BY a.date_published IS NULL, a.date_published, a.id"
_ROW = (
    "a.id, a.url, a.site, a.title, a.publisher, a.date_published, a.language, a.paywall, a.confidence,"
    " (SELECT count(*) FROM versions w WHERE w.article_id = a.id) AS versions,"
    " (SELECT source FROM inputs i WHERE i.article_id = a.id ORDER BY i.id LIMIT 1) AS source"
)
_ATTEMPT = ("id", "input_id", "run_id", "at", "outcome", "evidence", "article_id", "status", "final_url")


class Reader(Session):
    """The part of the store that reads."""

    def get(self, article: str) -> Article:
        """The newest version of an article, by its id, the id's first 6 or more digits, or its URL.

        Raises `UnknownArticle` where there is none, more than one, or a tombstone.
        """
        found = self.resolve(article)
        row = self.one(f"SELECT v.article_json FROM {LATEST} WHERE a.id = ?", (found,))
        if row is None:
            raise UnknownArticle(f"article {found} was removed from this corpus")
        return decoded(row[0], self.path)

    def resolve(self, article: str) -> str:
        """The full id, removed articles' too. Raises `UnknownArticle`."""
        if "://" in article:
            article = id_of_url(article)
        if self.one("SELECT 1 FROM articles WHERE id = ?", (article,)):
            return article
        digits = article.lower()
        if len(digits) < PREFIX:
            raise UnknownArticle(f"no article {article!r} (an id can be cut to {PREFIX} digits, not shorter)")
        query = "SELECT id FROM articles WHERE substr(id, 1, length(?)) = ? AND id >= ? ORDER BY id LIMIT 2"
        ids = [row["id"] for row in self.select(query, (digits, digits, digits))]
        if len(ids) != 1:
            raise UnknownArticle(f"{'more than one' if ids else 'no'} article {article!r} in {self.path}")
        return str(ids[0])

    def articles(self, **filters: Any) -> Iterator[Article]:
        """Newest versions, read one by one, by day of publication and id, undated ones last.

        Filters as in `filters.condition`: `site`, `since`, `until`, `language`, `text`.
        """
        where, values = condition(**filters)
        for row in self.select(f"SELECT v.article_json FROM {LATEST} WHERE {where} {_ORDER}", values):
            yield decoded(row[0], self.path)

    def rows(self, *, limit: int | None = None, **filters: Any) -> Iterator[ArticleRow]:
        """One light row per article, filtered and ordered as `articles`."""
        where, values = condition(**filters)
        query = f"SELECT {_ROW} FROM {LATEST} WHERE {where} {_ORDER} LIMIT :limit"
        for row in self.select(query, {**values, "limit": -1 if limit is None else limit}):
            yield ArticleRow(**dict(row))

    def newest_records(self, most: int) -> Iterator[RecordRef]:
        """Where the raw pages of the latest attempts are kept, newest first; erased ones are left out."""
        rows = self.select(
            "SELECT warc_file, warc_offset, warc_length, warc_record_id, warc_digest FROM attempts"
            " WHERE warc_file IS NOT NULL AND warc_digest IS NOT NULL ORDER BY id DESC LIMIT ?",
            (most,),
        )
        return (RecordRef(*row) for row in rows)

    def record_files(self) -> list[str]:
        """The archive's files that hold raw pages which were not erased, by name."""
        query = "SELECT DISTINCT warc_file FROM attempts WHERE warc_file IS NOT NULL AND warc_digest IS NOT NULL"
        return sorted(name for (name,) in self.select(query))

    def records_in(self, file: str) -> Iterator[RecordRef]:
        """Where the raw pages are that one of the archive's files keeps; erased ones are left out."""
        rows = self.select(
            "SELECT warc_file, warc_offset, warc_length, warc_record_id, warc_digest FROM attempts"
            " WHERE warc_file = ? AND warc_digest IS NOT NULL",
            (file,),
        )
        return (RecordRef(*row) for row in rows)

    def without_page(self) -> Iterator[tuple[str, int]]:
        """Versions of articles whose attempt names no raw page: (article id, number of the version)."""
        rows = self.select(
            "SELECT v.article_id, v.number FROM versions v LEFT JOIN attempts t ON t.id = v.attempt_id"
            " WHERE t.warc_file IS NULL OR t.warc_digest IS NULL ORDER BY v.article_id, v.number"
        )
        return ((row["article_id"], row["number"]) for row in rows)

    def inputs_of(self, article: str) -> list[Input]:
        """Every input that led to the article, the dropped duplicates too, in the order they were asked for."""
        query = f"{INPUT} WHERE id IN (SELECT input_id FROM attempts WHERE article_id = ?) ORDER BY id"
        return [input_of(row) for row in self.select(query, (self.resolve(article),))]

    def attempts_of(self, article: str) -> list[Attempt]:
        """Every attempt that met the article, oldest first, with its place in the archive."""
        return self._attempts("article_id = ?", self.resolve(article))

    def attempts_of_input(self, input_id: int) -> list[Attempt]:
        """Every attempt at an input, oldest first, with its place in the archive."""
        return self._attempts("input_id = ?", input_id)

    def _attempts(self, where: str, value: str | int) -> list[Attempt]:
        return [_attempt(row) for row in self.select(f"SELECT * FROM attempts WHERE {where} ORDER BY id", (value,))]


def _attempt(row: sqlite3.Row) -> Attempt:
    place = (row["warc_file"], row["warc_offset"], row["warc_length"], row["warc_record_id"], row["warc_digest"] or "")
    fields = {name: row[name] for name in _ATTEMPT}
    return Attempt(**fields, record=RecordRef(*place) if place[0] else None)


def decoded(encoded: str, path: Path) -> Article:
    """An article as a version keeps it; `path` is named where it is none (`CorpusDamaged`)."""
    try:
        return _DECODER.decode(encoded)
    except msgspec.DecodeError as error:
        raise CorpusDamaged(f"{path}: a version holds no article: {error}") from error


_DECODER = msgspec.json.Decoder(Article)
