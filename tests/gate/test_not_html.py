"""What is served or handed in as a page and is none; how that is told is tested in `tests/test_mediatype.py`."""

from __future__ import annotations

import pytest

from broadsheet.gate import refuse
from broadsheet.records import Dropped, Form, Page, Reason
from tests.gate.asking import ARTICLE, ask, document_of, html, page_of, reason

OTHERS = [
    b"%PDF-1.7 ...",
    b"{\\rtf1 The council met.}",
    b'{"title": "Tide mill"}',
    b'callback({"title": 1})',
    b'<?xml version="1.0"?>\n<!-- made by us -->\n<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    b"<urlset><url></url></urlset>",
]


@pytest.mark.parametrize("body", OTHERS)
def test_other_formats_are_no_pages(body: bytes) -> None:
    """Feeds, sitemaps, JSON and documents are refused, whatever they were handed in as."""
    assert reason(body) is Reason.NOT_HTML


@pytest.mark.parametrize("body", [html(ARTICLE), ARTICLE, "[1] " + ARTICLE, '{"a": 1}\n' + html(ARTICLE)])
def test_a_page_or_a_part_of_one_is_let_through(body: str) -> None:
    """A fragment, or a page behind a stray line of JSON, can be read."""
    assert ask(body) is None


def test_the_label_counts_as_it_does_when_fetching() -> None:
    """What a server calls JavaScript is not read as a page by any room."""
    page = Page(body=b"var a = 1;", headers=(("Content-Type", "application/javascript; charset=utf-8"),))
    dropped = refuse(document_of(page), page)
    assert isinstance(dropped, Dropped)
    assert dropped.evidence == "application/javascript"


def test_a_text_dump_may_begin_with_anything() -> None:
    """Words that look like JSON are words where the input is text."""
    dropped = ask('{"a": 1}', form=Form.TEXT)
    assert dropped is None or dropped.reason is not Reason.NOT_HTML


def test_a_page_in_utf_16_without_a_mark_is_no_binary() -> None:
    """A label is assumed where there is none: the caller said HTML."""
    body = html(ARTICLE).encode("utf-16-le")
    assert refuse(document_of(page_of(html(ARTICLE))), page_of(body)) is None
