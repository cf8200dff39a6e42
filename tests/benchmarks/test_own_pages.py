"""Files as users write them, whole and broken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from benchmarks.own_pages import Unreadable, read
from pyarrow import parquet

ROW: dict[str, Any] = {
    "html": "<p>Fähre</p>",
    "url": "https://harbour.example/1",
    "text": "Fähre",
    "must_have": ["Fähre"],
    "must_not_have": [],
}


def written(path: Path, *rows: dict[str, Any]) -> Path:
    """The rows in the kind of file that the name says."""
    if path.suffix == ".parquet":
        parquet.write_table(pa.Table.from_pylist(list(rows)), path)
    else:
        text = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


@pytest.mark.parametrize("name", ["own.jsonl", "own.jsonl.gz", "own.parquet"])
def test_every_kind_of_file_gives_the_same_sample(name: str, tmp_path: Path) -> None:
    """Parquet, JSONL and packed JSONL hold the same page."""
    (sample,) = read(written(tmp_path / name, ROW))
    assert sample.html == "<p>Fähre</p>".encode()
    assert (sample.url, sample.text, sample.must_have, sample.must_not_have) == (ROW["url"], "Fähre", ("Fähre",), ())


def test_parquet_may_hold_bytes(tmp_path: Path) -> None:
    """Bytes stay as they are, in whatever encoding."""
    (sample,) = read(written(tmp_path / "own.parquet", {"html": b"<p>F\xe4hre</p>"}))
    assert sample.html == b"<p>F\xe4hre</p>"


def test_only_the_page_must_be_there(tmp_path: Path) -> None:
    """Without URL, text and passages a page can still be timed; its line is its name."""
    (sample,) = read(written(tmp_path / "own.jsonl", {"html": "<p>"}))
    assert (sample.id, sample.url, sample.text, sample.must_have) == ("line 1", None, "", ())


def test_blank_lines_are_no_pages(tmp_path: Path) -> None:
    """A line without anything is passed over, and counted."""
    path = tmp_path / "own.jsonl"
    path.write_text('{"html": "<p>1"}\n\n{"html": "<p>2"}')
    assert [sample.id for sample in read(path)] == ["line 1", "line 3"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"text": "Fähre"}, "line 2: html is missing; give"),
        ({"html": ""}, "line 2: html is empty; give"),
        ({"html": 7}, "line 2: html is 7; give"),
        ({"html": "<p>", "url": 7}, "line 2: url is 7; give text, or null"),
        ({"html": "<p>", "text": ["Fähre"]}, "line 2: text is ['Fähre']; give text"),
        ({"html": "<p>", "must_have": "Fähre"}, "line 2: must_have is 'Fähre'; give a list"),
        ({"html": "<p>", "must_not_have": [" "]}, "line 2: must_not_have is [' ']; give a list"),
        ({"html": "<p>", "id": "line 1"}, "line 2: the id 'line 1' was there before; give each"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(row: dict[str, Any], words: str, tmp_path: Path) -> None:
    """The message says what is wrong, where, and what to do."""
    with pytest.raises(Unreadable) as caught:
        read(written(tmp_path / "own.jsonl", {"html": "<p>"}, row))
    assert f"own.jsonl, {words}" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("own.jsonl", b'{"html": "<p>"}\n{"html":', "line 2: not JSON"),
        ("own.jsonl", b"\xff\xfe", "line 1: not JSON"),
        ("own.jsonl", b"[" * 100_000, "line 1: not JSON"),
        ("own.jsonl", b"[1]", "line 1: list, not an object"),
        ("own.jsonl", b"\n", "it holds no pages"),
        ("own.jsonl.gz", b"not packed", "it cannot be read on"),
        ("own.jsonl.gz", gzip.compress(b'{"html": "<p>"}\n' * 99, mtime=0)[:-9], "it cannot be read on"),
        ("own.parquet", b"PAR1 and no more", "not a whole Parquet file"),
        ("own.csv", b"html", "unknown kind of file; make it one of .parquet"),
    ],
)
def test_a_broken_file_is_named(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    """Torn, empty and foreign files end in words, not in a traceback."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=words):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A name that is neither set nor file says what it could be."""
    with pytest.raises(Unreadable, match=r"no such file; name a set or a \.parquet"):
        read(tmp_path / "publisher-dev")
