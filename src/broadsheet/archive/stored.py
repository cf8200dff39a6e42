"""One record read back: found by its reference, unpacked, its digests verified.

Comes in: the archive's folder and a `RecordRef`. Goes out: a `StoredRecord`, or `CorpusDamaged` that
says where. Must not know: how records are written, beyond WARC/1.1.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import msgspec

from broadsheet.archive.digest import digest
from broadsheet.archive.volume import OPEN
from broadsheet.errors import CorpusDamaged
from broadsheet.records import RecordRef

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_END = b"\r\n\r\n"
"""Behind a header, and behind every record (WARC/1.1, 4)."""
_OURS = re.compile(r"sha1:[A-Z2-7]{32}")
"""A digest in the form in which `digest` gives it: any other is not ours, whatever it proves."""

_FREE, _FOLD = 12 << 20, 50
"""Bytes that any record may have, or to how many times its size a longer one may unfold: a page has at most 10 MiB
unless the user asked for more, and text does twenty-fold at the best; a bomb, never ours, a thousand-fold."""


class StoredRecord(msgspec.Struct, frozen=True):
    """A record as it was written."""

    type: str
    """WARC-Type: `response`, `request`, `resource`, `revisit` (its page is another record's), or `metadata`, which may
    be what is left of one that was erased."""
    uri: str
    date: str
    media_type: str
    head: bytes
    """The HTTP head with its blank line; empty for a resource."""
    body: bytes
    """The HTTP entity body as sent, or the file."""
    truncated: str = ""
    """WARC-Truncated: why the body is not whole; "" where it is."""


def read_record(folder: Path, ref: RecordRef) -> StoredRecord:
    """The record that `ref` names, block and payload digest verified.

    Raises `CorpusDamaged` where the file, the member or the record is not what the reference says.
    """
    where = f"{ref.file} at byte {ref.offset}"
    return read_text(_unpack(_read(folder, ref), where), ref, where)


def read_text(text: bytes, ref: RecordRef, where: str, proven: str = "") -> StoredRecord:
    """As `read_record`, of the text of its member; `where` is said in the error.

    `proven`: a digest of its block that was found to hold, and need not be taken once more.
    """
    headers, block = _parse(text, where)
    if headers.get("warc-record-id") != ref.record_id:
        raise CorpusDamaged(f"{where}: another record than {ref.record_id}")
    head, body = _split(block) if headers.get("content-type", "").startswith("application/http") else (b"", block)
    if headers.get("warc-type") == "revisit":  # its payload is another record's
        ref = msgspec.structs.replace(ref, digest="")
        headers = {name: value for name, value in headers.items() if name != "warc-payload-digest"}
    if headers.get("warc-block-digest") == proven and _OURS.fullmatch(proven):
        del headers["warc-block-digest"]
    _verify(headers, block, body, ref, where)
    return StoredRecord(
        type=headers.get("warc-type", ""),
        uri=headers.get("warc-target-uri", ""),
        date=headers.get("warc-date", ""),
        media_type=headers.get("content-type", ""),
        head=head,
        body=body,
        truncated=headers.get("warc-truncated", ""),
    )


def generous(packed: bytes) -> int:
    """Bytes that something from the archive may unfold to: what was stored was within the cap of its time."""
    return max(_FREE, _FOLD * len(packed))


def locate(folder: Path, name: str) -> Path:
    """The file under its final name, or while it is still being written."""
    path = folder / Path(name).name  # a name, never a path: the database may come from elsewhere
    if path.exists():
        return path
    being_written = path.with_name(path.name + OPEN)
    return being_written if being_written.exists() else path


def _read(folder: Path, ref: RecordRef, tries: int = 3) -> bytes:
    try:
        with locate(folder, ref.file).open("rb") as file:
            file.seek(ref.offset)
            return file.read(ref.length)
    except OSError as error:
        if tries > 1 and isinstance(error, FileNotFoundError):  # it has just got its other name
            return _read(folder, ref, tries - 1)
        raise CorpusDamaged(f"{folder / ref.file}: cannot be read: {error.strerror}") from error


def _unpack(member: bytes, where: str) -> bytes:
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        record = unpack.decompress(member, generous(member))
    except zlib.error as error:
        raise CorpusDamaged(f"{where}: damaged gzip member: {error}") from error
    if unpack.unconsumed_tail:
        raise CorpusDamaged(f"{where}: {len(member)} bytes unfold to more than {len(record)}")
    if not unpack.eof or unpack.unused_data:
        raise CorpusDamaged(f"{where}: not one whole gzip member")
    return record


def _parse(record: bytes, where: str) -> tuple[dict[str, str], bytes]:
    """Named fields in lower case, and the block."""
    blank = record.find(_END)
    start = blank + len(_END)
    version, *lines = record[: max(blank, 0)].decode("utf-8", "replace").split("\r\n")
    fields = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in fields}
    length = headers.get("content-length", "")
    whole = version.startswith("WARC/1.") and length.isdecimal() and len(record) == start + int(length) + len(_END)
    if blank < 0 or not whole:
        raise CorpusDamaged(f"{where}: no whole WARC record")
    return headers, record[start : start + int(length)]


def _split(block: bytes) -> tuple[bytes, bytes]:
    blank = _BLANK_LINE.search(block)
    end = blank.end() if blank else len(block)
    return block[:end], block[end:]


def _verify(headers: dict[str, str], block: bytes, body: bytes, ref: RecordRef, where: str) -> None:
    claims = [("block", headers.get("warc-block-digest"), block)]
    if headers.get("warc-type") != "revisit":  # whose payload lies in the record that it refers to
        named = dict.fromkeys((headers.get("warc-payload-digest"), ref.digest or None))
        claims += [("payload", claim, body) for claim in named]
    for what, claimed, data in claims:
        if claimed is not None and claimed != (made := digest(data)):
            raise CorpusDamaged(f"{where}: {what} digest is {made}, not {claimed}")
