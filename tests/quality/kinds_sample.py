"""The hand-labelled sample of stripped blocks (docs/kinds.md), found again on the development pages.

Comes in: `kinds.tsv` and the folder of data. Goes out: per page, the parsed document, which of its blocks are
article text, and the labels of those in the sample. Must not know how kinds are named.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.datasets import publishers, wcxb
from benchmarks.metrics import tokens
from pyarrow import parquet

from broadsheet.extract.engine import extract
from broadsheet.options import ExtractOptions, ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Dropped, Kind, Page

SAMPLE = Path(__file__).with_name("kinds.tsv")
HASH = 12
"""Hexadecimal digits of the SHA-256 of a block's text that name it."""
GRAM, SHORT = 3, 5
"""Tokens of a gram, and tokens under which a block must be a whole line of the reference."""


class Row(NamedTuple):
    """One labelled block: where it was, what a person says it is, and what it may be called as well."""

    file: str
    page: str
    block: int
    sha256: str
    kind: Kind
    alternative: Kind | None
    part: str


class Labelled(NamedTuple):
    """One page of the sample: its blocks that are text, and the labels by row; `lost` could not be found again."""

    document: Document
    kept: list[bool]
    labels: dict[int, Row]
    lost: list[Row]


def rows(part: str) -> list[Row]:
    """The labels of one part, `tune` or `test`."""
    with SAMPLE.open(encoding="utf-8", newline="") as lines:
        read = [
            Row(
                r["file"],
                r["page"],
                int(r["block"]),
                r["sha256"],
                Kind(r["kind"]),
                kind_or_none(r["alternative"]),
                r["part"],
            )
            for r in csv.DictReader(lines, delimiter="\t")
        ]
    return [row for row in read if row.part == part]


def kind_or_none(name: str) -> Kind | None:
    """A kind by its name; None for an empty one."""
    return Kind(name) if name else None


def pages(part: str, folder: Path) -> Iterator[Labelled]:
    """Every page of a part, parsed.

    Text is what the reference holds; on sets without one, what the engine keeps. A block of the sample is
    stripped in either case: a person said so.
    """
    wanted: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(part):
        wanted[row.file][row.page].append(row)
    references = {sample.id: sample.text for read in (publishers, wcxb) for sample in read(folder)}
    for file, labels in wanted.items():
        for found in parquet.read_table(folder / f"{file}.parquet", columns=["id", "url", "html"]).to_pylist():
            if found["id"] in labels:
                document = parse_page(Page(body=found["html"], url=found["url"]), ParseOptions())
                if not isinstance(document, Dropped):
                    yield labelled(document, references.get(found["id"]), labels[found["id"]])


def labelled(document: Document, reference: str | None, labels: list[Row]) -> Labelled:
    """A page with its labels at the rows where their blocks are now."""
    if reference is None:
        kept = [label.kept for label in extract(document, ExtractOptions()).labels]
    else:
        kept = aligned(document.blocks.text, reference)
    places = [(refind(document.blocks.text, row), row) for row in labels]
    for place, _ in places:
        if place is not None:
            kept[place] = False
    at = {place: row for place, row in places if place is not None}
    return Labelled(document, kept, at, [row for place, row in places if place is None])


def refind(texts: tuple[str, ...], row: Row) -> int | None:
    """Where a labelled block is now: the nearest one with its hash; None where no block has it."""
    same = [at for at, text in enumerate(texts) if hashlib.sha256(text.encode()).hexdigest()[:HASH] == row.sha256]
    return min(same, key=lambda at: abs(at - row.block), default=None)


def aligned(texts: tuple[str, ...], reference: str) -> list[bool]:
    """Which blocks are in the reference: half of their grams; short ones as a line of it."""
    grams = set(grams_of(tokens(reference.lower())))
    lines = {" ".join(tokens(line)) for line in reference.lower().split("\n")}
    kept = []
    for text in texts:
        words = tokens(text.lower())
        found = grams_of(words)
        kept.append(
            sum(gram in grams for gram in found) * 2 >= len(found) > 0
            if len(words) >= SHORT
            else bool(words) and " ".join(words) in lines
        )
    return kept


def grams_of(words: list[str]) -> list[tuple[str, ...]]:
    """All runs of `GRAM` words."""
    return [tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]
