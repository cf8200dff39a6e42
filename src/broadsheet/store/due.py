"""What is due: listings to be polled, articles to be looked at again; beside the frontier, and in its order.

Comes in: a moment. Goes out: how many are due, and the next of a site, best first, among what waits there anyway. What
is due is worked out anew by each run, in a table of its connection's own: SQLite keeps it in a file when it grows, and
no crash leaves anything behind. Must not know: how anything is asked for.
"""

# ruff: noqa: S608 - statements are put together from our own words only; every value is bound

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from broadsheet.store.filters import site_of
from broadsheet.store.frontier import WAITS, Frontier
from broadsheet.store.listings import FOLLOWED, NEVER, Followed, followed_of
from broadsheet.store.looks import after
from broadsheet.store.queue import COLUMNS, input_of
from broadsheet.store.rows import LISTINGS, Input
from broadsheet.store.session import now

SET_BACK = 300.0
"""Seconds that the last look may lie in the future: machines set their clocks by some seconds every day. One that lies
further was told by a clock that was wrong, and it is due, or a clock set right again would stop everything for days."""
PAUSE = 300.0
"""Seconds of a pause that a run waits for (`fetch_all`, `patience`); what is behind a longer one is not due before."""


class Overdue(msgspec.Struct, frozen=True):
    """How much there is to do."""

    listings: int = 0
    articles: int = 0
    queued: int = 0
    """Addresses that earlier updates left."""

    def __bool__(self) -> bool:
        return bool(self.listings or self.articles or self.queued)


class Revisit(msgspec.Struct, frozen=True):
    """An article whose page is due to be looked at again."""

    input_id: int
    key: str
    source: str


class Waiting(msgspec.Struct, frozen=True):
    """What waits of one site, and what is due there."""

    site: str
    queued: int
    """Addresses that wait to be asked for, …"""
    listings: int
    """… those among them that are said to be listings, …"""
    oldest: str | None
    """… when the first of them was asked for …"""
    next: str | None
    """… and which goes out first."""
    listings_due: int
    articles_due: int
    next_due: str | None
    """When the next listing or article is due, which may be past."""


_RESTING = (
    "EXISTS (SELECT 1 FROM sites s WHERE s.site = i.site AND julianday(s.free_at)"
    " BETWEEN julianday(:soon) AND julianday(:now) + s.gap / 86400.0)"
)
"""A pause that the site asked for; none is longer than the whole of it, whatever a clock says."""
_OF_SITE = f"(:site IS NULL OR i.site = :site) AND NOT {_RESTING}"
_DUE_LISTINGS = f"""
    FROM listings l JOIN inputs i ON i.id = l.input_id WHERE (l.due_at <= :now OR l.polled_at > :late) AND {_OF_SITE}"""
_DUE_ARTICLES = f"""
    FROM looks l JOIN inputs i ON i.id = l.input_id WHERE (l.due_at <= :now OR l.looked_at > :late) AND {_OF_SITE}"""
_LEFT_RUNS = f"""
    WITH RECURSIVE of (run) AS (
        SELECT min(last_run) FROM inputs WHERE {WAITS}
        UNION ALL
        SELECT (SELECT min(last_run) FROM inputs WHERE {WAITS} AND last_run > of.run) FROM of WHERE of.run IS NOT NULL
    ) SELECT run FROM of JOIN runs r ON r.id = of.run WHERE r.command = :command"""
"""From one run that left something to the next over the index, however many runs there were."""
_LEFT = f"FROM inputs i WHERE {WAITS} AND last_run IN ({_LEFT_RUNS}) AND {_OF_SITE}"
_TABLE = (
    "DROP TABLE IF EXISTS temp.due",
    "CREATE TEMP TABLE due (input_id INTEGER PRIMARY KEY, site TEXT, rank REAL NOT NULL)",
    f"INSERT INTO temp.due SELECT l.input_id, i.site, {LISTINGS} {_DUE_LISTINGS}",
    # Fresh first, on the scale of the frontier: by its last change.
    f"INSERT OR IGNORE INTO temp.due SELECT l.input_id, i.site, strftime('%s', l.changed_at) {_DUE_ARTICLES}",
    "CREATE INDEX temp.due_by_site ON due (site, rank DESC, input_id)",
)
_NEXT = f"""
    SELECT * FROM (
        SELECT * FROM (SELECT {COLUMNS}, rank AS place FROM inputs WHERE {WAITS} AND last_run = :run AND site = :site
            ORDER BY rank DESC, id LIMIT :count)
        UNION ALL
        SELECT * FROM (SELECT {COLUMNS}, d.place FROM (SELECT input_id, rank AS place FROM temp.due WHERE site = :site
            ORDER BY rank DESC, input_id LIMIT :count) d JOIN inputs ON id = d.input_id)
    ) ORDER BY place DESC, id LIMIT :count"""
