"""The pages on which twin and room are compared: our own, and the newspapers of the development set where they are.

Comes in: `tests/pages/`, `BROADSHEET_DATA`. Goes out: `Document`s.
"""

from __future__ import annotations

from functools import cache

from benchmarks.datasets import publishers

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Form, Page
from tests.shared import need
from tests.sources import ROOT


@cache
def golden() -> list[Document]:
    """Our own pages."""
    pages = sorted((ROOT / "tests" / "pages").glob("*.html"))
    return _parsed([(None, page.read_bytes()) for page in pages])


@cache
def development() -> list[Document]:
    """The newspapers; a skip where they are not."""
    return _parsed([(sample.url, sample.html) for sample in publishers(need("data", 100))])


def _parsed(pages: list[tuple[str | None, bytes]]) -> list[Document]:
    found = [parse_page(Page(url=url, body=body, form=Form.HTML), ParseOptions()) for url, body in pages]
    return [document for document in found if isinstance(document, Document)]
