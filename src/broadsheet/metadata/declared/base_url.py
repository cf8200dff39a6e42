"""What a page's relative references are resolved against.

Comes in: a document. Goes out: a URL or None. Must not know: any reference (HTML 4.2.3, the base element).
"""

from __future__ import annotations

from broadsheet.records import Document
from broadsheet.urls import resolve


def base_url(document: Document) -> str | None:
    """The declared base, itself resolved against the page's URL; the page's URL where none is declared.

    A page without a URL, a saved file, is taken at its word about where it belongs: its canonical address, else
    OpenGraph's.
    """
    declared = document.declared.base
    return (resolve(document.url, declared) if declared else None) or document.url or _claimed(document)


def _claimed(document: Document) -> str | None:
    canonical = (href for rel, href, _ in document.declared.links if "canonical" in rel.split())
    claims = (next(canonical, ""), document.declared.first("og:url") or "")
    return next((claim.strip() for claim in claims if claim.strip().startswith(("https://", "http://"))), None)
