"""Texts by hand, their measures worked out by hand."""

from __future__ import annotations

import pytest
from benchmarks.metrics import exact, overlap, shingle_f1, shingle_overlap, shingles, word_f1
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(alphabet="ab c", max_size=30)


def test_shingles_are_four_words_counted() -> None:
    """Five words make two shingles, and a shingle said twice counts twice."""
    assert shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("a a a a a").total() == 2


def test_a_short_text_is_one_shingle() -> None:
    """Fewer than four words are a shingle of their own; no words are none."""
    assert shingles("only three words") == {("only", "three", "words"): 1}
    assert not shingles(" … ")


def test_precision_and_recall_of_a_page() -> None:
    """One of two shingles is right, and it is the only one wanted."""
    found = shingle_overlap("a b c d e", "a b c d")
    assert (found.precision, found.recall) == (0.5, 1.0)


def test_the_f1_is_that_of_the_means() -> None:
    """Means first, F1 then: one page without text and one that is right give 2/3 at a precision of 1/2."""
    pages = [shingle_overlap("x y z", "a b c d"), shingle_overlap("a b c d", "a b c d")]
    assert shingle_f1(pages) == 0.5


def test_two_empty_texts_agree() -> None:
    """Nothing wanted and nothing found is no mistake."""
    assert overlap(shingles(""), shingles("")).f1 == 1.0


@pytest.mark.parametrize(("text", "same"), [("One, two!", True), ("one two", False), ("Two one", False)])
def test_exact_means_the_same_words_in_order(text: str, same: bool) -> None:
    """Punctuation does not matter; case and order do."""
    assert exact(text, "One two") is same


def test_word_f1_has_no_order_and_no_case() -> None:
    """Words are compared as lower-cased bags: two of three are right on either side."""
    assert word_f1("Harbour FERRY bus", "ferry harbour train") == pytest.approx(2 / 3)


@given(TEXTS, TEXTS)
def test_the_measures_are_symmetric_shares(one: str, other: str) -> None:
    """F1 is the same either way round, between 0 and 1, and 1 for a text and itself."""
    assert word_f1(one, other) == pytest.approx(word_f1(other, one))
    assert 0 <= shingle_overlap(one, other).f1 <= 1
    assert shingle_overlap(one, one).f1 == 1
