"""The headline as a reader sees it: the candidates that a page shows.

Comes in: a document and the labels of its blocks. Goes out: facts of the field `title`. Must not know: what
else is declared of the title, or which candidate wins (`choice.py`).
"""

from __future__ import annotations

import re
from itertools import islice

from broadsheet.metadata.clean import fold, plain
from broadsheet.metadata.titles.likeness import alike, kinship
from broadsheet.metadata.zone import Kinds
from broadsheet.records import Document, Fact, Flag, Kind

_LONGEST = 400
"""Characters of a headline (a guess); what is longer is no headline."""
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG)
_HEADING, _NAV = int(Flag.HEADING), int(Flag.NAV)
_TRAIL = re.compile(r"bread_?-?crumb|seo_?-?title")
"""Class names of the line that says where in a site one is: newspapers put an `<h1>` for search engines there."""
_BELOW = frozenset(("h2", "h3"))
_NEAR = 8
"""Blocks after a trail in which its page's headline stands (a guess; up to 3 on publishers-dev)."""
_AKIN = 0.28
"""Kinship with a declared title from which an `<h1>` is its headline, see `choice.py`."""
_ALIKE = 0.45
"""Likeness from which a heading of lower rank is the headline that a declared title speaks of (a guess)."""


def facts(document: Document, kinds: Kinds) -> list[Fact]:
    """Candidates that the page shows: `<title>`, the first `<h1>` that could be it, a lower heading where there is
    none, labelled blocks. The `<h1>` of a trail has the source `trail`."""
    found = []
    if document.declared.title:
        found.append(Fact("title", plain(document.declared.title), "title", document.declared.title))
    found += _headings(document)
    if Kind.TITLE in kinds:
        text = document.blocks.text[kinds.index(Kind.TITLE)]
        found.append(Fact("title", plain(text), "block:title", text))
    return found


def _headings(document: Document) -> list[Fact]:
    declared = [t[:_LONGEST] for t in (document.declared.title, document.declared.first("og:title")) if t]
    spans = _spans(document)
    mains = _rows(document, [span for tag, span in spans if tag == "h1"])
    trails = [row for row in mains if _in_trail(document, row)]
    inside = _inside(document, [row for row in mains if row not in trails])
    main = _best(document, inside, declared)
    under = None
    if main is None or _kin(document, main, declared) < _AKIN:
        lower = _rows(document, [span for tag, span in spans if tag in _BELOW])
        if trails:
            lower = [row for row in lower if trails[-1] < row <= trails[-1] + _NEAR]
        under = _under(document, _inside(document, lower), declared, bool(trails))
    if main is None and under is None and trails:
        main = trails.pop(0)
    found = [(main, "h1"), (trails[0] if trails else None, "trail"), (under, "heading")]
    return [_fact(document, row, source) for row, source in found if row is not None]


def _spans(document: Document) -> list[tuple[str, range]]:
    """The tag and the blocks of each heading of the first three ranks, each block once."""
    elements, tags = document.blocks.elements, document.blocks.elements.tag
    end, found = 0, list[tuple[str, range]]()
    for element in (elements.flags & _HEADING).nonzero()[0].tolist():
        tag = tags[element]
        if tag != "h1" and tag not in _BELOW:
            continue
        last = elements.last.item(element)
        if last > end:  # in page order, so that of nested ones the outermost comes first
            found.append((tag, range(max(elements.first.item(element), end), last)))
            end = last
    return found


def _rows(document: Document, spans: list[range]) -> list[int]:
    """The blocks of some headings that are short enough."""
    texts = document.blocks.text
    return [row for span in spans for row in span if len(texts[row]) <= _LONGEST]


def _inside(document: Document, rows: list[int]) -> list[int]:
    """The rows outside navigation and the like; all where there are no others."""
    blocks = document.blocks
    return [row for row in rows if not int(blocks.elements.flags[blocks.element[row]]) & _OUTSIDE] or rows


def _in_trail(document: Document, row: int) -> bool:
    elements, element = document.blocks.elements, int(document.blocks.element[row])
    if elements.flags.item(element) & _NAV:
        return True
    near = [element, *islice(elements.ancestors(element), 3)]
    names = "\n".join([elements.tokens[one] for one in near])
    return ("crumb" in names or "seo" in names) and _TRAIL.search(names) is not None


def _best(document: Document, rows: list[int], declared: list[str]) -> int | None:
    """The longest row that a declared title holds, else the one most akin to it, else the first."""
    if len(rows) < 2:
        return rows[0] if rows else None
    blocks = document.blocks
    folded = fold(" ".join(declared))
    agreeing = [row for row in rows if (text := fold(blocks.text[row])) and text in folded]
    if agreeing:
        return max(agreeing, key=lambda row: int(blocks.chars[row]))
    return max(rows, key=lambda row: _kin(document, row, declared))


def _under(document: Document, rows: list[int], declared: list[str], trailing: bool) -> int | None:
    """The heading of lower rank most akin to a declared title; under a trail, whatever stands there."""
    best = _best(document, rows, declared)
    if best is None or trailing or any(alike(document.blocks.text[best], title) >= _ALIKE for title in declared):
        return best
    return None


def _kin(document: Document, row: int, declared: list[str]) -> float:
    return max((kinship(document.blocks.text[row], title) for title in declared), default=0.0)


def _fact(document: Document, row: int, source: str) -> Fact:
    text = document.blocks.text[row]
    return Fact("title", plain(text), source, text)
