"""Each site's pace from run to run: not before when, how slowly, how often it said "too often".

Comes in: paces as a run's schedule hands them over. Goes out: the same, a day long. Must not know: requests.
A site whose row has no time is being asked, or was when its run was killed: `gap` then counts from now on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from broadsheet.records import Pace
from broadsheet.store.scrub import scrub
from broadsheet.store.session import Session

_REMEMBERED = timedelta(days=1)
"""How long a site that is free again is remembered: as long as its robots.txt would be (RFC 9309, 2.4)."""


class Paces(Session):
    """The part of the store that keeps gaps over restarts."""

    def keep_paces(self, paces: Iterable[Pace]) -> None:
        """Note how sites are to be asked, the last word on each; on disk on return. Raises `DiskFull`."""
        rows = [(scrub(p.site), _stamp(p.free_at), p.gap, p.crawl_delay, p.strikes) for p in paces]
        with self.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO sites VALUES (?, ?, ?, ?, ?)", rows)

    def paces(self, moment: float) -> list[Pace]:
        """What is known of sites at the `moment`, seconds since 1970; those free for a day are forgotten."""
        old = datetime.fromtimestamp(moment, UTC) - _REMEMBERED
        with self.transaction() as db:
            db.execute("DELETE FROM sites WHERE free_at < ?", (_stamp(old.timestamp()),))
        return self.kept_paces()

    def kept_paces(self) -> list[Pace]:
        """All that is kept of sites."""
        return [
            Pace(row["site"], row["gap"], _seconds(row["free_at"]), row["crawl_delay"], row["strikes"])
            for row in self.select("SELECT * FROM sites ORDER BY site")
        ]


def _stamp(seconds: float | None) -> str | None:
    """RFC 3339 with milliseconds, rounded up: a gap is never shortened."""
    if seconds is None:
        return None
    moment = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=999)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _seconds(stamp: str | None) -> float | None:
    return None if stamp is None else datetime.fromisoformat(stamp).timestamp()
