"""The listings that a corpus follows: how often each is asked for, what it brought, when it is due again.

Comes in: what a poll came to. Goes out: listings, and those that are due, and the articles that are due to be looked
at again. Must not know: how a listing is fetched or read. Times are RFC 3339 in UTC, as everywhere in the store.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from broadsheet.records import ListingKind
from broadsheet.rhythm import FIRST, REVISITS, poll_after
from broadsheet.store.scrub import scrub
from broadsheet.store.session import Session, now


class Followed(msgspec.Struct, frozen=True):
    """A listing of the corpus."""

    input_id: int
    url: str
    kind: ListingKind
    title: str | None
    site: str | None
    polls: int
    failures: int
    """Polls in a row that came to nothing."""
    found: int
    """Addresses that were new, in all polls together."""
    interval: float
    """Seconds between the last poll and the next."""
    polled_at: str
    due_at: str


class Revisit(msgspec.Struct, frozen=True):
    """An article whose page is due to be looked at again."""

    input_id: int
    key: str
    source: str


_SELECT = """
    SELECT l.input_id, i.source AS url, l.kind, l.title, i.site, l.polls, l.failures, l.found, l.interval, l.polled_at,
        l.due_at
    FROM listings l JOIN inputs i ON i.id = l.input_id"""
_AGE = "(julianday(a.last_seen) - julianday(max(coalesce(v.changed, a.first_seen), a.first_seen))) * 86400"
_WAIT = "CASE " + " ".join(f"WHEN age <= {oldest:.0f} THEN {wait:.0f}" for oldest, wait in REVISITS) + " END"
_DUE = f"""
    SELECT input_id, key, source FROM (
        SELECT i.id AS input_id, i.key, i.source, a.last_seen, {_AGE} AS age
        FROM articles a
        JOIN inputs i ON i.id = (SELECT min(n.id) FROM inputs n WHERE n.article_id = a.id AND n.kind = 'url')
        LEFT JOIN (SELECT article_id, max(created_at) AS changed FROM versions GROUP BY 1) v ON v.article_id = a.id
        WHERE a.removed_at IS NULL
    ) WHERE julianday(last_seen) + ({_WAIT}) / 86400.0 <= julianday(:now) ORDER BY last_seen, input_id"""  # noqa: S608


class Listings(Session):
    """The part of the store that remembers listings."""

    def polled(self, input_id: int, kind: ListingKind, title: str | None, new: int) -> None:
        """A listing was read and named `new` addresses that were unknown: its next poll is set by its rhythm."""
        with self.transaction() as db:
            row = db.execute("SELECT interval, polls FROM listings WHERE input_id = ?", (input_id,)).fetchone()
            wait = FIRST if row is None else poll_after(row["interval"], new=new)
            stamp = now()
            db.execute(
                "INSERT INTO listings (input_id, kind, title, polls, failures, found, interval, polled_at, due_at)"
                " VALUES (?, ?, ?, 1, 0, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', ?, ?))"
                " ON CONFLICT (input_id) DO UPDATE SET kind = excluded.kind, title = coalesce(excluded.title, title),"
                " polls = polls + 1, failures = 0, found = found + excluded.found, interval = excluded.interval,"
                " polled_at = excluded.polled_at, due_at = excluded.due_at",
                (input_id, kind, scrub(title) if title else None, new, wait, stamp, stamp, f"+{wait:.0f} seconds"),
            )

    def poll_failed(self, input_id: int) -> None:
        """A listing could not be had: it is left alone for longer each time. Nothing where it is not followed."""
        with self.transaction() as db:
            row = db.execute("SELECT interval, failures FROM listings WHERE input_id = ?", (input_id,)).fetchone()
            if row is not None:
                failures, stamp = row["failures"] + 1, now()
                wait = poll_after(row["interval"], new=0, failures=failures)
                db.execute(
                    "UPDATE listings SET polls = polls + 1, failures = ?, polled_at = ?,"
                    " due_at = strftime('%Y-%m-%dT%H:%M:%SZ', ?, ?) WHERE input_id = ?",
                    (failures, stamp, stamp, f"+{wait:.0f} seconds", input_id),
                )

    def follows(self, input_id: int) -> ListingKind | None:
        """The kind of listing that the input is; None for what was never read as one."""
        row = self.one("SELECT kind FROM listings WHERE input_id = ?", (input_id,))
        return None if row is None else ListingKind(row["kind"])

    def followed(self) -> Iterator[Followed]:
        """Every listing, by site and address."""
        yield from map(_followed, self.select(f"{_SELECT} ORDER BY i.site, i.source"))

    def listings_due(self, moment: str | None = None) -> list[Followed]:
        """The listings to be polled at a moment (default: now), longest overdue first."""
        rows = self.select(f"{_SELECT} WHERE l.due_at <= ? ORDER BY l.due_at, l.input_id", (moment or now(),))
        return [_followed(row) for row in rows]

    def articles_due(self, moment: str | None = None) -> Iterator[Revisit]:
        """The articles to be looked at again at a moment (default: now), those not looked at for longest first.

        Due by the time since their text last changed, as `rhythm.REVISITS` has it.
        """
        for row in self.select(_DUE, {"now": moment or now()}):
            yield Revisit(**dict(row))

    def next_due(self) -> str | None:
        """When the first listing is due; None where none is followed."""
        row = self.one("SELECT min(due_at) FROM listings")
        return None if row is None else row[0]


def _followed(row: object) -> Followed:
    fields = dict(row)  # type: ignore[call-overload]
    return Followed(**{**fields, "kind": ListingKind(fields["kind"])})
