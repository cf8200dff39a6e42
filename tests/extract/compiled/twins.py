"""The compiled twins of the extraction, as their tests ask for them, and the pages that both are asked about.

Comes in: a twin's name. Goes out: its module, or a skipped test where it was not built; documents.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from types import ModuleType

import pytest
from benchmarks.datasets import publishers, wcxb

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Dropped, Page
from tests.shared import need
from tests.sources import ROOT

PAGES = sorted((ROOT / "tests" / "pages").glob("*.html"))
"""Our own golden pages."""


def twin(name: str) -> ModuleType:
    """The module `extract.compiled.NAME`; the test is skipped where it was not built."""
    module = f"broadsheet.extract.compiled.{name}"
    if importlib.util.find_spec(module) is None:
        pytest.skip("1 case not run: it was not compiled here")
    return importlib.import_module(module)


def golden() -> Iterator[Document]:
    """The golden pages, parsed."""
    yield from (_parsed(page.read_bytes()) for page in PAGES)


def development() -> Iterator[Document]:
    """The newspapers, and every seventh of the other pages, parsed; the test is skipped where they are not at hand."""
    folder = need("data", 210)
    for sample in [*publishers(folder), *wcxb(folder)[::7]]:
        yield _parsed(sample.html)


def _parsed(html: bytes) -> Document:
    document = parse_page(Page(html), ParseOptions())
    assert not isinstance(document, Dropped)
    return document
