"""A page saved as MHTML: its main part, decoded.

Comes in: bytes, or a mapped file. Goes out: a `Page`, or `Dropped` where it is cut or holds none. Follows RFC 2557
(MHTML), RFC 2387 (multipart/related), RFC 2045. Must not know: the pictures and styles that lie beside the page.
"""

from __future__ import annotations

import binascii
import mmap
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import NamedTuple

from broadsheet.mediatype import classify
from broadsheet.records import Dropped, Form, Page, Reason
from broadsheet.source.origin import moment
from broadsheet.source.part import too_large, unreadable
from broadsheet.urls import normalise

Bytes = bytes | mmap.mmap

HEAD = 64 * 1024
"""Bytes that a part's header may have."""
_DEPTH = 4
"""Multiparts within multiparts; writers make two."""
_PARTS = 10_000
"""Parts of one page that are looked at; pages have hundreds."""
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MARK = re.compile(
    rb"^Content-Type:\s{0,9}(?:multipart/related|text/html)[ \t]{0,9}[;\r\n]", re.IGNORECASE | re.MULTILINE
)
_VERSION = re.compile(rb"^MIME-Version:\s{0,9}1\.0[ \t]{0,9}[(\r\n]", re.IGNORECASE | re.MULTILINE)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_PAGES = ("text/html", "application/xhtml+xml")


class _Piece(NamedTuple):
    head: Message
    start: int
    end: int
    whole: bool


def is_mhtml(head: bytes) -> bool:
    """Does a file begin with the header of a page saved as MHTML?"""
    return bool(_FIELD.match(head) and _MARK.search(head) and _VERSION.search(head))


def read_mhtml(path: Path, label: str, limit: int) -> Page | Dropped:
    """The page of a file. Raises `OSError` where it cannot be read."""
    with path.open("rb") as file:
        try:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return page_of(data, label, limit)
        except ValueError:  # nothing can be mapped of an empty file
            return unreadable(f"{label}: an empty file")


def page_of(data: Bytes, label: str, limit: int) -> Page | Dropped:
    """The main part: the one that `start` names, else the first of HTML."""
    top = _piece(data, 0, len(data), whole=True)
    if top is None:
        return unreadable(f"{label}: no header of an MHTML file")
    start = _param(top.head, "start")
    pages = [one for one in _leaves(data, top, _DEPTH) if one.head.get_content_type() in _PAGES]
    main = next((one for one in pages if start and one.head.get("Content-ID", "").strip() == start.strip()), None)
    main = main or next(iter(pages), None)
    if main is None:
        return Dropped(url=None, reason=Reason.NOT_HTML, evidence=f"{label}: MHTML without a part of HTML")
    if not main.whole:
        return Dropped(url=None, reason=Reason.INCOMPLETE, evidence=f"{label}: the file ends within the page")
    if main.end - main.start > 4 * limit:  # quoted-printable takes three characters a byte at most
        return too_large(label, limit)
    body = _decoded(bytes(data[main.start : main.end]), str(main.head.get("Content-Transfer-Encoding", "")))
    if len(body) > limit:
        return too_large(label, limit)
    form = classify(main.head.get_content_type(), body)
    if form is not Form.HTML:
        return Dropped(url=None, reason=Reason.NOT_HTML, evidence=f"{label}: {form}")
    return Page(
        body=body,
        url=_url(main.head, top.head),
        charset=_param(main.head, "charset"),
        fetched_at=moment(str(top.head.get("Date", ""))),
        path=label,
    )


def _leaves(data: Bytes, piece: _Piece, depth: int) -> Iterator[_Piece]:
    """The parts that are no multiparts, in order."""
    boundary = _param(piece.head, "boundary")
    if piece.head.get_content_maintype() != "multipart" or not boundary:
        yield piece
        return
    if not depth:
        return
    mark, at = b"--" + boundary.encode("utf-8", "replace"), piece.start
    begin: int | None = None
    for _ in range(_PARTS):
        found = data.find(mark, at, piece.end)
        line_start = found == 0 or (found > 0 and data[found - 1 : found] == b"\n")
        if found >= 0 and not line_start:
            at = found + len(mark)
            continue
        end = found if found >= 0 else piece.end
        if begin is not None:
            inner = _piece(data, begin, end, whole=found >= 0 or (not depth and piece.whole))
            if inner is not None:
                yield from _leaves(data, inner, depth - 1)
        if found < 0 or data[found + len(mark) : found + len(mark) + 2] == b"--":
            return
        line = data.find(b"\n", found, piece.end)
        begin = at = piece.end if line < 0 else line + 1


def _piece(data: Bytes, start: int, end: int, *, whole: bool) -> _Piece | None:
    """A part's header, and where its content lies."""
    window = bytes(data[start : min(end, start + HEAD)])
    blank = _BLANK_LINE.search(b"\r\n" + window)
    if blank is None:
        return None
    head = BytesHeaderParser().parsebytes(window[: max(0, blank.start() - 2)] + b"\r\n\r\n")
    return _Piece(head, start + blank.end() - 2, end, whole)


def _decoded(body: bytes, coding: str) -> bytes:
    name = coding.strip().lower()
    if name == "quoted-printable":
        return quopri.decodestring(body)
    if name == "base64":
        clean = _NO_BASE64.sub(b"", body)
        return binascii.a2b_base64(clean[: len(clean) - (len(clean) % 4 == 1)] + b"=" * (-len(clean) % 4))
    return body


def _url(main: Message, top: Message) -> str | None:
    """Where the page is from: the address of its part, or that of the whole."""
    named = (main.get("Content-Location"), top.get("Snapshot-Content-Location"), top.get("Content-Location"))
    for name in named:
        url = normalise("".join(str(name).split())) if name else None
        if url is not None and url.startswith(("http://", "https://")):
            return url
    return None


def _param(head: Message, name: str) -> str | None:
    """A parameter of Content-Type (RFC 2231)."""
    value = head.get_param(name)
    if isinstance(value, tuple):
        value = value[2]
    return str(value) if value else None
