"""The frontier: addresses that wait to be asked for, in the store, so that a million of them are no memory and no loss.

Comes in: what listings name. Goes out: the next addresses of a site, best first. Must not know: when a site may be
asked, nor what an address leads to.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from broadsheet import urls
from broadsheet.records import ListingKind
from broadsheet.store.queue import ASKED, INPUT, Queue, asked_input_of, input_of
from broadsheet.store.rows import AskedInput, Input
from broadsheet.store.scrub import scrub
from broadsheet.store.session import now
from broadsheet.urls import site_key


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """An address that a listing names."""

    key: str
    """Its dedup key."""
    url: str
    rank: float
    """Higher is asked for sooner."""
    depth: int
    """Listings between it and what somebody named."""
    expected: ListingKind | None = None
    """What it is said to be, where it is said to be a listing."""
    dated: str | None = None
    """When the listing says it was published or changed."""
    found_by: ListingKind | None = None
    """What kind of listing names it."""


class Queued(msgspec.Struct, frozen=True):
    """What waits of one site."""

    site: str
    inputs: int
    listings: int
    oldest: str
    """When the first of them was asked for."""


WAITS = "state = 'queued' AND kind = 'url'"
_SITES = f"""
    WITH RECURSIVE of (site) AS (
        SELECT min(site) FROM inputs WHERE {WAITS} AND last_run = :run
        UNION ALL
        SELECT (SELECT min(site) FROM inputs WHERE {WAITS} AND last_run = :run AND site > of.site)
        FROM of WHERE of.site IS NOT NULL
    ) SELECT site FROM of WHERE site IS NOT NULL"""
"""From one site to the next over the index: as many steps as there are sites, however many addresses they have."""
_NEXT = f"""
    {INPUT} WHERE {WAITS} AND last_run = ? AND site = ? ORDER BY rank DESC, id LIMIT ?"""
_INSERT = """
    INSERT INTO inputs (kind, state, key, source, site, origin, first_run, last_run, added_at, updated_at,
        rank, depth, expected, dated, found_by)
    VALUES ('url', 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO NOTHING"""
_KNOWN = "SELECT key FROM inputs WHERE key IN (SELECT value FROM json_each(?))"
_ORIGIN = """
    INSERT INTO sources VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET last_seen = excluded.last_seen"""
_TAKE_UP = "UPDATE inputs SET last_run = ? WHERE key = ? AND state = 'queued' AND last_run IS NOT ?"


class Frontier(Queue):
    """The part of the store that knows what is to be asked for next."""

    def want(self, wanted: Iterable[Wanted], origin: str) -> list[AskedInput]:
        """Queue the addresses that are not known yet, in one transaction, and return those.

        What is queued already is taken up by this run. `origin`: the listing that names them.
        """
        stamp, origin = now(), scrub(origin)
        rows: dict[str, Wanted] = {}
        for one in wanted:
            rows.setdefault(scrub(one.key), one)
        with self.transaction() as db:
            known = [row[0] for row in db.execute(_KNOWN, (msgspec.json.encode([*rows]).decode(),))]
            for key in known:
                del rows[key]
            if rows:
                db.execute(_ORIGIN, (origin, stamp, stamp))
            last = db.execute("SELECT coalesce(max(id), 0) FROM inputs").fetchone()[0]
            same = origin, self.run_id, self.run_id, stamp, stamp
            db.executemany(_INSERT, (_row(key, one, same) for key, one in rows.items()))
            added = [asked_input_of(row) for row in db.execute(f"{ASKED} WHERE id > ? ORDER BY id", (last,))]
            db.executemany(_TAKE_UP, ((self.run_id, key, self.run_id) for key in known))
        return added

    def resume(self) -> int:
        """Everything that earlier runs left queued is this run's; returns how many inputs that are."""
        with self.transaction() as db:
            return db.execute("UPDATE inputs SET last_run = ? WHERE state = 'queued'", (self.run_id,)).rowcount

    def waiting_sites(self) -> list[str]:
        """The sites with addresses that wait in this run, by name."""
        return [row[0] for row in self.select(_SITES, {"run": self.run_id})]

    def waiting_by_site(self) -> dict[str, int]:
        """The addresses that wait in this run, or are under way, counted by site."""
        query = f"SELECT site, count(*) FROM inputs WHERE {WAITS} AND last_run = ? GROUP BY site"
        return {row[0] or "": row[1] for row in self.select(query, (self.run_id,))}

    def next_of(self, site: str, count: int, under_way: Collection[int]) -> list[Input]:
        """The first `count` addresses of a site that are not `under_way`, highest rank first, else oldest first."""
        rows = self.select(_NEXT, (self.run_id, site, count + len(under_way)))
        return [one for one in map(input_of, rows) if one.id not in under_way][:count]

    def queued_by_site(self) -> Iterator[Queued]:
        """What waits, whoever asked for it, most first."""
        rows = self.select(
            "SELECT coalesce(site, '') AS site, count(*) AS inputs, count(expected) AS listings,"
            " min(added_at) AS oldest FROM inputs WHERE state = 'queued' GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        yield from (Queued(**dict(row)) for row in rows)

    def named_origins(self, site: str) -> set[str]:
        """The origins (`https://a.example:8080`) of a site's addresses that somebody named, rather than a listing."""
        rows = self.select("SELECT source FROM inputs WHERE site = ? AND kind = 'url' AND found_by IS NULL", (site,))
        return {urls.origin(row[0]) for row in rows}

    def found_on_pages(self, site: str, since: str) -> int:
        """Addresses of a site that were found on its pages since a moment (RFC 3339 in UTC), tried or not."""
        row = self.one(
            "SELECT count(*) FROM inputs WHERE site = ? AND found_by = 'section' AND added_at >= ?"
            " AND (expected IS NULL OR expected = 'section')",  # feeds and sitemaps are free
            (site, since),
        )
        return 0 if row is None else int(row[0])

    def outcomes_of(self, site: str, count: int, storyless: Collection[str]) -> list[tuple[str, bool]]:
        """(URL, is it an article?) of a site's newest `count` addresses that are articles, or `storyless` by reason."""
        reasons = ", ".join("?" * len(storyless))
        rows = self.select(
            "SELECT source, state = 'article' FROM inputs WHERE site = ? AND kind = 'url' AND state <> 'queued'"
            f" AND (state = 'article' OR reason IN ({reasons})) ORDER BY id DESC LIMIT ?",
            (site, *storyless, count),
        )
        return [(row[0], bool(row[1])) for row in rows]

    def listings_known(self, keys: Iterable[str]) -> list[Input]:
        """The listings among these keys that have been read, or could not be had."""
        query = f"{INPUT} WHERE key = ? AND expected IS NOT NULL AND state = 'dropped'"
        rows = (self.one(query, (key,)) for key in keys)
        return [input_of(row) for row in rows if row is not None]

    def has_outcome(self, key: str) -> bool:
        """Has an input of that key been asked for, and done with?"""
        return self.one("SELECT 1 FROM inputs WHERE key = ? AND state <> 'queued'", (key,)) is not None

    def is_had(self, key: str) -> bool:
        """Is the input of that key an article, or waiting to be asked for?"""
        return self.one("SELECT 1 FROM inputs WHERE key = ? AND state <> 'dropped'", (key,)) is not None

    def knows(self, key: str) -> bool:
        """Has an input of that key been asked for?"""
        return self.one("SELECT 1 FROM inputs WHERE key = ?", (key,)) is not None


def _row(key: str, one: Wanted, same: tuple[str, int | None, int | None, str, str]) -> tuple[Any, ...]:
    """What `_INSERT` takes; `same` is what all addresses of a listing share."""
    return key, scrub(one.url), site_key(one.url), *same, one.rank, one.depth, one.expected, one.dated, one.found_by
