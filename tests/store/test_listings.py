"""Listings that are followed, and articles that are looked at again: when each is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.records import ListingKind
from broadsheet.store import AttemptRow, Store
from tests.store.samples import URL, article

FEED = "https://morning.example/feed"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new corpus, open for writing, with a run begun."""
    with Store(tmp_path / "corpus.db", write=True) as opened:
        opened.begin_run("update", {})
        yield opened
        assert opened.check() == []


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


def test_what_is_no_listing_cannot_fail_as_one(store: Store) -> None:
    """A page that could not be had is the ledger's matter."""
    store.poll_failed(feed(store))
    assert list(store.followed()) == []


@pytest.mark.parametrize(
    ("age", "wait"), [({"hours": 1}, {"minutes": 15}), ({"days": 2}, {"hours": 3}), ({"days": 200}, {"days": 30})]
)
def test_an_article_is_due_by_the_time_it_has_stood_still(
    store: Store, age: dict[str, float], wait: dict[str, float]
) -> None:
    """Counted from the last change of its text to the last look at its page."""
    asked = store.ask("//morning.example/harbour", "url", URL)
    store.record_article(asked.id, 1, AttemptRow(), article())
    first = (datetime.now(UTC) - timedelta(**age)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with store.transaction() as db:
        db.execute("UPDATE articles SET first_seen = ?", (first,))
        db.execute("UPDATE versions SET created_at = ?", (first,))
    assert list(store.articles_due()) == []
    soon, then = timedelta(**wait) - timedelta(minutes=1), timedelta(**wait) + timedelta(minutes=1)
    assert list(store.articles_due(later(seconds=soon.total_seconds()))) == []
    assert [one.source for one in store.articles_due(later(seconds=then.total_seconds()))] == [URL]


def test_an_old_article_is_never_due(store: Store) -> None:
    """A year without a change is enough."""
    asked = store.ask("//morning.example/harbour", "url", URL)
    store.record_article(asked.id, 1, AttemptRow(), article())
    with store.transaction() as db:
        db.execute("UPDATE articles SET first_seen = '2020-01-01T00:00:00Z'")
        db.execute("UPDATE versions SET created_at = '2020-01-01T00:00:00Z'")
    assert list(store.articles_due(later(days=5000))) == []
