"""What each number of a block measures."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.extract.features import NAMES, features
from broadsheet.extract.features.numbers import CONTAINER, FLAGS, OWN, PLACE
from broadsheet.records import Blocks, Document, Link, Moment, Picture
from tests.extract.pages import STORY, Inside, Text, bold, document, link, paragraphs, part


def log(count: float) -> float:
    """As counts are measured."""
    return round(float(np.log1p(count)), 3)


def measure(name: str, page: Document) -> list[float]:
    """One number of all blocks of a page, rounded."""
    return [round(float(value), 3) for value in features(page, None).numbers[:, NAMES.index(name)]]


def column(name: str, *parts: Inside) -> list[float]:
    """One number of a page's blocks."""
    return measure(name, document(*parts))


@pytest.mark.parametrize(
    ("name", "made", "value"),
    [
        ("log_words", "one two three", log(3)),
        ("log_chars", "one two three", log(13)),
        ("link_density", link("0123456789", 0.3), 0.3),
        ("emphasis_density", bold("all of it"), 1),
        ("commas_per_word", "one, two; three four", 0.5),
        ("capitals", "ABcd", 0.5),
        ("digits", "12ab", 0.5),
        ("quotes", "“ab”", 0.5),
        ("marks", "a|b/", 0.5),
        ("wide", "水轮ab", 0.5),
        ("sentences", "One. Two! Three 5.5 e.g.x", log(2)),
        ("words_per_sentence", "One two. Three four.", log(2)),
        ("ends_sentence", "It turned.”", 1),
        ("ends_sentence", "It turned, he said", 0),
        ("ends_colon", "Read this:", 1),
        ("ends_quote", "“It turned”", 1),
        ("ends_letter", "It turned", 1),
        ("starts_capital", "It turned", 1),
        ("starts_small", "it turned", 1),
        ("starts_digit", "4 carpenters", 1),
        ("starts_quote", "“It turned”", 1),
        ("starts_mark", "© The Quay", 1),
        ("good", STORY[0], 1),
        ("good", link(STORY[0]), 0),
        ("good", "Nine o’clock", 0),
        ("flag_heading", part("h2", "x"), 1),
        ("flag_list_item", part("ul", part("li", part("p", "x"))), 1),
        ("flag_form", part("form", part("p", "x")), 1),
        ("flag_footer", part("footer", part("p", "x")), 1),
        ("flag_footer", part("article", part("p", "x")), 0),
        ("page_blocks", "x", log(1)),
        ("page_good", "x", 0),
        ("page_linked", link("0123456789", 0.3), 0.3),
    ],
)
def test_a_block_alone_measures_what_the_name_says(name: str, made: Inside, value: float) -> None:
    """One block, one number."""
    assert column(name, made) == [pytest.approx(value, abs=1e-3)]


def test_links_pictures_and_times_count_at_the_block_they_stand_at() -> None:
    """At most three; those after the last block stand at none."""
    page = document("a", "b", "c")
    pictures = tuple(Picture("/mill.jpg", "", 0, block) for block in (1, 1, 1, 1, 3))
    links = tuple(Link(block, "b", "/b") for block in (1, 1, 3))
    moments = tuple(Moment("", "", 0, block) for block in (2, 3))
    page = Document(page.blocks, page.declared, pictures=pictures, links=links, moments=moments)
    assert measure("pictures", page) == [0, 3, 0]
    assert measure("picture_before", page) == [0, 0, 3]
    assert measure("links", page) == [0, log(2), 0]
    assert measure("times", page) == [0, 0, 1]


def test_texts_that_come_back_repeat() -> None:
    """Both of the equal blocks do; at most four are counted."""
    assert column("repeats", "Read more", "Once", "Read more") == [2, 1, 2]
    assert column("repeats", *["Read more"] * 6) == [4] * 6


