"""`broadsheet list`: the articles of the corpus, one line each.

Comes in: filters. Goes out: tab-separated lines, or JSON lines.
"""

from __future__ import annotations

import click

from broadsheet.cli.filters import filtered
from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("list")
@filtered
@click.option("--text", metavar="QUERY", help="Only articles with these words.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the rows.")
@click.pass_obj
def command(screen: Screen, /, limit: int | None, form: str, **filters: str | None) -> None:
    """List articles by date: id, day, site, language, title, URL or file."""
    with screen.corpus() as corpus:
        for row in corpus.rows(limit=limit, **filters):
            if form == "jsonl":
                emit_json(row)
            else:
                day, where = (row.date_published or "-")[:10], row.url or row.source or "-"
                emit(f"{row.id}\t{day}\t{row.site or '-'}\t{row.language or '-'}\t{row.title or '-'}\t{where}")
