"""The border for text: whatever a page holds, what is stored is valid and nothing else is changed.

Comes in: every kind of string. Goes out: text that SQLite and UTF-8 give back unchanged.
"""

from __future__ import annotations

import json
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.store import scrub, scrub_article
from tests.shared import need
from tests.store.samples import article

ANY_TEXT = st.text(st.characters(codec=None) | st.characters(categories=["Cs"]) | st.just("\0"))


@given(ANY_TEXT)
def test_scrubbed_text_survives_the_database(text: str) -> None:
    """What went through the border is given back by SQLite as it is, and scrubbing again changes nothing."""
    clean = scrub(text)
    db = sqlite3.connect(":memory:")
    length, back = db.execute("SELECT length(?1), ?1", (clean,)).fetchone()
    db.close()
    assert (back, length, scrub(clean)) == (clean, len(clean), clean)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_sound_text_is_left_alone(text: str) -> None:
    """Text without U+0000 and lone surrogates is the same before and after."""
    assert scrub(text) == text
    made = article(text=text)
    assert scrub_article(made) is made or "\\u0000" in text


def test_every_naughty_string_crosses() -> None:
    """The public list of naughty strings needs no change to be stored."""
    strings = json.loads((need("suites", 515) / "naughty-strings.json").read_bytes())
    assert [scrub(text) for text in strings] == strings
