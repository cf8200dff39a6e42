"""Listings are polled by their own rhythm, articles looked at again by their age."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.rhythm import DAY, FIRST, HOUR, LONGEST, MINUTE, SHORTEST, poll_after, revisit_after


def test_a_busy_feed_is_asked_more_often_down_to_ten_minutes() -> None:
    """Each poll with news halves the wait at most."""
    wait = FIRST
    for _ in range(5):
        wait = poll_after(wait, new=20)
    assert wait == SHORTEST
    assert poll_after(FIRST, new=1) == FIRST / 2


def test_a_quiet_feed_is_asked_less_and_less_up_to_a_day() -> None:
    """From an hour to a day in eight polls without news."""
    wait = FIRST
    for _ in range(8):
        wait = poll_after(wait, new=0)
    assert wait == LONGEST


def test_a_failing_feed_is_left_alone_for_longer_each_time() -> None:
    """Even a busy one: an hour, two, four, at last a day."""
    assert [poll_after(SHORTEST, new=0, failures=n) for n in (1, 2, 3, 9)] == [HOUR, 2 * HOUR, 4 * HOUR, DAY]


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (0, 15 * MINUTE),
        (3 * HOUR, 15 * MINUTE),
        (5 * HOUR, HOUR),
        (3 * DAY, 3 * HOUR),
        (20 * DAY, 3 * DAY),
        (100 * DAY, 30 * DAY),
        (366 * DAY, None),
        (-DAY, 15 * MINUTE),
    ],
)
def test_an_article_is_revisited_by_its_age(age: float, wait: float | None) -> None:
    """Often on its first day, hardly after a month, never after a year."""
    assert revisit_after(age) == wait


@given(st.floats(allow_nan=True), st.integers(0, 10**9), st.integers(0, 10**6))
def test_every_wait_is_between_ten_minutes_and_a_day(interval: float, new: int, failures: int) -> None:
    """Whatever is stored, and whatever a feed brings."""
    assert SHORTEST <= poll_after(interval, new=new, failures=failures) <= LONGEST
