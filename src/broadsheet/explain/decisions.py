"""What was decided on each block, and why, in page order.

Comes in: a document and its body. Goes out: one `Decision` a block. Must not know how it is shown.
"""

from __future__ import annotations

import msgspec

from broadsheet.records import Body, Document


class Decision(msgspec.Struct, frozen=True):
    """One block: its verdict, its words, its evidence."""

    block: int
    kept: bool
    label: str
    """Role of a kept block, kind of a stripped one."""
    score: float
    """Of being article text, before context."""
    rule: str
    """What decided or turned it; empty where the score stood."""
    flipped: bool
    """Did a rule turn what the score said?"""
    where: str
    """Tag and names of its element."""
    reference: str
    """`block:start-end`, as in `Article.stripped`."""
    text: str


def decisions(document: Document, body: Body) -> tuple[Decision, ...]:
    """Every block of the page with its verdict."""
    return tuple(_decision(document, body, row) for row in range(len(document.blocks)))


def _decision(document: Document, body: Body, row: int) -> Decision:
    block, label = document.blocks[row], body.labels[row]
    return Decision(
        block=row,
        kept=label.kept,
        label=str(label.role or label.kind),
        score=label.score,
        rule=label.rule,
        flipped=label.first != label.kept,
        where=f"{block.tag}.{block.tokens.replace(' ', '.')}" if block.tokens else block.tag,
        reference=f"{row}:{block.start}-{block.end}",
        text=block.text,
    )
