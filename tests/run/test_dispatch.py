"""What goes out next: of every site a few, in turns, within the limits; nobody is forgotten, nobody starves.

Comes in: frontiers of a real store, a clock that is set by hand. Goes out: the names of what is sent, in order.
"""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.options import FollowOptions
from broadsheet.records import Dropped, ListingKind, Reason
from broadsheet.run import dispatch
from broadsheet.run.dispatch import IN_HAND, Dispatch
from broadsheet.store import NO_ATTEMPT, Input, Store, Wanted
from broadsheet.urls import site_key

FEED = "https://gazette.example/feed"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new corpus, open for writing, with a run begun."""
    with Store(tmp_path / "corpus.db", write=True) as opened:
        opened.begin_run("add", {})
        yield opened
        assert opened.check() == []


def queue(store: Store, site: str, count: int, rank: float = 0, expected: ListingKind | None = None) -> None:
    """`count` addresses of a site, the first of the highest rank."""
    root = f"{site}/{expected or 'story'}-"
    store.want([Wanted(f"//{root}{n}", f"https://{root}{n}", rank - n, 1, expected) for n in range(count)], FEED)


def begun(store: Store, **follow: Any) -> Dispatch:
    """A dispatch that has heard of all there is."""
    made = Dispatch(store, FollowOptions(**follow))
    made.news()
    return made


def send(out: Dispatch) -> list[Input]:
    """What goes out now."""
    found = out.next()
    for one in found:
        out.sent(one)
    return found


def drained(out: Dispatch, store: Store, at_once: int = 7) -> list[str]:
    """All that goes out, in order, while some come back after the other."""
    order: list[str] = []
    under_way: list[Input] = []
    while under_way := under_way + send(out):
        for one in under_way[:at_once]:
            order.append(one.source)
            settle(out, store, one)
        under_way = under_way[at_once:]
    return order


def settle(out: Dispatch, store: Store, one: Input, reason: Reason = Reason.GONE) -> None:
    """It has its outcome, in the store too."""
    store.record_dropped(one.id, store.run_id or 0, NO_ATTEMPT, Dropped(url=one.source, reason=reason, evidence="-"))
    out.back(one, listing=reason is Reason.LIST_PAGE)


def sites(sources: Iterable[str]) -> Counter[str]:
    """How many of each site."""
    return Counter(map(site_key, sources))


def test_a_site_with_ten_thousand_addresses_starves_nobody(store: Store) -> None:
    """Thirty-nine small papers go out with its first ones, in turns; it has no more in hand than its share."""
    queue(store, "aaa-huge.example", 10_000, rank=1e9)
    for number in range(39):
        queue(store, f"paper{number:02}.example", 3)
    first = send(begun(store))
    assert sites(one.source for one in first)["aaa-huge.example"] == IN_HAND
    assert len(sites(one.source for one in first[:40])) == 40
    assert len(first) == IN_HAND + 39 * 3


def test_all_sites_are_served_where_there_are_more_than_one_run_has_in_hand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that found no room are not forgotten, though nothing new is found."""
    monkeypatch.setattr(dispatch, "MOST", 10)
    for number in range(30):
        queue(store, f"paper{number:02}.example", 3)
    assert sites(drained(begun(store), store)) == {f"paper{number:02}.example": 3 for number in range(30)}


def test_a_limit_is_shared_by_the_sites(store: Store) -> None:
    """In turns, best first; listings take nothing of it, and what a limit cuts off is not forgotten."""
    queue(store, "big.example", 20)
    queue(store, "other.example", 20)
    queue(store, "other.example", 8, rank=4e9, expected=ListingKind.SITEMAP)
    small = begun(store, limit=4).next()
    assert [site_key(one.source) for one in small] == ["big.example", "other.example"] * 2
    order = drained(begun(store, limit=8), store, at_once=1)
    assert sum("story-" in source for source in order) == 8
    assert len(order) > 8


def test_a_site_has_its_own_limit(store: Store) -> None:
    """`per_site` holds over all that comes back and goes out again."""
    queue(store, "big.example", 200)
    queue(store, "other.example", 3)
    assert sites(drained(begun(store, per_site=5), store)) == {"big.example": 5, "other.example": 3}


def test_a_listing_that_was_named_is_no_story(store: Store) -> None:
    """What proves to be a listing gives its place in the limits back."""
    store.ask("//gazette.example/feed", "url", FEED)
    queue(store, "gazette.example", 5)
    out = begun(store, limit=1)
    (front,) = send(out)
    assert out.over
    settle(out, store, front, Reason.LIST_PAGE)
    assert not out.over
    assert [one.source for one in send(out)] == ["https://gazette.example/story-0"]


def test_a_site_that_puts_off_keeps_its_addresses(store: Store) -> None:
    """A long Retry-After: nothing more of it goes out in this run; the others do; all of it is queued for the next."""
    queue(store, "busy.example", 500)
    queue(store, "other.example", 100)
    out = begun(store)
    sent = send(out)
    busy = next(one for one in sent if "busy" in one.source)
    out.back(busy, put_off=True)
    for one in sent:
        if "other" in one.source:
            settle(out, store, one)
    out.news()
    assert {site_key(one.source) for one in send(out)} == {"other.example"}
    assert store.ledger()["queued"] == 500 + 100 - IN_HAND
    assert sites(drained(begun(store), store))["busy.example"] == 500


def test_the_run_ends_with_its_time(store: Store) -> None:
    """By the clock that it is given; what is out comes back."""
    queue(store, "gazette.example", 500)
    clock = [0.0]
    out = Dispatch(store, FollowOptions(seconds=60.0), lambda: clock[0])
    out.news()
    first = send(out)
    clock[0] = 59.9
    assert not out.over
    clock[0] = 60.0
    for one in first:
        settle(out, store, one)
    assert out.over
    assert send(out) == []


def test_the_order_is_the_same_each_time(store: Store) -> None:
    """Of the same frontier the same goes out, in the same order."""
    for number in range(5):
        queue(store, f"paper{number}.example", 40 + 10 * number, rank=number * 100)
    first, again = ([one.id for one in begun(store).next()] for _ in range(2))
    assert first == again
    assert len(first) == 40 + 50 + 60 + 2 * IN_HAND


def test_a_hundred_thousand_queued_addresses_are_no_memory(store: Store) -> None:
    """Forty sites: what is held is what is in hand, under 8 MB."""
    for number in range(40):
        queue(store, f"paper{number:02}.example", 2_500)
    out = begun(store)
    tracemalloc.start()
    sent = send(out)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sent) == 40 * IN_HAND
    assert peak < 8_000_000, (held, peak)
