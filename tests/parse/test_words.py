"""Words by white space, and by two characters where a script has none."""

from __future__ import annotations

import importlib
import importlib.util
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.parse import tables
from broadsheet.parse.words import CHARS_PER_WORD, count_words, has_spaceless
from tests.without import printed

TWIN = "broadsheet.parse.compiled.words"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("die Größe, bitte", 3),
        ("Мост открыт вчера", 3),
        ("市长为新桥揭幕", 3),
        ("市长 James Quay 为新桥揭幕", 5),
        ("橋の開通式を行った", 4),
        ("สะพานใหม่เปิดแล้ว", 8),
        ("시장은 다리를 개통했다", 3),
    ],
)
def test_words_of_scripts_with_and_without_spaces(text: str, words: int) -> None:
    """Latin, Cyrillic and Hangul by their spaces; Han, kana and Thai by characters, mixed texts by both."""
    assert count_words(text) == words


@given(st.text(alphabet="ab ä\nж"), st.text(alphabet="市长为新"))
def test_a_spaceless_run_adds_its_own_words(spaced: str, spaceless: str) -> None:
    """Beside words with spaces, characters count as if they stood alone."""
    assert count_words(f"{spaced} {spaceless}") == len(spaced.split()) + len(spaceless) // CHARS_PER_WORD


@given(st.text(), st.sampled_from("市のสကខ𠀀豈ກ"), st.text())
def test_a_spaceless_character_is_never_overlooked(before: str, character: str, after: str) -> None:
    """The quick look may be wrong in one direction only."""
    assert has_spaceless(before + character + after)


@pytest.mark.parametrize("text", ["", "plain words", "die Größe – “bitte”", "Мост открыт", "فتح الجسر", "€ 5 × 2"])
def test_most_text_is_told_apart_at_once(text: str) -> None:
    """Latin, Cyrillic, Arabic and their punctuation need no second look."""
    assert not has_spaceless(text)


@given(st.text() | st.text(alphabet="ab ä\nж市\u3000の\U00020000𝕋\x1c"))
@example("\ud800市\u2028x\u00ad")
def test_the_compiled_counts_are_the_same(text: str) -> None:
    """Of any script, and as sure or unsure of what it holds."""
    twin = pytest.importorskip(TWIN, reason="not compiled here")
    assert (twin.count_words(text), twin.has_spaceless(text)) == (count_words(text), has_spaceless(text))


def test_the_compiled_counts_know_every_character() -> None:
    """Each of Unicode alone between two letters."""
    twin = pytest.importorskip(TWIN, reason="not compiled here")
    for text in (f"a{chr(code)}b" for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000):
        assert twin.has_spaceless(text) == has_spaceless(text)
        assert twin.count_words(text) == count_words(text)


def test_pages_are_counted_by_the_compiled_words_where_they_were_built() -> None:
    """And by the others where not, or where their import fails."""
    if importlib.util.find_spec(TWIN):
        assert tables.count_words is importlib.import_module(TWIN).count_words
    code = "from broadsheet.parse import tables as t; print(t.count_words.__module__, t.count_words('a b'))"
    assert printed(code, TWIN) == ["broadsheet.parse.words", "2"]
