"""Tables name sources: one column, in whatever dialect spreadsheets write; the rest of each row stays with it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from broadsheet.errors import UsageError
from broadsheet.records import Dropped, Target
from broadsheet.source import Source, Take, read_table

ROWS = [
    ("url", "outlet", "note"),
    ("https://a.example/1", "Die Zeit, Hamburg", 'says "no"'),
    ("https://a.example/2", "Ö", ""),
]


def read(data: bytes, column: str = "url") -> list[Source]:
    """The sources of a table in a stream."""
    return list(read_table(io.BytesIO(data), column, Take(1000)))


def cells(source: Source) -> dict[str, str]:
    """The rest of a source's row."""
    found: dict[str, str] = json.loads(source.columns or "null")
    return found


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(separator: str, charset: str, end: str) -> None:
    """Separators, quotes, line ends and charsets of Excel, LibreOffice and databases."""
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS]
    found = read((end.join(quoted) + end).encode(charset), "URL")
    assert [source.item for source in found] == [Target(row[0], "stdin") for row in ROWS[1:]]
    assert [cells(source) for source in found] == [{"outlet": row[1], "note": row[2]} for row in ROWS[1:]]


def test_a_missing_column_names_those_there_are() -> None:
    """So a table without a header is noticed, too."""
    with pytest.raises(UsageError, match="stdin has no column 'link'; its columns are 'url', 'outlet'"):
        read(b"url,outlet\nhttps://a.example/,A\n", "link")
    with pytest.raises(UsageError, match=r"its columns are 'https://a\.example/'"):
        read(b"https://a.example/\nhttps://b.example/\n")
    with pytest.raises(UsageError, match="none: the file is empty"):
        read(b"")


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Before anything is added."""
    with pytest.raises(UsageError, match="cannot read the table"):
        list(read_table(tmp_path / "none.csv", "url", Take(1000)))


def test_rows_of_other_lengths_are_kept() -> None:
    """What a row has too many gets a name, what it lacks is not there; rows without a URL are counted."""
    take = Take(1000)
    table = io.BytesIO(b"url,a,,a\nhttps://a.example/1,1,2,3,4\nhttps://a.example/2\n,x\n\n")
    first, second = read_table(table, "url", take)
    assert cells(first) == {"a": "1", "column_3": "2", "a_4": "3", "column_5": "4"}
    assert cells(second) == {}
    assert take.passed == {"rows without a source": 1}


def test_a_cell_beyond_all_bounds_costs_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the table goes on."""
    monkeypatch.setattr("broadsheet.source.table.CELL", 100_000)
    found = read(b"url,a\nhttps://a.example/1," + b"x" * 200_000 + b"\nhttps://a.example/2,y\n")
    assert isinstance(found[0].item, Dropped)
    assert found[-1].item == Target("https://a.example/2", "stdin")


def test_a_cell_may_name_files_and_folders(tmp_path: Path) -> None:
    """Each page of a folder has the row."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("<p>x</p>")
    table = tmp_path / "t.csv"
    table.write_text(f"path,outlet\n{tmp_path},A\nnone.html,B\0\n")
    found = list(read_table(table, "path", Take(1000)))
    assert [cells(source)["outlet"] for source in found] == ["A", "A", "B\ufffd"]
    assert {source.origin for source in found} == {str(table)}


def test_a_long_table_is_not_held() -> None:
    """The first source comes before the last row is read."""

    class Endless(io.RawIOBase):
        """A table without an end."""

        rows = 0

        def read(self, size: int = -1) -> bytes:
            """Some rows more."""
            self.rows += size // 30
            return (b"url,a\n" if self.rows == size // 30 else b"") + b"https://a.example/1,x\n" * (size // 30)

    stream = Endless()
    sources = read_table(stream, "url", Take(1000))  # type: ignore[arg-type]
    assert [next(sources).name for _ in range(2500)] == ["https://a.example/1"] * 2500
    assert stream.rows < 20_000
