"""The door of the room: a page's labels by the engine that was asked for.

Comes in: a `Document` and `ExtractOptions`. Goes out: a `Body`. Must not label anything itself.
"""

from __future__ import annotations

from broadsheet.extract.core import extract_html
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


def require(options: ExtractOptions) -> None:
    """Raise `ExtraMissing` where the engine's package is not installed: before a run, not at each of its pages."""
    if options.engine == "trafilatura":
        from broadsheet.extract.trafilatura import library

        library()


def engine_version(options: ExtractOptions) -> bytes:
    """The version of an engine that is not ours; empty for our own."""
    if options.engine != "trafilatura":
        return b""
    from importlib.metadata import version

    return version("trafilatura").encode()
