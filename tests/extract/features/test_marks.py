"""What elements and blocks go by."""

from __future__ import annotations

import pytest

from broadsheet.extract.features.marks import (
    HEAD,
    LONGEST_NAME,
    MOST_PARTS,
    marks_of,
    spoken,
    words_of,
)
from tests.extract.pages import STORY, blocks, link


def test_an_element_without_names_goes_by_its_tag() -> None:
    """One mark."""
    assert marks_of("p", "") == ("<p>",)


def test_names_count_whole_in_parts_and_by_what_they_suggest() -> None:
    """`article__share` is a name, has two parts, and suggests a share bar."""
    assert {"<div>", ".article__share", "article", "share", "kind:share"} <= set(marks_of("div", "article__share"))


def test_the_name_of_a_standfirst_is_marked() -> None:
    """In the languages that `names.LEAD` knows."""
    assert "lead" in marks_of("p", "story standfirst")
    assert "lead" not in marks_of("p", "story leader")


def test_names_made_by_machines_are_left_out() -> None:
    """Too long a name says nothing; of too many the first are taken."""
    assert f".{'x1' * LONGEST_NAME}" not in marks_of("div", "x1" * LONGEST_NAME)
    many = marks_of("div", " ".join(f"u{chr(97 + at)}" for at in range(26)))
    assert sum(mark.startswith(".") for mark in many) == MOST_PARTS


def test_short_links_are_not_listened_to() -> None:
    """A menu entry is not, prose and a link of many words are."""
    table = blocks(link("Sport"), STORY[0], link(STORY[1]), link("Half of this is one", 0.5))
    assert spoken(table) == [False, True, True, True]


@pytest.mark.parametrize(
    ("text", "first", "words"),
    [
        ("The Wheel TURNED again", ["the", "wheel", "turned"], ["the", "wheel", "turned", "again"]),
        ("水轮转了大家都来看热闹", ["水", "轮", "转"], list("水轮转了大家都来")),
        ("Related articles", ["related", "articles", "opens:related"], ["related", "articles"]),
        ("By Ada Lindqvist", ["by", "ada", "lindqvist", "shape:byline"], ["by", "ada", "lindqvist"]),
        ("", [], []),
    ],
)
def test_a_short_block_goes_by_its_words_and_its_look(text: str, first: list[str], words: list[str]) -> None:
    """The first words, what they open or have the shape of, and all words."""
    assert words_of(text) == (first, words)


def test_a_long_block_goes_by_both_its_ends() -> None:
    """Ten words of the beginning as far as they are shown, three of the end."""
    first, words = words_of(STORY[0])
    assert len(STORY[0]) > HEAD
    assert first == ["the", "wheel", "of"]
    assert words[:2] == ["the", "wheel"]
    assert words[-3:] == ["the", "town", "came."]
