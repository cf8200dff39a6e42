"""The corpus in numbers: what a methods section has to say of it.

Comes in: nothing. Goes out: a `Census`. Must not know: how it is put into words.
"""

# ruff: noqa: S608 - statements are put together from our own words only

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from broadsheet.store.session import Session


class Added(msgspec.Struct, frozen=True):
    """What a run added, of what is still there."""

    versions: int = 0
    """Articles, and later versions of articles."""
    digest: str = hashlib.sha256().hexdigest()
    """SHA-256 over id and SHA-256 of the text of each, in the order in which they were added."""


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
    made_by: dict[str, Any] = {}
    """Versions of Python, SQLite and the libraries that decide, the extractor with its hash, and whether there were
    cookies; empty for runs of older versions."""
    added: Added = Added()


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
    kinds: dict[str, int] = {}
    """`url`, `file` and `text` (dumps), with their number."""
    found_by: dict[str, int] = {}
    """Kind of listing that named inputs → their number; "" is what somebody named."""
    named_by: dict[str, int] = {}
    """As `origins`, of what no listing named."""
    listings: dict[str, int] = {}
    """Kind → listings that were read."""
    archived: int = 0
    """Inputs that are records of web archives or members of packed files: `crawl.warc.gz#1234`."""
    tables: int = 0
    """Inputs that came with columns of a table."""
    opted_out: int = 0
    """Pages that were left since they opt out of being kept; they are among the `robots_denied`."""


_LIVE = "removed_at IS NULL"
_EXTRACTOR = (
    "json_extract(article_json, '$.extractor.name') || ' ' || json_extract(article_json, '$.extractor.version')"
    " || ', hash ' || json_extract(article_json, '$.extractor.hash')"
)
_NEWEST = "FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version"

_ADDED = (
    "SELECT t.run_id, v.article_id, v.text_digest FROM versions v JOIN attempts t ON t.id = v.attempt_id"
    " WHERE t.run_id IS NOT NULL ORDER BY t.run_id, v.id"
)
_OPTED_OUT = "reason = 'robots_denied' AND evidence NOT LIKE 'robots.txt%'"


class CensusTaker(Session):
    """The part of the store that counts all of it."""

    def runs(self) -> tuple[Collecting, ...]:
        """Every run, oldest first."""
        rows = self.select(
            "SELECT id, started_at, finished_at, command, version, options, counts FROM runs ORDER BY id"
        )
        added = self._added()
        return tuple(_collecting({**dict(row)}, added.get(row["id"], Added())) for row in rows)

    def _added(self) -> dict[int, Added]:
        """Run → what it added."""
        taken: dict[int, tuple[int, Any]] = {}
        for run, article, digest in self.select(_ADDED):
            count, so_far = taken.get(run) or (0, hashlib.sha256())
            so_far.update(f"{article} {digest}\n".encode())
            taken[run] = (count + 1, so_far)
        return {run: Added(count, so_far.hexdigest()) for run, (count, so_far) in taken.items()}

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
            kinds=self._counted("SELECT kind, count(*) FROM inputs GROUP BY 1"),
            found_by=self._counted("SELECT found_by, count(*) FROM inputs GROUP BY 1"),
            named_by=self._counted("SELECT origin, count(*) FROM inputs WHERE found_by IS NULL GROUP BY 1"),
            listings=self._counted("SELECT kind, count(*) FROM listings GROUP BY 1"),
            archived=self._count("inputs", "kind <> 'text' AND source GLOB '*.w*#[0-9]*' AND source NOT LIKE 'http%'"),
            tables=self._count("inputs", "id IN (SELECT input_id FROM input_columns)"),
            opted_out=self._count("inputs", _OPTED_OUT),
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


def _collecting(row: dict[str, Any], added: Added) -> Collecting:
    options = msgspec.json.decode(row["options"])
    made_by = options.pop("made_by", {})
    counts = msgspec.json.decode(row["counts"] or "{}")
    return Collecting(**{**row, "options": options, "counts": counts}, made_by=made_by, added=added)
