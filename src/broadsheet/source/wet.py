"""The records of a WET file, one after the other, however large the file: plain, or compressed with gzip or zstd.

Comes in: a path. Goes out: a `Page` a record of text (WARC/1.1, 6.7 `conversion`, as Common Crawl writes them), and
`Dropped` for what is damaged, in its place. Must not extract. The file is mapped, one member is held at a time.
"""

from __future__ import annotations

import mmap
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from broadsheet.archive.framing import Framed, Gap, framed, heads
from broadsheet.archive.unpacked import GZIP, ZSTD, Bytes, unpacked
from broadsheet.records import Dropped, Form, Page, Reason
from broadsheet.urls import normalise

SUFFIXES = (".wet", ".wet.gz", ".wet.zst")
"""Names that such files have, in folders."""
LOOKED_AT = 64 * 1024
"""Bytes of a member by which a file is told, so that a bomb is not unfolded for it: `warcinfo` has some hundreds."""
_MAGIC = (b"WARC/1.", GZIP, ZSTD)


def is_wet(data: Bytes) -> bool:
    """Does it hold text? Told by its first record that speaks not of the file itself (`warcinfo`)."""
    if data[:7] != _MAGIC[0] and not any(data[: len(magic)] == magic for magic in _MAGIC[1:]):
        return False
    for part in unpacked(data, LOOKED_AT):
        kinds = [fields.get("warc-type") for fields in heads(part.text[:LOOKED_AT])]
        if set(kinds) != {"warcinfo"}:
            return next((kind for kind in kinds if kind != "warcinfo"), None) == "conversion"
    return False


def is_wet_file(path: Path) -> bool:
    """`is_wet` of a file; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            if not file.read(len(_MAGIC[0])).startswith(_MAGIC):
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return is_wet(data)
    except (OSError, ValueError):
        return False


def pages_of_file(path: Path, limit: int) -> Iterator[Page | Dropped]:
    """Every record of text in order, each named by its place in the file; at most `limit` bytes of one are taken."""
    name = str(path.resolve()).encode("utf-8", "backslashreplace").decode("utf-8")
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        closing(texts(data, name, limit)) as found,
    ):
        for number, one in enumerate(found, start=1):
            yield one if isinstance(one, Dropped) else Page(*one, form=Form.TEXT, path=f"{name}#{number}")


Text = tuple[bytes, str | None]


def texts(data: Bytes, name: str, limit: int) -> Generator[Text | Dropped, None, None]:
    """The text of each record headed by its URL, and that URL; what is no whole record, as such."""
    for part in unpacked(data):
        if part.damage and not len(part.text):
            yield _damaged(name, part.offset, part.offset + part.length, part.damage)
        for one in framed(part.text, limit):
            start = part.offset if part.compressed else part.offset + one.start
            end = part.offset + part.length if part.compressed else part.offset + one.end
            if isinstance(one, Gap):
                yield _damaged(name, start, end, one.why)
            elif one.fields.get("warc-type") == "conversion":
                yield _text(one, name, start, limit)


def _text(one: Framed, name: str, start: int, limit: int) -> Text | Dropped:
    url = normalise(one.fields.get("warc-target-uri", ""))
    if one.size > limit:
        evidence = f"{name}, record at byte {start}: more than {limit} bytes"
        return Dropped(url=url, reason=Reason.TOO_LARGE, evidence=evidence)
    return (one.block if url is None else url.encode() + b"\n\n" + one.block, url)


def _damaged(name: str, start: int, end: int, why: str) -> Dropped:
    evidence = f"bytes {start} to {end} of {name} are no whole record: {why}"
    return Dropped(url=None, reason=Reason.UNREADABLE, evidence=evidence)
