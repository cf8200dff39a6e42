"""`broadsheet verify`: is the archive, byte for byte, what was written?

Comes in: nothing. Goes out: one line per fault; exit 1 where there is one.
"""

from __future__ import annotations

import click

from broadsheet.cli.screen import Screen, emit, emit_json


@click.command("verify")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the faults.")
@click.pass_obj
def command(screen: Screen, /, form: str) -> int:
    """Read the whole archive again, take every digest again, follow every reference of the database and of
    the index beside each file."""
    from broadsheet.options import MIB
    from broadsheet.upkeep.verify import Verified, verify

    done, faults = Verified(), 0
    for faults, fault in enumerate(verify(screen.folder, done), 1):  # noqa: B007  the last number is the count
        if form == "jsonl":
            emit_json(fault)
        else:
            emit(f"{fault.file} at byte {fault.offset}, {fault.length} bytes: {fault.why}")
    screen.say(
        f"{done.files} files, {done.records} records, {done.bytes // MIB} MiB read; "
        f"{done.referred} raw pages of the database are whole, {done.indexed} lines of the index right; {faults} faults"
    )
    return int(faults > 0)
