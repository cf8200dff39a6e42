"""Labels for pages that have none: what independent opinions agree on."""

from __future__ import annotations

import numpy as np
from training.teach import DOUBT, SHARE, SNIPPET, agreement, taught

from tests.extract.pages import STORY, blocks, part

NOTHING = np.zeros(5, bool)
PAGE = blocks(*(part("p", text) for text in STORY[:5]))
"""Five paragraphs of about equal length."""


def mask(*rows: int) -> np.ndarray:
    """The rows that an opinion keeps."""
    found = NOTHING.copy()
    found[list(rows)] = True
    return found


def test_what_all_keep_is_text_and_what_none_keeps_is_not() -> None:
    """Agreement is taken as the label, in full."""
    label, weight, sure = taught(PAGE, np.full(5, 0.9, np.float32), [mask(1, 2)] * 3, NOTHING, NOTHING, None)
    assert label.tolist() == [0, 1, 1, 0, 0]
    assert sure == 1.0
    assert np.allclose(weight, SHARE)


def test_a_disputed_block_counts_little() -> None:
    """Where opinions differ, the label lies between and weighs little."""
    label, weight, _ = taught(
        PAGE, np.full(5, 0.6, np.float32), [mask(0, 1, 2, 3), mask(0, 1, 2)], NOTHING, NOTHING, None
    )
    assert 0.4 < label[3] < 0.7
    assert weight[3] < 2 * DOUBT * weight[0]


def test_a_page_on_which_opinions_differ_widely_counts_nothing() -> None:
    """Two extractors that keep different halves teach nothing."""
    _, weight, sure = taught(PAGE, np.full(5, 0.5, np.float32), [mask(0, 1), mask(3, 4)], NOTHING, NOTHING, None)
    assert sure == 0.0
    assert not weight.any()


def test_a_persons_snippet_outweighs_all_opinions() -> None:
    """A wanted snippet makes its block text though nobody keeps it; an unwanted one the opposite."""
    label, weight, _ = taught(PAGE, np.full(5, 0.5, np.float32), [mask(1, 2)] * 2, mask(4), mask(1), None)
    assert label[4] == 1
    assert label[1] == 0
    assert weight[4] == weight[1] == np.float32(SHARE * SNIPPET)


def test_the_headline_is_never_text() -> None:
    """Even where all keep it."""
    assert taught(PAGE, np.ones(5, np.float32), [mask(0, 1)] * 2, NOTHING, NOTHING, 0)[0][0] == 0


def test_agreement_is_one_for_the_same_and_none_for_the_opposite() -> None:
    """F1 by words."""
    assert agreement(PAGE.words, [mask(0, 1)] * 2) == 1.0
    assert agreement(PAGE.words, [mask(0, 1), mask(2, 3)]) == 0.0
