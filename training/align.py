"""Which blocks of a page a reference text is made of.

Comes in: the blocks' texts and the reference. Goes out: the share of each block's tokens that stand in the
reference, at the block's own place. Must not know HTML nor any extractor.

Runs of three tokens that a block shares with the reference lie on diagonals; of the blocks' best diagonals the
heaviest chain that climbs through both texts is taken, and what is left over is matched where it is long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_TOKEN = re.compile(r"\w+")
RUN = 3
"""Tokens of a run that puts a block on a diagonal."""
SHORT = 5
"""A block of fewer tokens must be a whole line of the reference, or its beginning, or go on in a line right where the
block before it ends: the cells of a table stand in one."""
LONG = 6
"""Tokens from which a block may match out of order."""
HALF = 0.5
"""Share of a block's tokens in the reference from which it is text."""
MANY = 50
"""Occurrences of a run in the reference above which it says nothing of the place."""


class Match(NamedTuple):
    """A block laid over the reference: the token where it begins, how many agree, of how many."""

    block: int
    start: int
    agree: int
    size: int


def tokens(text: str) -> list[str]:
    """The words of a text, lower case."""
    return _TOKEN.findall(text.lower())


def align(texts: Sequence[str], reference: str) -> npt.NDArray[np.float32]:
    """Share of each block's tokens that the reference holds at that place, shape (blocks,)."""
    blocks = [tokens(text) for text in texts]
    lines = [tokens(line) for line in reference.split("\n")]
    words = [word for line in lines for word in line]
    candidates = _long_candidates(blocks, words) + _short_candidates(blocks, lines)
    candidates += _following(blocks, words, candidates)
    chain = _whole_lines(heaviest_chain(candidates), lines)
    used = np.zeros(len(words) + 1, dtype=bool)
    share = np.zeros(len(blocks), dtype=np.float32)
    for match in chain:
        _lay(match, share, used)
    for match in sorted(candidates, key=lambda match: (-match.agree, match.block, match.start)):
        place = used[max(match.start, 0) : max(match.start, 0) + match.size]
        spare = match.size >= LONG and share[match.block] < HALF <= match.agree / match.size
        if spare and place.sum() <= HALF * len(place):
            _lay(match, share, used)
    return share


def _whole_lines(chain: list[Match], lines: list[list[str]]) -> list[Match]:
    """The chain without short blocks that only begin a line which the next block does not go on with."""
    ends = set(np.cumsum([len(line) for line in lines]).tolist())
    following = [*chain[1:], Match(-1, -1, 0, 0)]
    return [
        match
        for match, after in zip(chain, following, strict=False)
        if match.size >= SHORT or match.start + match.size in ends or match.start + match.size == after.start
    ]


def _lay(match: Match, share: npt.NDArray[np.float32], used: npt.NDArray[np.bool_]) -> None:
    share[match.block] = max(share[match.block], match.agree / match.size)
    if match.agree >= HALF * match.size:
        used[max(match.start, 0) : match.start + match.size] = True


