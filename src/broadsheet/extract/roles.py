"""What each kept block is in the article: its role, and in a live blog or interview its time or speaker.

Comes in: labels decided. Goes out: the `BodyBlock`s, cells of a table row joined by ` | `. Must not
keep or strip anything.
"""

from __future__ import annotations

import re
from collections import Counter

from broadsheet.records import Blocks, BodyBlock, Document, Flag, Label, Moment, Role

CELL_JOIN = " | "

_ROLES: tuple[tuple[int, Role], ...] = (
    (int(Flag.TABLE), Role.TABLE_ROW),
    (int(Flag.HEADING), Role.SUBHEADING),
    (int(Flag.LIST_ITEM), Role.LIST_ITEM),
    (int(Flag.BLOCKQUOTE), Role.QUOTE),
    (int(Flag.PREFORMATTED), Role.PREFORMATTED),
)
"""The first flag that holds gives the role."""

_CELLS = frozenset({"td", "th"})

_SPEAKER = re.compile(r"([^\W\d_][^:.?!\n]{1,40}?)\s?[:：]\s?\S")
SPEAKER_WORDS = 4
"""Words of the longest speaker's name; a longer start before a colon is a sentence."""
FEWEST_POSTS = 3
"""Times within the text that make it a live blog: an article has one or two, published and modified."""
_LIVE = re.compile(r"(?<![a-z0-9])live[-_ ]?(?:blog|ticker|feed|post|update|coverage|event)|(?<![a-z])ticker(?![a-z])")


def role_of(blocks: Blocks, row: int) -> Role:
    """The role that a block's flags give; a table that only lays out the page makes no rows."""
    flags = int(blocks.elements.flags[blocks.element[row]])
    for flag, role in _ROLES:
        if flags & flag and (role is not Role.TABLE_ROW or is_cell(blocks, row)):
            return role
    return Role.PARAGRAPH


def is_cell(blocks: Blocks, row: int) -> bool:
    """Is the block the whole of a `<td>` or `<th>` in a row of at least two such cells?"""
    elements = blocks.elements
    element = int(blocks.element[row])
    while element > 0 and elements.tag[element] not in _CELLS:
        element = int(elements.parent[element])
    line = int(elements.parent[element])
    alone = elements.last[element] - elements.first[element] == 1
    return bool(element > 0 and alone and elements.last[line] - elements.first[line] > 1)


def body_blocks(document: Document, labels: tuple[Label, ...]) -> tuple[BodyBlock, ...]:
    """The kept blocks in page order, typed."""
    rows = [row for row, label in enumerate(labels) if label.kept]
    times = _post_times(document, labels, rows)
    speakers = _speakers(document, rows)
    blocks: list[BodyBlock] = []
    cells: dict[int, int] = {}
    for row in rows:
        role, text = labels[row].role or Role.PARAGRAPH, document.blocks.text[row]
        if role is Role.TABLE_ROW:
            line = _row_element(document, row)
            if line in cells:
                old = blocks[cells[line]]
                blocks[cells[line]] = BodyBlock(role, old.text + CELL_JOIN + text, block=old.block)
                continue
            cells[line] = len(blocks)
        if row in times and role is Role.PARAGRAPH:
            role = Role.POST
        blocks.append(BodyBlock(role, text, times.get(row) if role is Role.POST else None, speakers.get(row), row))
    return tuple(blocks)


def _row_element(document: Document, row: int) -> int:
    """The `<tr>` of a cell; the cell itself where there is none."""
    elements = document.blocks.elements
    element = int(document.blocks.element[row])
    while element > 0:
        if elements.tag[element] == "tr":
            return element
        element = int(elements.parent[element])
    return -row


def _speakers(document: Document, rows: list[int]) -> dict[int, str]:
    """Who speaks in each paragraph: a name before a colon counts where it comes back."""
    found = {row: match[1].strip() for row in rows if (match := _SPEAKER.match(document.blocks.text[row]))}
    often = Counter(name for name in found.values() if len(name.split()) <= SPEAKER_WORDS)
    names = {name for name, count in often.items() if count > 1}
    return {row: name for row, name in found.items() if name in names} if len(names) > 1 else {}


def _post_times(document: Document, labels: tuple[Label, ...], rows: list[int]) -> dict[int, str]:
    """Row → time of its post, where the page is a live blog."""
    if not rows or not _is_live(document, rows):
        return {}
    posts = _posts(document, rows)
    if len(posts) < FEWEST_POSTS:
        return {}
    elements = document.blocks.elements
    times: dict[int, str] = {}
    for element, moment in posts.items():
        for row in range(int(elements.first[element]), int(elements.last[element])):
            if labels[row].kept:
                times[row] = moment.value or moment.text
    return times


def _is_live(document: Document, rows: list[int]) -> bool:
    if any("LiveBlogPosting" in text for text in document.declared.json_ld):
        return True
    elements = document.blocks.elements
    element = int(document.blocks.element[rows[len(rows) // 2]])
    while element >= 0:
        if _LIVE.search(elements.tokens[element]):
            return True
        element = int(elements.parent[element])
    return False


def _posts(document: Document, rows: list[int]) -> dict[int, Moment]:
    """Element → its time: the largest element around each time that holds no other time."""
    elements = document.blocks.elements
    parent = elements.parent.tolist()
    moments = [m for m in document.moments if rows[0] - 3 <= m.block <= rows[-1]]
    count = Counter(moment.element for moment in moments)
    for element in range(len(parent) - 1, 0, -1):
        count[parent[element]] += count[element]
    posts: dict[int, Moment] = {}
    for moment in moments:
        element = moment.element
        while parent[element] >= 0 and count[parent[element]] == 1:
            element = parent[element]
        posts.setdefault(element, moment)
    return posts
