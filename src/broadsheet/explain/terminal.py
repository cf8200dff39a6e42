"""Decisions as lines for a terminal: kept text bright, stripped text dim and named by kind.

Comes in: decisions and field reports. Goes out: text with ANSI colours (ECMA-48), which the command
line takes out where nobody sees them. Control characters of the page are made visible, so that a
hostile page cannot drive the terminal.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from broadsheet.explain.decisions import Decision
from broadsheet.explain.fields import FieldReport

BOLD, DIM, GREEN, RED, YELLOW, END = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[0m"
LABEL_WIDTH = 16
LONGEST = 300
"""Characters shown of one block; the whole text is in the JSON form."""


def render(decided: Iterable[Decision], fields: Iterable[FieldReport], width: int) -> Iterator[str]:
    """Lines for a terminal of `width` columns: blocks in page order, then the fields."""
    for decision in decided:
        yield from _block(decision, width)
    for report in fields:
        yield from _field(report, width)


def _block(decision: Decision, width: int) -> Iterator[str]:
    colour = GREEN if decision.kept else RED
    mark = "+" if decision.kept else "-"
    head = f"{decision.block:>4} {mark} {decision.label:<{LABEL_WIDTH}} {decision.score:4.2f} "
    lines = textwrap.wrap(visible(decision.text)[:LONGEST], max(width - len(head), 30)) or [""]
    shade = "" if decision.kept else DIM
    yield f"{colour}{head}{END}{shade}{lines[0]}{END}"
    for line in lines[1:]:
        yield f"{' ' * len(head)}{shade}{line}{END}"
    if decision.rule:
        turned = f"{YELLOW}turned: " if decision.flipped else DIM
        yield f"{' ' * len(head)}{turned}{visible(decision.rule)}{END}"


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
