"""Where a listing leads, as a value: depth, budget, range, rank, shapes, traps; without a request.

Comes in: listings made by hand, a real store. Goes out: `Leads`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.options import FetchOptions, FollowOptions
from broadsheet.records import Dropped, Listed, Listing, ListingKind, Reason
from broadsheet.run.following import FRUITLESS, Following
from broadsheet.store import LISTINGS, NO_ATTEMPT, Input, Store
from broadsheet.urls import dedup_key

ROOT = "https://gazette.example"
NAMED = FetchOptions(contact="desk@paper.example")
SECTION, SITEMAP, INDEX, FEED = ListingKind.SECTION, ListingKind.SITEMAP, ListingKind.SITEMAP_INDEX, ListingKind.FEED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new corpus, open for writing, with a run begun."""
    with Store(tmp_path / "corpus.db", write=True) as opened:
        opened.begin_run("add", {})
        yield opened


def known(path: str = "/", depth: int = 0, **facts: Any) -> Input:
    """An input that proved to be a listing."""
    url = ROOT + path
    return Input(1, dedup_key(url), "url", url, "argument", "queued", None, None, None, depth, **facts)


def pages(*paths: str, kind: ListingKind = SECTION, **facts: Any) -> Listing:
    """A listing of pages of the site."""
    return Listing(kind, tuple(Listed(path if "://" in path else ROOT + path, **facts) for path in paths))


def lists(kind: ListingKind, *paths: str, of: ListingKind = SECTION, **facts: Any) -> Listing:
    """A listing of further ones."""
    return Listing(of, (), tuple(Listed(ROOT + path, kind=kind, **facts) for path in paths))


def days(count: int, start: int = 0) -> list[str]:
    """Addresses of stories."""
    return [f"/2024/05/{number % 28 + 1:02}/the-storm-of-day-{number}" for number in range(start, start + count)]


@pytest.mark.parametrize(
    ("kind", "of", "deepest"), [(SECTION, SECTION, 4), (SITEMAP, INDEX, 3), (INDEX, INDEX, 3), (FEED, SECTION, 3)]
)
def test_no_listing_is_followed_deeper_than_allowed(
    store: Store, kind: ListingKind, of: ListingKind, deepest: int
) -> None:
    """Sections as the options say, feeds and sitemaps three steps from what was named."""
    following = Following(store, FollowOptions(depth=4), NAMED)
    for depth in range(6):
        leads = following.leads(known("/x/", depth), lists(kind, "/y-news/", of=of))
        assert (len(leads.wanted), sum(leads.left.values())) == ((1, 0) if depth < deepest else (0, 1))


def test_parts_of_a_feed_are_followed_for_a_range_of_days_only(store: Store) -> None:
    """A feed that lists itself is one address, and known."""
    part = lists(FEED, "/feed?page=2", of=FEED)
    left = Following(store, FollowOptions(), NAMED).leads(known("/feed"), part).left
    assert left == {"older parts (give --since to follow them)": 1}
    following = Following(store, FollowOptions(since="2020"), NAMED)
    assert len(following.leads(known("/feed", 700), part).wanted) == 1
    assert following.leads(known("/feed", 1_000), part).wanted == ()


def test_a_budget_lasts_a_day_and_outlives_the_run(store: Store) -> None:
    """What is found on pages counts; what is known, feeds and sitemaps do not; tomorrow there is a new one."""
    first = Following(store, FollowOptions(budget=10), NAMED).leads(known(), pages(*days(6)))
    store.want(first.wanted, ROOT)
    store.want(Following(store, FollowOptions(), NAMED).leads(known(), lists(FEED, "/a", "/b", "/c")).wanted, ROOT)
    again = Following(store, FollowOptions(budget=10), NAMED)
    second = again.leads(known(), pages(*days(20)))
    assert (len(second.wanted), second.left) == (10, {"beyond the site's budget": 10})
    assert len(again.leads(known(), lists(FEED, "/d")).wanted) == 1
    assert len(again.leads(known("/feed"), pages(*days(50, 100), kind=FEED)).wanted) == 50
    store.want(second.wanted, ROOT)
    with store.transaction() as db:
        db.execute("UPDATE inputs SET added_at = '2020-01-01T00:00:00Z'")
    assert len(Following(store, FollowOptions(budget=10), NAMED).leads(known(), pages(*days(20, 40))).wanted) == 10


def test_an_address_that_a_page_names_twice_takes_one_place_of_the_budget(store: Store) -> None:
    """Under another tracking parameter, say."""
    (path,) = days(1)
    listing = pages(path, f"{path}?utm_source=a", f"{path}?utm_source=b", *days(4, 1))
    leads = Following(store, FollowOptions(budget=5), NAMED).leads(known(), listing)
    assert (len(leads.wanted), leads.left) == (5, {"named twice": 2})
    assert leads.wanted[0].url == ROOT + path


@pytest.mark.parametrize(
    ("facts", "path", "asked"),
    [
        ({"published": "2024-05-05"}, "/the-storm-of-a-day", True),
        ({"published": "2024-06-01"}, "/the-storm-of-a-day", False),
        ({"published": "2024-04-30T23:59:59Z"}, "/the-storm-of-a-day", False),
        ({}, "/2024/05/31/the-storm-of-a-day", True),
        ({}, "/2024/06/01/the-storm-of-a-day", False),
        ({"published": "2024-05-05"}, "/2023/01/01/the-storm-of-a-day", True),  # the listing knows better
        ({"modified": "2024-07-07"}, "/the-storm-of-a-day", True),  # it may have been published in May
        ({"modified": "2024-03-03"}, "/the-storm-of-a-day", False),
        ({}, "/the-storm-of-a-day", True),
        ({"published": "2024"}, "/the-storm-of-a-day", True),
    ],
)
def test_a_range_is_held_against_what_is_known(store: Store, facts: dict[str, str], path: str, asked: bool) -> None:
    """The day that the listing says, else that of the address; a day of change says what came before it."""
    following = Following(store, FollowOptions(since="2024-05", until="2024-05-31"), NAMED)
    leads = following.leads(known("/sitemap.xml"), pages(path, kind=SITEMAP, **facts))
    assert (len(leads.wanted), leads.left) == ((1, {}) if asked else (0, {"out of range": 1}))


