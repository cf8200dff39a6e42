"""The room's door: a page of either form to a document, or to the reason why there is none."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Dropped, Flag, Form, Page, Reason
from tests.shared import need

STORY = "<title>Mill</title><p>The wheel of the tide mill turned on Thursday, for the first time in ninety years.</p>"


def parse(body: bytes, **page: str | Form | None) -> Document | Dropped:
    """The page with this body under the default options."""
    return parse_page(Page(body=body, **page), ParseOptions())  # type: ignore[arg-type]


def test_a_page_becomes_blocks_facts_and_language() -> None:
    """Everything in one document, the page's own bytes kept for engines that parse themselves."""
    document = parse(STORY.encode(), url="https://a.example/mill")
    assert isinstance(document, Document)
    assert (document.form, document.url, document.language) == (Form.HTML, "https://a.example/mill", "en")
    assert (document.declared.title, len(document.blocks), document.html) == ("Mill", 1, STORY.encode())
    assert 0.5 < document.language_score <= 1.01


def test_the_charset_and_the_step_that_decided_are_kept() -> None:
    """HTML is handed on as UTF-8, whatever it was."""
    document = parse("<p>Größe</p>".encode("latin1"), charset="iso-8859-1")
    assert isinstance(document, Document)
    assert (document.charset, document.charset_source) == ("windows-1252", "http")
    assert (document.blocks.text, document.html) == (("Größe",), "<p>Größe</p>".encode())


def test_a_dump_is_read_line_by_line() -> None:
    """Form TEXT is not parsed as HTML, and its charset is found in the same order."""
    document = parse("Die Größe\n<p> blieb geheim".encode("utf-16"), form=Form.TEXT)
    assert isinstance(document, Document)
    assert (document.blocks.text[0], document.form, document.charset_source) == ("Die Größe", Form.TEXT, "bom")
    assert int(document.blocks.flags()[0]) & Flag.DUMP


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("body", [b"", b" \r\n\t ", b"\xef\xbb\xbf\n", "\ufeff ".encode("utf-16-le")])
def test_nothing_but_white_space_is_empty(body: bytes, form: Form) -> None:
    """Of either form, a byte order mark included."""
    dropped = parse(body, form=form, url="https://a.example/")
    assert isinstance(dropped, Dropped)
    assert (dropped.reason, dropped.url) == (Reason.EMPTY, "https://a.example/")


def test_a_page_over_the_bound_is_not_read() -> None:
    """One byte more than allowed, and the evidence says both numbers."""
    exactly, over = (parse_page(Page(body=b"x" * size), ParseOptions(max_bytes=100)) for size in (100, 101))
    assert isinstance(exactly, Document)
    assert isinstance(over, Dropped)
    assert (over.reason, over.evidence) == (Reason.TOO_LARGE, "101 bytes > 100")


def test_markup_without_text_is_a_document() -> None:
    """It declares something; whether it is an article is for the gate to say."""
    document = parse(b"<title>Mill</title><body><img src=a.jpg>")
    assert isinstance(document, Document)
    assert (len(document.blocks), document.language) == (0, None)


@pytest.mark.parametrize("body", [b"%PDF-1.7\x00\x01\x02" * 99, bytes(range(256)) * 9])
def test_binary_data_is_not_html(body: bytes) -> None:
    """Whatever the server called it."""
    dropped = parse(body)
    assert isinstance(dropped, Dropped)
    assert dropped.reason is Reason.NOT_HTML


def test_a_stray_control_character_costs_only_itself() -> None:
    """Terminals obey escapes and browsers show none: they leave the text."""
    document = parse(b"<p>The \x1bwheel\x00 turned" + b" and turned" * 20)
    assert isinstance(document, Document)
    assert document.blocks.text[0].startswith("The wheel turned and")


@given(st.binary(max_size=400), st.sampled_from(Form))
def test_any_bytes_have_an_outcome(body: bytes, form: Form) -> None:
    """A document or a reason; nothing raises."""
    assert isinstance(parse(body, form=form), Document | Dropped)


@pytest.mark.suites
def test_every_input_of_the_parsers_suite_has_an_outcome() -> None:
    """The 1,796 inputs of html5lib as pages and as dumps; markup of nothing but tags is a document too."""
    lines = gzip.decompress((need("suites", 1796) / "html5lib-inputs.jsonl.gz").read_bytes()).splitlines()
    assert len(lines) == 1796
    for line in lines:
        body = json.loads(line)["text"].encode("utf-8", "replace")
        for form in Form:
            assert isinstance(parse(body, form=form), Document | Dropped), line


@pytest.mark.suites
def test_naughty_strings_come_through_as_text() -> None:
    """Each of 515 hostile strings, escaped into a paragraph, is that paragraph's text again."""
    strings = json.loads((need("suites", 515) / "naughty-strings.json").read_text("utf-8"))
    assert len(strings) == 515
    for text in strings:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        document = parse(
            f"<p>{escaped} and a paragraph round it, so that controls are few</p>".encode(), charset="utf-8"
        )
        assert isinstance(document, Document), text
        words = "".join(c for c in text if c >= " " or c in "\t\n\f\r").replace("\x7f", "").split()
        assert document.blocks.text[0].split()[: len(words)] == words
