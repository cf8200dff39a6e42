"""Anybody's own pages: a Parquet or JSONL file with a page a row.

Comes in: a file's path. Goes out: `Sample`s, or `Unreadable` saying what is wrong, where, and what to do.
Fields: `html` (text or bytes), `url`, `text` (the whole article as it should be), `must_have` and `must_not_have`
(lists of passages), `id`; only `html` must be there.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.datasets import Sample

Rows = Iterator[tuple[str, dict[str, Any]]]
"""Where a row stands, and the row."""


class Unreadable(Exception):
    """A file that cannot be measured; its words are for the user."""


def read(path: Path) -> list[Sample]:
    """All pages of a file, in its order."""
    if not path.is_file():
        raise Unreadable(f"{path}: there is no such file; name a set or a .parquet, .jsonl or .jsonl.gz file")
    reader = next((reader for suffix, reader in _READERS.items() if path.name.endswith(suffix)), None)
    if reader is None:
        raise Unreadable(f"{path}: unknown kind of file; make it one of {', '.join(_READERS)}")
    samples: dict[str, Sample] = {}
    for where, row in reader(path):
        sample = _sample(f"{path}, {where}", where, row)
        if sample.id in samples:
            raise Unreadable(f"{path}, {where}: the id {sample.id!r} was there before; give each page its own, or none")
        samples[sample.id] = sample
    if not samples:
        raise Unreadable(f"{path}: it holds no pages; write one a row, with at least the field html")
    return list(samples.values())


def _sample(place: str, where: str, row: dict[str, Any]) -> Sample:
    html = row.get("html")
    if isinstance(html, str):
        html = html.encode("utf-8", "replace")
    if not isinstance(html, bytes) or not html:
        raise Unreadable(
            f"{place}: html is {_shown(row, 'html')}; give the page as text or bytes, or leave the row out"
        )
    return Sample(
        id=str(row["id"]) if row.get("id") is not None else where,
        url=_string(place, row, "url"),
        html=html,
        text=_string(place, row, "text") or "",
        facts=row,
        must_have=_passages(place, row, "must_have"),
        must_not_have=_passages(place, row, "must_not_have"),
    )


def _string(place: str, row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value
    raise Unreadable(f"{place}: {field} is {_shown(row, field)}; give text, or null where there is none")


def _passages(place: str, row: dict[str, Any], field: str) -> tuple[str, ...]:
    value = row.get(field)
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(passage, str) and passage.strip() for passage in value):
        return tuple(value)
    raise Unreadable(f"{place}: {field} is {_shown(row, field)}; give a list of passages, none of them empty")


def _shown(row: dict[str, Any], field: str) -> str:
    """A value as a message shows it: `missing`, `empty` or its beginning."""
    if field not in row:
        return "missing"
    return repr(row[field])[:60] if row[field] not in ("", b"") else "empty"


def _parquet(path: Path) -> Rows:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise Unreadable(f"{path}: reading Parquet needs pyarrow; run: pip install pyarrow") from error
    try:
        batches = parquet.ParquetFile(path).iter_batches(batch_size=64)
        number = 0
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                yield f"row {number}", row
    except (ArrowException, OSError) as error:
        raise Unreadable(f"{path}: not a whole Parquet file ({error}); write it anew") from error


def _jsonl(path: Path, opened: Callable[[Path], Any] = lambda path: path.open("rb")) -> Rows:
    number = 0
    try:
        with opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"line {number}", _object(path, number, line)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(
            f"{path}, after line {number}: it cannot be read on ({error}); copy or pack it anew"
        ) from error


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path}, line {number}: not JSON ({error}); write one JSON object a line") from error
    if not isinstance(row, dict):
        raise Unreadable(f"{path}, line {number}: {type(row).__name__}, not an object; write one JSON object a line")
    return row


_READERS: dict[str, Callable[[Path], Rows]] = {
    ".parquet": _parquet,
    ".jsonl": _jsonl,
    ".jsonl.gz": lambda path: _jsonl(path, gzip.open),
}
