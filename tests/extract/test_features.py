"""What a block measures by itself: one column a feature, no neighbour asked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.features import NAMES, SENTENCE_MARK, features
from tests.extract.pages import Inside, Text, blocks, bold, link, part


def column(name: str, *parts: Inside) -> list[float]:
    """One feature of the blocks of a page, rounded."""
    table = blocks(*parts)
    return [round(value, 3) for value in features(table, table.flags())[:, NAMES.index(name)].tolist()]


@pytest.mark.parametrize(
    ("name", "made", "value"),
    [
        ("log_words", "one two three", round(float(np.log(4)), 3)),
        ("link_density", link("0123456789", 0.3), 0.3),
        ("sentence_marks", "One. Two! (Three?) Four… 5.5 e.g.", 5),
        ("ends_sentence", "It turned.”", 1),
        ("ends_sentence", "It turned, he said", 0),
        ("commas_per_word", "one, two; three four", 0.5),
        ("capital_share", "ABcd", 0.5),
        ("digit_share", "12ab", 0.5),
        ("emphasis_density", bold("all of it"), 1),
        ("is_paragraph", part("p", "x"), 1),
        ("is_paragraph", part("div", "x"), 0),
        ("is_heading", part("h2", "x"), 1),
        ("in_list", part("ul", part("li", part("p", "x"))), 1),
        ("in_form", part("form", part("p", "x")), 1),
        ("in_chrome", part("footer", part("p", "x")), 1),
        ("in_chrome", part("article", part("p", "x")), 0),
    ],
)
def test_each_feature_measures_what_its_name_says(name: str, made: Inside, value: float) -> None:
    """One block, one column."""
    assert column(name, made) == [value]


def test_only_a_text_that_comes_back_is_repeated() -> None:
    """Both of the equal blocks are, the third is not."""
    assert column("repeated", "Read more", "Once", "Read more") == [1, 0, 1]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It turned. It stopped.", 2),
        ("Nine o’clock at 5.30 on example.org", 0),
        ("“It turned.” She left.", 2),
        ("水轮转了。大家都来了！", 2),
        ("یہ گھوما۔ وہ رکا؟", 2),
        ("पहिया घूमा। सब आए।", 2),
        ("هل دارت؟ نعم.", 2),
    ],
)
def test_sentence_marks_of_six_scripts_are_counted(text: str, marks: int) -> None:
    """A full stop amid a number or a name is none; CJK and Indic marks need no blank after them."""
    assert len(SENTENCE_MARK.findall(text)) == marks


def test_flags_that_tell_nothing_are_not_measured() -> None:
    """The flags come from the caller, who leaves out those that cover the page."""
    table = blocks(part("form", part("p", "x")))
    assert features(table, table.flags() * 0)[0, NAMES.index("in_form")] == 0


def test_a_page_without_blocks_has_a_matrix_without_rows() -> None:
    """All columns, no rows."""
    table = blocks()
    assert features(table, table.flags()).shape == (0, len(NAMES))


@given(st.lists(st.tuples(st.text(min_size=1, max_size=60), st.floats(0, 1), st.floats(0, 1)), max_size=6))
def test_measures_are_finite_and_shares_are_shares(made: list[tuple[str, float, float]]) -> None:
    """Whatever the text: a number in every cell, shares between 0 and 1, at most five sentence marks."""
    table = blocks(*(Text(*text) for text in made))
    matrix = features(table, table.flags())
    assert matrix.shape == (len(made), len(NAMES))
    assert np.isfinite(matrix).all()
    for name in ("link_density", "capital_share", "digit_share", "emphasis_density", "repeated"):
        assert ((matrix[:, NAMES.index(name)] >= 0) & (matrix[:, NAMES.index(name)] <= 1)).all()
    assert (matrix[:, NAMES.index("sentence_marks")] <= 5).all()
