"""Labels by alignment: which blocks a reference is made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.align import HALF, Match, align, heaviest_chain

from tests.extract.pages import STORY


def kept(texts: list[str], reference: str) -> list[int]:
    """Rows that the alignment calls text."""
    return [row for row, share in enumerate(align(texts, reference)) if share >= HALF]


def test_paragraphs_are_found_amid_chrome() -> None:
    """Blocks of the reference are text, menus and teasers are not."""
    assert kept(["Home", STORY[0], "Read more", STORY[1], "Imprint"], f"{STORY[0]}\n{STORY[1]}") == [1, 3]


def test_a_block_holds_half_of_its_words_or_none() -> None:
    """A block of which a third stands in the reference is no text."""
    half = STORY[0].split()
    mixed = " ".join(half[:7]) + " " + STORY[3]
    assert kept([mixed], STORY[0]) == []


def test_of_two_copies_the_one_in_order_is_text() -> None:
    """A teaser that repeats the first paragraph below the article is not the first paragraph."""
    texts = [STORY[0], STORY[1], STORY[2], STORY[0]]
    assert kept(texts, "\n".join(STORY[:3])) == [0, 1, 2]


def test_a_short_line_counts_where_it_is_a_whole_line() -> None:
    """A subheading of two words is text; the same words in a menu far from its place are not."""
    texts = ["The mill", STORY[0], "The mill", STORY[1]]
    assert kept(texts, f"{STORY[0]}\nThe mill\n{STORY[1]}") == [1, 2, 3]


def test_a_menu_entry_that_begins_a_paragraph_is_not_text() -> None:
    """ "Berlin" in the menu is not the first word of "Berlin. The mill …"."""
    assert kept(["Berlin", "Sport", f"Berlin. {STORY[0]}"], f"Berlin. {STORY[0]}") == [2]


def test_the_cells_of_a_row_are_text_where_the_row_is_a_line() -> None:
    """The first begins it, each other goes on where the one before ends; an empty cell between is none."""
    cells = ["Rank", "Mill", "Sacks", "1", "Tide mill", "", "107", "2", "Upper mill, on the quay", "80"]
    rows = "Rank\tMill\tSacks\n1\tTide mill\t\t107\n2\tUpper mill, on the quay\t80"
    assert kept([STORY[0], *cells, STORY[1]], f"{STORY[0]}\n\n{rows}\n\n{STORY[1]}") == [0, *range(1, 6), *range(7, 12)]


def test_a_word_of_a_line_is_no_text_where_nothing_leads_up_to_it() -> None:
    """A menu's "Mill" is in no row that its neighbours begin."""
    assert kept(["News", "Mill", STORY[0]], f"{STORY[0]}\nRank Mill Sacks\n") == [2]


def test_a_line_that_returns_is_text_as_often() -> None:
    """ "What the mill does well", under each of five mills."""
    parts = [text for paragraph in STORY[:5] for text in (paragraph, "What the mill does well")]
    assert kept(["What the mill does well", *parts], "\n".join(parts)) == list(range(1, 11))


def test_footnote_marks_and_case_do_not_matter() -> None:
    """A block that lost a footnote mark still aligns."""
    marked = STORY[1].replace("clockmaker", "clockmaker 3").upper()
    assert kept([marked], STORY[1]) == [0]


def test_a_long_block_out_of_order_is_text_all_the_same() -> None:
    """A reference that puts the lead last still claims it."""
    assert kept([STORY[0], STORY[1], STORY[2]], "\n".join([STORY[1], STORY[2], STORY[0]])) == [0, 1, 2]


@pytest.mark.parametrize(("texts", "reference"), [([], "a b c"), (["", "…"], "a b c"), ([STORY[0]], "")])
def test_nothing_aligns_with_nothing(texts: list[str], reference: str) -> None:
    """Empty pages, wordless blocks and empty references have no text."""
    assert kept(texts, reference) == []


@given(st.lists(st.sampled_from(STORY), unique=True, min_size=1), st.lists(st.booleans(), min_size=8, max_size=8))
def test_a_reference_made_of_some_blocks_is_exactly_those(texts: list[str], chosen: list[bool]) -> None:
    """Whatever paragraphs a reference takes from a page, those and no others are text."""
    rows = [row for row, take in zip(range(len(texts)), chosen, strict=False) if take]
    assert kept(texts, "\n".join(texts[row] for row in rows)) == rows


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30), st.integers(1, 9)), max_size=12))
def test_the_chain_climbs_in_both_texts(found: list[tuple[int, int, int]]) -> None:
    """No chain uses a block twice or goes back in the reference."""
    chain = heaviest_chain([Match(block, start, size, size) for block, start, size in found])
    assert all(one.block < other.block and one.start <= other.start + other.size for one, other in pairwise(chain))
