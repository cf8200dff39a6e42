"""The four dumpers: what each writes, and that broadsheet reads the page's words back from all."""

from __future__ import annotations

import pytest
from benchmarks.dumpers import DUMPERS, STEP, WIDTH, element_lines, indented, inner_text, wrapped

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.parse.dump import read_dump
from broadsheet.parse.dump_wrap import columns
from broadsheet.records import Document, Page
from tests.extract.pages import STORY

CHINESE = "周一，岛上的渡轮又一次晚点离港，船长向镇议会解释说，" * 6 + "潮水比预报来得更早。"


def page(body: str) -> Document:
    """A parsed page."""
    document = parse_page(Page(f"<html><body>{body}</body></html>".encode()), ParseOptions())
    assert isinstance(document, Document)
    return document


def test_inner_text_parts_paragraphs_by_blank_lines_alone() -> None:
    """A heading, a list and the text after it stand on lines of their own."""
    text = inner_text(page("<h1>Ferry</h1><ul><li>Tides<li>Eels</ul>late<p>One.</p><p>Two.</p><div>Three</div>"))
    assert text == "Ferry\nTides\nEels\nlate\n\nOne.\n\nTwo.\n\nThree"


def test_inner_text_parts_cells_by_tabs() -> None:
    """Cells of one row; the next row is a new line."""
    text = inner_text(page("<table><tr><td>Mon</td><td>4:10</td></tr><tr><td>Tue</td><td>4:58</td></tr></table>"))
    assert text == "Mon\t4:10\nTue\t4:58"


def test_only_inner_text_leaves_out_what_is_hidden() -> None:
    """A library knows no style sheet."""
    hidden = page("<p>Seen.</p><p style='display:none'>Unseen.</p>")
    assert inner_text(hidden) == "Seen."
    assert element_lines(hidden) == "Seen.\nUnseen."


def test_a_line_an_element() -> None:
    """No blank line anywhere."""
    assert element_lines(page("<h1>Ferry</h1><p>One.</p><ul><li>Two</ul>")) == "Ferry\nOne.\nTwo"


@pytest.mark.parametrize("text", [" ".join(STORY), CHINESE])
def test_wrapped_lines_are_full_and_no_longer(text: str) -> None:
    """Wide characters count two columns; the next word would not have fitted."""
    lines = wrapped(page(f"<p>{text}</p>")).split("\n")
    widths = [columns(line) for line in lines]
    assert max(widths) <= WIDTH
    assert min(widths[:-1]) > WIDTH - 15
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrapped_list_items_have_a_mark() -> None:
    """And their lines stand under the item's first word."""
    item = " ".join(["eel"] * 20)
    first, second = wrapped(page(f"<ul><li>{item}</li></ul>")).split("\n")
    assert first.startswith("* eel")
    assert second.startswith("  eel")


def test_indented_by_the_lists_and_sections_around() -> None:
    """Two steps for a list in an article, one for the article's own paragraph, none for the page's."""
    text = indented(page("<article><p>One.</p><ul><li>Two</ul></article><p>Three.</p>"))
    assert text.split("\n") == [" " * STEP + "One.", "", " " * 2 * STEP + "Two", "", "Three."]


@pytest.mark.parametrize("name", DUMPERS)
def test_every_dump_is_read_back_block_by_block(name: str) -> None:
    """A story, its headline and a menu: the same texts in the same order, whichever program wrote them."""
    menu = "".join(f"<li>{entry}</li>" for entry in ("Home", "Island news", "Tide tables"))
    document = page(f"<ul>{menu}</ul><h1>Tide mill turns</h1>{''.join(f'<p>{text}</p>' for text in STORY)}")
    found = [text.removeprefix("* ") for text in read_dump(DUMPERS[name](document)).blocks.text]
    assert found == list(document.blocks.text)
