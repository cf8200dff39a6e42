"""`broadsheet feeds`: the listings that the corpus follows.

Comes in: a site, or a listing to be followed no more. Goes out: tab-separated lines, JSON lines or OPML.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_file, emit_json


@click.command("feeds")
@click.option("--site", metavar="SITE", help="Only this site.")
@click.option("--opml", is_flag=True, help="The feeds as OPML, for feed readers and `add`.")
@click.option("--remove", "removed", multiple=True, metavar="URL", help="Follow this listing no more. May be repeated.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the rows.")
@click.pass_obj
def command(screen: Screen, /, site: str | None, opml: bool, removed: tuple[str, ...], form: str) -> None:
    """Show what `update` polls: kind, polls, addresses found, failures in a row, next due, URL, title.

    What failed 35 times in a row, over 30 days or more, rests: `add URL` asks for it again.
    --remove leaves its stories where they are; `add URL` follows it again.
    """
    with screen.corpus() as corpus:
        for url in removed:
            corpus.unfollow(url)
            screen.say(f"followed no more: {url}")
        if opml:
            emit_file(corpus.opml(site).decode().splitlines())
        elif not removed:
            for one in corpus.feeds(site):
                if form == "jsonl":
                    emit_json(one)
                else:
                    counts = f"{one.polls}\t{one.found}\t{one.failures}\t{'rests' if one.rests else one.due_at}"
                    emit(f"{one.kind}\t{counts}\t{one.url}\t{one.title or '-'}")
