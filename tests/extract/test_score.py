"""Measures to a number between 0 and 1."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from broadsheet.extract.features import NAMES, features
from broadsheet.extract.score import BIAS, WEIGHTS, score
from tests.extract.pages import STORY, Inside, blocks, link, part


def of(made: Inside) -> float:
    """The score of a page's only block."""
    table = blocks(made)
    return float(score(features(table, table.flags()))[0])


def test_every_feature_has_a_weight() -> None:
    """No more and no fewer, in whatever order."""
    assert sorted(WEIGHTS) == sorted(NAMES)


def test_prose_scores_above_what_is_not() -> None:
    """A paragraph above the same words linked, in a form, in a footer; a label below all sentences."""
    prose = of(part("p", STORY[0]))
    assert prose > 0.8
    assert prose > of(part("p", link(STORY[0])))
    assert prose > of(part("form", part("p", STORY[0])))
    assert prose > of(part("footer", part("p", STORY[0])))
    assert of(part("a", link("SIGN IN"))) < 0.1


def test_nothing_measured_leaves_the_bias() -> None:
    """A row of zeros has the logistic of `BIAS`."""
    assert score(np.zeros((1, len(NAMES)), dtype=np.float32))[0] == 1 / (1 + np.exp(-BIAS))


@given(arrays.arrays(np.float32, (3, len(NAMES)), elements=st.floats(-50, 50, width=32)))
def test_any_measures_give_a_probability(matrix: np.ndarray) -> None:
    """Between 0 and 1, one for each row, whatever the measures."""
    scores = score(matrix)
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_no_rows_have_no_scores() -> None:
    """An empty page is no error."""
    assert score(np.zeros((0, len(NAMES)), dtype=np.float32)).shape == (0,)
