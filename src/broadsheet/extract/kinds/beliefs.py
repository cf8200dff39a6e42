"""The weights of `kinds.weights` as tables of numbers, one column a kind.

Comes in: nothing. Goes out: `Beliefs`, to be added up for all blocks of a page at once. Must not know any page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain, product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.kinds.chains import INDEX, KINDS, LEVELS
from broadsheet.extract.kinds.signs import Sign
from broadsheet.extract.kinds.surroundings import RUNS, SPOTS, STANDING
from broadsheet.extract.kinds.weights import BIAS, PLACES, SIGNS, SOURCES
from broadsheet.records import Kind

Numbers = npt.NDArray[np.float64]
Weights = dict[tuple[str, Kind], float]


class Beliefs(NamedTuple):
    """How much each sign is believed."""

    of: Weights
    """By source and kind: the weight of the source and that of the source for the kind."""
    places: Numbers
    """Shape (places, kinds): how likely each kind is at a place before anything is known of the block."""
    spots: Numbers
    """Shape (2 ** len(SPOTS), kinds): what the single spots of a place weigh."""
    inherited: Numbers
    """Shape (kinds + 1, kinds): what the kind of the inherited name weighs; the last row is for none."""
    levels: Numbers
    """Shape (len(LEVELS) + 1, 2 * kinds): what a level weighs at each place of a chain; the last row is for none."""
    lists: Numbers
    """What a list's votes for each kind weigh."""
    runs: Numbers
    """Shape (len(RUNS), kinds)."""


@cache
def beliefs() -> Beliefs:
    """The tables, made once: half a megabyte."""
    of = {
        (source, kind): SOURCES.get(source, 0.0) + SIGNS.get(source, {}).get(kind, 0.0)
        for source in {*SOURCES, *SIGNS, *LEVELS, "inherited", "list"}
        for kind in KINDS
    }
    bias = _row(BIAS)
    standing = np.array([bias + sum(_row(PLACES[part]) for part in parts) for parts in product(*STANDING)])
    states = product((False, True), repeat=len(SPOTS))
    spots = np.array(
        [_of_signs(of, chain(*(spot for spot, is_set in zip(SPOTS, state, strict=True) if is_set))) for state in states]
    )
    by_level = np.array([[of[level, kind] for kind in KINDS] for level in LEVELS])
    levels = np.zeros((len(LEVELS) + 1, 2 * len(KINDS)))
    levels[:-1, : len(KINDS)] = levels[:-1, len(KINDS) :] = by_level
    return Beliefs(
        of=of,
        places=(standing[:, None, :] + spots).reshape(-1, len(KINDS)),
        spots=spots,
        inherited=np.vstack((np.diag([of["inherited", kind] for kind in KINDS]), np.zeros(len(KINDS)))),
        levels=levels,
        lists=np.array([of["list", kind] for kind in KINDS]),
        runs=np.array([_of_signs(of, [sign]) for sign in RUNS]),
    )


def _row(table: dict[Kind, float]) -> Numbers:
    return np.array([table.get(kind, 0.0) for kind in KINDS])


def _of_signs(of: Weights, signs: Iterable[Sign]) -> Numbers:
    row = np.zeros(len(KINDS))
    for sign in signs:
        row[INDEX[sign.kind]] += of[sign.source, sign.kind]
    return row
