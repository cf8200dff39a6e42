"""A table of sources: one column names them, the others are kept with each.

Comes in: CSV or TSV, in a file or a stream. Goes out: `Source`s in the order of the rows, with the rest of their row.
RFC 4180, and what spreadsheets write: other separators, UTF-16, windows-1252. Must not hold the table.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from broadsheet.errors import UsageError
from broadsheet.records import Dropped, Reason
from broadsheet.source.files import shown
from broadsheet.source.named import Source, named
from broadsheet.source.part import Take

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

SEPARATORS = (",", "\t", ";", "|")
"""What stands between cells: RFC 4180, spreadsheets, spreadsheets where the comma is in numbers, databases."""
CELL = 16 << 20
"""Bytes of a cell at most: a table may hold whole articles."""
_LOOKED_AT = 256 * 1024
"""Bytes by which the charset and the separator are told."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_table(table: Path | IO[bytes], column: str, take: Take) -> Iterator[Source]:
    """Every source that `column` names. A row without one is passed over and counted; so is a blank line.

    Raises `UsageError` where the table cannot be read or has no such column; it says which there are.
    """
    if not isinstance(table, Path):
        yield from _sources(table, "stdin", column, take)
        return
    try:
        with table.open("rb") as file:
            yield from _sources(file, str(table), column, take)
    except OSError as error:
        raise UsageError(f"cannot read the table {table}: {error.strerror or error}") from error


def _sources(file: IO[bytes], origin: str, column: str, take: Take) -> Iterator[Source]:
    head = file.read(_LOOKED_AT)
    charset = _charset(head)
    lines = io.TextIOWrapper(io.BufferedReader(_Rejoined(head, file)), charset, errors="replace", newline="")
    separator = _separator(head.decode(charset, "replace"), column)
    csv.field_size_limit(CELL)
    rows = csv.reader(lines, delimiter=separator)
    names = _names(next(rows, []))
    wanted = next((at for at, name in enumerate(names) if _same(name, column)), None)
    if wanted is None:
        there = ", ".join(repr(name[:60]) for name in names[:40]) or "none: the file is empty"
        raise UsageError(f"{origin} has no column {column!r}; its columns are {there}")
    for row in _rows(rows, origin):
        if isinstance(row, Source):
            yield row
            continue
        cells = dict(zip([*names, *(f"column_{n}" for n in range(len(names) + 1, len(row) + 1))], row, strict=False))
        name = row[wanted].strip() if wanted < len(row) else ""
        if not name:
            if any(row):
                take.passed["rows without a source"] += 1
            continue
        kept = msgspec.json.encode(
            {key: cell.replace("\0", "\ufffd") for key, cell in cells.items() if key != names[wanted]}
        ).decode()
        for source in named([name], origin, take):
            yield msgspec.structs.replace(source, columns=kept)


class _Rejoined(io.RawIOBase):
    """A file whose beginning was read already."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill the buffer as far as there is something."""
        room = memoryview(buffer)
        data, self._head = self._head[: len(room)], self._head[len(room) :]
        data = data or self._file.read(len(room))
        room[: len(data)] = data
        return len(data)


def _rows(rows: Iterator[list[str]], origin: str) -> Iterator[list[str] | Source]:
    """The rows; what is none is `unreadable` in its place."""
    line = 1
    while True:
        line += 1
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            why = f"{shown(origin)}: row {line}: {error}"
            yield Source(f"{origin}#{line}", origin, Dropped(url=None, reason=Reason.UNREADABLE, evidence=why))


def _charset(head: bytes) -> str:
    """By its mark, else UTF-8 where it is, else what Western spreadsheets write."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str, column: str) -> str:
    """The separator that makes a column of that name; else the one that makes most columns."""
    found: dict[str, list[str]] = {}
    for separator in SEPARATORS:
        try:
            found[separator] = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            continue
    named = [mark for mark, names in found.items() if any(_same(name, column) for name in names)]
    return max(named or found or [","], key=lambda mark: len(found.get(mark, [])))


def _same(name: str, column: str) -> bool:
    return name.strip().casefold() == column.strip().casefold()


def _names(header: list[str]) -> list[str]:
    """The columns' names; one that is empty or there twice gets a number."""
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = cell.strip().replace("\0", "") or f"column_{number}"
        names.append(name if name not in names else f"{name}_{number}")
    return names
