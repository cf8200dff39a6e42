"""What was decided on each block, and why, in page order.

Comes in: a document and its body. Goes out: an `Explanation`: the page, one `Decision` a block. Must not know how it is
shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import msgspec

from broadsheet.extract.reasons import Reason, account
from broadsheet.options import DEFAULT, ExtractOptions
from broadsheet.records import Body, Document

ABOVE = 4
"""Elements above a block's own that are named: the nearest ones."""


class Decision(msgspec.Struct, frozen=True):
    """One block: its verdict, its words, its evidence."""

    block: int
    kept: bool
    label: str
    """Role of a kept block, kind of a stripped one."""
    score: float
    """Probability of being article text, before any rule."""
    rule: str
    """What decided or turned it, and what named its kind; empty where the score stood."""
    flipped: bool
    """Did a rule turn what the score said?"""
    reasons: tuple[Reason, ...]
    """What moved the score most, the largest change first; none for text dumps, other engines, huge pages."""
    where: str
    """Tag and names of its element."""
    inside: tuple[str, ...]
    """The same of the nearest elements above, the nearest first."""
    reference: str
    """`block:start-end`, as in `Article.stripped`."""
    text: str


class Overview(msgspec.Struct, frozen=True):
    """The page as a whole."""

    blocks: int
    kept: int
    threshold: float | None
    """Score from which blocks are kept, before any rule; None where no network decided."""
    expected: float | None
    """F1 that the scores promise."""
    confidence: float
    """F1 that pages of such a promise have had."""


class Explanation(msgspec.Struct, frozen=True):
    """A page, and those of its blocks that were asked for."""

    page: Overview
    blocks: tuple[Decision, ...]


def explain(
    document: Document, body: Body, options: ExtractOptions = DEFAULT.extract, rows: Iterable[int] | None = None
) -> Explanation:
    """What was decided on the page and on the blocks in `rows`, by default all; `options`: those that made `body`."""
    shown = list(range(len(document.blocks)) if rows is None else rows)
    made = account(document, options, shown)
    page = Overview(
        blocks=len(body.labels),
        kept=sum(label.kept for label in body.labels),
        threshold=None if made.threshold is None else round(made.threshold, 4),
        expected=None if made.expected is None else round(made.expected, 4),
        confidence=round(body.confidence, 4),
    )
    return Explanation(page, tuple(_decision(document, body, row, made.reasons.get(row, ())) for row in shown))


def _decision(document: Document, body: Body, row: int, reasons: tuple[Reason, ...]) -> Decision:
    block, label = document.blocks[row], body.labels[row]
    elements = document.blocks.elements
    above = islice(elements.ancestors(int(document.blocks.element[row])), ABOVE)
    return Decision(
        block=row,
        kept=label.kept,
        label=str(label.role or label.kind),
        score=label.score,
        rule=label.rule,
        flipped=label.first != label.kept,
        reasons=reasons,
        where=_named(block.tag, block.tokens),
        inside=tuple(_named(elements.tag[at], elements.tokens[at]) for at in above),
        reference=f"{row}:{block.start}-{block.end}",
        text=block.text,
    )


def _named(tag: str, tokens: str) -> str:
    return f"{tag}.{tokens.replace(' ', '.')}" if tokens else tag
