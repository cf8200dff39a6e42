"""Bytes to UTF-8, and which step decided: the WHATWG order with a strict UTF-8 step.

Comes in: the body and the transport's charset. Goes out: UTF-8 bytes, the encoding's name, the
step. Follows the WHATWG Encoding Standard (labels) and HTML 13.2.3.2; UTF-7 is never decoded.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

import msgspec

from broadsheet.parse.labels import encoding_of

Step = Literal["bom", "http", "utf-8", "meta", "xml", "detected", "default"]

PRESCAN = 1024
"""Bytes looked at for a `<meta charset>` (HTML 13.2.3.2)."""
SAMPLE = 64 * 1024
"""Bytes shown to the detector: its answer no longer changes beyond, its time does."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le"))
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([a-zA-Z0-9_:\-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,8}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([a-zA-Z0-9_:\-]{2,40})")


class Decoded(msgspec.Struct, frozen=True):
    """A page's text as UTF-8 bytes."""

    utf8: bytes
    charset: str
    step: Step


def to_utf8(body: bytes, declared: str | None) -> Decoded:
    """Decode `body` by the first step that names an encoding, bad sequences replaced by U+FFFD.

    The strict UTF-8 step stands before the page's own word: text that is valid UTF-8 and not
    plain ASCII is UTF-8 with near certainty, while one page in a hundred declares another charset.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _decoded(body[len(bom) :], name, "bom")
    http = encoding_of(declared)
    if http and http != "utf-8":
        return _decoded(body, http, "http")
    if _is_utf8(body):
        return Decoded(body, "utf-8", "http" if http else "utf-8")
    if http:
        return _decoded(body, http, "http")
    return _from_page(body)


def _from_page(body: bytes) -> Decoded:
    for pattern, step in ((_META, "meta"), (_XML, "xml")):
        found = pattern.search(body[:PRESCAN])
        name = encoding_of(found[1].decode("ascii")) if found else None
        if name in ("utf-16-le", "utf-16-be"):
            name = "utf-8"  # HTML 13.2.3.2: a meta that could be read is not UTF-16
        if name and not (name == "utf-8" and step == "meta"):
            return _decoded(body, name, "meta" if step == "meta" else "xml")
    return _detected(body)


def _detected(body: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:SAMPLE], steps=5, chunk_size=512).best()
    name = encoding_of(best.encoding) if best is not None else None
    if name:
        return _decoded(body, name, "detected")
    return _decoded(body, "windows-1252", "default")


def _decoded(body: bytes, name: str, step: Step) -> Decoded:
    python_name = "cp1252" if name == "windows-1252" else name
    text = body.decode(python_name, "replace")
    return Decoded(text.encode("utf-8", "replace"), name, step)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
