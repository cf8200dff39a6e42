"""A record taken out in place: the same bytes of the file, now a member that says "removed".

Comes in: a record id and a length. Goes out: a gzip member of exactly that length. Must not know:
why it was removed. All other records keep their offsets, and every WARC reader still reads the file.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from broadsheet.archive.unpacked import GZIP

_COMMENT = b"\x10"  # RFC 1952, 2.3.1: FLG.FCOMMENT, a zero-terminated comment follows the header
_REST = b"\0\0\0\0\0\xff"  # no time, no extra flags, unknown operating system

BODY = b"removed\r\n"


def tombstone(record_id: str, length: int) -> bytes | None:
    """A `metadata` record of `length` bytes, compressed; None where so few bytes cannot hold one."""
    record = _record(record_id)
    pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = pack.compress(record) + pack.flush()
    trailer = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
    spare = length - len(GZIP) - 1 - len(_REST) - len(packed) - len(trailer)
    if spare < 0:
        return None
    flag, comment = (_COMMENT, b" " * (spare - 1) + b"\0") if spare else (b"\0", b"")
    return GZIP + flag + _REST + comment + packed + trailer


def _record(record_id: str) -> bytes:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    head = (
        f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: {record_id}\r\nWARC-Date: {now}\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(BODY)}\r\n\r\n"
    )
    return head.encode() + BODY + b"\r\n\r\n"
