"""`broadsheet rebuild`: the database made again from the archive.

Comes in: nothing. Goes out: one line for each thing that is lost; exit 3 where there is one.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("rebuild")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Child processes. Default: one per processor.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of what is lost.")
@click.pass_obj
def command(screen: Screen, /, workers: int | None, form: str) -> int:
    """Make the corpus's database again from its archive alone: inputs, attempts, articles, versions and index, with the
    same numbers and times; from the same version of broadsheet, the same rows.

    For a database that is damaged or gone. Nothing is fetched. The new one takes its place when it is whole; the old
    one stays beside it as corpus.db.before-rebuild. What was not told to the archive is lost: a `reextract` that was
    interrupted, and the sites' pauses between requests.
    """
    from msgspec.structs import replace

    from broadsheet.cli.ending import SOME_FAILED
    from broadsheet.options import MIB
    from broadsheet.upkeep.rebuild import Rebuilt, rebuild

    done, lost = Rebuilt(), 0
    options = screen.corpus().options
    options = replace(options, workers=replace(options.workers, processes=workers or options.workers.processes))
    for lost, one in enumerate(rebuild(screen.folder, options, done), 1):  # noqa: B007  the last number is the count
        if form == "jsonl":
            emit_json(one)
        else:
            emit(f"{one.file} at byte {one.offset}, {one.length} bytes: {one.why}")
    screen.say(
        f"{done.files} files, {done.bytes // MIB} MiB read; {done.attempts} attempts, {done.articles} of articles, "
        f"{done.otherwise} made otherwise than they were, {done.erased} of articles removed since; {lost} losses"
    )
    return SOME_FAILED if lost else 0
