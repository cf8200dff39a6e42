"""What the learned vocabulary says of each block: sums of the weights of the names and words it goes by.

Comes in: features and weights. Goes out: a matrix, one row per block: two columns each for the block's element, its
parent, all elements above; its first words, all its words, the heading before it; and the sums of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import Features
from broadsheet.extract.weights import Weights
from broadsheet.records import Blocks, Ints

Floats = npt.NDArray[np.float32]

AIMS = 2
"""Weights of a word in each place: one learnt for telling much text apart, one for telling many blocks apart."""
PLACES = 6
"""Places of a word: the block's element, its parent, all above; first words, all words, the heading before."""


def word_scores(blocks: Blocks, features: Features, weights: Weights) -> Floats:
    """Shape (blocks, 14)."""
    n = len(blocks)
    own = _named(features.said.names, weights).take(features.name, axis=0)
    element = blocks.element
    parent = np.maximum(blocks.elements.parent[element], 0)
    above = _above(blocks.elements.parent, own[:, 2 * AIMS :])
    first = _sums(features.first, weights.words, weights.word_table)
    words = _sums(features.words, weights.words, weights.word_table)
    heading = features.places.heading
    scores = np.empty((n, PLACES + 1, AIMS), np.float32)
    scores[:, 0] = own[element, :AIMS]
    scores[:, 1] = own[parent, AIMS : 2 * AIMS]
    scores[:, 2] = above.take(parent, axis=0)
    scores[:, 3] = first[:, :AIMS]
    scores[:, 4] = words[:, AIMS : 2 * AIMS]
    scores[:, 5] = words[heading, 2 * AIMS :] * (heading >= 0)[:, None]
    scores[:, 6] = scores[:, :PLACES].sum(axis=1)
    return scores.reshape(n, (PLACES + 1) * AIMS)


def _named(names: Sequence[str], weights: Weights) -> Floats:
    """The sum of the weights of the marks of each name; a mark that is there twice counts once."""
    known = weights.names.get
    start: list[int] = []
    rows: list[int] = []
    for marks in names:
        start.append(len(rows))
        rows.append(0)
        rows += dict.fromkeys(filter(None, map(known, marks.split("\n"))))
    found = np.fromiter(rows, np.intp, len(rows))
    return np.asarray(np.add.reduceat(weights.name_table.take(found, axis=0), start, axis=0))


def _sums(lists: Sequence[Sequence[str]], rows: dict[str, int], table: Floats) -> Floats:
    """The sum of the table's rows for each list of words; unknown words are row 0, which is zero."""
    size = np.fromiter(map(len, lists), np.intp, len(lists))
    found = np.fromiter(map(rows.get, chain.from_iterable(lists), repeat(0)), np.intp, int(size.sum()))
    sums = np.zeros((len(lists), table.shape[1]), np.float32)
    some = np.flatnonzero(size)
    if len(some):
        start = np.cumsum(size) - size
        sums[some] = np.add.reduceat(table.take(found, axis=0), start[some], axis=0)
    return sums


def _above(parent: Ints, own: Floats) -> Floats:
    """For each element the sum over all elements above it: over one, then two, then four at a time."""
    none = len(own)
    step = np.append(np.where(parent < 0, none, parent), none)
    total = np.append(own, np.zeros_like(own[:1]), axis=0).take(step, axis=0)
    while (step < none).any():
        total += total.take(step, axis=0)
        step = step[step]
    return np.asarray(total[:none])
