"""Every byte of the archive read again, every digest taken again, every reference of the database followed.

Comes in: the corpus's folder. Goes out: a `Fault` for each thing that is not as it was written, and how much was read.
Reads only; mends nothing. Memory: the references into one file at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from broadsheet.archive import Damage, Found, RecordRef, digest, read_archive
from broadsheet.corpus import ARCHIVE, DATABASE
from broadsheet.errors import UsageError
from broadsheet.replay import GENEROUS
from broadsheet.store import Store


class Fault(msgspec.Struct, frozen=True):
    """One place that is not as it was written."""

    file: str
    offset: int
    """Bytes into the file."""
    length: int
    why: str


class Verified(msgspec.Struct):
    """What has been read, growing while `verify` runs."""

    files: int = 0
    records: int = 0
    bytes: int = 0
    referred: int = 0
    """Raw pages that the database names, and that are where it says."""


def verify(folder: Path, done: Verified) -> Iterator[Fault]:
    """Faults of the archive in `folder`, file by file, by offset; `done` counts what was read.

    Raises `UsageError` where there is no corpus, `OSError` where a file cannot be read.
    """
    if not (folder / DATABASE).is_file():
        raise UsageError(f"no corpus at {folder}: `broadsheet add` makes one, `-c FOLDER` names another")
    files = {path.name.removesuffix(".open"): path for path in sorted((folder / ARCHIVE).glob("*.warc.gz*"))}
    with Store(folder / DATABASE, write=False) as store:
        for name in sorted({*files, *store.record_files()}):
            named = {ref.offset: ref for ref in store.records_in(name)}
            if name in files:
                yield from _file(name, files[name], named, done)
            for ref in sorted(named.values(), key=lambda ref: ref.offset):
                yield Fault(name, ref.offset, ref.length, f"the database names {ref.record_id} here; it is not there")


def _file(name: str, path: Path, named: dict[int, RecordRef], done: Verified) -> Iterator[Fault]:
    """Faults of one file; what is where the database says is taken out of `named`."""
    done.files += 1
    for one in read_archive(path, GENEROUS):
        done.bytes += one.length
        if isinstance(one, Damage):
            named.pop(one.offset, None)
            yield Fault(name, one.offset, one.length, one.why)
            continue
        done.records += 1
        ref = named.pop(one.offset, None)
        why = _unlike(one, ref)
        if why:
            yield Fault(name, one.offset, one.length, why)
        elif ref is not None:
            done.referred += 1


def _unlike(one: Found, ref: RecordRef | None) -> str:
    """How a record differs from what it claims and from what the database says of it; "" where it does not."""
    made = digest(one.record.body)
    if one.digest and one.record.type != "revisit" and one.digest != made:
        return f"payload digest is {made}, not {one.digest}"
    if ref is None or ref == RecordRef(ref.file, one.offset, one.length, one.record_id, made):
        return ""
    return f"the database names {ref.record_id} of {ref.length} bytes, {ref.digest}; here is {one.record_id}"
