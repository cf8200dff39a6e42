"""`broadsheet ledger`: what happened to every input.

Comes in: nothing. Goes out: counts by reason, or one row per input.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from broadsheet.cli.screen import Screen, emit, emit_json

if TYPE_CHECKING:
    from broadsheet.corpus import Corpus


@click.command("ledger")
@click.option("--csv", "as_csv", is_flag=True, help="One row per input, as CSV: the appendix of a paper.")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="jsonl: one object per input."
)
@click.option("--by", type=click.Choice(["site", "day", "origin"]), help="Count by this, too.")
@click.pass_obj
def command(screen: Screen, /, as_csv: bool, form: str, by: str | None) -> None:
    """Count inputs by outcome: asked for = articles + dropped (by reason) + queued.

    With --by one line a site, day of the outcome (UTC), or origin (what named the input), and outcome.
    """
    with screen.corpus() as corpus:
        if by is not None:
            print_groups(corpus, by, form)
        elif as_csv:
            corpus.export_ledger(sys.stdout.buffer)
        elif form == "jsonl":
            for row in corpus.ledger_rows():
                emit_json(row)
        else:
            print_counts(corpus)


def print_counts(corpus: Corpus) -> None:
    """Articles first, then the reasons by number, then the sum."""
    counts = corpus.ledger()
    for name, count in sorted(counts.items(), key=lambda item: (item[0] != "article", -item[1], item[0])):
        emit(f"{count:>8}  {name}")
    emit(f"{sum(counts.values()):>8}  asked for")


def print_groups(corpus: Corpus, by: str, form: str) -> None:
    """One line a group and outcome."""
    for group, outcome, count in corpus.ledger_by(by):
        if form == "jsonl":
            emit_json({by: group, "outcome": outcome, "inputs": count})
        else:
            emit(f"{count:>8}  {outcome}\t{group or '-'}")
