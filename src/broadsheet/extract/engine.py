"""The door of the room: a page's labels by the engine that was asked for.

Comes in: a `Document` and `ExtractOptions`. Goes out: a `Body`. Must not label anything itself.
"""

from __future__ import annotations

from broadsheet.extract.core import extract_html
from broadsheet.options import ExtractOptions
from broadsheet.records import Body, Document, Form, SiteTemplate


def extract(document: Document, options: ExtractOptions, site: SiteTemplate | None = None) -> Body:
    """Label every block of a page and assemble the article, by the engine that `options` name.

    `site` is what was learnt from other pages of the same site; our own engine makes use of it.
    """
    if options.engine == "trafilatura":
        from broadsheet.extract.trafilatura import extract_with_trafilatura

        return extract_with_trafilatura(document)
    if document.form is Form.TEXT:
        from broadsheet.extract.dump import label_dump

        return label_dump(document, site)
    return extract_html(document, site)


def learns(options: ExtractOptions) -> bool:
    """Has the engine a use for site templates?"""
    return options.engine == "broadsheet"


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
