"""Any archive file, read record by record, going on after damage: WARC and ARC, plain, gzip or zstd.

Comes in: a path and a cap. Goes out: each whole record with the bytes it spans, and each damage with where it lies and
why, in file order; half a record is never passed as a whole one. Must not know: databases, what a page says. warcio
ends a file at the first damaged member without a word, and gives a torn tail as a record; so this is our own.
"""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from broadsheet.archive.framing import Framed, framed
from broadsheet.archive.stored import StoredRecord, generous, read_text
from broadsheet.archive.unpacked import GZIP, Bytes, Unpacked, unpacked
from broadsheet.errors import CorpusDamaged
from broadsheet.records import RecordRef

HEAD = 1 << 20
"""Bytes that an HTTP head may have on top of the cap of a body: ten times what servers accept."""


class Found(msgspec.Struct, frozen=True):
    """A whole record and where it lies."""

    offset: int
    """Bytes into the file: where its member begins, or the record itself where nothing is compressed."""
    length: int
    record_id: str
    """WARC-Record-ID; "" in ARC files."""
    record: StoredRecord
    digest: str = ""
    """WARC-Payload-Digest, as claimed; a revisit's is that of the page it was the same as."""
    truncated: str = ""
    """WARC-Truncated; `length` where the body is longer than the cap; `chunks` where its chunked coding ends early."""
    member: bytes = b""
    """The gzip member of a response that may be copied as it is, where that was asked for."""


class Damage(msgspec.Struct, frozen=True):
    """Bytes of a file that are no whole record."""

    offset: int
    length: int
    why: str


def read_archive(path: Path, cap: int, *, members: bool = False) -> Iterator[Found | Damage]:
    """Every record of a file, and every damage, in order.

    `cap`: bytes of a body at most. `members`: give those of responses, too. Raises `OSError` where the file cannot be
    read; nothing on any content.
    """
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            held = 0
            for part in unpacked(data):
                for one in _of_part(part, cap, data if members else b""):
                    yield one
                    held = _let_go(data, held, one.offset)


def read_piece(path: Path, offset: int, length: int, after: int) -> Iterator[Found | Damage]:
    """The record at an offset of a file, and those behind it that are whole within `after` bytes.

    Places count from the offset. Raises `OSError`.
    """
    with path.open("rb") as file:
        file.seek(offset)
        piece = file.read(length + after)
    for part in unpacked(piece):
        yield from _of_part(part, len(part.text))


RELEASE = 32 << 20
"""Bytes of a file that may stay mapped behind the reader: a crawl of gigabytes must not look like memory in use."""


def _let_go(data: mmap.mmap, held: int, done: int) -> int:
    """Give back the memory from `held` to `done`, when it is much; up to where it is given back."""
    if done - held < RELEASE or not hasattr(mmap, "MADV_DONTNEED"):
        return held
    upto = done - done % mmap.PAGESIZE
    data.madvise(mmap.MADV_DONTNEED, held, upto - held)
    return upto


def _of_part(part: Unpacked, cap: int, data: Bytes = b"") -> Iterator[Found | Damage]:
    """The records of a member. Of a damaged one only those count that their own digest proves whole.

    `data`: the file that their members are to be taken from.
    """
    if part.damage:
        yield Damage(part.offset, part.length, part.damage)
    for one in framed(part.text, cap + HEAD):
        here = not part.compressed
        offset, length = (one.start, one.end - one.start) if here else (part.offset, part.length)
        if isinstance(one, Framed):
            if one.proven or not part.damage:
                found = _found(one, offset, length, cap)
                yield _with_member(found, one, part, data) if data else found
        elif not part.damage:
            yield Damage(offset, length, one.why)


