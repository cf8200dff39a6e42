"""Which kept blocks are cells of a data table, and how the cells of a row read as one line.

Comes in: `Blocks` and the kept rows. Goes out: block → its place in a table, and a row's text. A table
that only lays out the page has no cells. Must not know labels, nor roles.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from broadsheet.records import Blocks, Flag

CELL_JOIN = " | "
CELLS = frozenset({"td", "th"})
MOST_BLOCKS = 12
"""Blocks in the fullest cell of a data table: lists of ten points stand in some of the development pages."""
LONGEST = 1_500
"""Characters in the longest cell of a data table: beyond that, a column of the page (the longest seen has 1,200)."""
LONGEST_ALONE = 200
"""As `LONGEST` where one row only has two cells: a picture beside its text is no table."""
_PRESENTATION = frozenset({"presentation", "none"})
"""ARIA roles by which an author says that a table only lays out (WAI-ARIA 1.2)."""
_TABLE = int(Flag.TABLE)


class Place(NamedTuple):
    """Where a cell stands."""

    table: int
    """Element of the innermost table."""
    line: int
    """Element of the row."""
    column: int
    """How many cells of the row stand before it; a cell over several columns counts as one."""


def is_cell(blocks: Blocks, row: int) -> bool:
    """Does the block look like part of a cell beside others, as far as its own row shows?"""
    elements = blocks.elements
    element = int(blocks.element[row])
    while element > 0 and elements.tag[element] not in CELLS:
        if elements.tag[element] in ("table", "caption"):
            return False
        element = int(elements.parent[element])
    line = int(elements.parent[element])
    inside = int(elements.last[element] - elements.first[element])
    return element > 0 and inside <= MOST_BLOCKS and int(elements.last[line] - elements.first[line]) > inside


def places(blocks: Blocks, rows: list[int]) -> dict[int, Place]:
    """Row → place, for each of `rows` in a cell of a data table; linear in the number of elements."""
    if not rows or not bool(np.any(blocks.flags()[rows] & _TABLE)):
        return {}
    tree = _Tables(blocks)
    data = tree.data_tables()
    element = blocks.element.tolist()
    found: dict[int, Place] = {}
    for row in rows:
        cell = tree.cell[element[row]]
        if cell >= 0 and tree.place[cell].table in data:
            found[row] = tree.place[cell]
    return found


def row_text(cells: dict[int, str], used: set[int]) -> str:
    """One line: `cells` by column, empty ones in their place, columns that no row uses left out.

    Empty cells at the end say nothing of any place and are dropped.
    """
    line = [cells.get(column, "") for column in sorted(used)]
    while line and not line[-1]:
        line.pop()
    return CELL_JOIN.join(line).strip()


class _Tables:
    """Every element's cell, and every cell's place."""

    def __init__(self, blocks: Blocks) -> None:
        elements = blocks.elements
        self.blocks = blocks
        self.first: list[int] = elements.first.tolist()
        self.last: list[int] = elements.last.tolist()
        self.cell: list[int] = []
        self.place: dict[int, Place] = {}
        self.nested: set[int] = set()
        self._find(elements.tag, elements.parent.tolist())

    def _find(self, tags: tuple[str, ...], parent: list[int]) -> None:
        table: list[int] = []
        columns: defaultdict[int, int] = defaultdict(int)
        for element, tag in enumerate(tags):
            above = parent[element]
            own_cell, own_table = (self.cell[above], table[above]) if above >= 0 else (-1, -1)
            if tag == "table":
                if own_cell >= 0 and self.first[element] < self.last[element]:
                    self.nested.add(own_table)
                own_cell, own_table = -1, element
            elif tag == "caption":
                own_cell = -1
            elif tag in CELLS:
                self.place[element] = Place(own_table, above, columns[above])
                columns[above] += 1
                own_cell = element
            self.cell.append(own_cell)
            table.append(own_table)

    def data_tables(self) -> set[int]:
        """Tables with two cells in a row that hold no table, no essay and no column of the page."""
        start, end = self.blocks.start.tolist(), self.blocks.end.tolist()
        filled: defaultdict[tuple[int, int], int] = defaultdict(int)
        longest: defaultdict[int, int] = defaultdict(int)
        crowded = set(self.nested)
        for cell, place in self.place.items():
            first, last = self.first[cell], self.last[cell]
            if first == last:
                continue
            filled[place.table, place.line] += 1
            longest[place.table] = max(longest[place.table], end[last - 1] - start[first])
            if last - first > MOST_BLOCKS:
                crowded.add(place.table)
        paired: defaultdict[int, int] = defaultdict(int)
        for (table, _), cells in filled.items():
            paired[table] += cells > 1
        tokens = self.blocks.elements.tokens
        return {
            table
            for table, lines in paired.items()
            if lines
            and table not in crowded
            and longest[table] <= (LONGEST if lines > 1 else LONGEST_ALONE)
            and (table < 0 or not _PRESENTATION.intersection(tokens[table].split()))
        }
