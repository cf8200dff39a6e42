"""The development data as pages with references.

Comes in: the folder `BROADSHEET_DATA`. Goes out: `Sample`s. Must not know any extractor.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

WRONG_REFERENCES = frozenset({"de/KlasseGegenKlasse_2026_01_07"})
"""Pages whose reference is dated after the crawl: left out, and named wherever figures are printed."""


class Sample(msgspec.Struct, frozen=True):
    """One page and what a person or a publisher's own parser says it holds."""

    id: str
    url: str | None
    html: bytes
    text: str
    """The whole reference; empty where there is none."""
    facts: dict[str, Any]
    must_have: tuple[str, ...] = ()
    must_not_have: tuple[str, ...] = ()


def data_folder() -> Path | None:
    """`BROADSHEET_DATA`, else `../shared/data` beside the checkout; None where neither exists."""
    folder = Path(os.environ.get("BROADSHEET_DATA") or Path(__file__).parents[2] / "shared" / "data")
    return folder if folder.is_dir() else None


def publishers(folder: Path, *, wrong_too: bool = False) -> list[Sample]:
    """`publishers-dev`: reference = summary, then per section headline and paragraphs.

    `wrong_too`: those with a wrong reference as well, where no reference is compared.
    """
    return [
        Sample(row["id"], row["url"], row["html"], _sections(row), row)
        for row in _rows(folder / "publishers-dev.parquet")
        if wrong_too or row["id"] not in WRONG_REFERENCES
    ]


def wcxb(folder: Path) -> list[Sample]:
    """`wcxb-dev-articles`: the full reference text."""
    rows = _rows(folder / "wcxb-dev-articles.parquet")
    return [Sample(row["id"], row["url"], row["html"], row["text"], row) for row in rows]


def snippets(folder: Path) -> list[Sample]:
    """`snippets-dev`: no full text; snippets wanted and unwanted."""
    return [
        Sample(row["id"], row["url"], row["html"], "", row, tuple(row["must_have"]), tuple(row["must_not_have"]))
        for row in _rows(folder / "snippets-dev.parquet")
    ]


def readability(folder: Path) -> list[Sample]:
    """`readability-pages`: HTML of the article as reference, which nothing here compares; no URLs."""
    return [Sample(row["id"], None, row["html"], "", row) for row in _rows(folder / "readability-pages.parquet")]


def more(folder: Path) -> list[Sample]:
    """`more-pages-dev`: no text; of many pages the day of publication, of some no URL."""
    rows = _rows(folder / "more-pages-dev.parquet")
    return [Sample(f"{row['source']}/{row['id']}", row["url"], row["html"], "", row) for row in rows]


def _rows(path: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def _sections(row: dict[str, Any]) -> str:
    lines = list(row["summary"] or [])
    for section in json.loads(row["sections"] or "[]"):
        lines += _strings(section.get("headline")) + _strings(section.get("paragraphs"))
    return "\n".join(lines)


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(item) for item in value]


SETS: dict[str, Callable[[Path], list[Sample]]] = {
    "publishers-dev": publishers,
    "wcxb-dev-articles": wcxb,
    "snippets-dev": snippets,
}
"""The sets with a reference; the first is the one that the figure shows."""
