"""Text folded and cleaned: the short way for ASCII says what the long one says."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.clean import fold, plain


@given(st.one_of(st.text(max_size=40), st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=40)))
def test_folded_text_is_letters_and_digits_with_one_space(text: str) -> None:
    """Compatibility forms and case folded, everything else a space, in ASCII and beyond."""
    letters = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    assert fold(text) == letters


@given(st.text(alphabet="ab \t\n\x0b\x1c\x85\xa0\u2003\u200b\x00é", max_size=30))
def test_plain_text_is_one_line_of_what_can_be_seen(text: str) -> None:
    """Any white space is one space, invisible characters are gone."""
    seen = re.sub("[\x00\u200b]", "", text)
    assert plain(text) == re.sub(r"\s+", " ", seen).strip()
