"""UTF-8 that was encoded twice is mended as a whole, and nothing else is touched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.parse.charset import to_utf8
from broadsheet.parse.twice import once

NEWS = {
    "en": "The ferry’s captain – “Ada Reed” – said: © 2024",
    "de": "Die Fähre für Übermorgen fällt aus.",
    "fr": "L’île à la marée haute : « café »",
    "pt": "A maré não chegou à estação.",
    "ru": "Паром отошёл от причала.",
    "ar": "غادرت العبارة الميناء",
    "ja": "フェリーは港を出た。",
}


def windows(raw: bytes) -> str:
    """Bytes as windows-1252 reads them (WHATWG): five have no sign and are control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)


@pytest.mark.parametrize("language", NEWS)
def test_text_read_as_either_charset_is_what_it_was(language: str) -> None:
    """In every script, whichever charset it was taken for; and the page says how it was read."""
    page = f"<p>{NEWS[language]}".encode()
    for wrong in (page.decode("latin-1"), windows(page)):
        assert once(wrong.encode()) == page
        found = to_utf8(wrong.encode(), None)
        assert (found.utf8, found.charset, found.step) == (page, "utf-8", "utf-8 twice")


@pytest.mark.parametrize("language", NEWS)
def test_text_encoded_once_is_left_alone(language: str) -> None:
    """Also where it quotes such signs amid letters of its own."""
    assert once(NEWS[language].encode()) is None
    assert once(f"{NEWS[language]} “donâ€™t”, “cafÃ©” – naïve readers".encode()) is None


def test_a_page_of_which_a_part_was_encoded_twice_is_left_alone() -> None:
    """Who mends a part must guess where it ends."""
    assert once("She said donâ€™t. He said don’t, and 東京.".encode()) is None


def test_a_page_is_mended_once() -> None:
    """One that was encoded three times is as it was after the second."""
    twice = NEWS["de"].encode().decode("latin-1").encode()
    assert once(twice.decode("latin-1").encode()) == twice


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_whatever_is_mended_was_encoded_twice(text: str) -> None:
    """The answer, read as one of the charsets and encoded again, is the page."""
    for page in (text.encode(), text.encode().decode("latin-1").encode()):
        before = once(page)
        if before is not None:
            assert page in (before.decode("latin-1").encode(), windows(before).encode())


@given(st.text(st.sampled_from("abc é ü ’“ ß ñ\u00a0»"), max_size=60))
def test_letters_of_western_languages_are_never_taken_for_bytes(text: str) -> None:
    """An accent before a plain letter is no UTF-8."""
    assume(any(after.isascii() and not before.isascii() for before, after in pairwise(text)))
    assert once(text.encode()) is None
