"""Pages, dumps, and all else, by label and first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.mediatype import charset, classify, essence
from broadsheet.records import Form

HTML, TEXT = Form.HTML, Form.TEXT
CASES: list[tuple[str | None, bytes, Form | str]] = [
    ("text/html", b"<!doctype html><p>x", HTML),
    ("TEXT/HTML; charset=utf-8", b"plain words", HTML),
    ("application/xhtml+xml", b"<?xml version='1.0'?><html xmlns='x'>", HTML),
    ("application/xml", b"<?xml version='1.0'?>\n<html xmlns='x'>", HTML),
    ("text/plain", b"The council met.\n", TEXT),
    ("text/plain", b"\xff\xfeT\0h\0e\0", TEXT),
    ("text/plain", b"<!DOCTYPE HTML><html>", HTML),
    (None, b"\xef\xbb\xbf \n<html lang=en>", HTML),
    (None, b"<header><p>The council met.</p></header>", HTML),
    (None, b"The council met.\n", TEXT),
    ("application/octet-stream", b"<html><body>", HTML),
    ("nonsense", b"<html><body>", HTML),
    ("text/html", b"%PDF-1.7", "PDF"),
    ("text/html", b"\x89PNG\r\n\x1a\n....", "PNG image"),
    ("text/html", b"\xff\xd8\xff\xe0", "JPEG image"),
    ("text/html", b"\0\0\0\x20ftypisom", "MP4 video or AVIF image"),
    ("text/html", b"<?xml version='1.0'?>\n<!-- a feed -->\n<rss version='2.0'>", "feed or XML: <rss>"),
    ("text/html", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed or XML: <feed>"),
    ("text/xml", b"<urlset xmlns='x'>", "feed or XML: <urlset>"),
    ("text/html", b'{"status": "ok"}\n', "JSON"),
    ("text/html", b'[{"a": 1}]', "JSON"),
    ("text/html", b"{ braces in words }", HTML),
    ("application/json", b"{}", "application/json"),
    ("application/ld+json", b"{}", "application/ld+json"),
    ("application/rss+xml; charset=utf-8", b"<rss>", "application/rss+xml"),
    ("image/jpeg", b"<html>", "image/jpeg"),
    ("video/mp4", b"", "video/mp4"),
    ("text/plain", b"\x00\x01\x02\x03", "text/plain"),
    (None, b"\x00\x01\x02\x03", "binary data"),
    ("application/xml", b"<invoice>", "application/xml"),
    ("text/html", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Office document"),
    ("text/html", b"{\\rtf1\\ansi The council met.}", "RTF document"),
    ("text/html", b'callback({"title": 1});\n', "JSON"),
    ("text/html", b'/**/ news.show([{"title": 1}])', "JSON"),
    ("text/html", b'{"content": "<p>The council met.</p>"}', "JSON"),
    ("text/html", b'{"a": 1}\n<!doctype html><p>The council met.', HTML),
    (None, b"[1] The council met [2].\n", TEXT),
    (None, b"RIFFA, a dance of the coast, is back.\n", TEXT),
    (None, b"ID3 tags explained\n", TEXT),
    (None, b"RIFF\x10\0\0\0WEBPVP8 ", "WebP image, audio or video"),
    ("text/html", b"<?xml version='1.0'?><!-- a > b --><feed>", "feed or XML: <feed>"),
    ("text/html", b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY n '&#160;'>]><rss>", "feed or XML: <rss>"),
    ("text/html", b"BEGIN:VCALENDAR\r\nVERSION:2.0", "calendar"),
    (None, b"BEGIN: the council met.\n", TEXT),
    ("text/html", b"(function(){var a=1})();", "script"),
    ("text/html", b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "XML: <Error>"),
    ("text/html", b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", HTML),
    ("text/html", b"<?xml version='1.0'?><x:html xmlns:x='x'>", HTML),
    ("text/html", b"<?xml version='1.0'?><header><p>The council met.", "XML: <header>"),
]


@pytest.mark.parametrize(("label", "body", "expected"), CASES)
def test_a_body_is_told_by_label_and_first_bytes(label: str | None, body: bytes, expected: Form | str) -> None:
    """Feeds, JSON and binaries served as HTML are found out; mislabelled HTML is still a page."""
    assert classify(label, body) == expected


def test_a_page_with_a_picture_drawn_in_it_is_a_page() -> None:
    """Inline SVG after the first element is no SVG file."""
    assert classify("text/html", b"<!doctype html><html><body><svg viewBox='0'></svg>") is HTML


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html;CHARSET="Windows-1252"', "Windows-1252"),
        ("text/html; charset = 'x' ; q=1", "x"),
        ("text/html; charset=", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_charset_parameter_is_read(field: str | None, value: str | None) -> None:
    """Quoted, spaced, missing."""
    assert charset(field) == value


@given(st.text(max_size=40), st.binary(max_size=100))
def test_any_label_and_any_body_have_an_answer(label: str, body: bytes) -> None:
    """Nothing raises; an essence is lower case without parameters."""
    assert isinstance(classify(label, body), (Form, str))
    assert ";" not in essence(label)
