"""The labels while they are being decided: each block keeps its score, its verdict and the rule.

Comes in: blocks and scores. Goes out: `Label`s once every step has had its say. Only this record
is mutable in the room, and only inside one call of `extract`.
"""

from __future__ import annotations

from itertools import compress

import numpy as np

from broadsheet.extract.weights import Floats
from broadsheet.records import Blocks, Kind, Label, Role


class Draft:
    """One verdict per block; a later step may turn an earlier one, and says by which rule.

    `element`, `flags`, `size` (words) and `linked` (link density) are the blocks' columns as lists, `parent` the
    elements': read row by row, those are several times as fast as arrays.
    """

    def __init__(self, blocks: Blocks, scores: Floats, good: list[bool]) -> None:
        self.blocks = blocks
        self.element: list[int] = blocks.element.tolist()
        self.parent: list[int] = blocks.elements.parent.tolist()
        self.flags: list[int] = blocks.flags().tolist()
        self.size: list[int] = blocks.words.tolist()
        self.linked: list[float] = (blocks.link_chars / blocks.chars.clip(1)).tolist()
        self.scores = scores
        self.first = list(good)
        self.kept = list(good)
        self.kind: list[Kind | None] = [None] * len(blocks)
        self.role: list[Role | None] = [None] * len(blocks)
        self.rule = [""] * len(blocks)

    def keep(self, index: int, rule: str, role: Role | None = None) -> None:
        """Block `index` is article text."""
        self.kept[index] = True
        self.kind[index] = None
        self.role[index] = role or self.role[index]
        self.rule[index] = rule

    def strip(self, index: int, kind: Kind, rule: str) -> None:
        """Block `index` is boilerplate of this kind."""
        self.kept[index] = False
        self.role[index] = None
        self.kind[index] = kind
        self.rule[index] = rule

    def span(self) -> range:
        """From the first kept block to one past the last; empty where nothing is kept."""
        if True not in self.kept:
            return range(0)
        return range(self.kept.index(True), len(self.kept) - self.kept[::-1].index(True))

    def text(self) -> list[int]:
        """The rows kept so far."""
        return list(compress(range(len(self.kept)), self.kept))

    def words(self) -> int:
        """Words kept so far."""
        return sum(compress(self.size, self.kept))

    def labels(self) -> tuple[Label, ...]:
        """The verdicts, frozen. A kept block without a role is a paragraph, a stripped one without a kind is other."""
        scores = np.round(self.scores.astype(np.float64), 4).tolist()
        rows = zip(self.role, self.kept, self.kind, scores, self.first, self.rule, strict=True)
        return tuple(
            [
                Label(role or Role.PARAGRAPH, None, score, first, rule)
                if kept
                else Label(None, kind or Kind.OTHER, score, first, rule)
                for role, kept, kind, score, first, rule in rows
            ]
        )
