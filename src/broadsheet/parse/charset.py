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
from broadsheet.parse.language import detect
from broadsheet.parse.twice import once

try:
    from broadsheet.parse.compiled.octets import is_utf8
except ImportError:  # not built here: the same in Python
    from broadsheet.parse.octets import is_utf8

Step = Literal["bom", "http", "utf-8", "meta", "xml", "detected", "default", "utf-8 twice"]

PRESCAN = 1024
"""Bytes looked at for a `<meta charset>` (HTML 13.2.3.2)."""
SAMPLE = 64 * 1024
"""Bytes shown to the detector: its answer no longer changes beyond, its time does."""

NEARLY = 5
"""Valid UTF-8 sequences per broken one: real pages with stray bytes have hundreds, text in any legacy encoding under
one half."""

LATIN = frozenset(
    "windows-1252 cp1250 cp1254 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-10 iso8859-13 iso8859-14"
    " iso8859-15 iso8859-16 mac-roman".split()
)
"""Single-byte encodings of the Latin script: the detector hardly tells them apart, the language does."""

_LATIN_OF = {
    **dict.fromkeys("cs sk pl hu sl hr bs ro sq".split(), "cp1250"),
    **dict.fromkeys("tr az ku".split(), "cp1254"),
    **dict.fromkeys("et lv lt".split(), "cp1257"),
    "vi": "cp1258",
}
"""By language, after the locale defaults of HTML 13.2.3.2; all others are written in windows-1252."""
_MARKUP = re.compile(rb"[<>\n]")
_C1 = re.compile(rb"[\x80-\x9f]")
"""Letters and quotes in windows-1250, control characters in ISO 8859-2."""

_TWICE: tuple[str, Step] = ("utf-8", "utf-8 twice")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le"))
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([a-zA-Z0-9_:\-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,8}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([a-zA-Z0-9_:\-]{2,40})")
_DECLARATIONS: tuple[tuple[re.Pattern[bytes], Step], ...] = ((_META, "meta"), (_XML, "xml"))


class Decoded(msgspec.Struct, frozen=True):
    """A page's text as UTF-8 bytes."""

    utf8: bytes
    charset: str
    step: Step


def to_utf8(body: bytes, declared: str | None) -> Decoded:
    """Decode `body` by the first step that names an encoding, bad sequences replaced by U+FFFD.

    The strict UTF-8 step stands before the page's own word: text that is valid UTF-8 and not
    plain ASCII is UTF-8 with near certainty, while 14 of 2,466 development pages declare another charset.
    UTF-8 that was encoded twice, as 11 of them were, is decoded twice.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _decoded(body[len(bom) :], name, "bom")
    http = encoding_of(declared)
    if http and http != "utf-8":
        return _decoded(body, http, "http")
    if is_utf8(body):
        bare = None if http else _bare_utf16(body[:PRESCAN])
        if bare:
            return _decoded(body, bare, "detected")
        before = once(body)
        return Decoded(body, "utf-8", "http" if http else "utf-8") if before is None else Decoded(before, *_TWICE)
    if http:
        return _decoded(body, http, "http")
    return _from_page(body)


def _from_page(body: bytes) -> Decoded:
    for pattern, step in _DECLARATIONS:
        found = pattern.search(body[:PRESCAN])
        name = encoding_of(found[1].decode("ascii")) if found else None
        # UTF-8 it is not, as we know by now; and a declaration that could be read is not UTF-16 (HTML 13.2.3.2)
        if name and name not in ("utf-8", "utf-16-le", "utf-16-be"):
            return _decoded(body, name, step)
    return _detected(body)


def _detected(body: bytes) -> Decoded:
    if _nearly_utf8(body):
        return _decoded(body, "utf-8", "detected")
    from charset_normalizer import from_bytes

    best = from_bytes(body[:SAMPLE], steps=5, chunk_size=512).best()
    name = encoding_of(best.encoding) if best is not None else None
    if name is None or name in LATIN:
        name = _latin(body) or name
    return _decoded(body, name, "detected") if name else _decoded(body, "windows-1252", "default")


def _nearly_utf8(body: bytes) -> bool:
    """UTF-8 with a stray byte or a cut: in any other encoding hardly a sequence is valid by chance."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good >= NEARLY * bad


def _latin(body: bytes) -> str | None:
    """The Latin encoding in which the text reads best as a language that is written in it."""
    pieces: list[bytes] = _MARKUP.split(body[:SAMPLE])
    pieces.sort(key=bytes.isascii)  # text with accents first
    sample = b" ".join(pieces)
    found: list[tuple[float, str]] = []
    for name in dict.fromkeys(("windows-1252", *_LATIN_OF.values())):
        language, score = detect(sample.decode(name, "replace"))
        if language and _LATIN_OF.get(language, "windows-1252") == name:
            found.append((score, name))
    best = max(found, default=(0.0, None))[1]
    return "iso8859-2" if best == "cp1250" and not _C1.search(body) else best


def _bare_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: of markup, and of text in Latin script, every other byte is NUL."""
    high_first = head[::2].count(0) > len(head) / 4
    return "utf-16-be" if high_first else "utf-16-le" if head[1::2].count(0) > len(head) / 4 else None


def _decoded(body: bytes, name: str, step: Step) -> Decoded:
    text = body.decode(name, "replace")
    return Decoded(text.encode("utf-8", "replace"), name, step)
