"""Pages in several encodings, declared rightly, wrongly or not at all."""

from __future__ import annotations

import pytest
from benchmarks.charset import decode
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "page",
    [
        "<p>Fähre".encode(),
        b"\xef\xbb\xbf" + "<p>Fähre".encode(),
        "<meta charset=iso-8859-1><p>Fähre".encode("latin-1"),
        "<p>Fähre".encode("windows-1252"),
        "<meta charset=base64><p>Fähre".encode("windows-1252"),
        "<meta charset=no-such><p>Fähre".encode("windows-1252"),
    ],
)
def test_the_words_come_out(page: bytes) -> None:
    """UTF-8 first, then what the page declares, then windows-1252."""
    assert decode(page).endswith("<p>Fähre")


def test_a_declaration_is_followed() -> None:
    """Bytes that are no UTF-8 are read as declared."""
    assert decode('<meta http-equiv=x content="text/html; charset=koi8-r">Паром'.encode("koi8-r")).endswith("Паром")


@given(st.binary(max_size=60), st.sampled_from(["undefined", "utf-7", "idna", "punycode", "hex", "utf-16", "rot13"]))
def test_any_bytes_have_a_text(tail: bytes, name: str) -> None:
    """Nothing fails, whatever is declared."""
    assert isinstance(decode(f"<meta charset={name}>".encode() + b"\xff" + tail), str)
