"""Intervals of figures whose spread is known."""

from __future__ import annotations

from benchmarks.bootstrap import interval


def share(sums: list[float]) -> float:
    """The share of the first column in the second."""
    return sums[0] / sums[1]


def test_pages_that_agree_leave_no_doubt() -> None:
    """Where all pages say the same, the interval is a point."""
    assert interval([(1.0, 2.0)] * 30, share) == (0.5, 0.5)


def test_the_interval_is_as_wide_as_theory_says() -> None:
    """Of 400 pages half are right: the 95 % interval is about .5 ± 1.96 · .025."""
    low, high = interval([(page % 2, 1.0) for page in range(400)], share)
    assert abs(low - 0.451) < 0.008
    assert abs(high - 0.549) < 0.008


def test_the_same_pages_give_the_same_interval() -> None:
    """The resampling is seeded."""
    pages = [(page % 3, 2.0) for page in range(50)]
    assert interval(pages, share) == interval(pages, share)
