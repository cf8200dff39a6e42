"""`broadsheet doctor`: is the corpus whole, is the machine fit?

Comes in: nothing. Goes out: one line per finding; exit 1 where something is wrong.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the findings.")
@click.pass_obj
def command(screen: Screen, /, form: str) -> int:
    """Check versions, free space, database, index and archive; say what is weak and what to do."""
    from broadsheet.upkeep.doctor import examine

    findings = examine(screen.folder)
    for finding in findings:
        if form == "jsonl":
            emit_json(finding)
        else:
            emit(f"{finding.state:<5} {finding.what:<14} {finding.words}")
    return int(any(finding.state == "bad" for finding in findings))
