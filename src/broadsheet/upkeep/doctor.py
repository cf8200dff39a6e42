"""What could go wrong here: versions, disk, clock, settings, and the corpus itself.

Comes in: the corpus's folder. Goes out: findings, each `ok`, `weak` or `bad`, in words that say what to
do. Reads only; mends nothing.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

import msgspec

from broadsheet.corpus import ARCHIVE, DATABASE, Corpus
from broadsheet.errors import BroadsheetError, CorpusDamaged
from broadsheet.options import DEFAULT, MIB
from broadsheet.settings import load
from broadsheet.store.disk import NETWORK_SYSTEMS, file_system, free, there
from broadsheet.store.journal_mode import has_race
from broadsheet.store.lock import WriterLock
from broadsheet.store.schema import copies
from broadsheet.version import VERSION

BUILT = 1_795_392_000
"""2026-11-23 in Unix time, when this was written: an earlier clock is wrong."""
SKEW = 86_400
"""Seconds that two machines' clocks may differ by."""
CHECKED = 1000
"""Records read with their digests: a second or two; `verify` reads them all."""
PACKAGE = "broadsheet"
_PIN = re.compile(r"(?P<name>[\w.-]{1,80})>=(?P<least>[\d.]{1,20})")
"""A requirement of ours, as the installed package states it (PEP 508): name and least version."""


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
    yield from _libraries()
    if has_race():
        words = "broadsheet lets one process write and checkpoint; let no other program write (3.51.3 is free of it)"
        yield Finding("weak", "sqlite", f"{sqlite3.sqlite_version}: can lose commits of two writers: {words}")
    else:
        yield Finding("ok", "sqlite", sqlite3.sqlite_version)
    clock = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    yield Finding("bad", "clock", f"{clock}: set it") if time.time() < BUILT else Finding("ok", "clock", clock)


def _libraries() -> Iterator[Finding]:
    """The libraries' versions, and which are missing or under the version that broadsheet asks for."""
    try:
        wanted = [found for line in requires(PACKAGE) or () if _needed(line) and (found := _PIN.match(line))]
    except PackageNotFoundError:
        yield Finding("weak", "libraries", "broadsheet is not installed as a package: versions were not compared")
        return
    there = []
    for name, least in (found.groups() for found in wanted):
        try:
            there.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Finding("bad", "libraries", f"{name} is missing: pip install '{name}>={least}'")
            continue
        if _number(version(name)) < _number(least):
            words = f"{name} {version(name)} is older than {least}: pip install '{name}>={least}'"
            yield Finding("weak", "libraries", words)
    yield Finding("ok", "libraries", ", ".join(there))


def _needed(requirement: str) -> bool:
    """Is it for everybody? Of the markers of PEP 508 we use two: of extras, and of Pythons without zstd."""
    return "extra ==" not in requirement and ("python_version" not in requirement or sys.version_info < (3, 14))


def _number(version: str) -> tuple[int, ...]:
    """The release of a version as numbers, without trailing zeros: `2.0rc1` counts as `2`."""
    numbers = [int(part) for part in _DIGITS.findall(version.partition("+")[0])]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


_DIGITS = re.compile(r"(?<![^.])\d{1,9}(?![^.])")


def _disk(folder: Path) -> Iterator[Finding]:
    place, least = there(folder), _least(folder)
    words = f"{free(place) // MIB} MiB free at {place}"
    if free(place) >= least:
        yield Finding("ok", "disk", words)
    else:
        yield Finding("bad", "disk", f"{words}, runs stop below {least // MIB} (store.min_free): make room first")
    kind = file_system(place)
    if kind in NETWORK_SYSTEMS:
        words = (
            "no WAL, so readers wait for the writer, and machines may not see each other's locks: write from one only"
        )
        yield Finding("weak", "file system", f"{kind}: {words}, or move the corpus to a local disk")
    elif kind:
        yield Finding("ok", "file system", kind)


def _least(folder: Path) -> int:
    try:
        return load(folder).store.min_free
    except BroadsheetError:  # told as a finding of its own
        return DEFAULT.store.min_free


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
            counts, last = corpus.ledger(), corpus.last_attempt()
            found = corpus.check()
        except BroadsheetError as error:
            yield Finding("bad", "database", f"{error}; {_AGAIN}" if isinstance(error, CorpusDamaged) else str(error))
            return
    yield from _times(last)
    yield from _beside(folder / DATABASE)
    yield Finding("ok", "ledger", ", ".join(f"{count} {name}" for name, count in counts.items()) or "empty")
    for finding in found:
        yield Finding("bad", "database", f"{finding.check}: {finding.message}; {_AGAIN}")
    if not found:
        yield Finding("ok", "database", f"whole, {(folder / DATABASE).stat().st_size // 1024} KiB")
    yield from _archive(folder)


_AGAIN = "`broadsheet rebuild` makes the database again from the archive"


def _times(last: str | None) -> Iterator[Finding]:
    """Has the clock been set back since the corpus was written?"""
    if last is not None and last > time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + SKEW)):
        words = f"the corpus holds an attempt of {last}, which is later than now: set the clock"
        yield Finding("weak", "clock", words)


def _beside(database: Path) -> Iterator[Finding]:
    """Who writes, and what older migrations left."""
    holder = WriterLock(database.with_suffix(".lock")).holder()
    if holder is not None:
        words = (
            f"process {holder.pid} on {holder.host} writes since {holder.started_at}, or was killed: then it is free"
        )
        yield Finding("ok", "writer", words)
    if left := copies(database):
        size = sum(path.stat().st_size for path in left)
        words = f"{', '.join(path.name for path in left)}, {size // 1024} KiB: delete what you do not need any more"
        yield Finding("ok", "old copies", words)


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
