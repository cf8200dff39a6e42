"""The systems that are measured: each a name and a function from a page to its article's text.

Comes in: HTML and a URL. Goes out: text, empty where there is none. A system that is not installed is
left out of the table, and the report says so.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

System = Callable[[bytes, str | None], str]


def broadsheet(html: bytes, url: str | None) -> str:
    """The whole of `process`: text, kinds, metadata, language."""
    from broadsheet import extract

    outcome = extract(html, url)
    return getattr(outcome, "text", "")


def trafilatura(html: bytes, url: str | None) -> str:
    """Its defaults with metadata, comments off."""
    import trafilatura as peer

    document = peer.bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    return "" if document is None else str(document.text or "")


def trafilatura_fast(html: bytes, url: str | None) -> str:
    """Without its fall-back extractors."""
    import trafilatura as peer

    return peer.extract(html, url=url, include_comments=False, fast=True) or ""


def trafilatura_precision(html: bytes, url: str | None) -> str:
    """Less text, more of it right."""
    import trafilatura as peer

    return peer.extract(html, url=url, include_comments=False, favor_precision=True) or ""


def parse_only(html: bytes, url: str | None) -> str:
    """selectolax's parse of the same bytes: the unit in which times are given."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    return ""


UNIT = "parse alone"

_SYSTEMS: tuple[tuple[str, str, System], ...] = (
    (UNIT, "selectolax", parse_only),
    ("broadsheet", "broadsheet", broadsheet),
    ("trafilatura", "trafilatura", trafilatura),
    ("trafilatura fast", "trafilatura", trafilatura_fast),
    ("trafilatura precision", "trafilatura", trafilatura_precision),
)


def installed() -> dict[str, System]:
    """The systems whose package is here, in the order of the table."""
    return {name: system for name, package, system in _SYSTEMS if find_spec(package) is not None}
