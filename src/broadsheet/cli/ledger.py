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
@click.pass_obj
def command(screen: Screen, /, as_csv: bool, form: str) -> None:
    """Count inputs by outcome: asked for = articles + dropped (by reason) + queued."""
    with screen.corpus() as corpus:
        if as_csv:
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
