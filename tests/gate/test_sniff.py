"""What is served as a page and is none."""

from __future__ import annotations

import pytest

from broadsheet.gate.sniff import what_instead
from broadsheet.records import Form, Page, Reason
from tests.gate.asking import ARTICLE, html, page_of, reason

OTHERS = [
    b"%PDF-1.7 ...",
    b"\x89PNG\r\n\x1a\n....",
    b'{"title": "Tide mill"}',
    b'[{"title": "Tide mill"}]',
    b'callback({"title": 1})',
    b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>',
    b'<?xml version="1.0"?>\n<!-- made by us -->\n<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    b"<urlset><url></url></urlset>",
]


@pytest.mark.parametrize("body", OTHERS)
def test_other_formats_are_not_html(body: bytes) -> None:
    """Feeds, sitemaps, JSON and binaries are named for what they are."""
    assert what_instead(page_of(body)) is not None


def test_feed_is_refused_as_such() -> None:
    """The reason is `not_html`, whatever the server called it."""
    assert reason(b"<rss><channel><title>Harbour Post</title></channel></rss>") is Reason.NOT_HTML


@pytest.mark.parametrize(
    "body", [html(ARTICLE), ARTICLE, "[1] " + ARTICLE, '{"a": 1}\n' + html(ARTICLE), "Plain words."]
)
def test_html_and_plain_words_are_let_through(body: str) -> None:
    """A fragment, a page behind a stray line of JSON, or bare text can be read."""
    assert what_instead(page_of(body)) is None


def test_declared_type_decides_only_without_markup() -> None:
    """A server that calls its pages JSON is wrong; one that calls JavaScript so is right."""
    types = (("Content-Type", "application/javascript; charset=utf-8"),)
    assert what_instead(Page(body=b"var a = 1;", headers=types)) == "declared as application/javascript"
    assert what_instead(Page(body=html(ARTICLE).encode(), headers=types)) is None


def test_dumps_are_not_sniffed() -> None:
    """A text dump may begin with anything."""
    assert what_instead(page_of('{"a": 1}', form=Form.TEXT)) is None
