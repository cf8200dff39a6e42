"""Which blocks of a page are shown: all, the kept ones, some by number, or those around some words.

Comes in: a document, its body, and what was asked for. Goes out: rows in page order. Must not know why one asks.
"""

from __future__ import annotations

from collections.abc import Collection

from broadsheet.records import Body, Document

BESIDE = 2
"""Blocks shown before and after one that is looked for: as far as the network's nearest look reaches."""


def choose(
    document: Document, body: Body, *, kept: bool = False, blocks: Collection[int] = (), around: str | None = None
) -> tuple[int, ...]:
    """Rows that are asked for; where neither `blocks` nor `around` says which, all.

    `blocks`: their numbers; `around`: words of theirs, in letters of any case, with `BESIDE` blocks on each side.
    `kept` leaves out the stripped ones among them.
    """
    n = len(document.blocks)
    found = {row for row in blocks if 0 <= row < n}
    if around is not None:
        words = " ".join(around.casefold().split())
        at = [row for row, text in enumerate(document.blocks.text) if words in " ".join(text.casefold().split())]
        found |= {near for row in at for near in range(max(row - BESIDE, 0), min(row + BESIDE + 1, n))}
    rows = sorted(found) if blocks or around is not None else range(n)
    return tuple(row for row in rows if body.labels[row].kept or not kept)
