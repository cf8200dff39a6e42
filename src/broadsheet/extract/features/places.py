"""Where each block stands: in which containers, among which siblings, how far from the prose.

Comes in: `Blocks`, their `Tree` and which of them are good prose. Goes out: arrays, one row per block. Must not look
at words or names.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features.tree import Tree
from broadsheet.records import Blocks, Elements, Flag, Ints

LEVELS = 5
"""Containers above each block that are measured: the nearest four that hold more than the one below, and the
largest that still is not the page; as many as told pages apart in trials on the development pages."""
HOLD = 0.85
"""Share of the good text that the lowest common container holds: the rest may be a stray teaser or comment; from
trials on the development pages."""
HALF = 0.5
"""Share of a block's mass that counts for its grandparent where the best container is looked for; as in Readability,
where a paragraph's parent gets all of its score and the grandparent half."""

Floats = npt.NDArray[np.float32]


class Places(NamedTuple):
    """Containers and siblings of every block."""

    first: Ints
    """First block of each container, shape (blocks, LEVELS) …"""
    last: Ints
    """… and one past its last."""
    group: Ints
    """Number of the block's path: blocks of one path are made alike."""
    make: Ints
    """Number of the block's tag, names and parent: its like among its siblings."""
    heading: Ints
    """Row of the nearest heading before the block; -1 where there is none."""
    depth: Ints
    """Elements above the block below the root."""
    best: tuple[int, int]
    """Blocks of the element whose children hold most prose."""
    common: tuple[int, int]
    """Blocks of the lowest element with `HOLD` of the prose."""


def places(blocks: Blocks, tree: Tree, mass: Floats) -> Places:
    """Find the containers of every block; `mass` is the weight of its good prose, shape (blocks,)."""
    elements, at = blocks.elements, blocks.element
    near = np.where(elements.last[at] - elements.first[at] > 1, at, tree.up[at])
    first, last = _containers(elements, tree, near)
    return Places(
        first,
        last,
        _group(tree.path[at]),
        _makes(elements, tree, at),
        _headings(blocks),
        tree.depth[at],
        _best(elements, tree, near, mass),
        _common(elements, mass),
    )


def _containers(elements: Elements, tree: Tree, near: Ints) -> tuple[Ints, Ints]:
    """From the nearest element with more than the block upwards."""
    held = np.empty((len(near), LEVELS), np.int32)
    for level in range(LEVELS - 1):
        held[:, level] = near
        near = tree.up[near]
    held[:, -1] = tree.top[near]
    return elements.first[held], elements.last[held]


def _group(path: Ints) -> Ints:
    """Numbers of the paths that end at a block, without gaps, in order."""
    used = np.bincount(path) > 0
    return np.asarray((np.cumsum(used, dtype=np.int32) - np.int32(1))[path])


def _makes(elements: Elements, tree: Tree, at: Ints) -> Ints:
    """Blocks of one tag, one name and one parent; inline elements around all of a block are looked through."""
    through = tree.through[at]
    numbers: dict[tuple[int, int], int] = {}
    keys = zip(tree.name[through].tolist(), elements.parent[through].tolist(), strict=True)
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)


def _headings(blocks: Blocks) -> Ints:
    n = len(blocks)
    above = np.full(n + 1, -1, np.int32)
    np.maximum.accumulate(
        np.where((blocks.flags() & int(Flag.HEADING)) > 0, np.arange(n, dtype=np.int32), -1), out=above[1:]
    )
    return above[:-1]


def _best(elements: Elements, tree: Tree, near: Ints, mass: Floats) -> tuple[int, int]:
    """Each block's good text counts for the container around it, and by half for the one around that."""
    count = len(elements)
    row = int((np.bincount(near, mass, count) + HALF * np.bincount(tree.up[near], mass, count)).argmax())
    return int(elements.first[row]), int(elements.last[row])


def _common(elements: Elements, mass: Floats) -> tuple[int, int]:
    total = np.zeros(len(mass) + 1)
    np.cumsum(mass, out=total[1:])
    held = total[elements.last] - total[elements.first]
    enough = np.flatnonzero(held >= HOLD * total[-1])
    row = int(enough[-1]) if len(enough) and total[-1] > 0 else 0
    return int(elements.first[row]), int(elements.last[row])
