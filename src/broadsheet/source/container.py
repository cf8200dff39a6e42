"""Files that hold pages of their own: web archives, packed files, MHTML; told apart by how they begin.

Comes in: a path. Goes out: which kind it is, and its `Part`s in order. Must not know: how any kind is read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

from broadsheet.source.mhtml import is_mhtml, read_mhtml
from broadsheet.source.packed import read_single, read_tar, read_zip
from broadsheet.source.part import Part, Take, unreadable
from broadsheet.source.tar import is_tar
from broadsheet.source.unfolding import Unfolded, Unfolding, magic_of
from broadsheet.source.warc import read_records
from broadsheet.source.wet import is_wet_file, pages_of_file

LOOKED_AT = 4096
"""Bytes by which a file is told."""

_ARCHIVE = re.compile(r"\.w?arc(?:\.wet)?(?:\.gz|\.zst)?$", re.IGNORECASE)
_TAR = re.compile(r"\.tar$", re.IGNORECASE)
_RECORD = re.compile(rb"\s{0,8}(?:WARC/\d\.\d|filedesc://)")
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""In front of a `.warc.zst` alone (the IIPC's proposal)."""


def container_of(path: Path, take: Take) -> str | None:
    """Which kind of container a file is; None for one that is a page, or nothing that is known."""
    if take.form == "warc":
        return "warc"
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT)
        return _kind(path, head)
    except (OSError, ValueError):  # whoever reads it says why it cannot be read
        return None


def _kind(path: Path, head: bytes) -> str | None:
    if is_wet_file(path):
        return "wet"
    if head.startswith(_ZSTD_DICTIONARY) or _RECORD.match(head):
        return "warc"
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return "zip"
    if magic_of(head):
        inner = _begins(path)
        if _RECORD.match(inner) or _ARCHIVE.search(path.name):
            return "warc"
        return "tar" if is_tar(inner) else "single"
    if is_tar(head) or (_TAR.search(path.name) and head):
        return "tar"
    return "mhtml" if is_mhtml(head) else None


def _begins(path: Path) -> bytes:
    """How a compressed file begins, uncompressed."""
    with path.open("rb") as file:
        magic = magic_of(file.read(8))
    try:
        with Unfolding(path, magic) as stream:
            return stream.read(LOOKED_AT)
    except Unfolded:  # a short file that is cut: what there is of it
        return _first_bytes(path)


def _first_bytes(path: Path) -> bytes:
    """What a gzip file gives before its damage."""
    with path.open("rb") as file:
        try:
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(LOOKED_AT), LOOKED_AT)
        except zlib.error:
            return b""


def parts_of(kind: str, path: Path, label: str, take: Take) -> Iterator[Part]:
    """The inputs of a container, read one by one. `label`: what the file is called in names and words."""
    try:
        yield from _KINDS[kind](path, label, take)
    except OSError as error:
        yield Part("", unreadable(f"{label}: {error.strerror or error}"))


def _mhtml(path: Path, label: str, take: Take) -> Iterator[Part]:
    yield Part("", read_mhtml(path, label, take.limit))


def _wet(path: Path, label: str, take: Take) -> Iterator[Part]:
    """Each text by its number; a lone one is the file."""
    pages = pages_of_file(path, take.limit)
    first = list(islice(pages, 2))
    for number, page in enumerate(chain(first, pages), start=1):
        yield Part(str(number) if len(first) > 1 else "", page)


_KINDS: dict[str, Callable[[Path, str, Take], Iterator[Part]]] = {
    "warc": read_records,
    "wet": _wet,
    "zip": read_zip,
    "tar": read_tar,
    "single": read_single,
    "mhtml": _mhtml,
}
"""Kind → who reads it."""