STORY_PAGE: tuple[Inside, ...] = ("Menu", STORY[0], "Photo", STORY[1], STORY[2], "End")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("place", [0, 0.167, 0.333, 0.5, 0.667, 0.833]),
        ("from_end", [log(6), log(5), log(4), log(3), log(2), log(1)]),
        ("last_good", [log(6), log(6), log(1), log(2), log(1), log(1)]),
        ("next_good", [log(1), log(2), log(1), log(1), log(6), log(6)]),
        ("next_but_one", [log(3), log(3), log(2), log(6), log(6), log(6)]),
        ("good_near", [3, 2, 3, 2, 2, 3]),
    ],
)
def test_a_block_knows_how_far_the_prose_is(name: str, values: list[float]) -> None:
    """Three good blocks of six; none further on counts as a page away."""
    assert column(name, *STORY_PAGE) == values


def test_a_block_knows_how_much_prose_is_before_it() -> None:
    """A share of the page's good words."""
    words = [len(text.split()) for text in STORY[:3]]
    shares = [0, 0, words[0], words[0], words[0] + words[1], sum(words)]
    assert column("place_in_good", *STORY_PAGE) == [round(share / sum(words), 3) for share in shares]


def test_a_block_knows_where_the_best_container_is() -> None:
    """Blocks 1 to 4 are the article."""
    parts: tuple[Inside, ...] = ("Menu", part("article", *paragraphs(3)), "End")
    for name in ("best", "common"):
        assert column(f"in_{name}", *parts) == [0, 1, 1, 1, 0]
        assert column(f"{name}_from", *parts) == [-log(1), 0, log(1), log(2), log(3)]
        assert column(f"{name}_to", *parts) == [-log(4), -log(3), -log(2), -log(1), 0]


def test_a_block_knows_its_like() -> None:
    """Two paragraphs of one path, one of them good, and a linked entry."""
    parts: tuple[Inside, ...] = (
        part("div", part("p", STORY[0])),
        part("div", part("p", link("b", 1))),
        part("nav", "c"),
    )
    assert column("group_size", *parts) == [log(2), log(2), log(1)]
    assert column("group_good", *parts) == [0.5, 0.5, 0]
    assert column("group_share", *parts) == [1, 1, 0]
    assert column("group_linked", *parts)[2] == 0
    assert column("make_size", *parts) == [log(1)] * 3
    assert column("make_share", *parts) == [1, 0, 0]


def test_a_block_knows_the_heading_above() -> None:
    """How many blocks and words ago, how long, how linked; -1 before the first."""
    parts: tuple[Inside, ...] = ("a", part("h2", link("The mill", 0.5)), "b c", "d")
    assert column("since_heading", *parts) == [-1, -1, log(1), log(2)]
    assert column("words_since_heading", *parts) == [-1, -1, log(2), log(4)]
    assert column("heading_linked", *parts) == [-1, -1, 0.5, 0.5]
    assert column("heading_size", *parts) == [-1, -1, log(2), log(2)]


def test_a_block_knows_its_containers() -> None:
    """The nearest holds two blocks, one of them good; the largest is not the page."""
    words = len(STORY[0].split())
    parts: tuple[Inside, ...] = (part("div", STORY[0], link("0123456789")), *("x" for _ in range(8)))
    assert column("blocks_0", *parts)[0] == log(2)
    assert column("words_0", *parts)[0] == log(words + 1)
    assert column("good_0", *parts)[0] == 1
    assert column("good_share_0", *parts)[0] == 0.5
    assert column("linked_0", *parts)[0] == round(10 / (len(STORY[0]) + 10), 3)
    assert column("blocks_1", *parts)[0] == log(10)


def test_every_number_has_one_name() -> None:
    """Own looks, flags, place, containers, claims."""
    assert len(set(NAMES)) == len(NAMES)
    assert len(NAMES) == len(OWN) + len(FLAGS) + len(PLACE) + 5 * len(CONTAINER) + 8
    assert "flag_dump" not in NAMES


def test_a_block_without_words_measures_finitely() -> None:
    """Nothing is divided by nothing."""
    table: Blocks = document(Text(""), "x").blocks
    assert table.chars[0] == 0
    assert np.isfinite(features(document(Text(""), "x"), 0).numbers).all()
