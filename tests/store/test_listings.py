"""Listings that are followed: when each is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.records import ListingKind
from broadsheet.rhythm import DEAD
from broadsheet.store import Store, at

FEED = "https://morning.example/feed"


def later(**time: float) -> str:
    """A moment from now on, as the store writes it."""
    return (datetime.now(UTC) + timedelta(**time)).strftime("%Y-%m-%dT%H:%M:%SZ")


def feed(store: Store) -> int:
    """The id of a feed's input."""
    return store.ask("//morning.example/feed", "url", FEED).id


def test_a_listing_is_due_by_its_rhythm(store: Store) -> None:
    """An hour after the first poll, then by what each poll brings."""
    store.polled(feed(store), ListingKind.FEED, "Morning", new=20)
    assert store.listings_due() == []
    (due,) = store.listings_due(later(minutes=61))
    assert (due.url, due.kind, due.title, due.polls, due.found) == (FEED, ListingKind.FEED, "Morning", 1, 20)
    store.polled(feed(store), ListingKind.FEED, None, new=3)
    assert [one.title for one in store.listings_due(later(minutes=31))] == ["Morning"]
    assert store.listings_due(later(minutes=29)) == []
    assert store.next_due() is not None


def test_a_listing_that_fails_is_left_alone_for_longer(store: Store) -> None:
    """And is back to its rhythm with the first answer."""
    store.polled(feed(store), ListingKind.FEED, "Morning", new=0)
    store.poll_failed(feed(store))
    store.poll_failed(feed(store))
    assert store.listings_due(later(minutes=119)) == []
    assert [one.failures for one in store.listings_due(later(minutes=121))] == [2]
    store.polled(feed(store), ListingKind.FEED, "Morning", new=0)
    assert [one.failures for one in store.followed()] == [0]


def test_a_listing_that_fails_for_a_month_rests(store: Store) -> None:
    """The 35th failure in a row, each when it is due, is 30 days after the first one; after it none is due, ever."""
    with at("2026-03-01T00:00:00Z"):
        store.polled(feed(store), ListingKind.FEED, "Morning", new=0)
    failed = list[str]()
    while not (rests := next(store.followed())).rests:
        failed.append(rests.due_at)
        with at(rests.due_at):
            told = store.poll_failed(feed(store))
    first, last = datetime.fromisoformat(failed[0]), datetime.fromisoformat(failed[-1])
    assert (told, len(failed)) == (DEAD, 35)
    assert timedelta(days=30) <= last - first < timedelta(days=31)
    assert store.listings_due(later(days=10_000)) == []
    assert store.next_due() is None
    assert [one.next_due for one in store.waiting()] == [None]
    store.polled(feed(store), ListingKind.FEED, None, new=0)
    assert not next(store.followed()).rests


def test_what_is_no_listing_cannot_fail_as_one(store: Store) -> None:
    """A page that could not be had is the ledger's matter."""
    store.poll_failed(feed(store))
    assert list(store.followed()) == []


def test_a_listing_is_followed_no_more(store: Store) -> None:
    """It is neither told nor due, and its input stays."""
    store.polled(feed(store), ListingKind.FEED, "Morning", new=1)
    assert store.listing_of("//morning.example/feed") is not None
    store.unfollow(feed(store))
    assert (list(store.followed()), store.listing_of("//morning.example/feed")) == ([], None)
    assert store.listing_of("//nobody.example/feed") is None


@pytest.mark.parametrize(
    ("kind", "newest", "days"),
    [
        (ListingKind.SITEMAP, "2026-03-01", 0),
        (ListingKind.SITEMAP, "2026-02-15T10:00:00+01:00", 3),
        (ListingKind.SITEMAP_INDEX, "2025-06", 30),
        (ListingKind.SITEMAP, "2011", 30),
        (ListingKind.SITEMAP, None, 0),
        (ListingKind.FEED, "2011", 0),
    ],
)
def test_a_sitemap_that_names_old_pages_rests(store: Store, kind: ListingKind, newest: str | None, days: int) -> None:
    """As long as an article of that age; one that did not change keeps the day that was read of it."""
    with at("2026-03-02T00:00:00Z"):
        store.polled(feed(store), kind, None, 5, newest)
    (one,) = store.followed()
    rest = timedelta(days=days) or timedelta(hours=1)
    assert one.due_at == (datetime(2026, 3, 2) + rest).strftime("%Y-%m-%dT%H:%M:%SZ")
    with at(one.due_at):
        store.polled(feed(store), kind, None, 0)
        assert [other.newest for other in store.followed()] == [newest]
        store.poll_failed(feed(store))
    (one,) = store.followed()
    assert one.due_at >= (datetime.fromisoformat(one.polled_at) + rest).strftime("%Y-%m-%dT%H:%M:%SZ")
