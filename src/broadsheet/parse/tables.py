"""What a walk read of a page, as the tables that travel: the end of `walk` and of its compiled twin alike.

Comes in: columns, one entry an element or a block. Goes out: `Walked`. Must not know the tree.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from broadsheet.parse.hyphens import SOFT, by_program
from broadsheet.records import Blocks, Count, Declared, Elements, Ints, Link, Moment, Picture

try:
    from broadsheet.parse.compiled.words import count_words, has_spaceless
except ImportError:  # not built here: the same in Python
    from broadsheet.parse.words import count_words, has_spaceless


class Walked(NamedTuple):
    """Everything one pass over the tree found."""

    blocks: Blocks
    declared: Declared
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    moments: tuple[Moment, ...]
    counts: tuple[Count, ...]


class ElementColumns(NamedTuple):
    """One row an element, as `Elements` has them."""

    tag: list[str]
    tokens: list[str]
    parent: Ints
    flags: Ints
    first: Ints
    last: Ints


class BlockColumns(NamedTuple):
    """One row a block, as `Blocks` has them, before hyphens and scripts are looked at."""

    text: list[str]
    runs: Ints
    """Runs between white space."""
    element: Ints
    linked: Ints
    emphasised: Ints
    gap: Ints


def blocks_of(block: BlockColumns, element: ElementColumns) -> Blocks:
    """The columns as a table: spans are those of all blocks joined by one newline."""
    texts, every = block.text, "".join(block.text)
    if by_program(every):
        texts = [text.replace(SOFT, "") for text in texts]
    words = ints([count_words(text) for text in texts]) if has_spaceless(every) else block.runs
    chars = ints([len(text) for text in texts])
    ends = np.cumsum(chars + 1, dtype=np.int32) - 1
    return Blocks(
        text=tuple(texts),
        element=block.element,
        start=ends - chars,
        end=ends,
        chars=chars,
        words=words,
        link_chars=np.minimum(block.linked, chars),
        emphasis_chars=np.minimum(block.emphasised, chars),
        gap=block.gap,
        indent=np.zeros(len(texts), np.int32),
        elements=_elements(element) if element.tag else _NONE,
    )


def _elements(columns: ElementColumns) -> Elements:
    return Elements(
        tuple(columns.tag), columns.parent, tuple(columns.tokens), columns.flags, columns.first, columns.last
    )


def ints(values: list[int]) -> Ints:
    """A column of numbers."""
    return np.asarray(values, dtype=np.int32)


_NONE = Elements(("html",), ints([-1]), ("",), ints([0]), ints([0]), ints([0]))
"""Those of a page of which the parser made nothing."""


def tidy_lines(raw: str) -> str:
    """Preformatted text keeps its lines and their indentation, not the empty ones around it."""
    return "\n".join(line.rstrip() for line in raw.replace("\r\n", "\n").split("\n")).strip("\n")
