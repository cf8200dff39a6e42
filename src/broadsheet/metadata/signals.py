"""Signals: rights, robots and syndication statements, as data and word for word.

Comes in: the document, the article made of it. Goes out: facts of fields that begin with `signals.`.
Must not know: what follows from them; broadsheet reports them and the researcher decides.
"""

from __future__ import annotations

import re

from broadsheet.metadata.stems import holds
from broadsheet.metadata.zone import Zone
from broadsheet.records import Body, Document, Fact

_META = {
    "robots": "robots",
    "googlebot": "googlebot",
    "googlebot-news": "googlebot_news",
    "tdm-reservation": "tdm_reservation",
    "tdm-policy": "tdm_policy",
    "syndication-source": "syndication_source",
    "original-source": "original_source",
    "dc.rights": "rights",
    "dcterms.rights": "rights",
    "dcterms.license": "licence",
    "copyright": "rights",
    "rights": "rights",
    "generator": "generator",
    "citation_doi": "doi",
    "dc.identifier": "identifier",
    "article:id": "article_id",
    "news:content_id": "article_id",
    "cxenseparse:articleid": "article_id",
    "parsely-post-id": "article_id",
}
"""`<meta>` name -> signal: robots meta, TDM Reservation Protocol (W3C CG), Google News' source tags, Dublin Core."""

_SYNDICATED = re.compile(
    r"(?:this (?:story|article|piece|post|interview) (?:was|is|has been|originally) (?:originally "
    r"|first )?(?:published|appeared|produced|syndicated|republished)"
    r"|originally (?:published|appeared) (?:by|on|in|at)|first (?:published|appeared) (?:by|on|in|at)"
    r"|republished (?:from|with permission)"
    r"|(?:dieser|der) (?:artikel|text|beitrag) (?:erschien|ist) zuerst|zuerst (?:erschienen|veröffentlicht)"
    r"|cet article a (?:d['’]abord |initialement )?été publié|este artículo (?:fue|se) public"
    r"|questo articolo è (?:stato )?pubblicato)",
    re.IGNORECASE,
)

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ps sd ug ur yi".split())
"""Languages written from right to left in the script that newspapers use (CLDR, `characterOrder`)."""
_STEMS = ("publi", "appear", "produced", "syndicated", "erschien", "veröffentlicht")
"""One of which each of those statements has."""


def facts(document: Document, body: Body, zone: Zone) -> list[Fact]:
    """One fact for each signal found, the first of several; and how many words the article's text has."""
    found: dict[str, Fact] = {}
    for name, content in [pair for pair in document.declared.meta if pair[0] in _META]:
        key = _META[name]
        if content.strip():
            found.setdefault(key, Fact(f"signals.{key}", content.strip(), f"meta:{name}", content))
    line = _syndication(document, zone)
    if line:
        found.setdefault("syndication", Fact("signals.syndication", line, "text", line))
    if document.declared.direction:
        direction = document.declared.direction.strip().lower()
        found.setdefault("direction", Fact("signals.direction", direction, "html:dir", document.declared.direction))
    elif document.language in _RIGHT_TO_LEFT:
        found.setdefault("direction", Fact("signals.direction", "rtl", "language", document.language))
    words = _words(document, body)
    if words:
        found["word_count"] = Fact("signals.word_count", str(words), "text", str(words))
    return list(found.values())


def _words(document: Document, body: Body) -> int:
    """Words of the article by white space; in scripts without spaces two characters count as one."""
    words = document.blocks.words.tolist()
    return sum([words[block.block] for block in body.blocks if 0 <= block.block < len(words)])


def _syndication(document: Document, zone: Zone) -> str | None:
    """A line at the article's beginning or end that says where the story came from."""
    texts = document.blocks.text
    around = texts[zone.first : zone.first + 2] + texts[max(zone.first, zone.last - 3) : zone.last + 5]
    lines = [text for text in around if len(text) < 300]
    return next(filter(_is_syndicated, lines), None) if holds("\n".join(lines).lower(), _STEMS) else None


def _is_syndicated(line: str) -> bool:
    return holds(line.lower(), _STEMS) and _SYNDICATED.search(line) is not None
