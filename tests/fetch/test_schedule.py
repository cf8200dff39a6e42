"""Politeness as arithmetic: gaps, pauses, back-off, on a clock that tests move."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.pause import LONGEST_PAUSE, retry_after
from broadsheet.fetch.schedule import Schedule

NOW = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)


class Hand:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_one_request_is_in_flight_per_site() -> None:
    """A busy site has no time at which it may be asked; others may be asked now."""
    schedule = Schedule(1.0, Hand())
    schedule.started("gazette.example")
    assert schedule.wait("gazette.example") == math.inf
    assert schedule.wait("courier.example") == 0


@pytest.mark.parametrize(
    ("latency", "delay", "pause", "gap"),
    [
        (0.1, None, 0, 1),
        (3, None, 0, 6),
        (0.1, 20, 0, 20),
        (9, 5, 0, 18),
        (1, 1e9, 0, 300),
        (1, -1, 0, 2),
        (1, 2, 50, 50),
        (1, math.nan, 0, 2),
        (1000, None, 0, 300),
        (1, None, 1e9, 86400),
    ],
)
def test_the_gap_is_the_largest_of_its_claims(latency: float, delay: float | None, pause: float, gap: float) -> None:
    """max(1 s, Crawl-delay up to 300 s, twice the latency), or the pause asked for, up to a day."""
    schedule = Schedule(1.0, Hand())
    schedule.slow_down("g.example", delay)
    schedule.started("g.example")
    schedule.finished("g.example", latency, pause=pause)
    assert schedule.wait("g.example") == pytest.approx(gap)


def test_the_longest_crawl_delay_of_a_site_holds() -> None:
    """Origins of one site share its pace."""
    schedule = Schedule(1.0, Hand())
    for delay in (3.0, 9.0, 2.0, None):
        schedule.slow_down("g.example", delay)
    schedule.finished("g.example", 0.1)
    assert schedule.wait("g.example") == 9


def test_without_a_gap_only_wishes_of_the_site_count() -> None:
    """`min_gap` 0, for loopback: no pause for latency, still one for Crawl-delay and Retry-After."""
    schedule = Schedule(0.0, Hand())
    schedule.finished("g.example", 5.0)
    assert schedule.wait("g.example") == 0
    schedule.finished("g.example", 5.0, pause=7)
    assert schedule.wait("g.example") == 7


def test_a_request_that_reached_nobody_costs_no_gap() -> None:
    """A refused address or an unknown name was no request to the site."""
    schedule = Schedule(1.0, Hand())
    schedule.started("g.example")
    schedule.spared("g.example")
    assert schedule.wait("g.example") == 0


def test_back_off_doubles_until_the_site_relents() -> None:
    """60, 120, 240 s without a word, the named time with one, at most a day."""
    schedule = Schedule(1.0, Hand())
    pauses = [schedule.back_off("g.example", named) for named in (None, None, 30.0, 0.0)]
    assert pauses == [60, 120, 30, 480]
    schedule.relent("g.example")
    assert schedule.back_off("g.example", None) == 60
    for _ in range(50):
        longest = schedule.back_off("g.example", None)
    assert longest == 86400


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 50), st.floats(0, 3)), max_size=200))
def test_no_gap_is_ever_shorter_than_the_rule(steps: list[tuple[str, float, float]]) -> None:
    """Whatever is asked in which order: start minus the last end is at least the gap."""
    clock = Hand()
    schedule = Schedule(1.0, clock)
    ended: dict[str, tuple[float, float]] = {}
    for site, latency, idle in steps:
        clock.now += idle
        if schedule.wait(site) > 0:
            clock.now += schedule.wait(site)
        end, last = ended.get(site, (-math.inf, 0.0))
        assert clock.now - end >= max(1.0, 2 * last) - 1e-6
        schedule.started(site)
        clock.now += latency
        schedule.finished(site, latency)
        ended[site] = (clock.now, latency)


def test_memory_of_sites_is_bounded() -> None:
    """Sites that are free again are forgotten, those that wait are not."""
    clock = Hand()
    schedule = Schedule(1.0, clock)
    schedule.finished("waits.example", 0.1, pause=9999)
    for n in range(30_000):
        clock.now += 1
        schedule.finished(f"site{n}.example", 0.1)
    assert schedule.wait("waits.example") == 0
    schedule.finished("waits.example", 0.1, pause=99999)
    for n in range(20_000):
        clock.now += 1
        schedule.finished(f"site{n}.example", 0.1)
    assert schedule.wait("waits.example") == 86400 - 20_000
    assert len(schedule._free) < 11_000


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", None, 120),
        (" 7 ", None, 7),
        ("1.5", None, 1.5),
        ("-5", None, 0),
        ("100000000000000000000", None, LONGEST_PAUSE),
        ("9" * 5000, None, LONGEST_PAUSE),
        ("Mon, 04 May 2026 12:02:00 GMT", None, 120),
        ("Mon, 04 May 2026 11:00:00 GMT", None, 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None, LONGEST_PAUSE),
        ("Mon, 04 May 2026 12:02:00 -0000", None, 120),
        ("Mon, 04 May 2009 12:02:00 GMT", "Mon, 04 May 2009 12:01:00 GMT", 60),
        ("Mon, 04 May 2026 12:02:00 GMT", "yesterday", 120),
        ("abc", None, None),
        ("", None, None),
        (None, None, None),
        ("soon, 99 Foo 2026", None, None),
        ("nan", None, None),
    ],
)
def test_retry_after_is_read_leniently_and_clamped(value: str | None, date: str | None, seconds: float | None) -> None:
    """Eight forms and more: seconds, dates against the server's own clock, nonsense."""
    assert retry_after(value, date, NOW) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_field_value_raises(value: str, date: str) -> None:
    """Whatever a server writes, the answer is 0 s to a day, or none."""
    seconds = retry_after(value, date, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_PAUSE
