"""`broadsheet search`: the best articles for some words.

Comes in: a query and filters. Goes out: ranked hits with the passage found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadsheet.cli.filters import filtered
from broadsheet.cli.screen import Screen, emit, emit_json

if TYPE_CHECKING:
    from broadsheet.records import Hit


@click.command("search")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@filtered
@click.option("--limit", type=click.IntRange(min=1), default=20, metavar="N", help="At most so many.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the hits.")
@click.pass_obj
def command(screen: Screen, /, query: tuple[str, ...], limit: int, form: str, **filters: str | None) -> None:
    """Find articles, best first. "Quoted phrases", -without, OR and prefix* are understood."""
    with screen.corpus() as corpus:
        hits = corpus.search(" ".join(query), limit, **filters)
    for hit in hits:
        if form == "jsonl":
            emit_json(hit)
        else:
            print_hit(hit)
    screen.say(f"{len(hits)} found")


def print_hit(hit: Hit) -> None:
    """A hit as two lines: id, day, title, URL; then the passage."""
    emit(f"{hit.id}\t{(hit.date_published or '-')[:10]}\t{hit.title or '-'}\t{hit.url or '-'}")
    emit(f"    {' '.join(hit.snippet.split())}")
