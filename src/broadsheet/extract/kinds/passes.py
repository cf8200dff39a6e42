"""The passes over all elements and blocks of a page: the loops of the naming that have a compiled twin.

Comes in: columns and tables. Goes out: columns. Must not know what a kind, a name or a sign is: the tables say that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.records import Ints, Kind

Numbers = npt.NDArray[np.float64]
Numbering = Ints | npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Source = tuple[Numbers, npt.NDArray[np.intp]]
"""What a source of evidence weighs, by number and kind; and each block's number."""
Levels = npt.NDArray[np.uint8]
Own = dict[int, str]
"""Place in a chain (that of the kind, or of the kind and all kinds where a tag says so) and the word."""


class Outwards(NamedTuple):
    """How chains are written: a byte for each place."""

    kinds: int
    """How many; a chain has twice as many places, those of names and those of tags."""
    none: int
    """Nothing suggests the kind."""
    tag: int
    """A tag does."""
    outwards: bytes
    """How near a name is, seen from inside a named element, by how near it was."""


def spelled(
    tags: Sequence[str],
    names: Sequence[str],
    telling: Sequence[int],
    speaking: Mapping[str, object],
    silent: Collection[str],
) -> tuple[list[tuple[str, str]], list[int], list[int]]:
    """The distinct tags and names of the elements that tell; and the elements that bear some, with the number of those.

    Tags that are not `speaking` count as none; `silent` ones have no names either.
    """
    specs: dict[tuple[str, str], int] = {}
    rows: list[int] = []
    numbers: list[int] = []
    for row in telling:
        tag, name = tags[row], names[row]
        if (name or tag in speaking) and tag not in silent:
            rows.append(row)
            numbers.append(specs.setdefault((tag if tag in speaking else "", name), len(specs)))
    return list(specs), rows, numbers


def laid(
    first: Ints, last: Ints, told: tuple[Sequence[int], Sequence[int]], owns: Sequence[Own], chains: Outwards, rows: int
) -> tuple[Ints, list[tuple[Own, int]], Levels]:
    """The number of each block's chain; of each chain what is added to which, from number 1 on; and the chains.

    Elements come in page order, each laid over the blocks in it: the innermost stays. `told` are the elements, and the
    number of each one's `owns`. In number 0 nothing is told.
    """
    of = np.zeros(rows, np.int32)
    steps: list[tuple[Own, int]] = []
    known: dict[tuple[int, int], int] = {}
    found = [bytearray([chains.none]) * (2 * chains.kinds)]
    for row, spec in zip(*told, strict=True):
        own = owns[spec]
        if own:
            start, end = int(first[row]), int(last[row])
            above = int(of[start]) if start < rows else 0
            chain = known.get((spec, above))
            if chain is None:
                steps.append((own, above))
                chain = known[spec, above] = len(steps)
                around = found[above]
                around = around.translate(chains.outwards) if min(own) < chains.kinds else around[:]
                for place in own:
                    around[place] = 0 if place < chains.kinds else chains.tag
                found.append(around)
            of[start:end] = chain
    return of, steps, np.frombuffer(b"".join(found), np.uint8).reshape(-1, 2 * chains.kinds)


def lowest(first: Ints, last: Ints, found: Numbering, rows: int) -> list[int]:
    """Of each block the number of the innermost of these elements around it, which are in page order; 0 for none."""
    of = [0] * rows
    for at, (start, end) in enumerate(zip(first[found].tolist(), last[found].tolist(), strict=True), 1):
        of[start:end] = [at] * (end - start)
    return of


def add(
    scores: Numbers,
    claims: Mapping[int, Sequence[tuple[tuple[str, Kind], str]]],
    weights: Mapping[tuple[str, Kind], float],
    index: Mapping[Kind, int],
) -> None:
    """Add to each block's row what its claims weigh, in the column of their kind; one sum for each column."""
    sums = np.zeros_like(scores)
    for at, found in claims.items():
        for sign, _ in found:
            sums[at, index[sign[1]]] += weights.get(sign, 0.0)
    scores += sums


def begun(
    places: Numbers, place: Ints, levels: Numbers, chains: Levels, chain: Ints, inherited: Numbers, name: Ints
) -> Numbers:
    """What each block's place, chain and inherited name weigh together, a column for each kind.

    `levels` is what a level weighs at each place of a chain; the other tables have a row for each number.
    """
    both = levels[chains, np.arange(chains.shape[1])]
    half = chains.shape[1] // 2
    by_name = both[:, :half] + both[:, half:]
    found: Numbers = places[place] + by_name[chain] + inherited[name]
    return found


def doubtful(scores: Numbers, sure: float) -> Mask:
    """Which blocks' likeliest kind leads by less than `sure`."""
    top = np.partition(scores, -2, axis=1)
    doubts: Mask = top[:, -1] - top[:, -2] < sure
    return doubts


def tallied(first: Ints, last: Ints, found: Numbering, heard: Mask, brief: Mask, measures: Ints) -> Ints:
    """Of these elements how many of their short blocks speak for each kind, and the sums of the measures of all."""
    columns = np.vstack(((heard & brief[:, None]).T, measures))
    sums = np.zeros((len(columns), len(brief) + 1), np.int32)
    np.cumsum(columns, axis=1, out=sums[:, 1:])
    total: Ints = (sums[:, last[found]] - sums[:, first[found]]).T
    return total


def strongest(
    best: npt.NDArray[np.intp], sources: Sequence[Source], runs: Numbers, held: Mask
) -> tuple[list[int], list[float]]:
    """Of each block the number of the source that weighs most for its kind, the first of those as weighty; its weight.

    Sources are numbered from 1, `runs` come last, where they hold; 0 is none.
    """
    weights = np.zeros((len(sources) + 2, len(best)))
    for at, (table, numbers) in enumerate(sources, 1):
        weights[at] = table[numbers, best]
    weights[-1] = (runs[:, best] * held.T).max(axis=0)
    return weights.argmax(axis=0).tolist(), weights.max(axis=0).tolist()
