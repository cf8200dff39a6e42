"""Where blocks stand."""

from __future__ import annotations

import numpy as np

from broadsheet.extract.features.places import LEVELS, Places, places
from broadsheet.extract.features.tree import tree
from tests.extract.pages import Inside, blocks, paragraphs, part


def placed(*parts: Inside) -> Places:
    """The places of a page whose blocks of twenty words and more are good."""
    table = blocks(*parts)
    return places(table, tree(table.elements), np.where(table.words >= 20, table.words, 0).astype(np.float32))


STORY = part(
    "article", part("h1", "The mill turns"), *paragraphs(4), part("h2", "What comes next"), *paragraphs(2, first=4)
)


def test_containers_grow_from_the_nearest_to_the_page() -> None:
    """The section, the article, the page; then no more."""
    found = placed(part("article", part("section", *paragraphs(2)), *paragraphs(2)), *paragraphs(2))
    assert found.first.shape == found.last.shape == (6, LEVELS)
    assert found.last[0].tolist() == [2, 4, 6, 6, 6]
    assert found.first[0].tolist() == [0, 0, 0, 0, 0]
    assert found.first[5].tolist() == [0] * LEVELS


def test_the_last_container_is_the_largest_that_is_not_the_page() -> None:
    """Five boxes deep, the fifth column still tells the column from the page."""
    box = part("div", *paragraphs(2))
    for _ in range(5):
        box = part("div", box, "More")
    found = placed(box, *paragraphs(6))
    assert found.last[0].tolist() == [2, 3, 4, 5, 7]


def test_blocks_made_alike_are_a_group_across_the_page() -> None:
    """Numbered without gaps."""
    found = placed(part("ul", part("li", "a")), part("ul", part("li", "b")), part("p", "c"))
    assert found.group.tolist() == [0, 0, 1]


def test_a_make_is_of_one_parent_and_looks_through_inline_elements() -> None:
    """A linked entry is made as the plain one beside it; one of another list is not."""
    found = placed(part("ul", part("li", "a")), part("div", part("p", part("b", "x")), part("p", "y")))
    assert found.make.tolist() == [0, 1, 1]


def test_the_heading_above_is_the_nearest_and_never_the_block_itself() -> None:
    """-1 before the first one."""
    assert placed("Menu", STORY).heading.tolist() == [-1, -1, 1, 1, 1, 1, 1, 6, 6]


def test_the_best_container_is_the_one_whose_children_hold_most_prose() -> None:
    """Not the page around it, though that holds all."""
    assert placed(part("nav", "a", "b"), STORY, part("aside", *paragraphs(1, first=6))).best == (2, 10)


def test_the_common_container_leaves_a_stray_paragraph_out() -> None:
    """Six paragraphs in the article, one beside it."""
    assert placed(part("nav", "a"), STORY, part("aside", *paragraphs(1, first=6))).common == (1, 9)


def test_without_prose_the_common_container_is_the_page() -> None:
    """Nothing to hold."""
    assert placed("a", "b").common == (0, 2)


def test_a_page_of_one_block_is_all_its_containers() -> None:
    """The only row, at every level."""
    found = placed("Alone")
    assert found.first.tolist() == [[0] * LEVELS]
    assert found.last.tolist() == [[1] * LEVELS]
    assert found.heading.tolist() == [-1]
