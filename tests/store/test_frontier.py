"""What waits to be asked for: best first, site by site, known once, however many there are."""

from __future__ import annotations

import resource
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records import ListingKind
from broadsheet.store import Store, Wanted

FEED = "https://gazette.example/feed"


def wanted(name: str, rank: float = 0, site: str = "gazette.example", expected: ListingKind | None = None) -> Wanted:
    """An address that a listing names."""
    return Wanted(f"//{site}/{name}", f"https://{site}/{name}", rank, 1, expected)


def names(store: Store, site: str = "gazette.example", count: int = 99, under_way: tuple[int, ...] = ()) -> list[str]:
    """The last parts of the addresses that come next."""
    return [one.source.rpartition("/")[2] for one in store.next_of(site, count, under_way)]


def test_the_freshest_is_next_and_listings_come_before_stories(store: Store) -> None:
    """By rank; what has the same rank in the order of its coming; what was named by somebody first of all."""
    store.ask("//gazette.example/named", "url", "https://gazette.example/named")
    store.want([wanted("old", 1), wanted("new", 9), wanted("also-old", 1)], FEED)
    store.want([wanted("sitemap", 3e9, expected=ListingKind.SITEMAP)], FEED)
    assert names(store) == ["named", "sitemap", "new", "old", "also-old"]


def test_an_address_is_queued_once(store: Store) -> None:
    """Whoever names it; only the new ones are counted."""
    assert len(store.want([wanted("a"), wanted("b"), wanted("a")], FEED)) == 2
    assert [one.source[-1] for one in store.want([wanted("b"), wanted("c")], "https://gazette.example/other")] == ["c"]
    assert names(store) == ["a", "b", "c"]


def test_of_two_spellings_in_one_listing_the_first_is_asked_for(store: Store) -> None:
    """Their key is the same; what stands first is what the paper means."""
    again = Wanted("//gazette.example/a", "https://gazette.example/a?utm_source=feed", 0, 1)
    store.want([wanted("a"), again], FEED)
    assert names(store) == ["a"]


def test_sites_are_found_without_reading_their_addresses(store: Store) -> None:
    """Each once, by name; an empty frontier has none."""
    assert store.waiting_sites() == []
    store.want([wanted(str(n), site=f"paper{n % 3}.example") for n in range(9)], FEED)
    assert store.waiting_sites() == ["paper0.example", "paper1.example", "paper2.example"]


def test_what_is_under_way_is_not_handed_out_again(store: Store) -> None:
    """As long as it has no outcome it stays queued, so the caller says what he has in hand."""
    store.want([wanted(str(n)) for n in range(5)], FEED)
    first = store.next_of("gazette.example", 2, ())
    assert names(store, count=2, under_way=tuple(one.id for one in first)) == ["2", "3"]


def test_an_earlier_run_is_taken_up_only_on_purpose(store: Store) -> None:
    """What another run queued waits until it is named again, or all of it is resumed."""
    store.want([wanted("a"), wanted("b"), wanted("c")], FEED)
    store.begin_run("add", {})
    assert store.waiting_sites() == []
    store.want([wanted("b")], FEED)
    assert names(store) == ["b"]
    assert store.resume() == 3
    assert names(store) == ["a", "b", "c"]


def test_what_waits_is_counted_by_site(store: Store) -> None:
    """With the listings among it."""
    store.want([wanted("a"), wanted("b", expected=ListingKind.FEED), wanted("c", site="other.example")], FEED)
    assert [(one.site, one.inputs, one.listings) for one in store.queued_by_site()] == [
        ("gazette.example", 2, 1),
        ("other.example", 1, 0),
    ]


@given(ranks=st.lists(st.floats(-1e9, 1e10), min_size=1, max_size=30), step=st.integers(1, 7))
def test_every_address_is_handed_out_once_in_order(
    tmp_path_factory: pytest.TempPathFactory, ranks: list[float], step: int
) -> None:
    """Whatever the ranks, and however many are taken at a time."""
    with Store(tmp_path_factory.mktemp("frontier") / "corpus.db", write=True) as store:
        store.begin_run("add", {})
        store.want([wanted(str(n), rank) for n, rank in enumerate(ranks)], FEED)
        taken: list[int] = []
        while more := store.next_of("gazette.example", step, taken):
            taken += [int(one.source.rpartition("/")[2]) + 1 for one in more]
    assert taken == sorted(taken, key=lambda place: (-ranks[place - 1], place))
    assert len(taken) == len(ranks)


def test_a_hundred_thousand_addresses_cost_no_memory_and_microseconds(store: Store) -> None:
    """Fifty microseconds an operation are the bound; an index, not memory, finds the next one."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    for start in range(0, 100_000, 10_000):
        store.want([wanted(str(n), n, f"paper{n % 40}.example") for n in range(start, start + 10_000)], FEED)
    per_address = (time.process_time() - began) / 100_000
    began = time.process_time()
    handed = sum(len(store.next_of(site, 50, ())) for site in store.waiting_sites())
    per_next = (time.process_time() - began) / handed
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (
        1024 if sys.platform != "darwin" else 1 << 20
    )
    assert handed == 2000
    assert max(per_address, per_next) < 100e-6  # twice the bound: the machine of the tests may be busy
    assert grown < 64
