"""How a command ends: errors to one line on stderr and an exit code.

Comes in: whatever a command raised. Goes out: `SystemExit`. The table is the contract of `docs/commands.md`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

INTERNAL, USAGE, SOME_FAILED, NOTHING, REFUSED, DISK = 1, 2, 3, 4, 5, 6
INTERRUPTED = 130
"""128 + SIGINT, as shells count."""
TERMINATED = 143
"""128 + SIGTERM, where a command hears of it: `update`."""
CLOSED = 141
"""128 + SIGPIPE: the reader of stdout has gone, and nobody wants to hear of it."""


class ReaderGone(Exception):
    """Nobody reads stdout any more, as after `| head`."""


@contextmanager
def ending() -> Iterator[None]:
    """Turn every way out of a command into its exit code."""
    try:
        yield
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would end the interpreter amid its last steps
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except (BrokenPipeError, ReaderGone):
        _give_up_stdout()
        sys.exit(CLOSED)
    except Exception as error:  # the last seam: ours gets one line, anything else its traceback  # noqa: BLE001
        _give_up_stdout()
        sys.exit(_ours(error))


def _give_up_stdout() -> None:
    """Where stdout takes no more, let the interpreter's last flush go nowhere instead of failing once more."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ours(error: Exception) -> int:
    from broadsheet.errors import NO_ROOM, BroadsheetError, DiskFull, ExtraMissing, UsageError

    if isinstance(error, OSError) and error.errno in NO_ROOM:  # stdout: all that we write ourselves raises `DiskFull`
        click.echo(f"broadsheet: cannot write: {error}", err=True)
        return DISK
    if not isinstance(error, BroadsheetError):
        import traceback

        traceback.print_exc()
        return INTERNAL
    where = f" [{error.url}]" if error.url and error.url not in str(error) else ""
    click.echo(f"broadsheet: {error}{where}", err=True)
    if isinstance(error, DiskFull):
        return DISK
    return USAGE if isinstance(error, UsageError | ExtraMissing) else INTERNAL