def _with_member(one: Found, as_framed: Framed, part: Unpacked, data: Bytes) -> Found:
    """A response with its member, where a reference to a copy of that would be read as the very same record."""
    text, proven = part.text, as_framed.fields.get("warc-block-digest", "") if as_framed.proven else ""
    if one.record.type != "response" or not isinstance(text, bytes) or part.length < _LEAST:
        return one
    if not (part.compressed and one.digest and _ID.fullmatch(one.record_id)):
        return one
    member = data[one.offset : one.offset + one.length]
    if not member.startswith(GZIP) or len(text) > generous(member):
        return one
    try:
        read = read_text(text, RecordRef("", 0, 0, one.record_id, one.digest), "", proven)
    except CorpusDamaged:
        return one
    return msgspec.structs.replace(one, member=member) if read == one.record and not one.truncated else one


_ID = re.compile(r"<[!-;=?-~]{1,200}>")
"""A WARC-Record-ID that any reader takes for one (WARC/1.1, 4: a URI in angle brackets)."""
_LEAST = 1024
"""Bytes of a member in whose place the note fits that a record was removed, with the longest of these ids."""


def _found(one: Framed, offset: int, length: int, cap: int) -> Found:
    read = _of_arc if one.kind == "arc" else _of_warc
    record = read(one)
    body, short = _without_chunks(record.head, record.body)
    truncated = one.fields.get("warc-truncated", "") or short
    if len(body) > cap or one.size > len(one.block):
        body, truncated = body[:cap], "length"
    if body is not record.body:
        record = msgspec.structs.replace(record, body=body)
    return Found(
        offset=offset,
        length=length,
        record_id=one.fields.get("warc-record-id", ""),
        record=record,
        digest=one.fields.get("warc-payload-digest", ""),
        truncated=truncated,
    )


def _of_warc(one: Framed) -> StoredRecord:
    media_type = one.fields.get("content-type", "")
    head, body = _split(one.block) if media_type.startswith("application/http") else (b"", one.block)
    kind, uri = one.fields.get("warc-type", "").lower(), one.fields.get("warc-target-uri", "").strip("<>")
    return StoredRecord(kind, uri, one.fields.get("warc-date", ""), media_type, head, body)


def _of_arc(one: Framed) -> StoredRecord:
    """An ARC record of an HTTP exchange is a response; others hold the bytes alone."""
    fields = one.fields
    http = one.block.startswith(b"HTTP/")
    head, body = _split(one.block) if http else (b"", one.block)
    kind = "warcinfo" if fields["uri"].startswith("filedesc:") else "response" if http else "resource"
    media_type = "application/http; msgtype=response" if http else fields["type"]
    return StoredRecord(kind, fields["uri"], _arc_date(fields["date"]), media_type, head, body)


def _arc_date(digits: str) -> str:
    """`20140216050221` -> `2014-02-16T05:02:21Z`; what is missing is the beginning of its time."""
    full = digits + "00000101000000"[len(digits) :]
    return f"{full[:4]}-{full[4:6]}-{full[6:8]}T{full[8:10]}:{full[10:12]}:{full[12:14]}Z"


def _split(block: bytes) -> tuple[bytes, bytes]:
    blank = _BLANK_LINE.search(block)
    end = blank.end() if blank else len(block)
    return block[:end], block[end:]


def _without_chunks(head: bytes, body: bytes) -> tuple[bytes, str]:
    """A body without its chunked coding (RFC 9112, 7.1), and `chunks` where that ends early.

    Many archives declare the coding and store the body without it: what does not begin as a chunk is left.
    """
    if not _CHUNKED.search(head) or not _CHUNK.match(body):
        return body, ""
    parts, at = list[bytes](), 0
    while (line := _CHUNK.match(body, at)) is not None:
        size = int(line[1], 16)
        if not size:
            return b"".join(parts), ""
        parts.append(body[line.end() : line.end() + size])
        at = line.end() + size + 2
    return b"".join(parts), "chunks"


_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_CHUNKED = re.compile(rb"^transfer-encoding[ \t]*:[^\n]*chunked", re.IGNORECASE | re.MULTILINE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
