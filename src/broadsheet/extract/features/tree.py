"""The element tree: which names occur, on which path each element lies, what stands around it.

Comes in: `Elements`. Goes out: `Tree`, one row per element. Only elements that hold blocks count. Parents come before
their children, so that one pass finds all paths; what is found by climbing takes as many rounds as the depth has
binary digits.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import compress, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.records import Elements, Ints

LOOKED_THROUGH = frozenset({"a", "b", "strong", "em", "i", "span"})
"""Inline elements around all of a block: what is around them tells what the block is made as."""
WHOLE = 0.9
"""Share of the page's blocks from which a container is the page; from earlier trials on the development pages."""


class Tree(NamedTuple):
    """One row per element; 0 in all columns where it holds no block."""

    names: list[tuple[str, str]]
    """Tag and tokens of the elements that hold blocks, each pair once; entry 0 stands for those that hold none."""
    name: Ints
    """Entry in `names`."""
    path: Ints
    """Number of the path of names from the root; 0 for the root."""
    depth: Ints
    """Elements on that path, the root left out."""
    up: Ints
    """The nearest element above that holds other blocks as well; the root where there is none."""
    top: Ints
    """The largest element above, by steps of `up`, that is not yet the page."""
    through: Ints
    """The element itself, or the nearest above that is not looked through."""


def tree(elements: Elements) -> Tree:
    """Read the tree from the root down."""
    size = elements.last - elements.first
    held = size > 0
    rows = np.flatnonzero(held)
    names: defaultdict[tuple[str, str], int] = defaultdict(count(1).__next__)
    pairs = zip(compress(elements.tag, held.tolist()), compress(elements.tokens, held.tolist()), strict=True)
    name = np.zeros(len(elements), np.int32)
    name[rows] = np.fromiter(map(names.__getitem__, pairs), np.int32, len(rows))
    path, depth = _paths(rows, elements.parent, name)
    own, parent = np.arange(len(elements), dtype=np.int32), np.maximum(elements.parent, 0)
    alone = (size[parent] == size) & (parent > 0)
    up = parent[_followed(np.where(alone, parent, own))]
    below = (up > 0) & (size[up] < WHOLE * size[:1])
    top = _followed(np.where(below, up, own))
    inline = np.array([False, *(tag in LOOKED_THROUGH for tag, _ in names)])[name]
    through = _followed(np.where(inline & (parent > 0), parent, own))
    return Tree([("", ""), *names], name, path, depth, up, top, through)


def _paths(rows: npt.NDArray[np.intp], parents: Ints, name: Ints) -> tuple[Ints, Ints]:
    """The number of each element's path, which is its parent's and its own names, and its length."""
    paths: defaultdict[int, int] = defaultdict(count(1).__next__)
    many = len(name) + 1
    path, depth = [0] * len(name), [0] * len(name)
    below = rows[parents[rows] >= 0]
    for row, parent, number in zip(below.tolist(), parents[below].tolist(), name[below].tolist(), strict=True):
        path[row] = paths[path[parent] * many + number]
        depth[row] = depth[parent] + 1
    return np.array(path, np.int32), np.array(depth, np.int32)


def _followed(step: Ints) -> Ints:
    """Where each element comes to that follows `step` until it stays; each round doubles the way."""
    while True:
        further = step[step]
        if np.array_equal(further, step):
            return step
        step = further
