"""The listings that a corpus follows: how often each is asked for, what it brought, when it is due again.

Comes in: what a poll came to. Goes out: listings. Must not know: how a listing is fetched or read. Times are RFC 3339
in UTC, as everywhere in the store.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from broadsheet.days import end_of
from broadsheet.records import ListingKind
from broadsheet.rhythm import DEAD, FIRST, poll_after, rest_after
from broadsheet.store.filters import site_of
from broadsheet.store.looks import after, seconds_of
from broadsheet.store.queue import INPUT, input_of
from broadsheet.store.rows import Input
from broadsheet.store.scrub import scrub
from broadsheet.store.session import Session, now

NEVER = "9999-12-31T00:00:00Z"
"""When a listing is due that rests: what could not be had so often is asked for no more, until somebody names it."""


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
    """Seconds between the last poll and the next, by its rhythm."""
    polled_at: str
    due_at: str
    """`NEVER` for one that rests."""
    newest: str | None = None
    """The newest date that it names."""

    @property
    def rests(self) -> bool:
        """Is it asked for no more, until somebody names it?"""
        return self.due_at == NEVER


FOLLOWED = """
    SELECT l.input_id, i.source AS url, l.kind, l.title, i.site, l.polls, l.failures, l.found, l.interval, l.polled_at,
        l.due_at, l.newest
    FROM listings l JOIN inputs i ON i.id = l.input_id"""


ARCHIVES = frozenset({ListingKind.SITEMAP, ListingKind.SITEMAP_INDEX})
"""Listings that may name nothing but old pages; a feed, a front page is there for what is new."""


class Listings(Session):
    """The part of the store that remembers listings."""

    def polled(self, input_id: int, kind: ListingKind, title: str | None, new: int, newest: str | None = None) -> None:
        """A listing was read and named `new` addresses that were unknown: its next poll is set by its rhythm.

        `newest`: the newest date that it names; None where it names none, or was not read since it did not change.
        """
        with self.transaction() as db:
            row = db.execute("SELECT interval, newest FROM listings WHERE input_id = ?", (input_id,)).fetchone()
            stamp, newest = now(), newest or (None if row is None else row["newest"])
            interval = FIRST if row is None else poll_after(row["interval"], new=new)
            due = _due(kind, newest, stamp, interval)
            db.execute(
                "INSERT INTO listings (input_id, kind, title, polls, failures, found, interval, polled_at, due_at,"
                " newest) VALUES (:id, :kind, :title, 1, 0, :new, :interval, :stamp, :due, :newest)"
                " ON CONFLICT (input_id) DO UPDATE SET kind = :kind, title = coalesce(:title, title),"
                " polls = polls + 1, failures = 0, found = found + :new, interval = :interval,"
                " polled_at = :stamp, due_at = :due, newest = :newest",
                {
                    "id": input_id, "kind": kind, "title": scrub(title) if title else None, "new": new,
                    "interval": interval, "stamp": stamp, "due": due, "newest": newest,
                },
            )  # fmt: skip

    def poll_failed(self, input_id: int) -> int:
        """A listing could not be had: it is left alone for longer each time, in the end for good.

        Returns how often in a row it has failed, where it rests from now on; else 0. Nothing where it is not followed.
        """
        with self.transaction() as db:
            row = db.execute("SELECT * FROM listings WHERE input_id = ?", (input_id,)).fetchone()
            if row is None:
                return 0
            failures, stamp = row["failures"] + 1, now()
            wait = poll_after(row["interval"], new=0, failures=failures)
            due = NEVER if failures >= DEAD else _due(row["kind"], row["newest"], stamp, wait)
            db.execute(
                "UPDATE listings SET polls = polls + 1, failures = ?, polled_at = ?, due_at = ? WHERE input_id = ?",
                (failures, stamp, due, input_id),
            )
        return failures if due == NEVER else 0

    def unfollow(self, input_id: int) -> None:
        """Ask for a listing no more. What it is known by goes too: asked for by name, it is read and followed again."""
        with self.transaction() as db:
            db.execute("DELETE FROM listings WHERE input_id = ?", (input_id,))
            db.execute("DELETE FROM validators WHERE input_id = ?", (input_id,))

    def follows(self, input_id: int) -> ListingKind | None:
        """The kind of listing that the input is; None for what was never read as one."""
        row = self.one("SELECT kind FROM listings WHERE input_id = ?", (input_id,))
        return None if row is None else ListingKind(row["kind"])

    def followed(self, site: str | None = None) -> Iterator[Followed]:
        """Every listing, or those of a site, by site and address."""
        query = f"{FOLLOWED} WHERE :site IS NULL OR i.site = :site ORDER BY i.site, i.source"
        yield from map(followed_of, self.select(query, {"site": site_of(site) if site else None}))

    def listing_of(self, key: str) -> Input | None:
        """The input of a listing that is followed, by its dedup key."""
        known = self.named(key)
        return None if known is None or self.follows(known.id) is None else known

    def named(self, key: str) -> Input | None:
        """The input of that dedup key; None where it was never asked for."""
        row = self.one(f"{INPUT} WHERE key = ?", (scrub(key),))
        return None if row is None else input_of(row)


def followed_of(row: object) -> Followed:
    """The row as a value."""
    fields = dict(row)  # type: ignore[call-overload]
    return Followed(**{**fields, "kind": ListingKind(fields["kind"])})


def _due(kind: str, newest: str | None, stamp: str, wait: float) -> str:
    """When a listing is due that was asked for just now, and would be after `wait` seconds by its rhythm."""
    end = end_of(newest) if newest and kind in ARCHIVES else None
    return after(stamp, rest_after(wait, None if end is None else seconds_of(stamp) - end))