def _long_candidates(blocks: list[list[str]], words: list[str]) -> list[Match]:
    """The two best diagonals of every block of `SHORT` tokens or more."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - RUN + 1):
        places[tuple(words[at : at + RUN])].append(at)
    found: list[Match] = []
    for row, block in enumerate(blocks):
        if len(block) < SHORT:
            continue
        diagonals: Counter[int] = Counter()
        for at in range(len(block) - RUN + 1):
            hits = places.get(tuple(block[at : at + RUN]), ())
            if len(hits) <= MANY:
                diagonals.update(hit - at for hit in hits)
        for start, _ in sorted(_merged(diagonals).items(), key=lambda entry: (-entry[1], entry[0]))[:2]:
            agree = _agree(block, words, start, diagonals)
            found.append(Match(row, start, agree, len(block)))
    return found


def _merged(diagonals: Counter[int]) -> dict[int, int]:
    """Diagonals that lie close together, as after a dropped footnote mark, count as one, at the heaviest."""
    merged: dict[int, int] = {}
    near: list[int] = []
    for start in [*sorted(diagonals), None]:
        if near and (start is None or start - near[-1] > RUN):
            best = max(near, key=lambda s: (diagonals[s], -s))
            merged[best] = sum(diagonals[s] for s in near)
            near = []
        if start is not None:
            near.append(start)
    return merged


def _agree(block: list[str], words: list[str], start: int, diagonals: Counter[int]) -> int:
    """Tokens of the block that stand in runs shared with the reference near the diagonal."""
    covered = [False] * len(block)
    for shift in sorted(diagonals):
        if abs(shift - start) > max(2 * RUN, len(block) // 4):
            continue
        run = 0
        for at in range(len(block) + 1):
            there = at + shift
            if at < len(block) and 0 <= there < len(words) and block[at] == words[there]:
                run += 1
                continue
            if run >= RUN:
                covered[at - run : at] = [True] * run
            run = 0
    return sum(covered)


def _short_candidates(blocks: list[list[str]], lines: list[list[str]]) -> list[Match]:
    """Every place where a block of fewer than `SHORT` tokens begins a line of the reference, or a longer one is it."""
    begins: dict[tuple[str, ...], list[int]] = defaultdict(list)
    at = 0
    for line in lines:
        for first in (0, 1) if line and line[0].isdecimal() else (0,):  # an ordered list's number is no block's
            rest = line[first:]
            for size in {*range(1, min(len(rest), SHORT - 1) + 1), len(rest)}:
                begins[tuple(rest[:size])].append(at + first)
        at += len(line)
    return [
        Match(row, start, len(block), len(block))
        for row, block in enumerate(blocks)
        if block
        for start in begins.get(tuple(block), ())[:MANY]
    ]


def _following(blocks: list[list[str]], words: list[str], begun: Sequence[Match]) -> list[Match]:
    """Every place where a whole block goes on right where the one before it ends."""
    ends: dict[int, set[int]] = defaultdict(set)
    for match in begun:
        if match.agree == match.size:
            ends[match.block].add(match.start + match.size)
    found: list[Match] = []
    before: set[int] = set()
    for row, block in enumerate(blocks):
        if not block:  # a rule, a tick: the row goes on behind it
            continue
        size = len(block)
        here = [end for end in sorted(before) if words[end : end + size] == block and end + size not in ends[row]]
        found += [Match(row, end, size, size) for end in here[:MANY]]
        ends[row].update(end + size for end in here[:MANY])
        before = ends[row]
    return found


def heaviest_chain(candidates: Sequence[Match]) -> list[Match]:
    """The matches of greatest weight whose blocks and places both climb, one a block.

    Places may overlap by no more than a run. A patience-like sweep: O(n log n + n × chain), small in practice.
    """
    ordered = sorted(candidates, key=lambda match: (match.block, -match.start))
    ends: list[int] = []  # climbing ends of the best chains …
    best: list[tuple[int, int]] = []  # … their weights, climbing too, and their last match
    back = [-1] * len(ordered)
    at = 0
    while at < len(ordered):
        block = ordered[at].block
        fresh: list[tuple[int, int, int]] = []
        while at < len(ordered) and ordered[at].block == block:
            match = ordered[at]
            place = bisect_right(ends, match.start + min(RUN, match.size - 1)) - 1
            weight, back[at] = (best[place][0], best[place][1]) if place >= 0 else (0, -1)
            fresh.append((match.start + match.size, weight + match.agree * match.agree // match.size, at))
            at += 1
        for end, weight, last in fresh:
            _insert(ends, best, end, weight, last)
    chain: list[Match] = []
    row = best[-1][1] if best else -1
    while row >= 0:
        chain.append(ordered[row])
        row = back[row]
    return chain[::-1]


def _insert(ends: list[int], best: list[tuple[int, int]], end: int, weight: int, last: int) -> None:
    """Keep ends and weights climbing together: a chain that ends later must weigh more."""
    place = bisect_right(ends, end)
    if place and best[place - 1][0] >= weight:
        return
    while place < len(ends) and best[place][0] <= weight:
        del ends[place], best[place]
    if place and ends[place - 1] == end:
        ends[place - 1], best[place - 1] = end, (weight, last)
        return
    ends.insert(place, end)
    best.insert(place, (weight, last))
