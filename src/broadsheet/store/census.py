"""The corpus in numbers: what a methods section has to say of it.

Comes in: nothing. Goes out: a `Census`. Must not know: how it is put into words.
"""

# ruff: noqa: S608 - statements are put together from our own words only

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from broadsheet.store.session import Session


class Collecting(msgspec.Struct, frozen=True):
    """One run: its manifest, as it is kept in the table of runs."""

    id: int
    started_at: str
    finished_at: str | None
    """None: still running, or killed."""
    command: str
    version: str
    options: dict[str, Any]
    counts: dict[str, int]
    """Outcome → number of this run's attempts."""


class Census(msgspec.Struct, frozen=True):
    """Counts of everything that was asked for and of everything that is there."""

    runs: tuple[Collecting, ...]
    outcomes: dict[str, int]
    """As `ledger`: sums to everything asked for."""
    origins: dict[str, int]
    """What named the inputs, with their number, most first."""
    attempts: int
    articles: int
    """With a text, not taken out."""
    removed: int
    versions: int
    sites: dict[str, int]
    languages: dict[str, int]
    paywalls: dict[str, int]
    truncated: int
    undated: int
    earliest: str | None
    """First and last day of publication."""
    latest: str | None
    extractors: dict[str, int]
    """Name, version and hash of what made the newest versions."""
    digest: str
    """SHA-256 over id and SHA-256 of the text of every article, by id: the same articles, the same digest."""


_LIVE = "removed_at IS NULL"
_EXTRACTOR = (
    "json_extract(article_json, '$.extractor.name') || ' ' || json_extract(article_json, '$.extractor.version')"
    " || ', hash ' || json_extract(article_json, '$.extractor.hash')"
)
_NEWEST = "FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version"


class CensusTaker(Session):
    """The part of the store that counts all of it."""

    def runs(self) -> tuple[Collecting, ...]:
        """Every run, oldest first."""
        rows = self.select(
            "SELECT id, started_at, finished_at, command, version, options, counts FROM runs ORDER BY id"
        )
        return tuple(
            Collecting(
                **{
                    **dict(row),
                    "options": msgspec.json.decode(row["options"]),
                    "counts": msgspec.json.decode(row["counts"] or "{}"),
                }
            )
            for row in rows
        )

    def census(self, outcomes: dict[str, int]) -> Census:
        """All numbers, `outcomes` being the ledger's."""
        day = "substr(date_published, 1, 10)"
        dates = self.one(f"SELECT min({day}), max({day}) FROM articles WHERE {_LIVE}")
        return Census(
            runs=self.runs(),
            outcomes=outcomes,
            origins=self._counted("SELECT origin, count(*) FROM inputs GROUP BY 1"),
            attempts=self._count("attempts", "1"),
            articles=self._count("articles", f"{_LIVE} AND latest_version IS NOT NULL"),
            removed=self._count("articles", "removed_at IS NOT NULL"),
            versions=self._count("versions", "1"),
            sites=self._counted(f"SELECT site, count(*) FROM articles WHERE {_LIVE} GROUP BY 1"),
            languages=self._counted(f"SELECT language, count(*) FROM articles WHERE {_LIVE} GROUP BY 1"),
            paywalls=self._counted(f"SELECT paywall, count(*) FROM articles WHERE {_LIVE} GROUP BY 1"),
            truncated=self._count("articles", f"{_LIVE} AND truncated"),
            undated=self._count("articles", f"{_LIVE} AND date_published IS NULL"),
            earliest=None if dates is None else dates[0],
            latest=None if dates is None else dates[1],
            extractors=self._counted(f"SELECT {_EXTRACTOR}, count(*) {_NEWEST} WHERE {_LIVE} GROUP BY 1"),
            digest=self._digest(),
        )

    def _count(self, table: str, condition: str) -> int:
        row = self.one(f"SELECT count(*) FROM {table} WHERE {condition}")
        return 0 if row is None else int(row[0])

    def _counted(self, query: str) -> dict[str, int]:
        """Counts by name, most first; what has no name is ""."""
        return {row[0] or "": row[1] for row in self.select(f"{query} ORDER BY 2 DESC, 1")}

    def _digest(self) -> str:
        taken = hashlib.sha256()
        for row in self.select(f"SELECT a.id, v.text_digest {_NEWEST} WHERE {_LIVE} ORDER BY a.id"):
            taken.update(f"{row[0]} {row[1]}\n".encode())
        return taken.hexdigest()
