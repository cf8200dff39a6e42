"""From probabilities to kept blocks: the set with the highest expected F1."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.decide import EASE, LEAST, calibrated, decide

PAGES = st.lists(st.tuples(st.floats(0.001, 0.999), st.integers(1, 200)), min_size=1, max_size=8)


def expected(p: np.ndarray, size: np.ndarray, kept: np.ndarray) -> float:
    """F1 of expectations, as `decide` counts it."""
    return float(2 * (size * p)[kept].sum() / max((size[kept].sum() + (size * p).sum()), 1e-9))


@given(PAGES)
def test_no_other_set_of_blocks_has_a_higher_expected_f1(page: list[tuple[float, int]]) -> None:
    """All sets of blocks tried, none beats the one whose F1 is promised."""
    p, size = np.array([x for x, _ in page], np.float32), np.array([n for _, n in page], np.int32)
    best = max(expected(p, size, np.array(kept, bool)) for kept in product((False, True), repeat=len(p)))
    assert abs(decide(p, size).expected - best) < 1e-5


@given(PAGES)
def test_what_is_kept_is_surer_than_what_is_not(page: list[tuple[float, int]]) -> None:
    """The kept blocks are those above one threshold; none where nothing is likelier than not."""
    p, size = np.array([x for x, _ in page], np.float32), np.array([n for _, n in page], np.int32)
    kept = decide(p, size).kept
    assert kept.any() == (p.max() >= LEAST)
    assert kept.all() or not kept.any() or p[kept].min() >= p[~kept].max()


def test_an_unsure_page_is_not_emptied() -> None:
    """The likeliest blocks stay together: a fixed threshold would leave one of two alike."""
    decision = decide(np.array([0.1, 0.5, 0.4, 0.1], np.float32), np.array([10, 90, 90, 10], np.int32))
    assert decision.kept.tolist() == [False, True, True, False]
    assert decision.threshold == EASE * decision.expected / 2


def test_a_page_without_blocks_keeps_none() -> None:
    """Nothing in, nothing out, and no confidence."""
    decision = decide(np.zeros(0, np.float32), np.zeros(0, np.int32))
    assert len(decision.kept) == 0
    assert decision.expected == 0


def test_confidence_lies_on_the_line_between_the_points() -> None:
    """Straight between two points, flat beyond the ends."""
    line = (np.array([0.5, 1.0], np.float32), np.array([0.4, 0.8], np.float32))
    assert [round(calibrated(x, line), 3) for x in (0.2, 0.5, 0.75, 1.0)] == [0.4, 0.4, 0.6, 0.8]
