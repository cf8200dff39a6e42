"""Declared links: canonical, AMP, short link, licence, other languages.

Comes in: what the page declares. Goes out: facts of `canonical_url` and of signals, resolved.
Must not know: whether a canonical URL tells the truth; it is a claim.
"""

from __future__ import annotations

from broadsheet.metadata.declared.base_url import base_url
from broadsheet.records import Document, Fact
from broadsheet.urls import resolve

_FIELD_OF = {
    "canonical": "canonical_url",
    "amphtml": "signals.amp_url",
    "shortlink": "signals.shortlink",
    "license": "signals.licence",
    "copyright": "signals.copyright_url",
}

_LICENCE = _FIELD_OF["license"]


def facts(document: Document) -> list[Fact]:
    """One fact for each relation of interest, the first link of each."""
    base = base_url(document)
    found: dict[str, Fact] = {}
    telling = [link for link in document.declared.links if link[0] in _FIELD_OF or not link[0].isalpha()]
    for rel, href, _ in telling:
        for word in rel.split():
            field = _FIELD_OF.get(word)
            if field and field not in found and (absolute := resolve(base, href.strip())):
                found[field] = Fact(field, absolute, f"link:{word}", href)
    if _LICENCE not in found and "license" in "\n".join([link.rel for link in document.links if link.rel]):
        for link in document.links:
            if "license" in link.rel.split() and (absolute := resolve(base, link.href)):
                found[_LICENCE] = Fact(_LICENCE, absolute, "link:license", link.href)
                break
    return list(found.values())
