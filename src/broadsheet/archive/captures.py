"""The answers that the archive holds, by its indexes, and each with its record again, proven whole.

Comes in: the archive's folder, a moment. Goes out: `Capture`s in the order in which they were written. Must not know:
who refers to them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from broadsheet.archive.cdxj import Line, index_of, read_index
from broadsheet.archive.reader import Found, read_piece
from broadsheet.archive.stored import StoredRecord, locate, read_record
from broadsheet.errors import CorpusDamaged
from broadsheet.records import RecordRef

_REQUEST = 64 << 10
"""Bytes within which the request that an answer is to follows it in the file."""
_STAMP = re.compile(r"\d{14}")


class Capture(msgspec.Struct, frozen=True):
    """An answer, as its index has it."""

    file: str
    offset: int
    length: int
    url: str
    """As WARC-Target-URI has it."""
    at: str
    """When it was asked for: `YYYYMMDDhhmmss`, UTC."""
    revisit: bool = False
    """Does it only say that it is an older one's?"""


def captures(files: list[Path], since: float) -> Iterator[Capture]:
    """The answers in those of the files that were written to since a moment (seconds since 1970), file by file."""
    for path in files:
        if index_of(path).exists() and path.stat().st_mtime >= since:
            found = [one for one in map(_capture, read_index(path)) if one is not None]
            yield from sorted(found, key=lambda one: one.offset)


def _capture(text: str) -> Capture | None:
    try:
        _, stamp, encoded = text.split(" ", 2)
        told = msgspec.json.decode(encoded, type=Line)
        revisit = told.mime == "warc/revisit"
        return Capture(told.filename, int(told.offset), int(told.length), told.url, _STAMP.findall(stamp)[0], revisit)
    except (msgspec.DecodeError, ValueError, IndexError):
        return None


def exchanged(folder: Path, one: Capture) -> tuple[RecordRef, StoredRecord] | None:
    """An answer and where it lies, its digests verified; None for one that is damaged, or none to a request of ours."""
    try:
        path = locate(folder, one.file)
        found = [
            part
            for part in read_piece(path, one.offset, one.length, _REQUEST)
            if isinstance(part, Found) and part.record.uri == one.url
        ]
        if [part.record.type for part in found[:2]] != ["response", "request"]:
            return None
        ref = RecordRef(one.file, one.offset, one.length, found[0].record_id, found[0].digest)
        return ref, read_record(folder, ref)
    except (OSError, CorpusDamaged):
        return None


def stamp(seconds: float) -> str:
    """A moment in seconds since 1970, as indexes have it."""
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(seconds))
