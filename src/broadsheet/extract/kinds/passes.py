"""The passes over all elements and blocks of a page: the loops of the naming that have a compiled twin.

Comes in: columns and tables. Goes out: columns. Must not know what a kind, a name or a sign is: the tables say that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from broadsheet.records import Ints, Kind

Numbers = npt.NDArray[np.float64]
Numbering = Ints | npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Source = tuple[Numbers, npt.NDArray[np.intp]]
"""What a source of evidence weighs, by number and kind; and each block's number."""
Own = dict[int, str]
"""Place in a chain (that of the kind, or of the kind and all kinds where a tag says so) and the word."""


def spelled(
    tags: Sequence[str],
    names: Sequence[str],
    telling: Sequence[int],
    speaking: Mapping[str, object],
    silent: Collection[str],
) -> tuple[list[tuple[str, str]], list[tuple[int, int]]]:
    """The distinct tags and names of the elements that tell; and the elements that bear some, with the number of those.

    Tags that are not `speaking` count as none; `silent` ones have no names either.
    """
    specs: dict[tuple[str, str], int] = {}
    told: list[tuple[int, int]] = []
    for row in telling:
        tag, name = tags[row], names[row]
        if (name or tag in speaking) and tag not in silent:
            told.append((row, specs.setdefault((tag if tag in speaking else "", name), len(specs))))
    return list(specs), told


def laid(
    first: Ints, last: Ints, told: Sequence[tuple[int, int]], owns: Sequence[Own], rows: int
) -> tuple[list[int], list[tuple[Own, int]]]:
    """The number of each block's chain, and of each chain what is added to which, from number 1 on.

    Elements come in page order, each laid over the blocks in it: the innermost stays.
    """
    of = [0] * rows
    steps: list[tuple[Own, int]] = []
    known: dict[tuple[int, int], int] = {}
    for row, spec in told:
        if owns[spec]:
            start, end = int(first[row]), int(last[row])
            step = spec, of[start]
            chain = known.get(step)
            if chain is None:
                steps.append((owns[spec], of[start]))
                chain = known[step] = len(steps)
            of[start:end] = [chain] * (end - start)
    return of, steps


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
