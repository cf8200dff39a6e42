"""How a block is built, so that blocks of one kind can be told by their make.

Comes in: a draft. Goes out: makes, and those that most of the kept text has. Must not decide.
"""

from __future__ import annotations

from itertools import compress

from broadsheet.extract.draft import Draft
from broadsheet.extract.features.tree import LOOKED_THROUGH

Make = tuple[str, str, int]
"""Tag, own names, row of the parent element."""

MAIN = 0.3
"""Share of the kept words from which a make is the article's own."""


def make(draft: Draft, row: int) -> Make:
    """The make of a block; inline elements around all of it are looked through."""
    elements = draft.blocks.elements
    element = draft.element[row]
    tag, parent = elements.tag[element], draft.parent[element]
    while tag in LOOKED_THROUGH and parent > 0:
        element = parent
        tag, parent = elements.tag[element], draft.parent[element]
    return tag, elements.tokens[element], parent


def main_makes(draft: Draft, rows: range) -> set[Make]:
    """The makes that most of the kept words have: the article's own paragraphs."""
    mass: dict[Make, int] = {}
    for row in compress(rows, draft.kept[rows.start : rows.stop]):
        key = make(draft, row)
        mass[key] = mass.get(key, 0) + draft.size[row]
    fewest = MAIN * draft.words()
    return {key for key, words in mass.items() if words >= fewest}