def test_listings_rank_before_stories_and_stories_by_their_days(store: Store) -> None:
    """The nearest listing first; a date in the future gains nothing; undated stories of a list as they stand."""
    following = Following(store, FollowOptions(), NAMED)
    dated = [Listed(f"{ROOT}/the-storm-of-{day}", published=day) for day in ("2020-01-01", "2024-01-01", "9999-01-01")]
    ranks = [one.rank for one in following.leads(known("/feed"), Listing(FEED, tuple(dated))).wanted]
    assert ranks == sorted(ranks)
    assert max(ranks) < LISTINGS
    undated = [one.rank for one in following.leads(known(), pages(*(f"/the-storm-of-day-x{n}" for n in "abc"))).wanted]
    assert undated == sorted(undated, reverse=True)
    near, far = (following.leads(known("/a/", depth), lists(FEED, "/feed")).wanted[0].rank for depth in (0, 2))
    assert near > far > LISTINGS - 10


def test_shapes_are_learnt_in_the_run(store: Store) -> None:
    """After five addresses of a shape that were no story, its siblings are left; those of another shape are not."""
    following = Following(store, FollowOptions(), NAMED)
    albums = [f"/album/the-storm-in-pictures-{number}.html" for number in range(20)]
    assert len(following.leads(known(), pages(*albums)).wanted) == 20
    for path in albums[:6]:
        following.learn(known(path, 1, found_by=SECTION), Dropped(url=ROOT, reason=Reason.GALLERY, evidence="-"))
    leads = following.leads(known(), pages(*albums[6:], *days(3)))
    assert (len(leads.wanted), leads.left) == (3, {"no story by their addresses": 14})


def test_a_fault_of_the_line_teaches_nothing(store: Store) -> None:
    """A site that is down for an hour is not a site without stories."""
    following = Following(store, FollowOptions(), NAMED)
    following.leads(known(), pages(*days(2)))
    for path in days(9, 10):
        following.learn(known(path, 1, found_by=SECTION), Dropped(url=ROOT, reason=Reason.TIMEOUT, evidence="-"))
        asked = store.ask(dedup_key(ROOT + path), "url", ROOT + path)
        timeout = Dropped(url=ROOT, reason=Reason.TIMEOUT, evidence="-")
        store.record_dropped(asked.id, store.run_id or 0, NO_ATTEMPT, timeout)
    for one in (following, Following(store, FollowOptions(), NAMED)):
        assert len(one.leads(known(), pages(*days(5, 30))).wanted) == 5


def test_shapes_are_learnt_from_earlier_runs(store: Store) -> None:
    """From the outcomes that the store remembers."""
    for number in range(6):
        url = f"{ROOT}/album/the-storm-in-pictures-{number}.html"
        asked = store.ask(dedup_key(url), "url", url)
        gallery = Dropped(url=url, reason=Reason.GALLERY, evidence="-")
        store.record_dropped(asked.id, store.run_id or 0, NO_ATTEMPT, gallery)
    leads = Following(store, FollowOptions(), NAMED).leads(known(), pages("/album/the-storm-in-pictures-9.html"))
    assert leads.left == {"no story by their addresses": 1}


def test_a_site_is_fruitless_after_twenty_in_a_row(store: Store) -> None:
    """Not one before; a fault of the line says nothing of the page, a page from a feed nothing of the front page."""
    following = Following(store, FollowOptions(), NAMED)
    empty = Dropped(url=ROOT, reason=Reason.EMPTY, evidence="-")
    timeout = Dropped(url=ROOT, reason=Reason.TIMEOUT, evidence="-")
    for number in range(FRUITLESS - 1):
        following.learn(known(f"/the-storm-of-day-{number}", 1, found_by=SECTION), empty)
    assert not following.is_fruitless("gazette.example")
    following.learn(known("/the-storm-of-a-day", 1, found_by=FEED), empty)
    following.learn(known("/the-storm-of-no-day", 1, found_by=SECTION), timeout)
    assert not following.is_fruitless("gazette.example")
    following.learn(known("/the-storm-of-the-day", 1, found_by=SECTION), empty)
    assert following.is_fruitless("gazette.example")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    paths=st.lists(st.integers(0, 60), max_size=60),
    budget=st.integers(1, 20),
    kind=st.sampled_from([SECTION, SITEMAP, FEED]),
)
def test_every_address_is_asked_for_or_counted(store: Store, paths: list[int], budget: int, kind: ListingKind) -> None:
    """Wanted and left add up to what the listing names, whatever it names; no page leads beyond the budget."""
    listing = pages(*(days(1, number)[0] for number in paths), kind=kind)
    leads = Following(store, FollowOptions(budget=budget), NAMED).leads(known(), listing)
    assert len(leads.wanted) + sum(leads.left.values()) == len(paths)
    assert len({one.key for one in leads.wanted}) == len(leads.wanted)
    assert kind is not SECTION or len(leads.wanted) <= budget
