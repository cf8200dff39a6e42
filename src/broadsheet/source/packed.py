"""Saved pages packed together: zip (and WACZ) and tar files, plain or compressed.

Comes in: a file. Goes out: a `Part` for each page in it, in its order; what cannot be read is told in its place, what
is no page is counted. A member's name is a name, never opened as a path. Web archives in it are read as such; another
packed file within is named and not opened. Must not hold more than one member.
"""

from __future__ import annotations

import re
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from broadsheet.mediatype import RESOURCE_HEADER
from broadsheet.records import Dropped, Reason
from broadsheet.source import files, mhtml, siblings
from broadsheet.source.part import FOLD, FREE, Part, Take, too_large, unreadable
from broadsheet.source.tar import Tar
from broadsheet.source.unfolding import FAULTS, Unfolded, Unfolding, magic_of
from broadsheet.source.warc import read_records

_ARCHIVE = re.compile(r"\.w?arc(?:\.gz|\.zst)?$", re.IGNORECASE)
_PACKAGE = re.compile(r"\.mht(?:ml)?$", re.IGNORECASE)
_NESTED = re.compile(r"\.(?:zip|wacz|t(?:ar|gz|bz2?|xz|zst)|7z|rar|(?:tar|html?)\.(?:gz|bz2|xz|zst))$", re.IGNORECASE)
_ASSET = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|css|m?js|json|jsonl|pdf|woff2?|ttf|otf|eot|mp[34]|webm|xml|cdxj?"
    r"|cdx\.gz|idx|url|webloc|meta)$",
    re.IGNORECASE,
)
"""Names of what is no page, nor looked into."""
_MARKS = frozenset({"mimetype", "[Content_Types].xml", "META-INF/MANIFEST.MF"})
"""Members by which books, office documents and programs are known, which are zip files too."""
MOST = 32 << 20
"""Bytes of a zip file's table of members, which is read into memory: some 300,000 members."""
PACKAGE = 64 << 20
"""Bytes of an MHTML file in a packed one: a page with all its pictures."""
_ZIP_FAULTS: tuple[type[Exception], ...] = (*FAULTS, zipfile.BadZipFile, RuntimeError)
"""`RuntimeError` is what zipfile raises of encrypted members, and its `NotImplementedError` of unknown methods."""
Read = Callable[[int], bytes]
"""Up to so many bytes of a member."""


def read_zip(path: Path, label: str, take: Take) -> Iterator[Part]:
    """The pages in a zip file. Raises `OSError` where it cannot be read."""
    with path.open("rb") as file:
        try:
            members = _table(file)
        except _ZIP_FAULTS as error:
            yield Part("", unreadable(f"{label}: no whole zip file: {error}"))
            return
        with members:
            if not _MARKS.isdisjoint(members.NameToInfo):
                evidence = f"{label}: a document or program in a ZIP archive"
                yield Part("", Dropped(url=None, reason=Reason.NOT_HTML, evidence=evidence))
                return
            yield from _of_zip(members, label, take, FREE + FOLD * path.stat().st_size)


def _table(file: BinaryIO) -> zipfile.ZipFile:
    """The opened file; `ValueError` where its table is too long to be held."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 65557))  # the end record and the longest comment (APPNOTE 4.3.16)
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at >= 0 and len(tail) >= at + 16:
        size = struct.unpack_from("<L", tail, at + 12)[0]
        if MOST < size < 0xFFFFFFFF:
            raise ValueError(f"a table of members of {size} bytes")
    return zipfile.ZipFile(file)


def _of_zip(members: zipfile.ZipFile, label: str, take: Take, most: int) -> Iterator[Part]:
    spent = 0

    def look(name: str) -> bytes | None:
        known = members.NameToInfo.get(name)
        if known is None or known.file_size > siblings.MOST or known.flag_bits & 1:
            return None
        try:
            with members.open(known) as file:
                return file.read(siblings.MOST)
        except _ZIP_FAULTS:
            return None

    for info in members.infolist():
        name = files.shown(info.filename)
        if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            continue
        if spent > most:
            yield Part("", too_large(f"{label}, unpacked as far as {name}", most))
            return
        try:
            if info.flag_bits & 1 and not _ASSET.search(name):
                yield Part(name, unreadable(f"{label}#{name}: encrypted"))
                continue
            with members.open(info) as file:
                yield from _of_member(name, f"{label}#{name}", file.read, look, take)
                spent += file.tell()
        except _ZIP_FAULTS as error:
            yield Part(name, unreadable(f"{label}#{name}: {error}"))


def read_tar(path: Path, label: str, take: Take) -> Iterator[Part]:
    """The pages in a tar file, plain or compressed. Raises `OSError` where it cannot be read."""
    with path.open("rb") as file:
        magic = magic_of(file.read(8))
    with Unfolding(path, magic) as stream:
        tar = Tar(stream)
        try:
            for member in tar.members():
                name = member.name.removeprefix("./")
                if member.regular:
                    yield from _of_member(name, f"{label}#{name}", tar.read, lambda _: None, take)
        except Unfolded as error:
            yield Part("", unreadable(f"{label}: {error}"))


def read_single(path: Path, label: str, take: Take) -> Iterator[Part]:
    """The page of a compressed file."""
    with path.open("rb") as file:
        magic = magic_of(file.read(8))
    try:
        with Unfolding(path, magic) as stream:
            body = stream.read(take.limit + 1)
    except Unfolded as error:
        yield Part("", unreadable(f"{label}: {error}"))
        return
    found = too_large(label, take.limit) if len(body) > take.limit else files.page_of(body, label)
    yield Part("", siblings.placed(found, lambda _: None, path.name))


def _of_member(name: str, label: str, read: Read, look: siblings.Look, take: Take) -> Iterator[Part]:
    """What is in one member."""
    pure = PurePosixPath(name)
    if any(part.startswith(".") and part != ".." for part in pure.parts) or _in_parts(pure):
        take.passed["hidden files and parts of pages"] += 1
    elif _ARCHIVE.search(name):
        yield from _of_archive(name, label, read, take)
    elif _PACKAGE.search(name):
        body = read(PACKAGE + 1)
        yield Part(name, too_large(label, PACKAGE) if len(body) > PACKAGE else mhtml.page_of(body, label, take.limit))
    elif _NESTED.search(name):
        yield Part(name, unreadable(f"{label}: a packed file within another is not opened: unpack it first"))
    elif _ASSET.search(name):
        take.passed[f"{pure.suffix.lower()} files"] += 1
    else:
        start = read(RESOURCE_HEADER)
        if pure.suffix.lower() not in files.SUFFIXES and not files.begins_as_html(start):
            take.passed[f"{pure.suffix.lower()[:20]} files"] += 1
            return
        body = start + read(take.limit + 1 - len(start))
        found = too_large(label, take.limit) if len(body) > take.limit else files.page_of(body, label)
        yield Part(name, siblings.placed(found, look, name))


def _in_parts(name: PurePosixPath) -> bool:
    return any(part.endswith(files.PARTS) for part in name.parts[:-1])


def _of_archive(name: str, label: str, read: Read, take: Take) -> Iterator[Part]:
    """The records of a web archive in a packed file, by way of a file of our own: reading needs its bytes in place."""
    with tempfile.NamedTemporaryFile(suffix=".warc") as copy:
        while piece := read(1 << 20):
            copy.write(piece)
        copy.flush()
        for part in read_records(Path(copy.name), label, take):
            yield Part(f"{name}#{part.name}", part.item)
