"""Sums of learned weights, held against sums done word by word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.features import Features, features
from broadsheet.extract.vocabulary import word_scores
from broadsheet.extract.weights import Weights
from broadsheet.records import Blocks
from tests.extract.features.test_features import INSIDE
from tests.extract.pages import STORY, Inside, document, link, paragraphs, part

NAMES = ("<html>", "<body>", "<p>", "<div>", "<section>", "comments", ".comments", "kind:comments", "<b>", ".a")
WORDS = ("the", "wheel", "town", "came.", "a", "0", "read", "opens:related")


def weights(seed: int = 0) -> Weights:
    """A small vocabulary with weights by chance."""
    chance = np.random.default_rng(seed)
    names, words = (chance.normal(size=(len(kind) + 1, 6)).astype(np.float32) for kind in (NAMES, WORDS))
    names[0] = words[0] = 0
    return Weights(
        data="",
        columns=(),
        names={name: row for row, name in enumerate(NAMES, start=1)},
        words={word: row for row, word in enumerate(WORDS, start=1)},
        name_table=names,
        word_table=words,
        layers={},
        calibration=(np.zeros(1, np.float32), np.zeros(1, np.float32)),
    )


def slow(table: Blocks, measured: Features, learned: Weights) -> npt.NDArray[np.float64]:
    """The same, one word after the other."""

    def named(row: int, at: int) -> npt.NDArray[np.float64]:
        rows = [learned.names.get(mark, 0) for mark in measured.marks[row]]
        return np.asarray(learned.name_table[rows, at : at + 2].sum(axis=0, dtype=np.float64))

    def said(words: list[str], at: int) -> npt.NDArray[np.float64]:
        rows = [learned.words.get(word, 0) for word in words]
        return np.asarray(learned.word_table[rows, at : at + 2].sum(axis=0, dtype=np.float64))

    scores = []
    for row, element in enumerate(table.element.tolist()):
        parent = max(int(table.elements.parent[element]), 0)
        above = sum((named(ancestor, 4) for ancestor in table.elements.ancestors(parent)), np.zeros(2))
        heading = int(measured.places.heading[row])
        under = said(measured.words[heading], 4) if heading >= 0 else np.zeros(2)
        words = [said(measured.first[row], 0), said(measured.words[row], 2), under]
        parts = [named(element, 0), named(parent, 2), above, *words]
        scores.append(np.concatenate([*parts, np.sum(parts, axis=0)]))
    return np.array(scores).reshape(-1, 14)


def scored(*parts: Inside) -> npt.NDArray[np.float32]:
    """The scores of a page."""
    page = document(*parts)
    return word_scores(page.blocks, features(page, None), weights())


@given(st.lists(INSIDE, max_size=6))
def test_sums_are_those_done_word_by_word(parts: list[Inside]) -> None:
    """On any page."""
    page = document(*parts)
    measured = features(page, None)
    np.testing.assert_allclose(
        word_scores(page.blocks, measured, weights()), slow(page.blocks, measured, weights()), atol=1e-4
    )


def test_a_story_is_summed_word_by_word() -> None:
    """Headings, names, menus, and boxes in one another."""
    page = document(
        part("h2", "Read the wheel"), part("div.a", *paragraphs(4), part("section.comments", "The town")), link("Menu")
    )
    measured = features(page, None)
    found = word_scores(page.blocks, measured, weights())
    assert np.abs(found).max() > 1
    np.testing.assert_allclose(found, slow(page.blocks, measured, weights()), atol=1e-5)


def test_unknown_words_weigh_nothing() -> None:
    """A page of them differs from another in no word score."""
    found = scored(part("p", "Eels"), part("p", "Insurers"))
    assert found[0].tolist() == found[1].tolist()
    assert not found[:, 6:12].any()


def test_the_heading_before_is_heard_by_what_follows() -> None:
    """And not by itself."""
    found = scored(part("h2", "The wheel"), part("p", "Eels"))
    assert not found[0, 10:12].any()
    assert found[1, 10:12].all()


def test_a_name_that_is_there_twice_counts_once() -> None:
    """`comments comments` is one name."""
    assert scored(part("p.comments comments", "x")).tolist() == scored(part("p.comments", "x")).tolist()


def test_names_count_from_hundreds_of_levels_above() -> None:
    """Each box of four hundred adds its weight."""
    box: Inside = part("p", "x")
    for _ in range(400):
        box = part("div", box)
    lone, learned = scored(part("p", "x")), weights()
    above = learned.name_table[learned.names["<div>"], 4:6] * 399 + learned.name_table[learned.names["<body>"], 4:6]
    np.testing.assert_allclose(scored(box)[0, 4:6], lone[0, 4:6] + above, rtol=1e-4)


@pytest.mark.parametrize("count", [0, 1])
def test_pages_of_no_and_of_one_block_are_summed(count: int) -> None:
    """Fourteen columns."""
    assert scored(*STORY[:count]).shape == (count, 14)


def test_a_block_weighs_the_same_after_ten_thousand_others() -> None:
    """The sums of a page do not build up."""
    table = scored(*[part("p", "the wheel came. the town read a wheel") for _ in range(10_000)])
    assert (table == table[0]).all()


def test_the_root_is_its_own_parent() -> None:
    """A block that stands in the root has nothing above it."""
    page = document("x")
    page.blocks.element[:] = 0
    measured = features(page, None)
    np.testing.assert_allclose(
        word_scores(page.blocks, measured, weights()), slow(page.blocks, measured, weights()), atol=1e-6
    )
