"""`broadsheet export`: articles to a file, a folder or stdout.

Comes in: a format, a target, filters. Goes out: the export, a count on stderr.
"""

from __future__ import annotations

import sys

import click

from broadsheet.cli.filters import filtered
from broadsheet.cli.screen import Screen


@click.command("export")
@click.argument("target", default="-", metavar="[FILE|FOLDER]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "markdown"]),
    help="Form of the export. Default: by the target's suffix, else jsonl.",
)
@click.option("--raw", is_flag=True, help="CSV: do not guard cells that a spreadsheet would run as formulas.")
@click.option("--join", is_flag=True, help="Add the columns of the tables that named the articles (add --column).")
@click.option("--text", metavar="QUERY", help="Only articles with these words.")
@filtered
@click.pass_obj
def command(screen: Screen, /, target: str, form: str | None, raw: bool, join: bool, **filters: str | None) -> None:
    """Write articles as JSON lines, CSV or Markdown. Without a target: to stdout. Markdown into a folder
    gives one file per article, named by id. A file is complete or not there. Columns that are joined are called
    input_NAME in CSV; in JSON lines they are a list of rows under "input".
    """
    from broadsheet.export import format_of

    with screen.corpus() as corpus:
        stream = sys.stdout.buffer if target == "-" else target
        count = corpus.export(form or format_of(target) or "jsonl", stream, raw=raw, join=join, **filters)
    screen.say(f"{count} articles exported")
