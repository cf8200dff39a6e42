"""What the pass over the element tree finds."""

from __future__ import annotations

from broadsheet.extract.features.tree import Tree, tree
from broadsheet.records import Blocks
from tests.extract.pages import Inside, blocks, paragraphs, part


def read(*parts: Inside) -> tuple[Blocks, Tree]:
    """A page and its tree."""
    table = blocks(*parts)
    return table, tree(table.elements)


def test_elements_of_one_tag_and_name_share_an_entry() -> None:
    """One entry for three paragraphs, none for what holds no block."""
    table, found = read(*paragraphs(3), part("div.empty"))
    assert [found.names[row] for row in found.name[table.element].tolist()] == [("p", "")] * 3
    assert ("div", "empty") not in found.names
    assert found.names[0] == ("", "")
    assert found.name[-1] == 0


def test_a_path_is_told_by_every_name_on_it() -> None:
    """Paragraphs of equal boxes share a path, those of another box do not."""
    table, found = read(part("div.a", *paragraphs(2)), part("div.a", *paragraphs(1)), part("div.b", *paragraphs(1)))
    first, second, third, other = found.path[table.element].tolist()
    assert first == second == third != other
    assert found.depth[table.element].tolist() == [3, 3, 3, 3]


def test_boxes_around_one_block_are_stepped_over() -> None:
    """`up` goes to the first element that holds more."""
    table, found = read(part("main", part("div", part("div", "One")), part("p", "Two")))
    at = int(table.element[0])
    assert table.elements.tag[found.up[at]] == "main"


def test_the_largest_container_is_not_the_page() -> None:
    """Above the story stands the article, above that only what holds nearly all."""
    story = part("article", part("section", *paragraphs(6)), part("p", "End"))
    table, found = read(story, part("nav", "a", "b", "c"))
    assert table.elements.tag[found.top[table.element[0]]] == "article"


def test_inline_elements_are_looked_through() -> None:
    """The paragraph is what a bold link inside it is made as."""
    table, found = read(part("p", part("a", part("b", "Turn"))))
    assert table.elements.tag[found.through[table.element[0]]] == "p"


def test_five_hundred_boxes_in_one_another_are_climbed() -> None:
    """As deep as the parser goes, and the page's other blocks still count."""
    box = part("p", "Deep")
    for _ in range(500):
        box = part("div", box)
    table, found = read("Root", box)
    assert found.depth[table.element].tolist() == [1, 502]
    assert table.elements.tag[found.up[table.element[1]]] == "body"


def test_a_page_without_blocks_has_a_tree() -> None:
    """All rows are empty."""
    _, found = read()
    assert found.name.tolist() == [0, 0]
    assert found.names == [("", "")]
