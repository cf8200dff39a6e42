"""The compiled lexicon reads the words and finds the phrases that the other does."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.extract.words import lexicon, lexicons
from broadsheet.extract.words.classes import CLASSES
from broadsheet.extract.words.lines import LINES
from broadsheet.extract.words.prose import ADDRESS, PROSE
from broadsheet.extract.words.turns import TURNS
from broadsheet.records import Kind
from tests.extract.compiled.twins import development, golden
from tests.without import printed

compiled = pytest.importorskip("broadsheet.extract.compiled.lexicon", reason="not compiled here")

TABLES = (CLASSES, LINES, PROSE, {Kind.OTHER: ADDRESS}, TURNS)
PAIRS = [(lexicon.Lexicon(table), compiled.Lexicon(table)) for table in TABLES]
PHRASES = [words for table in TABLES for words, _ in lexicon.phrases_of(table)]

pieces = st.builds(
    lambda words, ending, cut: [word.replace("*", ending) for word in words][: len(words) - cut],
    st.sampled_from(PHRASES),
    st.sampled_from(["", "s", "ungen", "é", "中"]),
    st.sampled_from([0, 0, 0, 1]),
)
"""Phrases of our tables, some cut short, their stems with any ending."""
words = st.lists(pieces | st.lists(st.sampled_from(["", "a", "der", "\0", "x" * 90]), max_size=2), max_size=6).map(
    lambda found: [word for piece in found for word in piece]
)


@given(st.text(max_size=80) | st.text(st.characters(max_codepoint=0x4FFF), max_size=80))
@example("İstanbul’da ﬁ ß²½ ª_b 中文、ｶﾅ ภาษาไทย 𝔘𝔫 \ud800x")
def test_both_read_the_same_words(text: str) -> None:
    """Of any script."""
    assert compiled.tokens(text) == lexicon.tokens(text)


def test_both_fold_each_letter_alike() -> None:
    """Every character of Unicode, alone and beside others of its kind; twice, for the second time it is known."""
    for _ in range(2):
        for code in range(sys.maxunicode + 1):
            for text in (chr(code), f"É{chr(code)}中A"):
                assert compiled.folded(text) == text.casefold()


@pytest.mark.parametrize("pair", PAIRS)
@given(words)
def test_both_find_the_same_phrases(pair: tuple[lexicon.Lexicon, lexicon.Lexicon], words: list[str]) -> None:
    """In sequences full of phrases and stems, overlapping and broken off."""
    one, other = pair
    assert other.find(words) == one.find(words)
    assert other.find_in([words, [], words[1:]]) == one.find_in([words, [], words[1:]])


@given(st.lists(st.sampled_from(["a", "ab", "abc", "b", "c"]), max_size=9))
def test_both_prefer_the_longest_phrase_then_whole_words_then_short_stems(words: list[str]) -> None:
    """Also where a word begins phrases as itself and by several stems, and phrases lie in one another."""
    table = {Kind.AD: "ab* c, a* b, abc", Kind.TAGS: "abc c, a b c, ab", Kind.LOGIN: "a*, b*, c a* b"}
    assert compiled.Lexicon(table).find(words) == lexicon.Lexicon(table).find(words)


@pytest.mark.parametrize("texts", [golden, development])
def test_both_say_the_same_of_pages(texts: object) -> None:
    """Every golden page, and the newspapers of the development set."""
    assert callable(texts)
    for document in texts():
        said = [lexicon.tokens(text) for text in (*document.blocks.text, *document.blocks.elements.tokens)]
        assert said == [compiled.tokens(text) for text in (*document.blocks.text, *document.blocks.elements.tokens)]
        for one, other in PAIRS:
            assert other.find_in(said) == one.find_in(said)
        names, numbers = document.blocks.elements.tokens, {kind: at for at, kind in enumerate(Kind)}
        assert PAIRS[0][1].firsts(names, numbers) == PAIRS[0][0].firsts(names, numbers)


def test_the_rooms_ask_the_compiled_lexicon_where_there_is_one() -> None:
    """And the other where its import fails."""
    assert (lexicons.Lexicon, lexicons.tokens) == (compiled.Lexicon, compiled.tokens)
    code = (
        "from broadsheet.extract.words.lexicons import line_lexicon, tokens\n"
        "print(tokens.__module__, line_lexicon().find(tokens('Log in'))[0][1])\n"
    )
    assert printed(code, compiled.__name__) == ["broadsheet.extract.words.lexicon", "2"]
