"""What the characters of a block are, script by script."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.features.letters import (
    _WIDE,
    COMMA,
    DIGIT,
    LONGEST,
    LOWER,
    MARK,
    QUOTE,
    SPACE,
    STOP,
    UPPER,
    WIDE,
    classes,
    letters,
)


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("The Tide Mill", UPPER, 3),
        ("The Tide Mill", LOWER, 8),
        ("Приливная Мельница", UPPER, 2),
        ("In 1934, or ١٩٣٤", DIGIT, 8),
        ("oak, iron; flour، و", COMMA, 3),
        ("It turned. Did it? هل دارت؟", STOP, 3),
        ("水轮转了", WIDE, 4),
        ("กังหัน", WIDE, 6),
        ("عجلة", UPPER, 0),
        ("“Turn” (now)", QUOTE, 4),
        ("Photo: Ada | AP", MARK, 2),
        ("🌊🌊", WIDE, 0),
        ("\ud83c", LOWER, 0),
    ],
)
def test_characters_are_counted_by_what_they_are(text: str, kind: int, count: int) -> None:
    """Capitals, digits, signs and spaceless scripts; emoji and halves of them are of no kind."""
    assert letters([text]).counts[0, kind] == count


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It turned. It stopped.", 2),
        ("It cost 5.30 at mill.example", 0),
        ("“It turned.” She left.", 2),
        ("水轮转了！大家都来了！", 2),
        ("یہ گھوما۔ وہ رکا؟", 2),
        ("पहिया घूमा। सब आए।", 2),
        ("", 0),
    ],
)
def test_a_sentence_ends_before_a_space_a_quote_or_the_next_han_sign(text: str, sentences: int) -> None:
    """A full stop amid a number or a name ends none."""
    assert letters(["before.", text, "after"]).sentences.tolist() == [1, sentences, 0]


def test_a_block_ends_with_what_stands_before_its_last_quote() -> None:
    """Of `turned.”` the full stop counts, and the quote is remembered."""
    found = letters(["It turned.”", "It turned", "Read this:", "读："])
    assert found.quoted.tolist() == [True, False, False, False]
    assert found.colon.tolist() == [False, False, True, True]
    assert found.last[0] == 1 << STOP
    assert found.first[0] == 1 << UPPER


def test_only_the_beginning_of_a_long_block_is_looked_at() -> None:
    """Enough to tell how it is written; no count runs over into the next."""
    found = letters(["A" * 10_000 + ".", "b"])
    assert found.size.tolist() == [LONGEST, 1]
    assert found.counts[:, UPPER].tolist() == [LONGEST, 0]
    assert found.counts[:, LOWER].tolist() == [0, 1]


def test_the_table_of_the_plane_is_what_the_string_methods_say() -> None:
    """Character by character: the ranges that the table is made from leave none out."""
    table = classes()
    for kind, told in ((UPPER, str.isupper), (LOWER, str.islower), (DIGIT, str.isdigit), (SPACE, str.isspace)):
        assert np.flatnonzero(table & (1 << kind)).tolist() == [code for code in range(0x10000) if told(chr(code))]
    assert all(table[low] & table[high] & (1 << WIDE) for low, high in _WIDE)


def test_no_blocks_have_no_letters() -> None:
    """All columns, no rows."""
    found = letters([])
    assert found.counts.shape == (0, 8)
    assert found.sentences.shape == (0,)


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=30))
def test_a_block_is_counted_alike_wherever_it_stands(before: list[str], text: str) -> None:
    """What the blocks around it hold changes nothing."""
    alone, amid = letters([text]), letters([*before, text, "End."])
    at = len(before)
    assert amid.counts[at].tolist() == alone.counts[0].tolist()
    assert [column[at] for column in amid if column.ndim == 1] == [column[0] for column in alone if column.ndim == 1]


@given(st.text(max_size=60))
def test_capitals_and_small_letters_are_those_of_python(text: str) -> None:
    """Of the basic plane, as `str` tells them."""
    plane = [sign for sign in text if ord(sign) < 0x10000]
    counted = letters([text]).counts[0]
    assert counted[UPPER] == sum(map(str.isupper, plane))
    assert counted[LOWER] == sum(map(str.islower, plane))
