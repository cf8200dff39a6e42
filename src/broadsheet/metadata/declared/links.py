"""Declared links: canonical, AMP, short link, licence, other languages.

Comes in: what the page declares. Goes out: facts of `canonical_url` and of signals, resolved.
Must not know: whether a canonical URL tells the truth; it is a claim.
"""

from __future__ import annotations

from broadsheet.metadata.declared.base_url import base_url
from broadsheet.records import Document, Fact
from broadsheet.urls import resolve

_SIGNALS = {"amphtml": "amp_url", "shortlink": "shortlink", "license": "licence", "copyright": "copyright_url"}


def facts(document: Document) -> list[Fact]:
    """One fact for each relation of interest, the first link of each."""
    base = base_url(document)
    found: dict[str, Fact] = {}
    for rel, href, _ in document.declared.links:
        for word in rel.split():
            field = (
                "canonical_url" if word == "canonical" else f"signals.{_SIGNALS[word]}" if word in _SIGNALS else None
            )
            absolute = resolve(base, href.strip()) if field and field not in found else None
            if field and absolute:
                found[field] = Fact(field, absolute, f"link:{word}", href)
    for link in [link for link in document.links if "license" in link.rel]:
        if "license" in link.rel.split() and "signals.licence" not in found:
            absolute = resolve(base, link.href)
            if absolute:
                found["signals.licence"] = Fact("signals.licence", absolute, "link:license", link.href)
    return list(found.values())
