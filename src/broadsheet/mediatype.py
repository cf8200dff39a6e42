"""Is a body a page, a text dump, or something else? By its label and its first bytes: the one place that says so.

Comes in: `Content-Type` and the decoded body. Goes out: a `Form`, or words for what it is instead.
Must not know: how the bytes arrived. After WHATWG's MIME Sniffing, as far as telling pages from the rest needs it.
"""

from __future__ import annotations

import re

from broadsheet.records import Form

RESOURCE_HEADER = 1445
"""Bytes looked at (MIME Sniffing, 7)."""

_TYPE = re.compile(r"[^\s;,/]+/[^\s;,]+")
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([^\s"';,]+)""", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:image|video|audio|font|model)/.+|application/(?:pdf|zip|gzip|x-gzip|(?:[\w.\-]+\+)?json|msword|epub\+zip|wasm"
    r"|rtf|vnd\..+|rss\+xml|atom\+xml|javascript|x-javascript)|text/(?:css|csv|javascript|calendar|rtf)|multipart/.+"
)
"""Labels that are believed without a look: nobody sends news pages under them."""
_LISTING = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|(?:feed\+)?json|(?:x-)?gzip)")
"""Those among them that feeds and packed sitemaps come under."""

_HTML = re.compile(
    rb"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|b|p|style|title|body|br|!--|meta|link)[\s>/]",
    re.IGNORECASE,
)
"""How a page begins (MIME Sniffing, 7.1), and what bare markup holds."""
_PROLOG = re.compile(
    rb"<\?[^>]{0,300}>|<!--(?:(?!-->).){0,600}-->|<!DOCTYPE\s[^>\[]{0,300}+(?:\[[^\]]{0,1000}+\]\s{0,9}+)?+>",
    re.DOTALL | re.IGNORECASE,
)
_XML_ROOT = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex|opml|svg)[\s>]")
_ROOT = re.compile(rb"<((?!!)[^\s<>/]{1,60})[\s/>]")
"""The root element of XML that declares itself as such (XML 1.0, 2.1); a page's is found by `_HTML`."""
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"OggS\0", "audio or video"),
    (b"ID3\x02", "audio"),
    (b"ID3\x03", "audio"),
    (b"ID3\x04", "audio"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"%!PS-Adobe-", "PostScript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
    (b"{\\rtf", "RTF document"),
    (b"BEGIN:VCALENDAR", "calendar"),
    (b"BEGIN:VCARD", "visiting card"),
    (b"#EXTM3U", "playlist"),
    (b'@charset "', "style sheet"),
    (b"(function(", "script"),
    (b"!function(", "script"),
    (b"(()=>", "script"),
    (b'"use strict"', "script"),
)
"""First bytes that no page begins with (MIME Sniffing, 6.1-6.4); Office and RTF: their makers' specifications; calendar
(RFC 5545), visiting card (RFC 6350), playlist (RFC 8216), style sheet (CSS Syntax 3, 3.2), scripts as bundled."""

_RIFF = frozenset({b"WEBP", b"WAVE", b"AVI "})
"""What a RIFF container says of itself in its ninth to twelfth byte; words may begin with "RIFF" too."""

_JSON = re.compile(rb"""\{\s*["}]|\[\s*["{\[\]]""")
_CALLBACK = re.compile(rb"(?:/\*\*/\s{0,9})?[\w.$]{1,60}\(\s{0,9}[{\[]")
"""JSON that is wrapped into a call, for a script of another site (JSONP)."""

_BINARY = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}
"""Binary data bytes (MIME Sniffing, 3)."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16, in which every other byte may be NUL."""


def essence(content_type: str | None) -> str:
    """`type/subtype` in lower case; "" where there is none."""
    found = _TYPE.match((content_type or "").strip())
    return found[0].lower() if found else ""


def charset(content_type: str | None) -> str | None:
    """The charset parameter; None where there is none."""
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def is_foreign(content_type: str | None) -> bool:
    """Does the label alone say that this is no page?"""
    return _FOREIGN.fullmatch(essence(content_type)) is not None


def may_list(content_type: str | None) -> bool:
    """May a feed or a sitemap come under this label, though no page does?"""
    return _LISTING.fullmatch(essence(content_type)) is not None


def classify(content_type: str | None, body: bytes) -> Form | str:
    """The form in which a page arrived, or what the body is instead, in words."""
    label = essence(content_type)
    if is_foreign(label):
        return label
    start = body[:RESOURCE_HEADER]
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    other = _signed(start) or _data(text, body)
    if other is not None:
        return other
    if _HTML.match(text) or label in {"text/html", "application/xhtml+xml"}:
        return Form.HTML
    if not start.startswith(_WIDE) and not _BINARY.isdisjoint(start):
        return label or "binary data"
    if label == "text/plain":
        return Form.TEXT
    if label.endswith(("/xml", "+xml")):
        return Form.HTML if _HTML.search(text) else label
    return Form.HTML if _HTML.search(text) else Form.TEXT


def _signed(start: bytes) -> str | None:
    """The format that the first bytes are the signature of."""
    if start[4:8] == b"ftyp":
        return "MP4 video or AVIF image"
    if start[:4] == b"RIFF" and start[8:12] in _RIFF:
        return "WebP image, audio or video"
    return next((name for signature, name in _SIGNATURES if start.startswith(signature)), None)


def _data(text: bytes, body: bytes) -> str | None:
    """Feeds, sitemaps and drawings by their root element; JSON by its beginning and its end."""
    start = _after_prolog(text)
    root = _XML_ROOT.match(start)
    if root is not None:
        return f"feed or XML: <{root[1].decode('ascii')}>"
    root = _ROOT.match(start) if text.startswith(b"<?xml") and not _HTML.match(start) else None
    if root is not None and not root[1].lower().endswith(b"html"):
        return f"XML: <{root[1].decode('utf-8', 'replace')}>"
    return "JSON" if _is_json(text, body[-RESOURCE_HEADER:].rstrip()) else None


def _is_json(text: bytes, end: bytes) -> bool:
    """Does the body begin and end like an object or an array, or like a call with one?

    What stands between is not read: it may hold markup in strings. A page behind a stray line of JSON ends otherwise.
    """
    if _JSON.match(text):
        return end.endswith(b"}" if text.startswith(b"{") else b"]")
    return _CALLBACK.match(text) is not None and end.endswith((b")", b");"))


def _after_prolog(text: bytes) -> bytes:
    """What stands behind the XML declaration, comments and the document type (XML 1.0, 2.8)."""
    rest = text
    while prolog := _PROLOG.match(rest):
        rest = rest[prolog.end() :].lstrip()
    return rest
