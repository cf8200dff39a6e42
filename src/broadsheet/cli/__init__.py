"""The command line: one verb a file, each parses, makes one library call, prints.

Comes in: arguments. Goes out: data on stdout, all else on stderr, an exit code. Verbs are imported when
they are named, so that `--help` is fast. No business rule lives here.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from typing import Any

import click

from broadsheet.cli.ending import ReaderGone, ending
from broadsheet.version import VERSION

VERBS: dict[str, str] = {
    "add": "Turn URLs, saved pages and text dumps into articles of the corpus.",
    "update": "Ask again for the feeds, front pages and articles that are due.",
    "queue": "Show what waits to be asked for, and when what is due.",
    "feeds": "Show the listings that the corpus follows; OPML out.",
    "extract": "Extract one page, without a corpus.",
    "explain": "Show every block of a page: kept or stripped, as what, why.",
    "list": "List the articles of the corpus.",
    "show": "Show one article.",
    "search": "Find articles by their words.",
    "export": "Write articles to a file, a folder or stdout.",
    "ledger": "Show what happened to every input, counted by reason.",
    "methods": "Write the paragraph for a methods section.",
    "template": "Show what recurs on the pages of a site.",
    "reextract": "Make the articles anew from the stored raw pages.",
    "remove": "Take an article or a whole site out of the corpus.",
    "doctor": "Check the corpus and this machine for weak points.",
    "verify": "Read the whole archive again and check every digest.",
    "rebuild": "Make the database again from the archive.",
    "demo": "Run the whole job on a small newspaper served from this machine.",
    "completion": "Print the script that completes commands in your shell.",
}
"""Verb → what `--help` says of it; each lives in the module of its name."""


class Verbs(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order of the table."""
        return [*VERBS]  # `list` is one of our modules

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a verb, its module imported now."""
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"broadsheet.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a reader that has gone is told in words of ours, since click makes exit code 1 of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of verbs, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([*VERBS.items()])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-c", "--corpus", metavar="FOLDER", help="The corpus. Default: $BROADSHEET_CORPUS, else ./corpus.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary; errors only.")
@click.option("-v", "--verbose", count=True, help="More on stderr; twice for debugging.")
@click.option("--log-format", type=click.Choice(["text", "json"]), default="text", help="Form of log lines on stderr.")
@click.version_option(VERSION, prog_name="broadsheet")
@click.pass_context
def cli(ctx: click.Context, corpus: str | None, quiet: bool, verbose: int, log_format: str) -> None:
    """broadsheet turns news pages into a research corpus: clean text, sourced metadata, and a ledger of
    what happened to every URL.

    Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 internal error, 2 usage, 3 some
    inputs failed, 4 nothing extracted, 5 everything refused by policy, 6 disk full or read-only.
    """
    from broadsheet.cli.screen import Screen

    if os.environ.get("NO_COLOR"):
        ctx.color = False
    level = logging.ERROR if quiet else (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    ctx.obj = Screen(corpus=corpus, quiet=quiet, level=level, log_format=log_format)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and end the process with its exit code."""
    with ending():
        code = cli.main(arguments, prog_name="broadsheet", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
