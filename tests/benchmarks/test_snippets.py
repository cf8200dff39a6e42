"""Passages by hand, held or kept out."""

from __future__ import annotations

import pytest
from benchmarks.snippets import Held, held, score


def test_a_passage_is_found_across_line_breaks() -> None:
    """White space of any kind and length counts as one space."""
    assert held("The ferry\n  left\u00a0late.", ["ferry left late"], []) == Held(1, 1, 0, 0)


def test_case_and_letters_must_agree() -> None:
    """A passage is a substring, letter by letter."""
    assert held("The ferry", ["the ferry"], []).found == 0


def test_an_empty_text_keeps_everything_out() -> None:
    """Without text nothing wanted is found, and nothing unwanted let in."""
    assert held("", ["ferry"], ["Newsletter", "Log in"]) == Held(0, 1, 2, 2)


def test_each_passage_weighs_the_same() -> None:
    """A page of one passage and a page of three: three of four found, not two thirds."""
    both = score([Held(1, 1, 0, 1), Held(2, 3, 1, 1)])
    assert (both.found, both.kept_out, both.both) == (0.75, 0.5, 0.625)


def test_the_intervals_hold_their_shares() -> None:
    """Each share lies in its interval."""
    both = score([Held(page % 2, 1, page % 3, 2) for page in range(60)])
    assert both.found_interval[0] < both.found < both.found_interval[1]
    assert both.kept_out_interval[0] < both.kept_out < both.kept_out_interval[1]
    assert both.both_interval[0] < both.both < both.both_interval[1]


def test_a_share_of_nothing_is_whole() -> None:
    """Pages without unwanted passages let none in."""
    assert score([Held(1, 2, 0, 0)]).kept_out == pytest.approx(1.0)
