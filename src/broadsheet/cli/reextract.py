"""`broadsheet reextract`: the articles made anew from the stored raw pages, and what changed.

Comes in: a site, or nothing for all. Goes out: a line for each article that changed or failed, a summary on stderr.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from broadsheet.cli.screen import Screen, emit, emit_json

if TYPE_CHECKING:
    from broadsheet.run.reextract import Reextracted


@click.command("reextract")
@click.option("--site", metavar="SITE", help="Only this site: a domain, host or URL.")
@click.option("--engine", type=click.Choice(["broadsheet", "trafilatura"]), help="Who extracts. Default: broadsheet.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Child processes. Default: one per processor.")
@click.option("--all", "every", is_flag=True, help="A line for unchanged articles too.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the outcomes.")
@click.pass_obj
def command(
    screen: Screen, /, site: str | None, engine: str | None, workers: int | None, every: bool, form: str
) -> int:
    """Make every article of the corpus anew from its stored raw page, with today's extractor and with what was
    learnt of its site since, and report what changed.

    Nothing is fetched. Older versions of an article stay as they are, its newest one is replaced. A page that is no
    article any more is named, and the stored one stays. After an interruption the same command goes on where it was.
    """
    from msgspec.structs import replace

    counts: Counter[str] = Counter()
    with screen.corpus() as corpus, screen.progress("reextract") as progress:
        options = corpus.options
        options = replace(
            options,
            extract=replace(options.extract, engine=engine or options.extract.engine),
            workers=replace(options.workers, processes=workers or options.workers.processes),
        )
        for outcome in corpus.reextract(site, options=options, on_asked=progress.total):
            counts[outcome.state] += 1
            progress.step(outcome.url or outcome.id)
            if outcome.state in FAILED:
                screen.fail(f"{outcome.state} {outcome.id}: {outcome.evidence}")
            if (every or outcome.state != "unchanged") and not screen.quiet:
                print_outcome(outcome, form)
    parts = [f"{count} {name}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    screen.say(f"{counts.total()} articles: {', '.join(parts) or 'none'}")
    return exit_code(counts)


FAILED = frozenset({"refused", "lost"})
"""States in which the stored article stays as it is."""


def print_outcome(outcome: Reextracted, form: str) -> None:
    """One line for an article: state, id, URL, what changed or why not."""
    if form == "jsonl":
        emit_json(outcome)
        return
    blocks = f"-{len(outcome.removed)} +{len(outcome.added)} blocks" if outcome.removed or outcome.added else ""
    told = ", ".join(filter(None, (outcome.evidence, blocks, *outcome.fields)))
    emit(f"{outcome.state}\t{outcome.id}\t{outcome.url or '-'}\t{told or '-'}")


def exit_code(counts: Counter[str]) -> int:
    """0 all done; 3 some failed; 4 all did."""
    from broadsheet.cli.ending import NOTHING, SOME_FAILED

    failed = sum(counts[state] for state in FAILED)
    if failed:
        return SOME_FAILED if counts.total() > failed else NOTHING
    return 0
