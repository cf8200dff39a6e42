"""The development files as examples: a parsed page each, with what is known of its article.

Comes in: the folder `BROADSHEET_DATA`. Goes out: `Example`s, in the order of the files. Must not label blocks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from benchmarks.datasets import publishers, snippets, wcxb

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Dropped, Page
from training.folds import domain_of, fold_of

FILES = (
    "publishers-dev.parquet",
    "wcxb-dev-articles.parquet",
    "readability-pages.parquet",
    "snippets-dev.parquet",
    "more-pages-dev.parquet",
)
PUBLISHERS, WCXB, READABILITY, SNIPPETS, MORE = "publishers", "wcxb", "readability", "snippets", "more"
"""The sets, in the order of `FILES`."""


class Example(NamedTuple):
    """One page and what is known of it."""

    set: str
    id: str
    domain: str | None
    """Registered domain of its URL, or of the URL that the page declares; None: only ever trained on."""
    document: Document
    """Without its HTML, which is kept nowhere."""
    html: bytes
    reference: str | None
    """The whole text, where the set has one."""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def fold(self) -> int | None:
        """The fold it is scored in."""
        return fold_of(self.domain) if self.domain else None


def digest(folder: Path) -> str:
    """SHA-256 of the files, in order: which data the weights were made of."""
    whole = hashlib.sha256()
    for name in FILES:
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()


def read(folder: Path) -> Iterator[Example]:
    """Every page of every file that parses to at least one block."""
    for s in publishers(folder):
        yield from _example(PUBLISHERS, s.id, s.url, s.html, s.text)
    for s in wcxb(folder):
        yield from _example(WCXB, s.id, s.url, s.html, s.text)
    for row in _rows(folder / "readability-pages.parquet"):
        yield from _example(READABILITY, row["id"], None, _bytes(row["html"]), _text(_bytes(row["expected_html"])))
    for s in snippets(folder):
        yield from _example(
            SNIPPETS, s.id, s.url, s.html, None, tuple(s.facts["must_have"]), tuple(s.facts["must_not_have"])
        )
    for row in _rows(folder / "more-pages-dev.parquet"):
        yield from _example(MORE, row["id"], row["url"], _bytes(row["html"]), None)


def _example(
    name: str,
    identity: str,
    url: str | None,
    html: bytes,
    reference: str | None,
    wanted: tuple[str, ...] = (),
    unwanted: tuple[str, ...] = (),
) -> Iterator[Example]:
    document = parse_page(Page(html, url), ParseOptions())
    if isinstance(document, Dropped) or not len(document.blocks):
        return
    declared = document.declared
    canonical = next((href for rel, href, _ in declared.links if "canonical" in rel.split()), None)
    domain = domain_of(url) or domain_of(canonical) or domain_of(declared.first("og:url"))
    bare = msgspec.structs.replace(document, html=b"")
    yield Example(name, str(identity), domain, bare, html, reference, wanted, unwanted)


def _text(html: bytes) -> str:
    """The blocks of a cleaned article, one a line."""
    document = parse_page(Page(html), ParseOptions())
    return "" if isinstance(document, Dropped) else "\n".join(document.blocks.text)


def _bytes(html: Any) -> bytes:
    return html if isinstance(html, bytes) else str(html).encode()


def _rows(path: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows
