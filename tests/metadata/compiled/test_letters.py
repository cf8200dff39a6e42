"""The compiled letters say what the room in Python says."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.metadata import clean, letters, paywall, stems
from broadsheet.metadata.authors import by_words, byline
from broadsheet.metadata.elsewhere import PICTURE
from broadsheet.metadata.pictures import credits, figures
from tests.without import printed

compiled = pytest.importorskip("broadsheet.metadata.compiled.letters", reason="not compiled here")

TABLES = (
    *(paywall._WALL, PICTURE.words, by_words._OTHER_STEMS, byline._PERSON, figures._NO_PICTURE),
    *(*credits._WAYS.values(), ("a", "bc"), ("", "bc"), ("ab", "abc"), tuple(f"x{number}" for number in range(300))),
)
PIECES = st.sampled_from([stem[:cut] for table in TABLES for stem in table for cut in (1, 2, len(stem))])
texts = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join) | st.text(max_size=400)


@given(texts)
@example("\u0130stanbul \ufb01 \xdf\xb2\xbd \xaa_b \u4e2d\u6587 \ud800x \u0131")
@example("\ufdfa" * 290)
def test_both_read_the_same_letters(text: str) -> None:
    """Of any script, and where a character becomes many."""
    for name in ("fold", "small", "first_word"):
        assert getattr(compiled, name)(text) == getattr(letters, name)(text)


@given(texts, st.sampled_from(TABLES))
def test_both_find_the_same_stems(text: str, table: tuple[str, ...]) -> None:
    """In tables, which are sieved, and in lists, which are not."""
    assert compiled.holds(text, table) == letters.holds(text, table) == compiled.holds(text, list(table))


def test_the_rooms_ask_the_compiled_letters_where_there_are_any() -> None:
    """And the others where their import fails."""
    assert (clean.fold, stems.holds, stems.small) == (compiled.fold, compiled.holds, compiled.small)
    code = (
        "from broadsheet.metadata.stems import holds\n"
        "from broadsheet.metadata.clean import fold\n"
        "print(holds.__module__, fold('The-Mill'))\n"
    )
    assert printed(code, compiled.__name__) == ["broadsheet.metadata.letters", "the", "mill"]
