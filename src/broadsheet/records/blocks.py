"""The parsed text of a page as tables of columns, and what stands among it.

Comes in: nothing. Goes out: `Elements`, `Blocks` and the rows beside them. Numbers are numpy arrays,
so that features are computed for all blocks at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from broadsheet.records.lists import Flag

Ints = npt.NDArray[np.int32]


class Elements(msgspec.Struct, frozen=True):
    """The tree as columns, one row per element in document order; row 0 is the root."""

    tag: tuple[str, ...]
    parent: Ints
    """Row of the parent; -1 for the root."""
    tokens: tuple[str, ...]
    """class, id, role, itemprop and data-component of the element, lower case, one space between."""
    flags: Ints
    """`Flag`s of the element and all its ancestors."""
    first: Ints
    """The first block at or under the element …"""
    last: Ints
    """… and one past the last: `first == last` means none."""

    def __len__(self) -> int:
        return len(self.tag)

    def ancestors(self, row: int) -> Iterator[int]:
        """The rows above `row`, the parent first and the root last; as many as the caller takes."""
        parent = self.parent.item
        above = parent(row)
        while above >= 0:
            yield above
            above = parent(above)


class Link(msgspec.Struct, frozen=True):
    """One hyperlink with text, in page order."""

    block: int
    text: str
    href: str
    rel: str = ""


class Picture(msgspec.Struct, frozen=True):
    """One image element as found; `src` is the largest candidate, its `<picture>`'s among them, not yet resolved."""

    src: str
    alt: str
    element: int
    block: int
    """The block that follows it; `len(blocks)` at the end."""
    width: int | None = None
    height: int | None = None


class Moment(msgspec.Struct, frozen=True):
    """One `<time>` element: its machine-readable value and its words."""

    value: str
    text: str
    element: int
    block: int


class Count(msgspec.Struct, frozen=True):
    """What an `<ol>` or `<li>` says of its numbers, where it says anything (HTML 4.4.5, 4.4.8)."""

    element: int
    value: int | None = None
    """`start` of the list, `value` of the item."""
    backwards: bool = False
    style: str = ""
    """`type`, as written: `a`, `A`, `i`, `I`, `1`."""


class Block(msgspec.Struct, frozen=True):
    """One row of `Blocks`, for people."""

    index: int
    text: str
    tag: str
    tokens: str
    flags: Flag
    start: int
    end: int


class Blocks(msgspec.Struct, frozen=True):
    """The page's text as columns: one row per block, in page order.

    A block is the inline content of one block-level element, or one line or paragraph of a text
    dump. `start:end` is its span of Unicode characters: in a dump, in the dump as read; in HTML,
    in the page's plain text, which is all blocks joined by one newline.
    """

    text: tuple[str, ...]
    element: Ints
    """The deepest element that holds the whole block."""
    start: Ints
    end: Ints
    chars: Ints
    words: Ints
    """Words by white space; for scripts without spaces two characters count as a word."""
    link_chars: Ints
    emphasis_chars: Ints
    """Characters under b, strong, em or i."""
    gap: Ints
    """Dumps: blank lines before the block. HTML: 1 where a new block-level element began, 0 after `<br><br>`."""
    indent: Ints
    """Dumps: leading columns. HTML: 0."""
    elements: Elements

    def __len__(self) -> int:
        return len(self.text)

    def tags(self) -> list[str]:
        """The tag of each block's element."""
        tag = self.elements.tag
        return [tag[e] for e in self.element.tolist()]

    def flags(self) -> Ints:
        """`Flag`s of each block, shape (blocks,)."""
        return self.elements.flags[self.element]

    def __getitem__(self, index: int) -> Block:
        """The row at `index` as a `Block`."""
        e = int(self.element[index])
        return Block(
            index=index,
            text=self.text[index],
            tag=self.elements.tag[e],
            tokens=self.elements.tokens[e],
            flags=Flag(int(self.elements.flags[e])),
            start=int(self.start[index]),
            end=int(self.end[index]),
        )
