"""`broadsheet remove`: takes text and raw records out, leaves tombstone rows.

Comes in: an id or a site. Goes out: the ids removed.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit


@click.command("remove")
@click.argument("what", metavar="ID|SITE")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(screen: Screen, /, what: str, yes: bool) -> None:
    """Take an article, or every article of a site, out of the corpus: its text, facts and raw records.

    A row with id, URL and day stays as a tombstone, so that the ledger still adds up. This cannot be undone.
    """
    if not yes:
        click.confirm(f"Remove {what} for good?", abort=True, err=True)
    with screen.corpus() as corpus:
        removed = corpus.remove(what)
    for id in removed:
        emit(id)
    screen.say(f"{len(removed)} articles removed")
