"""Times of day as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.clock import clock, in_order


@pytest.mark.parametrize(
    ("line", "printed", "minutes"),
    [
        ("14.32", "14.32", 872),
        ("2.32pm", "2.32pm", 872),
        ("2:32 p.m.", "2:32 p.m.", 872),
        ("12.05am", "12.05am", 5),
        ("14:32 Uhr", "14:32 Uhr", 872),
        ("14:32 Uhr: Der Pegel fällt", "14:32 Uhr", 872),
        ("14h32 - Le pont est fermé", "14h32", 872),
        ("[18:20] Good night", "18:20", 1100),
        ("18:20 CET | Good night", "18:20 CET", 1100),
        ("kl. 18.20", "18.20", 1100),
        ("3pm – Lunch", "3pm", 900),
    ],
)
def test_a_time_at_the_head_of_a_line_is_read(line: str, printed: str, minutes: int) -> None:
    """As printed, and as minutes since midnight."""
    found = clock(line)
    assert found is not None
    assert (found.printed, found.minutes, found.marked or line[0] == "[") == (printed, minutes, True)


@pytest.mark.parametrize(
    "line",
    ["12.05.2024", "14.32%", "3.500 people", "25:10", "9 carpenters", "At noon", "1:5", "The 14.32 to Low Fell", "14"],
)
def test_other_figures_are_no_time(line: str) -> None:
    """Days, shares, scores, and times within a sentence."""
    assert clock(line) is None


def test_a_time_that_opens_a_sentence_is_not_marked() -> None:
    """`9.30 was too early` says so; `9.30` alone does not."""
    opening, alone = clock("9.30 was too early for most"), clock("9.30")
    assert opening is not None
    assert alone is not None
    assert (opening.marked, opening.alone) == (False, False)
    assert (alone.marked, alone.alone) == (True, True)


@given(st.lists(st.integers(0, 1439), min_size=2, max_size=20, unique=True))
def test_a_day_told_either_way_is_in_order(minutes: list[int]) -> None:
    """Forwards or backwards."""
    assert in_order(sorted(minutes))
    assert in_order(sorted(minutes, reverse=True))


def test_times_of_a_story_are_in_no_order() -> None:
    """Nor is one time repeated."""
    assert not in_order([600, 900, 620, 880, 640])
    assert not in_order([600, 600])
