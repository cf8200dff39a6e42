"""Is a body a page, a text dump, or something else? By its label and its first bytes.

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
    r"|vnd\..+|rss\+xml|atom\+xml|javascript|x-javascript)|text/(?:css|csv|javascript|calendar)|multipart/.+"
)
"""Labels that are believed without a look: nobody sends news pages under them."""

_HTML = re.compile(
    rb"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|b|p|style|title|body|br|!--|meta|link)[\s>/]",
    re.IGNORECASE,
)
_XML_ROOT = re.compile(rb"(?:<[?!][^>]*>\s*)*<(rss|feed|rdf:RDF|urlset|sitemapindex|opml|svg)[\s>]")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "WebP image, audio or video"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"OggS", "audio or video"),
    (b"ID3", "audio"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"%!PS-Adobe-", "PostScript"),
)
"""First bytes that no page begins with (MIME Sniffing, 6.1-6.4)."""

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


def classify(content_type: str | None, body: bytes) -> Form | str:
    """The form in which a page arrived, or what the body is instead, in words."""
    label = essence(content_type)
    if is_foreign(label):
        return label
    start = body[:RESOURCE_HEADER]
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return name
    if start[4:8] == b"ftyp":
        return "MP4 video or AVIF image"
    root = _XML_ROOT.match(text)
    if root is not None:
        return f"feed or XML: <{root[1].decode('ascii')}>"
    if _is_json(text, body):
        return "JSON"
    if _HTML.match(text) or label in {"text/html", "application/xhtml+xml"}:
        return Form.HTML
    if not start.startswith(_WIDE) and not _BINARY.isdisjoint(start):
        return label or "binary data"
    if label == "text/plain":
        return Form.TEXT
    if label.endswith(("/xml", "+xml")):
        return Form.HTML if _HTML.search(text) else label
    return Form.HTML if _HTML.search(text) else Form.TEXT


def _is_json(text: bytes, body: bytes) -> bool:
    """A body that begins and ends like an object or array and holds no element."""
    ends = {b"{": b"}", b"[": b"]"}
    opened = text[:1]
    return opened in ends and body.rstrip()[-1:] == ends[opened] and text[1:].lstrip()[:1] in {b'"', b"{", b"[", b"}"}
