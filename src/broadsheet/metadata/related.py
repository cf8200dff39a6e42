"""Headlines that the page recommends beside the article.

Comes in: the document and its labels. Goes out: a fact of the field `related`.
Must not know: how a block came to be labelled.
"""

from __future__ import annotations

from broadsheet.metadata.clean import fold
from broadsheet.metadata.declared.base_url import base_url
from broadsheet.metadata.zone import Zone, between, rows_of
from broadsheet.records import Document, Fact, Flag, Kind, Link, Related
from broadsheet.urls import resolve

_SHORTEST = 12
"""Characters of a headline; shorter links are `More` and `Video` (4 where the script needs no spaces)."""
_MOST = 40
"""Headlines kept: a guess, far above what a page recommends beside one article; beyond it is an archive."""
_WORDS = 4
"""Words of a line over a box, where nothing marks it as a heading."""
_HEADING = int(Flag.HEADING)
_BELOW = 20
"""Rows below the article's tail where its related stories may stand."""


def facts(document: Document, zone: Zone) -> list[Fact]:
    """Linked headlines in blocks labelled as related near the article; bare words where none is a link."""
    rows = rows_of(zone.kinds, Kind.RELATED, zone.head, zone.tail + _BELOW + 1)
    if not rows:
        return []
    base = base_url(document)
    links: dict[int, list[Link]] = {row: [] for row in rows}
    for link in between(document.links, rows[0], rows[-1] + 1):
        if link.block in links:
            links[link.block].append(link)
    linked = any(links.values())
    found: dict[str, Related] = {}
    for row in _own_rows(document, rows, links, zone) if linked else rows:
        shown = [(link.text, link.href) for link in links[row]]
        for title, href in shown if linked else [(document.blocks.text[row], "")]:
            key = fold(title)
            if _is_headline(title) and key not in found:
                found[key] = Related(title, resolve(base, href) if href else None)
    related = tuple(found.values())[:_MOST]
    return [Fact("related", related, "block:related", "; ".join(item.title for item in related))] if related else []


def _own_rows(document: Document, rows: list[int], links: dict[int, list[Link]], zone: Zone) -> list[int]:
    """Rows inside the article, and the first box below it: later boxes are the site's most read and latest."""
    flags, element = document.blocks.elements.flags, document.blocks.element
    own: list[int] = []
    below = False
    for row in rows:
        text = document.blocks.text[row]
        heading = not links[row] and (flags.item(element.item(row)) & _HEADING or len(text.split()) <= _WORDS)
        if heading and below and row > zone.last:
            break
        if links[row]:
            own.append(row)
            below = below or row > zone.last
    return own


def _is_headline(title: str) -> bool:
    return len(title) >= (_SHORTEST if title.isascii() or " " in title else 4) and not title.endswith((":", "："))
