"""Soft hyphens: a program's are undone, a writer's stay; in HTML as in dumps."""

from __future__ import annotations

import pytest

from broadsheet import Article, extract, extract_text
from broadsheet.parse.hyphens import WRITTEN, by_program
from tests.parse.walks import walk

STORY = (
    "The harbour committee voted on Tuesday to keep the old lifting bridge, which had been due to close in spring. " * 4
)


def hyphenated(text: str) -> str:
    """As a script for narrow columns does it: a soft hyphen within each longer word."""
    return " ".join(f"{word[:3]}\u00ad{word[3:]}" if len(word) > 5 else word for word in text.split())


def test_a_page_that_a_script_hyphenated_has_whole_words() -> None:
    """Neither search nor word counts find "com-mit-tee"; characters are counted after it."""
    blocks = walk(f"<h1>Bridge stays</h1><p><b>{hyphenated(STORY)}</b></p>".encode()).blocks
    assert blocks.text[1] == STORY.strip()
    assert blocks.chars[1] == blocks.emphasis_chars[1] == len(STORY.strip())


def test_a_writers_own_stay() -> None:
    """The text is the page's, letter by letter."""
    word = "Donau\u00addampf\u00adschiff\u00adfahrt"
    assert walk(f"<p>Die {word} ruht.</p>".encode()).blocks.text == (f"Die {word} ruht.",)


@pytest.mark.parametrize(("many", "program"), [(0, False), (WRITTEN, False), (WRITTEN + 1, True)])
def test_the_bound_is_what_it_says(many: int, program: bool) -> None:
    """Counted over the whole page."""
    assert by_program("ä " + "co\u00adop " * many) is program


def test_dumps_and_pages_agree() -> None:
    """The same story, saved either way."""
    text = "\n\n".join(
        ["Bridge stays open", *[hyphenated(f"{number} {STORY}") for number in ("One.", "Two.", "Three.")]]
    )
    dump = extract_text(text)
    page = extract("<article><h1>Bridge stays open</h1>" + "".join(f"<p>{p}</p>" for p in text.split("\n\n")[1:]))
    assert isinstance(dump, Article)
    assert isinstance(page, Article)
    assert "\u00ad" not in dump.text + page.text
    assert "committee voted" in dump.text
    assert "committee voted" in page.text
