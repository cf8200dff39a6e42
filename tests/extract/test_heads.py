"""The first letters of phrases."""

from __future__ import annotations

import pytest

from broadsheet.extract.heads import alternatives, cut, heads, may_begin


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("related|more", {"related", "more"}),
        ("ads?|an?", {"ad", "a"}),
        (r"(?:our )?news|(?i:by|von) \w+", {"our ", "news", "by", "von"}),
        (r"\d{1,5} comments|\(?mit|\(c\)", {"mit"}),
        (r"\w{2}|\(?[ab]", {""}),
        (r"(?:a\)|bc) d|e", {"a", "bc", "e"}),
    ],
)
def test_a_head_is_the_letters_that_an_alternative_begins_with(words: str, first: set[str]) -> None:
    """Those that may be missing do not count; a class of letters is any letter, signs and digits are none."""
    assert heads([words]) == first


def test_bars_in_parentheses_part_nothing() -> None:
    """Escaped parentheses are no parentheses."""
    assert list(alternatives(r"a(?:b|c)|\(d|e")) == ["a(?:b|c)", r"\(d", "e"]


@pytest.mark.parametrize(("text", "may"), [("more", True), ("Mo", False), ("12", True), ("moor", False), ("", True)])
def test_a_text_may_begin_as_a_head_does_or_with_a_sign(text: str, may: bool) -> None:
    """In small letters."""
    assert may_begin(text, cut(heads(["more on"]))) is may
