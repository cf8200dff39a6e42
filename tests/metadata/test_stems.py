"""Small letters: places stay, and a pattern finds what the flag finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.stems import small


@given(st.text())
def test_places_stay(text: str) -> None:
    """Each character becomes one, so that a place in one is the same place in the other."""
    assert len(small(text)) == len(text)


@pytest.mark.parametrize("word", ["By", "MUHABİR", "kirjoıttaja", "АВТОР", "Überblick", "DÉJÀ"])
def test_a_pattern_finds_what_the_flag_finds(word: str) -> None:
    """Turkish letters too: the flag takes both for ours."""
    pattern = "by|muhabir|kirjoittaja|автор|überblick|déjà"
    assert re.fullmatch(pattern, word, re.IGNORECASE)
    assert re.fullmatch(pattern, small(word))
