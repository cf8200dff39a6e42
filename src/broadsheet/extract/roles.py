"""What each kept block is in the article: its role, and in a live blog or interview its time or speaker.

Comes in: labels decided. Goes out: the `BodyBlock`s, cells of a table row joined by ` | `. Must not
keep or strip anything.
"""

from __future__ import annotations

import re
from collections import defaultdict

from broadsheet.extract.hints import without_hints
from broadsheet.extract.live import post_times
from broadsheet.extract.numbering import markers
from broadsheet.extract.speakers import speakers
from broadsheet.extract.tables import Place, is_cell, places, row_text
from broadsheet.records import Blocks, BodyBlock, Document, Flag, Label, Role

_TABLE = int(Flag.TABLE)
_ROLES: tuple[tuple[int, Role], ...] = (
    (int(Flag.HEADING), Role.SUBHEADING),
    (int(Flag.LIST_ITEM), Role.LIST_ITEM),
    (int(Flag.BLOCKQUOTE), Role.QUOTE),
    (int(Flag.PREFORMATTED), Role.PREFORMATTED),
)
"""The first flag that holds gives the role."""


_NUMBERED = frozenset((Role.LIST_ITEM, Role.SUBHEADING, Role.PARAGRAPH))
_QUOTE = re.compile(r"(?:pull|block)[-_]?quote")
"""Names of quotations that are no `<blockquote>`; `quote` alone also names prices and forum posts."""
QUOTE_BLOCKS = 4
"""Blocks of the largest element whose name is taken for its blocks': a quotation, not a page that has some."""


def role_of(blocks: Blocks, row: int) -> Role:
    """The role that a block's flags give; a table that only lays out the page makes no rows."""
    flags = int(blocks.elements.flags[blocks.element[row]])
    return Role.TABLE_ROW if flags & _TABLE and is_cell(blocks, row) else _flagged(flags)


def _flagged(flags: int) -> Role:
    return next((role for flag, role in _ROLES if flags & flag), Role.PARAGRAPH)


def body_blocks(document: Document, labels: tuple[Label, ...]) -> tuple[BodyBlock, ...]:
    """The kept blocks in page order, typed; the cells of a table row are one block.

    A label's role stands, but for tables, whose shape only shows as a whole, for quotations by name, and
    for the paragraphs of a live blog's posts. Every block of a post carries its time, save a subheading.
    """
    blocks = document.blocks
    rows = [row for row, label in enumerate(labels) if label.role is not None]
    cells = places(blocks, [row for row in rows if labels[row].role is not Role.LEAD])
    lines = _Lines(blocks, cells)
    posts = post_times(document, rows)
    said = speakers(blocks, rows)
    marked = markers(document, [row for row in rows if row not in cells])
    found: list[BodyBlock] = []
    for row in rows:
        text, role = without_hints(blocks.text[row]), labels[row].role or Role.PARAGRAPH
        time = posts.time.get(row)
        if not text:
            continue
        if row in cells:
            if lines.opens(row):
                found.append(BodyBlock(Role.TABLE_ROW, lines.text(row), time, None, row))
            continue
        if role is Role.TABLE_ROW:
            role = _flagged(int(blocks.elements.flags[blocks.element[row]]))
        if role is Role.PARAGRAPH and _named_quote(blocks, row):
            role = Role.QUOTE
        if role in (Role.SUBHEADING, Role.LEAD):
            time = None
        elif time and (role is Role.PARAGRAPH or (role is Role.LIST_ITEM and row in posts.listed)):
            role = Role.POST
        if row in said.unkept:
            text = f"{said.unkept[row]}: {text}"
        if row in marked and role in _NUMBERED:
            text = f"{marked[row]} {text}"
        found.append(BodyBlock(role, text, time, said.speaker.get(row), row))
    return tuple(found)


def _named_quote(blocks: Blocks, row: int) -> bool:
    """Does the block stand in an element named as a quotation?"""
    elements = blocks.elements
    element = int(blocks.element[row])
    while element >= 0 and elements.last[element] - elements.first[element] <= QUOTE_BLOCKS:
        names = elements.tokens[element]
        if "quote" in names and _QUOTE.search(names):
            return True
        element = int(elements.parent[element])
    return False


class _Lines:
    """The rows of the page's data tables."""

    def __init__(self, blocks: Blocks, cells: dict[int, Place]) -> None:
        self.cells = cells
        self.rows: defaultdict[int, list[int]] = defaultdict(list)
        self.used: defaultdict[int, set[int]] = defaultdict(set)
        self.words = blocks.text
        for row, place in cells.items():
            self.rows[place.line].append(row)
            self.used[place.table].add(place.column)

    def opens(self, row: int) -> bool:
        """Is the block the first kept one of its table row?"""
        return self.rows[self.cells[row].line][0] == row

    def text(self, row: int) -> str:
        """The whole row as one line; several blocks of one cell are joined by a space."""
        place = self.cells[row]
        columns: dict[int, str] = {}
        for other in self.rows[place.line]:
            column = self.cells[other].column
            columns[column] = f"{columns[column]} {self.words[other]}" if column in columns else self.words[other]
        return row_text(columns, self.used[place.table])
