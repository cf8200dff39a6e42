"""Is this HTML at all? Feeds, JSON, PDFs and pictures that are served or saved as pages.

Comes in: a `Page`. Goes out: what the bytes are instead, in words, or None.
Must not know the document. Signatures after the WHATWG MIME Sniffing standard.
"""

from __future__ import annotations

import re

from broadsheet.records import Form, Page

_WINDOW = 1445
"""Bytes that sniffing looks at (MIME Sniffing, 5.2)."""

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF container (WebP, WAV, AVI)"),
    (b"PK\x03\x04", "a ZIP container (docx, epub, zip)"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x00\x00\x00", "an MP4 or other media container"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
)
_PROLOG = re.compile(rb"<\?[^>]{0,300}>|<!--(?:(?!-->).){0,600}-->|<!DOCTYPE\s[^>]{0,300}>", re.DOTALL)
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex|opml|svg)[\s>]")
_JSON = re.compile(rb'^\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|"|\[|\]|\d))')
_CALLBACK = re.compile(rb"^\s*(?:/\*\*/)?[\w.$]{1,60}\(\s*[{\[]")
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|script|table|a|h1|br|span)[\s>/]", re.IGNORECASE
)
_NOT_HTML_TYPES = (
    "application/json",
    "application/pdf",
    "image/",
    "video/",
    "audio/",
    "application/rss+xml",
    "application/atom+xml",
    "application/zip",
    "text/css",
    "application/javascript",
    "text/javascript",
    "text/calendar",
    "text/csv",
)


def what_instead(page: Page) -> str | None:
    """What the page's bytes are if not HTML; None for HTML, and for text dumps."""
    if page.form is not Form.HTML:
        return None
    head = page.body[:_WINDOW].removeprefix(b"\xef\xbb\xbf")
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    found = _ROOT.match(_after_prolog(head))
    if found:
        return f"XML with the root <{found[1].decode('ascii')}>"
    if (_JSON.match(head) or _CALLBACK.match(head)) and not _HTML.search(page.body[:20_000]):
        return "JSON"
    declared = (page.header("Content-Type") or "").lower().split(";")[0].strip()
    if declared.startswith(_NOT_HTML_TYPES) and not _HTML.search(head):
        return f"declared as {declared}"
    return None


def _after_prolog(head: bytes) -> bytes:
    """What stands behind the XML declaration, comments and the document type (XML 1.0, 2.8)."""
    rest = head.lstrip()
    for _ in range(9):
        prolog = _PROLOG.match(rest)
        if prolog is None:
            break
        rest = rest[prolog.end() :].lstrip()
    return rest
