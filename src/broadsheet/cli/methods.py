"""`broadsheet methods`: how the corpus came to be, for a methods section.

Comes in: nothing. Goes out: a paragraph in plain English, or all its numbers as JSON.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("methods")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json: the numbers alone.")
@click.pass_obj
def command(screen: Screen, /, form: str) -> None:
    """Write the paragraph for a methods section: when and how the corpus was collected, what was lost, what is there.

    Every number is counted in the corpus as it is now. As JSON with the manifest of each run: its command, version,
    options and outcomes.
    """
    with screen.corpus() as corpus:
        if form == "json":
            emit_json(corpus.census())
        else:
            emit(corpus.methods())
