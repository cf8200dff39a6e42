"""Calibration: expected F1 to the F1 that pages have had."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from training.calibrate import error, line

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=8, max_size=60)


@given(PAIRS)
def test_the_line_never_falls_and_stays_between_nothing_and_certainty(pairs: list[tuple[float, float]]) -> None:
    """A page that expects more never gets less confidence."""
    x, y = line([one for one, _ in pairs], [two for _, two in pairs])
    assert (np.diff(x) >= 0).all()
    assert (np.diff(y) >= -1e-6).all()
    assert y[0] == 0
    assert y[-1] <= 1


def test_overconfidence_is_taken_back() -> None:
    """Pages that expect .9 and have .6 get about .6."""
    chance = random.Random(3)
    expected = [0.85 + 0.1 * chance.random() for _ in range(200)]
    x, y = line(expected, [0.6] * 200)
    assert abs(float(np.interp(0.9, x, y)) - 0.6) < 0.01


def test_the_error_is_the_distance_of_promise_and_result() -> None:
    """Confidence .9 on pages of .7 is an error of .2; confidence that holds is none."""
    assert abs(error([0.9] * 50, [0.7] * 50) - 0.2) < 1e-9
    assert error([0.7] * 50, [0.7] * 50) < 1e-9
