"""The numbers of ordered lists: counted as a browser counts, and shown where a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.numbering import markers
from broadsheet.options import DEFAULT
from broadsheet.parse import parse_page
from broadsheet.records import Document, Page


def shown(html: str) -> list[str]:
    """Every block of a page with its marker before it."""
    document = parse_page(Page(body=f"<html><body>{html}</body></html>".encode()), DEFAULT.parse)
    assert isinstance(document, Document)
    marked = markers(document, range(len(document.blocks)))
    return [f"{marked.get(row, '')} {text}".strip() for row, text in enumerate(document.blocks.text)]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ol><li>Knead<li>Bake</ol>", ["1. Knead", "2. Bake"]),
        ("<ul><li>Knead<li>Bake</ul>", ["Knead", "Bake"]),
        ("<ol start=4><li>Knead<li>Bake</ol>", ["4. Knead", "5. Bake"]),
        ("<ol start=' +7th'><li>Knead</ol>", ["7. Knead"]),
        ("<ol start=x><li>Knead</ol>", ["1. Knead"]),
        ("<ol><li>Knead<li value=9>Bake<li>Eat</ol>", ["1. Knead", "9. Bake", "10. Eat"]),
        ("<ol reversed><li>Third<li>Second<li>First</ol>", ["3. Third", "2. Second", "1. First"]),
        ("<ol type=a start=26><li>Knead<li>Bake</ol>", ["z. Knead", "aa. Bake"]),
        ("<ol type=I start=3><li>Knead<li>Bake</ol>", ["III. Knead", "IV. Bake"]),
        ("<ol type=disc><li>Knead</ol>", ["Knead"]),
        ("<ol start=0><li>Knead<li>Bake</ol>", ["0. Knead", "1. Bake"]),
        ("<ol><li><h2>Knead</h2><p>With force.</p><li><h2>Bake</h2></ol>", ["1. Knead", "With force.", "2. Bake"]),
        ("<ol><li>Knead<ul><li>left<li>right</ul><li>Bake</ol>", ["1. Knead", "left", "right", "2. Bake"]),
        ("<ol><li>Knead<ol type=i><li>left</ol><li>Bake</ol>", ["1. Knead", "i. left", "2. Bake"]),
        ("<ol><li>Knead<li hidden>Rest<li>Bake</ol>", ["1. Knead", "Rest", "2. Bake"]),
        ("<ol><li>Knead<li></li><li>Bake</ol>", ["1. Knead", "3. Bake"]),
    ],
)
def test_items_are_counted_as_a_browser_counts_them(html: str, wanted: list[str]) -> None:
    """By start, value, reversed and type; what is hidden does not count, what is empty does."""
    assert shown(html) == wanted


@pytest.mark.parametrize(
    "text", ["1. Knead", "1) Knead", "#1: Knead", "Step 1: Knead", "(1) Knead", "a. Knead", "iv) Knead", "I. knead"]
)
def test_an_item_that_says_its_number_gets_no_second_one(text: str) -> None:
    """Whatever it says it in."""
    assert shown(f"<ol><li>{text}</ol>") == [text]


@pytest.mark.parametrize("text", ["12,000 loaves a day", "A loaf of bread", "Mix. Then wait."])
def test_a_text_that_only_begins_like_a_number_gets_its_own(text: str) -> None:
    """An amount, an article, a short sentence."""
    assert shown(f"<ol><li>{text}</ol>") == [f"1. {text}"]


@pytest.mark.parametrize(
    "names", ["list-unstyled", "list-none", "nav no-bullets", "breadcrumb", "comment-list", "live-posts"]
)
def test_lists_whose_names_say_that_nobody_sees_numbers_have_none(names: str) -> None:
    """Style sheets are not read; names are."""
    assert shown(f"<ol class='{names}'><li>Knead</ol>") == ["Knead"]


def test_stories_in_a_list_are_not_counted() -> None:
    """A list of articles lays out a page."""
    assert shown("<ol><li><article><p>Knead</p></article></ol>") == ["Knead"]


def test_an_article_that_is_a_list_is_counted() -> None:
    """The article is around it, not inside its items."""
    assert shown("<article><ol><li>Knead</ol></article>") == ["1. Knead"]


@given(st.integers(-50, 5000), st.sampled_from(["", "1", "a", "A", "i", "I"]), st.integers(2, 6))
def test_every_item_has_a_marker_of_its_own(start: int, style: str, items: int) -> None:
    """Whatever the start and style."""
    html = f"<ol start={start} type={style}>" + "<li>Knead the dough well</li>" * items + "</ol>"
    found = [line.split(" ")[0] for line in shown(html)]
    assert len(set(found)) == items
    assert all(marker.endswith(".") for marker in found)
