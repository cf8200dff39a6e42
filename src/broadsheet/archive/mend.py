"""What a crash left behind: files still called `.open`, the last one perhaps torn.

Comes in: the archive's folder. Goes out: the files under their final names, cut at the last whole
record, and a report of every byte that is no record. Must not know: which records someone refers to.
"""

from __future__ import annotations

import mmap
import os
from pathlib import Path

import msgspec

from broadsheet.archive.cdxj import index_of
from broadsheet.archive.unpacked import unpacked
from broadsheet.archive.volume import OPEN
from broadsheet.durable import sync_folder
from broadsheet.errors import writing


class Torn(msgspec.Struct, frozen=True):
    """Bytes of a file that are no whole record."""

    file: str
    offset: int
    bytes: int
    cut: bool
    """Cut off, at the end of the file; damage before a whole record is left where it is."""


def mend(folder: Path) -> list[Torn]:
    """Finish the files that a killed writer left open; what was torn, file by file.

    Only for the one writer of the archive. Raises `DiskFull` where the folder cannot be written.
    """
    found = []
    for path in sorted(folder.glob(f"*.warc.gz{OPEN}")):
        found += _mend(path, path.with_name(path.name.removesuffix(OPEN)))
    if found:
        sync_folder(folder)
    return found


def _mend(path: Path, final: Path) -> list[Torn]:
    with writing(path), path.open("r+b") as file:
        damage = _damage(file.fileno())
        size = os.fstat(file.fileno()).st_size
        tail = damage[-1][0] if damage and sum(damage[-1]) == size else size
        file.truncate(tail)
        os.fsync(file.fileno())
    with writing(final):
        index_of(final).unlink(missing_ok=True)  # it knows nothing of what the killed writer wrote
        if tail:
            path.rename(final)
        else:
            path.unlink()
    return [Torn(final.name, offset, length, cut=offset == tail) for offset, length in damage]


def _damage(file: int) -> list[tuple[int, int]]:
    """Offset and length of what is no whole member."""
    if not os.fstat(file).st_size:
        return []
    with mmap.mmap(file, 0, access=mmap.ACCESS_READ) as data:
        return [(part.offset, part.length) for part in unpacked(data) if part.damage or not part.compressed]
