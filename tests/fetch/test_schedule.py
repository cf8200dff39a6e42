"""Politeness as arithmetic: gaps, pauses, back-off, on a clock that tests move."""

from __future__ import annotations

import math
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.pause import LONGEST_PAUSE, retry_after
from broadsheet.fetch.schedule import Schedule
from broadsheet.records import Pace

NOW = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)


class Hand:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_one_request_is_in_flight_per_site() -> None:
    """A busy site has no time at which it may be asked; others may be asked now."""
    schedule = Schedule(1.0, Hand())
    schedule.claim("gazette.example")
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
    schedule.claim("g.example")
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
    schedule.claim("g.example")
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


class Book:
    """Keeps paces as a store would, when told to."""

    def __init__(self) -> None:
        self.rows: dict[str, Pace] = {}
        self.waiting: list[Pace] = []

    def take(self, paces: list[Pace]) -> None:
        self.waiting += paces

    def write(self, schedule: Schedule) -> None:
        schedule.hand_over()
        paces, self.waiting = self.waiting, []
        self.rows.update({pace.site: pace for pace in paces})
        schedule.kept(paces)


def test_no_site_is_asked_before_its_pace_is_on_disk() -> None:
    """The first claim hands the pace over; only when it is kept may the request begin."""
    book = Book()
    schedule = Schedule(1.0, Hand(), keep=book.take)
    assert not schedule.claim("g.example")
    assert 0 < schedule.wait("g.example") < 1
    book.write(schedule)
    assert book.rows["g.example"] == Pace("g.example", 1.0)
    assert schedule.claim("g.example")


def test_one_write_serves_many_requests() -> None:
    """While the gap grows no longer than what is kept, nothing more is written; a longer one is."""
    book, clock = Book(), Hand()
    schedule = Schedule(1.0, clock, keep=book.take)
    schedule.kept(schedule.expect(["g.example"]))
    for latency in (0.1, 0.2, 0.1, 3.0, 2.0):
        assert schedule.claim("g.example")
        schedule.finished("g.example", latency)
        clock.now += 10
        schedule.hand_over()
        assert len(book.waiting) == (latency == 3.0)
        book.write(schedule)
    assert book.rows["g.example"].gap == 6.0


@given(
    st.lists(
        st.tuples(st.floats(0, 20), st.sampled_from([0.0, 0.0, 0.0, 30.0, 4000.0]), st.floats(0, 2), st.booleans()),
        max_size=60,
    )
)
def test_a_run_that_is_killed_leaves_its_gaps_behind(steps: list[tuple[float, float, float, bool]]) -> None:
    """Killed after any step and begun again, no request comes sooner than the rule; pauses asked for hold, too."""
    clock, book = Hand(), Book()
    schedule = Schedule(1.0, clock, keep=book.take, wall=clock)
    not_before = -math.inf
    for idle, pause, latency, killed in steps:
        if killed:
            schedule = Schedule(1.0, clock, keep=book.take, wall=clock)
            schedule.recall(book.rows.values())
        clock.now += idle
        while not schedule.claim("g.example"):
            book.write(schedule)
            clock.now += schedule.wait("g.example")
        assert clock.now >= not_before - 1e-6
        clock.now += latency
        schedule.finished("g.example", latency, pause=pause)
        not_before = clock.now + max(1.0, 2 * latency, pause)
        book.write(schedule)


def test_a_run_that_ends_leaves_the_moment_and_not_a_guess() -> None:
    """At the end each row has a time; the next run waits for the rest of the gap, not for a whole one."""
    clock, book = Hand(), Book()
    schedule = Schedule(8.0, clock, keep=book.take, wall=clock)
    schedule.kept(schedule.expect(["g.example", "never.example"]))
    assert schedule.claim("g.example")
    schedule.finished("g.example", 0.1)
    clock.now += 3
    rows = schedule.settled()
    clock.now += 2
    later = Schedule(8.0, clock, wall=clock)
    later.recall(rows)
    assert (later.wait("g.example"), later.wait("never.example")) == (3, 0)


@pytest.mark.parametrize("jump", [-30 * 365 * 86400, -86400, -3600, -1, 0, 1, 86400, 30 * 365 * 86400])
@pytest.mark.parametrize("pause", [0.0, 3600.0, 1e9])
def test_a_clock_that_jumps_between_runs_makes_no_absurd_wait(jump: float, pause: float) -> None:
    """Never negative, never longer than the pause itself, never over a day, whatever the wall clock says."""
    clock, wall, book = Hand(), Hand(), Book()
    schedule = Schedule(1.0, clock, keep=book.take, wall=wall)
    schedule.kept(schedule.expect(["g.example"]))
    schedule.claim("g.example")
    schedule.finished("g.example", 0.1, pause=pause)
    rows = schedule.settled()
    wall.now += jump
    later = Schedule(1.0, clock, wall=wall)
    later.recall(rows)
    assert 0 <= later.wait("g.example") <= max(1.0, min(pause, 86400.0))
    assert later.wait("g.example") > 0 or jump > 0


@pytest.mark.parametrize("jump", [-1e9, 1e9])
def test_a_wall_clock_that_jumps_amid_a_run_changes_nothing(jump: float) -> None:
    """Within a process waits are counted on the monotonic clock."""
    clock, wall = Hand(), Hand()
    schedule = Schedule(1.0, clock, wall=wall)
    schedule.finished("g.example", 0.1)
    wall.now += jump
    assert schedule.wait("g.example") == 1


def test_what_earlier_runs_learnt_of_a_site_is_taken_up() -> None:
    """Crawl-delay and the answers in a row that said "too often"."""
    schedule = Schedule(1.0, Hand())
    schedule.recall([Pace("g.example", 1.0, 0.0, 7.0, 2)])
    assert schedule.back_off("g.example", None) == 240
    schedule.finished("g.example", 0.1)
    assert schedule.wait("g.example") == 7


def test_sites_are_shared_between_gaps_and_threads() -> None:
    """Two views of one schedule know of each other's requests; of eight threads one may claim."""
    clock = Hand()
    schedule = Schedule(1.0, clock)
    other = schedule.paced(5.0)
    got: list[bool] = []
    threads = [threading.Thread(target=lambda: got.append(schedule.claim("g.example"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (got.count(True), other.wait("g.example")) == (1, math.inf)
    schedule.finished("g.example", 0.1)
    assert (schedule.wait("g.example"), other.wait("g.example")) == (1, 5)


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
        assert schedule.claim(site)
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
    assert len(schedule._sites) < 11_000


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
