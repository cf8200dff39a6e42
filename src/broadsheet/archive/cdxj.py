"""The index beside each file of the archive: CDXJ, the form that pywb and its kin look pages up in.

Comes in: records and where they lie. Goes out: `NAME.cdxj` beside `NAME.warc.gz`: a line for each response, revisit and
resource, `SURT TIMESTAMP {JSON}`, in byte order. Must not know: how records are written. An index can always be made
again from its file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from broadsheet.archive.reader import Found, read_archive
from broadsheet.archive.stored import StoredRecord
from broadsheet.archive.surt import surt
from broadsheet.archive.volume import OPEN
from broadsheet.durable import sync_folder
from broadsheet.errors import writing

SUFFIX = ".cdxj"
INDEXED = frozenset({"response", "revisit", "resource"})
"""Types of records that hold a capture; requests and metadata accompany one."""
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_TYPE = re.compile(rb"^content-type[ \t]*:[ \t]*([^;\s]{1,200})", re.IGNORECASE | re.MULTILINE)
_NO_DIGIT = re.compile(r"\D")


class Line(msgspec.Struct, frozen=True):
    """The JSON of a line, all values as text: what pywb writes."""

    url: str
    mime: str
    status: str
    digest: str
    length: str
    offset: str
    filename: str


def line(record: StoredRecord, digest: str, file: str, offset: int, length: int) -> str | None:
    """The line of a record (its body is not looked at); None where it is none that is looked up."""
    if record.type not in INDEXED:
        return None
    status, declared = _STATUS.match(record.head), _TYPE.search(record.head)
    mime = declared[1].decode("latin-1") if declared else "unk" if record.head else record.media_type.partition(";")[0]
    told = Line(
        url=record.uri,
        mime="warc/revisit" if record.type == "revisit" else mime.lower(),
        status=status[1].decode() if status else "-" if record.head else "200",
        digest=digest,
        length=str(length),
        offset=str(offset),
        filename=file,
    )
    stamp = _NO_DIGIT.sub("", record.date)[:14].ljust(14, "0")
    return f"{surt(record.uri)} {stamp} {msgspec.json.encode(told).decode()}"


def lines_of(path: Path, name: str) -> list[str]:
    """The lines of a whole file, made by reading it; damage is passed over. Raises `OSError`."""
    found = [one for one in read_archive(path, 0) if isinstance(one, Found)]
    made = [line(one.record, one.digest, name, one.offset, one.length) for one in found]
    return [one for one in made if one is not None]


def index_of(path: Path) -> Path:
    """Where the index of an archive's file lies; while the file is gone on with, it is of what was there before."""
    return path.with_name(path.name.removesuffix(OPEN).removesuffix(".gz").removesuffix(".warc") + SUFFIX)


def write_index(path: Path, lines: Iterable[str]) -> None:
    """Put the index of the file `path` in place, whole. Raises `DiskFull`."""
    target = index_of(path)
    half = target.with_name(target.name + ".tmp")
    with writing(target):
        with half.open("wb") as file:
            file.writelines(sorted(one.encode() + b"\n" for one in lines))
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
        sync_folder(path.parent)


def read_index(path: Path) -> list[str]:
    """The lines of the index of the file `path`; none where there is no index."""
    target = index_of(path)
    return target.read_text(encoding="utf-8", errors="replace").splitlines() if target.exists() else []


def without(lines: Iterable[str], offsets: set[int]) -> list[str]:
    """The lines but those of the records at some offsets; what is no line goes."""
    kept = []
    for one in lines:
        place = offset_of(one)
        if place is not None and place not in offsets:
            kept.append(one)
    return kept


def offset_of(one: str) -> int | None:
    """Where the record of a line lies; None where it is no line."""
    try:
        return int(msgspec.json.decode(one.split(" ", 2)[2], type=Line).offset)
    except (msgspec.DecodeError, IndexError, ValueError):
        return None
