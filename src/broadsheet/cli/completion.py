"""`broadsheet completion`: the script that completes commands in a shell.

Comes in: a shell's name. Goes out: the script, made by click.
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from broadsheet.cli.screen import emit


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of SHELL; e.g. `eval "$(broadsheet completion bash)"` in ~/.bashrc."""
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"click knows no completion for {shell}")
    emit(maker(ctx.find_root().command, {}, "broadsheet", "_BROADSHEET_COMPLETE").source())
