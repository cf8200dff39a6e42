"""Decisions as lines for a terminal: kept text bright, stripped text dim and named by kind, below it what moved it.

Comes in: decisions and field reports. Goes out: text with ANSI colours (ECMA-48), which the command
line takes out where nobody sees them. Control characters of the page are made visible, so that a
hostile page cannot drive the terminal.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from broadsheet.explain.decisions import Decision, Explanation, Overview
from broadsheet.explain.fields import FieldReport

BOLD, DIM, GREEN, RED, YELLOW, END = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[0m"
LABEL_WIDTH = 16
NARROW = 70
"""Columns below which a block's words stand under its label, not beside it."""
INDENT = 7
"""Columns that the block's number and mark take."""
_GLUE = "\N{NO-BREAK SPACE}"
"""Between the words of one reason, which stand on one line where they can."""
LONGEST = 300
"""Characters shown of one block; the whole text is in the JSON form."""


def render(
    explained: Explanation | None, fields: Iterable[FieldReport], width: int, *, near: bool = False
) -> Iterator[str]:
    """Lines for a terminal of `width` columns: the page, blocks in page order, then the fields.

    `near`: everything about each block: where it stands, all of its text, and what moved the score of one that a rule
    has turned.
    """
    if explained is not None:
        yield from _page(explained.page, width)
        for decision in explained.blocks:
            yield from _block(decision, width, near=near)
    for report in fields:
        yield from _field(report, width)


def _page(page: Overview, width: int) -> Iterator[str]:
    parts = [f"{page.kept} of {page.blocks} blocks kept"]
    if page.threshold is not None:
        parts.append(f"score of {page.threshold:.2f} and above is text")
    if page.expected is not None:
        parts.append(f"expected F1 {page.expected:.3f}")
    parts.append(f"confidence {page.confidence:.3f}")
    for line in textwrap.wrap(" · ".join(parts), max(width, 30)):
        yield f"{BOLD}{line}{END}"


def _block(decision: Decision, width: int, *, near: bool) -> Iterator[str]:
    colour = GREEN if decision.kept else RED
    mark = "+" if decision.kept else "-"
    head = f"{decision.block:>4} {mark} {decision.label:<{LABEL_WIDTH}} {decision.score:4.2f} "
    beside = width >= NARROW
    margin = " " * (len(head) if beside else INDENT)
    text = visible(decision.text) if near else visible(decision.text)[:LONGEST]
    lines = textwrap.wrap(text, max(width - len(margin), 20)) or [""]
    shade = "" if decision.kept else DIM
    yield f"{colour}{head}{END}{shade}{lines.pop(0)}{END}" if beside else f"{colour}{head.rstrip()}{END}"
    for line in lines:
        yield f"{margin}{shade}{line}{END}"
    for words, style in evidence(decision) if near else _short(decision):
        for line in textwrap.wrap(visible(words), max(width - len(margin), 20), subsequent_indent="  "):
            yield f"{margin}{style}{line.replace(_GLUE, ' ')}{END}"


def evidence(decision: Decision) -> Iterator[tuple[str, str]]:
    """Everything about a block, each with its colour: the rule that turned it, what moved it, its name, its place."""
    if decision.flipped:
        yield _turned(decision), YELLOW
    yield from ((f"score: {reason.change:+.1f} {reason.detail}", "") for reason in decision.reasons)
    yield from _named(decision)
    yield f"place: {' < '.join((decision.where, *decision.inside))}, {decision.reference}", DIM


def _short(decision: Decision) -> Iterator[tuple[str, str]]:
    """The rule that turned the block, else what moved it on one line and its name."""
    if decision.flipped:
        yield _turned(decision), YELLOW
    elif decision.reasons:
        reasons = [f"{reason.change:+.1f} {reason.detail}" for reason in decision.reasons]
        yield f"score: {'; '.join(reason.replace(' ', _GLUE) for reason in reasons)}", DIM
    yield from _named(decision)


def _turned(decision: Decision) -> str:
    return f"turned: the score {'strips' if decision.kept else 'keeps'} it; {decision.rule}"


def _named(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.rule and not decision.flipped:
        yield f"{'role' if decision.kept else 'kind'}: {decision.rule}", DIM


def _field(report: FieldReport, width: int) -> Iterator[str]:
    value = visible(str(report.value))[: max(width * 2, 120)]
    yield f"{BOLD}{report.field:<20}{END} {value}"
    yield f"{' ' * 20} {DIM}from {visible(report.source)}: {visible(report.raw)[:120]}{END}"
    for source, raw in report.others[:5]:
        yield f"{' ' * 20} {YELLOW}but {visible(source)}: {visible(raw)[:120]}{END}"


def visible(text: str) -> str:
    """The text with control and format characters (Unicode Cc, Cf) as escapes, line breaks as `⏎`."""
    if text.isprintable():
        return text
    return "".join(
        "⏎ " if c == "\n" else c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cf") else c
        for c in text
    )
