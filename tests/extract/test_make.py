"""How a block is built: blocks of one kind are told by tag, names and parent."""

from __future__ import annotations

from broadsheet.extract.make import MAIN, main_makes, make
from tests.extract.pages import STORY, draft, paragraphs, part
from tests.extract.pages import blocks as table


def test_paragraphs_of_one_parent_and_name_are_of_one_make() -> None:
    """Another name, another tag or another parent is another make."""
    page = draft(
        table(
            part("div", part("p.text", "a"), part("p.text", "b"), part("p.note", "c"), part("div.text", "d")),
            part("div", part("p.text", "e")),
        )
    )
    made = [make(page, row) for row in range(5)]
    assert made[0] == made[1]
    assert len(set(made)) == 4


def test_inline_elements_around_a_whole_block_are_looked_through() -> None:
    """A paragraph that is all bold or all link is made like its neighbour, not like a bold word in a heading."""
    bold = part("p.text", part("b", part("a", "b")))
    page = draft(table(part("div", part("p.text", "a"), bold, part("h2", part("b", "c")))))
    made = [make(page, row) for row in range(3)]
    assert made[0] == made[1] != made[2]


def test_text_in_nothing_but_inline_elements_still_has_a_make() -> None:
    """The climb ends below the root."""
    page = draft(table(part("span", part("span", "a"))))
    assert make(page, 0)[0] in ("span", "body")


def test_the_main_makes_hold_most_of_the_kept_words() -> None:
    """The article's paragraphs, not a pull quote beside them; a second make of equal weight as well."""
    page = draft(table(part("div", *paragraphs(6), part("p.quote", STORY[6]))))
    assert {names for _, names, _ in main_makes(page, range(7))} == {""}
    halves = draft(table(part("div", *paragraphs(3), *paragraphs(3, "p.second", 3))))
    assert {names for _, names, _ in main_makes(halves, range(6))} == {"", "second"}
    assert MAIN < 0.5


def test_only_kept_words_count() -> None:
    """Where nothing is kept there is no main make."""
    page = draft(table(part("div", *paragraphs(3))), set())
    assert main_makes(page, range(3)) == set()
