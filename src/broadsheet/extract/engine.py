"""The door of the room: a page's labels by the engine that was asked for.

Comes in: a `Document` and `ExtractOptions`. Goes out: a `Body`. Must not label anything itself.
"""

from __future__ import annotations

from broadsheet.extract.core import extract_html
from broadsheet.extract.score import BIAS, WEIGHTS
from broadsheet.options import ExtractOptions
from broadsheet.records import Body, Document, Form


def extract(document: Document, options: ExtractOptions) -> Body:
    """Label every block of a page and assemble the article, by the engine that `options` name."""
    if options.engine == "trafilatura":
        from broadsheet.extract.trafilatura import extract_with_trafilatura

        return extract_with_trafilatura(document)
    if document.form is Form.TEXT:
        from broadsheet.extract.dump import label_dump

        return label_dump(document)
    return extract_html(document)


def fingerprint() -> bytes:
    """The numbers that decide, as bytes: two versions with the same ones give the same text."""
    return repr((sorted(WEIGHTS.items()), BIAS)).encode()
