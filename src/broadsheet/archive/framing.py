"""Where the records of an archive begin and end, and which are whole.

Comes in: text without compression. Goes out: `Framed` records and the `Gap`s between them, every byte in order.
Must not know: files, compression, HTTP. Follows WARC/1.1 (ISO 28500:2017), older drafts of it, and the ARC format of
the Internet Archive (versions 1 and 2).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.archive.unpacked import Bytes


class Framed(NamedTuple):
    """One whole record."""

    start: int
    end: int
    kind: str
    """`warc` or `arc`."""
    fields: dict[str, str]
    """WARC: named fields, names in lower case. ARC: uri, address, date, type."""
    block: bytes
    proven: bool
    """Has it a digest of its own, which holds?"""
    size: int
    """Bytes of the block; `block` is at most as long as was asked for."""


class Gap(NamedTuple):
    """Bytes that are no whole record, and why."""

    start: int
    end: int
    why: str
    checked: int = 0
    """Up to where a digest was taken that did not hold: what begins before is not checked again."""


_WARC = re.compile(rb"WARC/(?:0\.\d{1,2}|1\.\d)[ \t]*\r?\n")
_ARC = re.compile(
    rb"([a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\n]{1,4096}?) ([0-9a-fA-F.:]{3,45}) (\d{8,17}) ([^ \n]{1,200})"
    rb"(?: [^\n]{0,9000}?)?[ ](-?\w{1,12})\r?\n"
)
_NEXT = re.compile(
    rb"^(?:WARC/(?:0\.\d{1,2}|1\.\d)[ \t]*\r?\n|[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\n]{1,4096} \d{8,30} [^\n]{1,200}\n)",
    re.MULTILINE,
)
"""A line with which a record may begin."""
_RESUME = re.compile(_NEXT.pattern + rb"|WARC/(?:0\.\d{1,2}|1\.\d)\r?\n(?:WARC|Content)-[A-Za-z-]{2,40}:", re.MULTILINE)
"""Behind damage a record may also begin amid a line: the one before it was cut there."""
_BEGINNINGS = (b"WARC/", b"http://", b"https://", b"ftp://", b"dns:", b"filedesc://")
_LINE = 4096 + 8192
"""Bytes of the longest first line of a record."""
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_SEPARATOR = re.compile(rb"[\r\n]*")
_HEAD = 64 * 1024
"""Bytes in which a WARC header ends: a target URI may be long, but no standard field is longer."""
_DIGEST = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}
"""Digests that can be checked, and how many bytes each has."""


def framed(text: Bytes, keep: int) -> Iterator[Framed | Gap]:
    """The records of a text. `keep`: bytes of a block that are kept at most."""
    at, checked = _after_separator(text, 0), 0
    while at < len(text):
        found = _warc(text, at, keep, check=at >= checked) if _WARC.match(text, at) else _arc(text, at, keep)
        if isinstance(found, Gap):
            checked = max(checked, found.checked)
        yield found
        at = _after_separator(text, found.end)


def heads(text: Bytes) -> Iterator[dict[str, str]]:
    """The fields of each WARC header, as far as records follow each other; their blocks may be cut or damaged."""
    at = _after_separator(text, 0)
    while _WARC.match(text, at) and (blank := _BLANK_LINE.search(text, at, at + _HEAD)):
        fields = _fields(text[at : blank.start()])
        yield fields
        digits = fields.get("content-length", "")
        if not (digits.isascii() and digits.isdigit()):
            return
        at = _after_separator(text, blank.end() + int(digits[:18]))


def _warc(text: Bytes, at: int, keep: int, *, check: bool) -> Framed | Gap:
    blank = _BLANK_LINE.search(text, at, at + _HEAD)
    if blank is None:  # half a header is passed over at once: the other half is as long
        return Gap(at, _resync(text, at + _HEAD // 2), "the header of a WARC record does not end")
    other = _NEXT.search(text, at + 1, blank.start())
    if other:
        return Gap(at, other.start(), "a WARC record begins in the header of another")
    fields = _fields(text[at : blank.start()])
    digits = fields.get("content-length", "")
    if not (digits.isascii() and digits.isdigit()):
        return Gap(at, _resync(text, blank.end()), f"Content-Length: {digits or 'none'}")
    end = blank.end() + int(digits[:18])
    if end > len(text):
        return Gap(at, _resync(text, blank.end()), f"{digits} bytes announced, {len(text) - blank.end()} there")
    claimed = fields.get("warc-block-digest", "") if check and int(digits) <= keep else ""
    holds = _holds(claimed, text, blank.end(), end)
    if holds is False:
        return Gap(at, _resync(text, blank.end()), f"the block's digest is not {claimed}", checked=end)
    if not holds and not _ends_well(text, end):
        return Gap(at, _resync(text, blank.end()), f"no record ends after the {digits} bytes announced")
    block = bytes(text[blank.end() : min(end, blank.end() + keep)])
    return Framed(at, end, "warc", fields, block, bool(holds), end - blank.end())


def _arc(text: Bytes, at: int, keep: int) -> Framed | Gap:
    line = _ARC.match(text, at)
    if line is None:
        return Gap(at, _resync(text, at + 1), "no record begins here")
    if not line[5].isdigit():
        return Gap(at, _resync(text, line.end()), f"Archive-length: {line[5].decode('latin-1')}")
    end = line.end() + int(line[5])
    if end > len(text):
        return Gap(at, _resync(text, line.end()), f"{int(line[5])} bytes announced, {len(text) - line.end()} there")
    if not _ends_well(text, end):
        return Gap(at, _resync(text, line.end()), f"no record ends after the {int(line[5])} bytes announced")
    names = ("uri", "address", "date", "type")
    values = (part.decode("utf-8", "replace") for part in line.groups()[:4])
    block = bytes(text[line.end() : min(end, line.end() + keep)])
    return Framed(at, end, "arc", dict(zip(names, values, strict=True)), block, False, end - line.end())


def _fields(head: bytes) -> dict[str, str]:
    """Named fields, names in lower case, folded lines joined; the first of a name counts."""
    lines = _FOLD.sub(b" ", head).decode("utf-8", "replace").splitlines()[1:]
    found: dict[str, str] = {}
    for name, colon, value in (line.partition(":") for line in lines):
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _ends_well(text: Bytes, end: int) -> bool:
    """Does another record, the torn beginning of one, or nothing follow, after the line ends that separate records?"""
    then = _after_separator(text, end)
    return then >= len(text) or (then > end and (_NEXT.match(text, then) is not None or _begins_torn(text, then)))


def _begins_torn(text: Bytes, at: int) -> bool:
    """Is the rest of the text the beginning of a record's first line?"""
    rest = bytes(text[at : at + _LINE])
    if at + _LINE <= len(text) or b"\n" in rest:
        return False
    return any(rest.startswith(one) or one.startswith(rest) for one in _BEGINNINGS)


def _after_separator(text: Bytes, at: int) -> int:
    found = _SEPARATOR.match(text, at)
    return found.end() if found else at


def _resync(text: Bytes, at: int) -> int:
    """Where the next record begins, as far as a line shows; the end of the text where none does."""
    found = _RESUME.search(text, at)
    return found.start() if found else len(text)


def _holds(claimed: str, text: Bytes, start: int, end: int) -> bool | None:
    """Is a labelled digest (`sha1:…`, Base32 or hexadecimal) that of these bytes? None where it cannot be told."""
    label, _, value = claimed.partition(":")
    size = _DIGEST.get(label.lower().replace("-", ""))
    expected = _binary(value, size) if size else None
    if expected is None:
        return None
    return hashlib.new(label.lower().replace("-", ""), text[start:end], usedforsecurity=False).digest() == expected


def _binary(value: str, size: int) -> bytes | None:
    try:
        found = bytes.fromhex(value) if len(value) == 2 * size else base64.b32decode(value + "=" * (-len(value) % 8))
    except ValueError:
        return None
    return found if len(found) == size else None
