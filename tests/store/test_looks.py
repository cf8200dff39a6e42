"""Articles that are looked at again: when each is due, by what is known of its last change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.records import Dropped, Reason
from broadsheet.store import NO_ATTEMPT, AttemptRow, Store, at
from tests.store.samples import URL, article

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def stamp(**after: float) -> str:
    """A moment from `NOW` on, as the store writes it."""
    return (NOW + timedelta(**after)).strftime("%Y-%m-%dT%H:%M:%SZ")


def keep(store: Store, key: str = "//a", text: str = "The harbour opens.", **more: Any) -> int:
    """An article's input, recorded at the present of the store."""
    asked = store.ask(key, "url", f"https:{key}")
    store.record_article(asked.id, 1, AttemptRow(), article(text=text, **{"date_published": None, **more}))
    return asked.id


def due(store: Store, **after: float) -> list[str]:
    """What is due at a moment."""
    return [one.key for one in store.articles_due(stamp(**after))]


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        (None, {"minutes": 15}),
        ("2026-03-10T13:00+02:00", {"minutes": 15}),
        ("2026-03-10", {"minutes": 15}),
        ("2026-03-10T02:00:00Z", {"hours": 1}),
        ("2026-03-05", {"hours": 3}),
        ("2026-03", {"minutes": 15}),
        ("2026-02-20", {"days": 3}),
        ("2025", {"days": 30}),
        ("2125", {"minutes": 15}),
        ("soon", {"minutes": 15}),
    ],
)
def test_an_article_is_as_old_as_it_says(store: Store, told: str | None, wait: dict[str, float]) -> None:
    """One of last year that came in today is none of today; a day counts to its end, the future is now."""
    with at(stamp()):
        keep(store, date_published=told)
    soon = timedelta(**wait) - timedelta(seconds=1)
    assert due(store, seconds=soon.total_seconds()) == []
    assert due(store, **wait) == ["//a"]
    assert store.next_due() == stamp(**wait)


@pytest.mark.parametrize("told", ["2013-05-05", "0001-01-01"])
def test_an_old_article_is_never_due(store: Store, told: str) -> None:
    """A year without a change is enough."""
    with at(stamp()):
        keep(store, date_published=told)
    assert (due(store, days=9000), store.next_due()) == ([], None)


def test_a_changed_article_is_young_again(store: Store) -> None:
    """From its second version on, what it says of its day counts no more."""
    with at(stamp()):
        keep(store, date_published="2026-02-20")
    with at(stamp(days=3)):
        keep(store, text="The harbour closes.", date_published="2026-02-20")
    assert due(store, days=3, minutes=15) == ["//a"]


def test_an_article_under_two_addresses_is_looked_at_under_the_first(store: Store) -> None:
    """A look at either counts; when the first leads to another article, the second is asked."""
    with at(stamp()):
        keep(store)
        keep(store, "//b", "The harbour opens, and closes.")
    assert due(store, minutes=15) == ["//a"]
    with at(stamp(minutes=15)):
        keep(store, "//b", "The harbour opens, and closes.")
    assert due(store, minutes=20) == []
    with at(stamp(minutes=16)):
        keep(store, "//a", "Another story altogether.", id="00000000000000ff", url="https://morning.example/other")
    assert due(store, days=1) == ["//b", "//a"]


def test_an_address_that_leads_elsewhere_leaves_no_look_behind(store: Store) -> None:
    """The article that it led to has none any more."""
    with at(stamp()):
        keep(store)
        keep(store, text="Another story altogether.", id="00000000000000ff", url="https://morning.example/other")
    assert due(store, days=1) == ["//a"]


def test_what_is_taken_out_is_not_looked_at(store: Store) -> None:
    """Neither article nor site."""
    with at(stamp()):
        keep(store)
    store.take_out(article().id)
    assert due(store, days=1) == []


@pytest.mark.parametrize(("status", "comes"), [(410, []), (451, []), (404, ["//a"]), (None, ["//a"])])
def test_a_look_that_failed_is_a_look(store: Store, status: int | None, comes: list[str]) -> None:
    """The next one by its age, but for what was taken down for good."""
    with at(stamp()):
        known = keep(store)
    with at(stamp(minutes=15)):
        store.record_dropped(known, 1, AttemptRow(status), Dropped(url=URL, reason=Reason.GONE, evidence="no"))
    assert due(store, minutes=29) == []
    assert due(store, minutes=30) == comes


def test_what_was_not_asked_for_is_no_look(store: Store) -> None:
    """A second `add`, or a page behind a pause, changes nothing; `not_modified` does."""
    with at(stamp()):
        known = keep(store)
    with at(stamp(minutes=15)):
        store.record_again(known, 1, Reason.DUPLICATE_URL)
        store.record_again(known, 1, Reason.RATE_LIMITED, "later")
        assert due(store, minutes=15) == ["//a"]
        store.record_again(known, 1, Reason.NOT_MODIFIED, attempt=NO_ATTEMPT)
        assert due(store, minutes=15) == []


def test_a_look_by_a_clock_that_was_wrong_counts_for_nothing(store: Store) -> None:
    """One that lies in the future would stop everything for as long as the clock was ahead."""
    with at(stamp(days=20)):
        keep(store)
    assert due(store, minutes=0) == ["//a"]
    assert due(store, days=20, seconds=-200) == []
