"""Labels and their weights: what a page's reference, its snippets or its teachers say of each block.

Comes in: examples. Goes out: for each block 1 (text) or 0, and how much that counts. Must not see features.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features.marks import marks_of
from broadsheet.records import Blocks, Flag
from training.align import HALF, align
from training.read import PUBLISHERS, Example

Labels = npt.NDArray[np.float32]

EXTRA, LEAST, POWER = 4, 80, 0.8
"""A block weighs (words + EXTRA) / max(words of the article, LEAST) ** POWER: long blocks more, long pages little
more than short ones (`design/extractor.md`)."""
_SET_APART = int(Flag.LIST_ITEM | Flag.BLOCKQUOTE)
_NOT_TEXT = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.FORM | Flag.BUTTON)
SNIPPET = 4
"""Characters of the shortest snippet that is looked for."""
PLACES = 3
"""Blocks that may hold a snippet; one found in more says nothing."""


def weigh(blocks: Blocks, label: Labels) -> Labels:
    """The weight of every block of a page."""
    article = float((blocks.words * (label >= HALF)).sum())
    return np.asarray((blocks.words + EXTRA) / max(article, LEAST) ** POWER, np.float32)


def strong(example: Example, title: int | None) -> tuple[Labels, Labels]:
    """Labels and weights from the whole reference text; the headline is a field of its own, never text.

    The references of `publishers-dev` leave out lists and quotes that are article text: those count nothing.
    """
    blocks = example.document.blocks
    label = (align(blocks.text, example.reference or "") >= HALF).astype(np.float32)
    if title is not None:
        label[title] = 0.0
    weight = weigh(blocks, label)
    if example.set == PUBLISHERS:
        weight[left_out(blocks, label)] = 0.0
    return label, weight


def left_out(blocks: Blocks, label: Labels) -> npt.NDArray[np.bool_]:
    """List items and quotes amid the article that its reference lacks and that nothing marks as boilerplate."""
    rows = np.arange(len(blocks))
    text = np.flatnonzero(label >= HALF)
    if not len(text):
        return np.zeros(len(blocks), bool)
    flags = blocks.flags()
    amid = (rows > text[0]) & (rows < text[-1]) & (label < HALF)
    found = amid & ((flags & _SET_APART) > 0) & ((flags & _NOT_TEXT) == 0)
    found &= (blocks.link_chars < 0.35 * blocks.chars) & (blocks.words >= 2)
    for row in np.flatnonzero(found):
        found[row] = not _named(blocks, int(row))
    return np.asarray(found)


def _named(blocks: Blocks, row: int) -> bool:
    """Does an element close around the block bear the name of some boilerplate?"""
    elements = blocks.elements
    element = int(blocks.element[row])
    for above in [element, *list(elements.ancestors(element))[:4]]:
        if any(mark.startswith("kind:") for mark in marks_of(elements.tag[above], elements.tokens[above])):
            return True
    return False


_PLAIN = re.compile(r"\W+")


def snippet_marks(example: Example) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Blocks that hold a wanted snippet, and those that hold an unwanted one."""
    texts = [_plain(text) for text in example.document.blocks.text]
    wanted, unwanted = np.zeros(len(texts), bool), np.zeros(len(texts), bool)
    for snippets, marked in ((example.wanted, wanted), (example.unwanted, unwanted)):
        for snippet in map(_plain, snippets):
            if len(snippet) < SNIPPET:
                continue
            hits = [row for row, text in enumerate(texts) if snippet in text or (len(text) > 15 and text in snippet)]
            if len(hits) <= PLACES:
                marked[hits] = True
    return wanted, unwanted & ~wanted


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text).strip().lower()
