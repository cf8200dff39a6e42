"""Why the network thinks so of a block: the three groups of measures that moved its logit most, in plain words.

Comes in: a document. Goes out: an `Account`: the page's threshold, and up to three `Reason`s a block. A reason of +1.8
says: were the page's blocks average in this respect, this block's logit would be 1.8 lower (`influence` says it
exactly); its words tell how this block stands in that respect. Changes do not add up to the logit, for measures know
of each other. Text dumps and other engines have no network, and no reasons. Must not decide anything.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np

from broadsheet.extract.core import probabilities
from broadsheet.extract.decide import decide
from broadsheet.extract.features import Features, features
from broadsheet.extract.influence import Floats, influence
from broadsheet.extract.mentions import Mentions
from broadsheet.extract.title import title_row
from broadsheet.extract.weights import Weights, weights
from broadsheet.extract.wording import COLUMN, GROUPS, SET_NAMES, WORD_SUMS, Group
from broadsheet.options import ExtractOptions
from broadsheet.records import Document, Form

MOST = 3
"""Reasons told of a block."""
LARGEST = 30_000
"""Blocks of a page from which no reasons are given: about five seconds' work, for an archive rather than a page."""
LEAST = 0.05
"""Change of the logit below which nothing is a reason: it moves no probability by more than .013."""


class Reason(msgspec.Struct, frozen=True):
    """What moved a block's logit, by how much, and in plain words."""

    name: str
    """Of a group of `wording.GROUPS`."""
    change: float
    """Positive: speaks for text."""
    detail: str


class Account(msgspec.Struct, frozen=True):
    """What the network made of a page."""

    threshold: float | None = None
    """Probability from which blocks are kept; None where there is no network."""
    expected: float | None = None
    """Expected F1 of the page's words, before calibration."""
    reasons: dict[int, tuple[Reason, ...]] = {}
    """By row, the largest change first; of the rows that were asked for."""


def account(document: Document, options: ExtractOptions, rows: Iterable[int] | None = None) -> Account:
    """What the network made of the page, with reasons for `rows`, by default all.

    Time is linear in the page, whatever the rows: some .2 ms a block.
    """
    if options.engine != "broadsheet" or document.form is not Form.HTML or not len(document.blocks):
        return Account()
    blocks, learnt = document.blocks, weights()
    found = features(document, title_row(document))
    decision = decide(probabilities(document, found, learnt)[0], blocks.words)
    wanted = list(range(len(blocks)) if rows is None else rows)
    told = _reasons(document, found, learnt, wanted) if wanted and len(blocks) <= LARGEST else {}
    return Account(decision.threshold, decision.expected, told)


def _reasons(document: Document, found: Features, learnt: Weights, rows: list[int]) -> dict[int, tuple[Reason, ...]]:
    """The largest changes of each row, in words."""
    columns = [[COLUMN[name] for name in group.columns] for group in GROUPS]
    change = influence(document.blocks, found, learnt, columns)[rows]
    order = np.argsort(-np.abs(change), axis=1, kind="stable")[:, :MOST]
    largest = np.take_along_axis(change, order, axis=1)
    teller = _Teller(document, found, learnt)
    return {
        row: tuple(
            Reason(GROUPS[at].name, round(by, 2), teller.detail(GROUPS[at], row, by))
            for at, by in zip(ats, bys, strict=True)
            if abs(by) >= LEAST
        )
        for row, ats, bys in zip(rows, order.tolist(), largest.tolist(), strict=True)
    }


class _Teller:
    """One page's measures, and what to say of them."""

    def __init__(self, document: Document, found: Features, learnt: Weights) -> None:
        self.numbers = found.numbers
        self.mean = learnt.layers["mean"]
        self.mentions = Mentions(document.blocks, found, learnt)

    def detail(self, group: Group, row: int, change: float) -> str:
        """How block `row` stands in respect of the group."""
        name = group.columns[0].rpartition("_")[0]
        if name in WORD_SUMS:
            word = self.mentions.weightiest(name, row, towards=change > 0)
            return group.high.format(word=word) if word else group.low
        measured = self.numbers[row]
        if "{set}" in group.high:
            marked = [SET_NAMES[column] for column in group.columns if measured[COLUMN[column]]]
            return group.high.format(set=", ".join(marked)) if marked else group.low
        first = COLUMN[group.columns[0]]
        high = measured[first] > (self.mean[first] if group.at is None else group.at)
        return (group.high if high else group.low).format_map(_Measured(measured))


class _Measured(dict[str, "_Number"]):
    """One block's columns by name."""

    def __init__(self, row: Floats) -> None:
        self.row = row

    def __missing__(self, name: str) -> _Number:
        return _Number(self.row[COLUMN[name]])


class _Number(float):
    """A column as it is told: `p` is a share, `d` a count, a noun the things counted, then stored as `log1p`."""

    def __format__(self, form: str) -> str:
        if form == "p":
            return f"{float(self):.0%}"
        if form == "d":
            return str(round(self))
        count = round(float(np.expm1(self)))
        return f"{count} {form.removesuffix('s') if count == 1 else form}"
