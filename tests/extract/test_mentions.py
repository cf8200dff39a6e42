"""Words that reasons name: the one that weighs most where it stands, as people are told it."""

from __future__ import annotations

import pytest

from broadsheet.extract.features import features
from broadsheet.extract.mentions import Mentions, told
from tests.extract.hearing import hearing
from tests.extract.pages import STORY, document, part

PAGE = document(
    part("main.content", part("div.box ad", part("h3", "More stories"), part("p.text", STORY[0]))),
    part("p.text", "Nothing known"),
)
NAMES = {
    "content": (0.0, 0.0, 1.0, 0.0, 3.0, 0.0),
    "<main>": (0.0, 0.0, 1.0, 0.0, 2.0, 0.0),
    "ad": (-9.0, 0.0, -2.0, 0.0, -2.5, 0.0),
    "text": (1.0, 1.5, 0.0, 0.0, 0.0, 0.0),
    "<p>": (2.0, 0.0, 0.0, 0.0, 0.0, 0.0),
}
WORDS = {"the": (1.0, 0.0, 0.5, 0.0, 0.0, 0.0), "more": (-1.0, 0.0, -1.0, 0.0, -4.0, 0.0)}


@pytest.mark.parametrize(
    ("place", "row", "towards", "word"),
    [
        ("own_name", 1, True, "“text”"),  # 2.5 in both aims together, against 2 for <p>
        ("parent_name", 1, False, "“ad”"),
        ("names_above", 1, True, "“content”"),
        ("names_above", 1, False, "“content”"),  # the box is the parent, not above it: nothing pulls away
        ("first_words", 1, True, "“the”"),
        ("all_words", 0, False, "“more”"),
        ("heading_words", 1, False, "“more”"),
        ("heading_words", 0, False, None),
        ("first_words", 2, True, None),
    ],
)
def test_the_weightiest_word_is_named(place: str, row: int, towards: bool, word: str | None) -> None:
    """Of those that pull the way the block was moved; else of all; none where none is known."""
    mentions = Mentions(PAGE.blocks, features(PAGE, None), hearing(NAMES, WORDS))
    assert mentions.weightiest(place, row, towards=towards) == word


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("<p>", "<p>"),
        (".main-text", "“main-text”"),
        ("kind:author_bio", "like author bio"),
        ("opens:related", "a phrase of related"),
        ("shape:dateline", "the shape of dateline"),
        (":", "“:”"),
        ("http://", "“http://”"),
        ("", ""),
    ],
)
def test_words_are_told_as_people_read_them(word: str, shown: str) -> None:
    """Classes of words in words, tags as tags, everything else in quotes."""
    assert told(word) == shown
