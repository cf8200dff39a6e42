"""`broadsheet queue`: what waits to be asked for, site by site, and when what is due.

Comes in: nothing. Goes out: tab-separated lines, or JSON lines; the sum on stderr.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("queue")
@click.option("--site", metavar="SITE", help="Only this site.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the rows.")
@click.pass_obj
def command(screen: Screen, /, site: str | None, form: str) -> None:
    """Show what waits: queued addresses, listings among them, the oldest's day, listings and articles that are due,
    when the next is due, site, the address that goes out first.

    `add --resume` asks for what is queued, `update` for what is due and for what its own runs left.
    """
    queued = due = 0
    with screen.corpus() as corpus:
        for row in corpus.waiting(site):
            queued, due = queued + row.queued, due + row.listings_due + row.articles_due
            if form == "jsonl":
                emit_json(row)
            else:
                oldest, when = (row.oldest or "-")[:10], row.next_due or "-"
                counts = f"{row.queued}\t{row.listings}\t{oldest}\t{row.listings_due}\t{row.articles_due}"
                emit(f"{counts}\t{when}\t{row.site or '-'}\t{row.next or '-'}")
    screen.say(f"{queued} queued, {due} due")
