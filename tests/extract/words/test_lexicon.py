"""Phrase tables asked by token: the longest phrase at each place, stems by their star."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.words.lexicon import _TOKEN, Lexicon, stem, tokens, unglue
from broadsheet.extract.words.lexicons import address_lexicon, line_lexicon, prose_lexicon
from broadsheet.records import Kind

SMALL = Lexicon({Kind.LOGIN: "log in,sign in to your account", Kind.ACCOUNT: "your account,regist*", Kind.TAGS: "标签"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please log in", [(1, 3, Kind.LOGIN)]),
        ("Sign in to your account", [(0, 5, Kind.LOGIN)]),
        ("Open your account, then log in!", [(1, 3, Kind.ACCOUNT), (4, 6, Kind.LOGIN)]),
        ("Registration, registered: register", [(0, 1, Kind.ACCOUNT), (1, 2, Kind.ACCOUNT), (2, 3, Kind.ACCOUNT)]),
        ("Regis blogs in the log", []),
        ("更多标签", [(2, 4, Kind.TAGS)]),
        ("log", []),
        ("", []),
    ],
)
def test_the_longest_phrase_at_each_place_is_found(text: str, found: list[tuple[int, int, Kind]]) -> None:
    """Left to right, without overlap, in any case, at word bounds."""
    assert SMALL.find(tokens(text)) == found
    assert SMALL.find(tokens(text)) == found  # the second time from what was remembered


@given(st.lists(st.sampled_from("log in sign to your account register open 标 签".split()), max_size=12))
def test_phrases_do_not_overlap(words: list[str]) -> None:
    """Each begins at or after the end of the one before, and lies within the text."""
    past = 0
    for first, end, _ in SMALL.find(words):
        assert past <= first < end <= len(words)
        past = end


def test_tokens_are_folded_words_and_single_characters_of_spaceless_scripts() -> None:
    """Marks are none."""
    assert tokens("Größe, 12 Bäume! 标签") == ["grösse", "12", "bäume", "标", "签"]


@given(st.text(max_size=60) | st.text(st.characters(max_codepoint=0x2FFF), max_size=60))
def test_all_ways_to_find_words_find_the_same(text: str) -> None:
    """Those of Latin-1, of typographic signs and of all other scripts."""
    assert tokens(text) == _TOKEN.findall(text.casefold())


def test_every_character_of_latin_1_is_read_by_both_ways_alike() -> None:
    """Alone and between letters."""
    for letter in map(chr, range(256)):
        assert tokens(f"a{letter}b {letter}") == _TOKEN.findall(f"a{letter}b {letter}".casefold())


def test_texts_that_are_asked_together_answer_as_alone() -> None:
    """By the number of the text; those without a phrase are left out."""
    texts = [tokens(text) for text in ("log", "Please log in", "", "your account 标签", "in")]
    alone = [(at, found) for at, words in enumerate(texts) if (found := SMALL.find(words))]
    assert SMALL.find_in(texts) == alone != []
    assert SMALL.find_in([]) == []


def test_a_stem_has_five_letters_without_accents() -> None:
    """Spellings of one name share it."""
    assert stem("soleimani's") == stem("soléimanis") == "solei"


def test_glued_labels_come_apart() -> None:
    """Where a small letter meets a large one."""
    assert unglue("Log inPrivacy Policy") == "Log in Privacy Policy"


@pytest.mark.parametrize("lexicon", [line_lexicon, prose_lexicon, address_lexicon])
def test_the_tables_of_the_package_are_loaded_once(lexicon: object) -> None:
    """And answer any text."""
    assert callable(lexicon)
    assert lexicon() is lexicon()
    assert lexicon().find(tokens("The wheel turned.")) == []