_SITES = f"""
    SELECT site, sum(queued) AS queued, sum(listings) AS listings, min(oldest) AS oldest, sum(polls) AS listings_due,
        sum(looks) AS articles_due, min(next) AS next_due FROM (
    SELECT coalesce(site, '') AS site, count(*) AS queued, count(expected) AS listings, min(added_at) AS oldest,
        0 AS polls, 0 AS looks, NULL AS next FROM inputs WHERE state = 'queued' GROUP BY 1
    UNION ALL
    SELECT coalesce(i.site, ''), 0, 0, NULL, sum(l.due_at <= :now), 0, min(nullif(l.due_at, '{NEVER}'))
        FROM listings l JOIN inputs i ON i.id = l.input_id GROUP BY 1
    UNION ALL
    SELECT coalesce(i.site, ''), 0, 0, NULL, 0, sum(l.due_at <= :now), min(l.due_at)
        FROM looks l JOIN inputs i ON i.id = l.input_id WHERE l.due_at IS NOT NULL GROUP BY 1
    ) GROUP BY site HAVING :site IS NULL OR site = :site ORDER BY queued DESC, next_due, site"""
_FIRST = "SELECT source FROM inputs WHERE state = 'queued' AND coalesce(site, '') = ? ORDER BY rank DESC, id LIMIT 1"


class Due(Frontier):
    """The part of the store that knows what is due."""

    _has_due = False

    def overdue(self, command: str, site: str | None = None) -> Overdue:
        """What is due now, of all sites or one; `command`: whose queue counts."""
        values = {**_moments(site), "command": command}
        counts = []
        for which in (_DUE_LISTINGS, _DUE_ARTICLES, _LEFT):
            row = self.one(f"SELECT count(*) {which}", values)
            counts.append(0 if row is None else int(row[0]))
        return Overdue(*counts)

    def take_due(self, site: str | None = None) -> None:
        """From now on, `next_of` gives what is due now, too; each once."""
        with self.transaction() as db:
            for statement in _TABLE:
                db.execute(statement, _moments(site) if ":now" in statement else ())
        self._has_due = True

    def take_up(self, command: str, site: str | None = None) -> int:
        """What earlier runs of a command left queued is this run's; returns how many inputs that are."""
        values = {**_moments(site), "command": command, "run": self.run_id}
        with self.transaction() as db:
            return db.execute(f"UPDATE inputs SET last_run = :run WHERE id IN (SELECT i.id {_LEFT})", values).rowcount

    def waiting_sites(self) -> list[str]:
        """As in the frontier, and the sites where something is due."""
        sites = super().waiting_sites()
        if not self._has_due:
            return sites
        return sorted({*sites, *(row[0] for row in self.select("SELECT DISTINCT site FROM temp.due"))})

    def next_of(self, site: str, count: int, under_way: Collection[int]) -> list[Input]:
        """As in the frontier, what is due among it; that is given once."""
        if not self._has_due:
            return super().next_of(site, count, under_way)
        values = {"run": self.run_id, "site": site, "count": count + len(under_way)}
        rows = [row for row in self.select(_NEXT, values) if row["id"] not in under_way][:count]
        with self.transaction() as db:
            db.executemany("DELETE FROM temp.due WHERE input_id = ?", [(row["id"],) for row in rows])
        return [input_of(row) for row in rows]

    def listings_due(self, moment: str | None = None) -> list[Followed]:
        """The listings to be polled at a moment (default: now), longest overdue first."""
        where = _DUE_LISTINGS.partition("WHERE")[2]
        rows = self.select(f"{FOLLOWED} WHERE {where} ORDER BY l.due_at, l.input_id", _moments(None, moment))
        return [followed_of(row) for row in rows]

    def articles_due(self, moment: str | None = None) -> Iterator[Revisit]:
        """The articles to be looked at again at a moment (default: now), longest overdue first.

        Due by the time since their text last changed, as `rhythm.REVISITS` has it.
        """
        query = f"SELECT i.id AS input_id, i.key, i.source {_DUE_ARTICLES} ORDER BY l.due_at, l.input_id"
        for row in self.select(query, _moments(None, moment)):
            yield Revisit(**dict(row))

    def next_due(self) -> str | None:
        """When the first listing or article is due; None where none will ever be."""
        row = self.one(
            "SELECT min(due) FROM (SELECT min(due_at) AS due FROM listings WHERE due_at < ? UNION ALL"
            " SELECT min(due_at) FROM looks)", (NEVER,)
        )  # fmt: skip
        return None if row is None else row[0]

    def waiting(self, site: str | None = None) -> Iterator[Waiting]:
        """What waits and what is due, site by site, the longest queue first."""
        for row in self.select(_SITES, {"now": now(), "site": site_of(site) if site else None}):
            first = self.one(_FIRST, (row["site"],)) if row["queued"] else None
            yield Waiting(**dict(row), next=None if first is None else first["source"])


def _moments(site: str | None, moment: str | None = None) -> dict[str, str | None]:
    moment = moment or now()
    return {
        "now": moment,
        "late": after(moment, SET_BACK),
        "soon": after(moment, PAUSE),
        "site": site_of(site) if site else None,
    }
