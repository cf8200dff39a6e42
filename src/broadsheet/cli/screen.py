"""What every verb shares: the corpus asked for, how loud to be, and where words go.

Comes in: the global options. Goes out: an opened `Corpus`, lines on stdout and stderr, a progress
counter on a terminal. Must not know any verb.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.cli.watching import Numbers
    from broadsheet.corpus import Corpus


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""C0 and C1 (ECMA-48) but tab and line feed."""


class Screen:
    """The global options, and the ways to speak."""

    def __init__(self, *, corpus: str | None, quiet: bool, level: int, log_format: str) -> None:
        self.given = corpus
        self.quiet = quiet
        handler = StandardError()
        handler.setFormatter(JsonLines() if log_format == "json" else logging.Formatter("%(levelname)s %(message)s"))
        logging.basicConfig(level=level, handlers=[handler], force=True)

    @property
    def folder(self) -> Path:
        """The corpus folder."""
        from broadsheet.settings import corpus_folder

        return corpus_folder(self.given)

    def corpus(self) -> Corpus:
        """The corpus, closed by its `with` block."""
        from broadsheet.corpus import Corpus

        return Corpus(self.folder)

    def fail(self, words: str) -> None:
        """Name an input that failed, unless stdout shows it on this very terminal."""
        if self.quiet or not sys.stdout.isatty():
            logging.getLogger("broadsheet").error(harmless(words))

    def say(self, words: str) -> None:
        """Tell the person at the terminal; silent with `-q`."""
        if not self.quiet:
            click.echo(words, err=True)

    @contextmanager
    def watching(self, what: str) -> Iterator[Numbers]:
        """The numbers of a run, shown while the block lasts: on stderr's terminal, else a log line a minute."""
        from broadsheet.cli.watching import Numbers

        numbers = Numbers(what)
        if self.quiet:
            yield numbers
        elif (console := _terminal()) is not None:
            with live(numbers, console):
                yield numbers
        else:
            with logged(numbers):
                yield numbers

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """A counter on stderr where that is a terminal, nothing elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            yield Progress()
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn(what),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[last]}", markup=False),
            TimeElapsedColumn(),
        )
        both = sys.stdout.isatty()  # then rich writes the data too, above the bar; else it must not touch them
        with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=both) as bar:
            yield BarProgress(bar, bar.add_task(what, total=None, last=""))


EVERY = 60.0
"""Seconds between two log lines of a run."""
REFRESHED = 2
"""Times a second that the view is drawn: enough for a pause that counts down, and a thousandth of a processor."""


def _terminal() -> Console | None:
    """Stderr as a terminal whose lines can be drawn anew; None where it is none."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    return None if console.is_dumb_terminal else console


@contextmanager
def live(numbers: Numbers, console: Console) -> Iterator[None]:
    """Draw the numbers below whatever else is written, in place; nothing of them is left behind."""
    from rich.live import Live
    from rich.text import Text

    both = sys.stdout.isatty()  # then rich writes the data too, above the view; else it must not touch them

    def view() -> Text:
        lines = numbers.lines(console.width - 1, outcomes=not both)
        shown = Text(harmless("\n".join(lines[: max(1, console.height - 1)])), no_wrap=True, overflow="crop")
        shown.stylize("bold", 0, len(lines[0]))
        return shown

    with Live(get_renderable=view, console=console, transient=True, redirect_stdout=both, refresh_per_second=REFRESHED):
        yield


@contextmanager
def logged(numbers: Numbers) -> Iterator[None]:
    """A log line a minute, and one at the end; a short run has none but in JSON, for its sum is printed anyway."""
    log, over = logging.getLogger("broadsheet.run"), threading.Event()
    log.setLevel(logging.INFO)  # whatever the level of all others is: without `-q` somebody wants to know
    formatters = (handler.formatter for handler in logging.getLogger().handlers)
    ending = any(isinstance(one, JsonLines) for one in formatters)

    def tell() -> None:
        log.info("%s", harmless(numbers.words()), extra={"numbers": numbers.told()})

    def go_on() -> None:
        nonlocal ending
        while not over.wait(EVERY):
            ending = True
            tell()

    teller = threading.Thread(target=go_on, name="watching", daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
        if ending:
            numbers.end()
            tell()


class Progress:
    """Counts in silence."""

    def total(self, count: int) -> None:
        """So many there are."""

    def step(self, last: str) -> None:
        """One more is done; `last` says which."""


class BarProgress(Progress):
    """Counts on a bar of rich."""

    def __init__(self, bar: Any, task: Any) -> None:
        self._bar, self._task = bar, task

    def total(self, count: int) -> None:
        """So many there are."""
        self._bar.update(self._task, total=count)

    def step(self, last: str) -> None:
        """One more is done."""
        self._bar.update(self._task, advance=1, last=harmless(last[-60:]))


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to whatever is stderr at the time: while a view is shown, a stand-in that writes above it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Stderr."""
        return sys.stderr


class JsonLines(logging.Formatter):
    """One JSON object a log line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time (RFC 3339, UTC), level, logger, message, numbers of a run and traceback if any."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        line: dict[str, Any] = {
            "time": moment,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= record.__dict__.get("numbers", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def harmless(text: str) -> str:
    """The text with control characters escaped: a hostile page could drive the terminal with them."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


SECRET = frozenset({"contact", "cookies"})
"""Options whose values are nobody else's business."""
_SHOWN = 20
"""Arguments of a command that are kept: a shell makes thousands of `*`."""


def typed(context: click.Context) -> str:
    """The command as it was typed, for the manifest of the run: without secrets, and folders of this machine."""
    words = [str(context.info_name)]
    for parameter in context.command.params:
        name = str(parameter.name)
        if context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value, option = context.params[name], isinstance(parameter, click.Option)
        values = [value] if not isinstance(value, tuple) else [*value[:_SHOWN]]
        more = [f"(and {len(value) - _SHOWN} more)"] if isinstance(value, tuple) and len(value) > _SHOWN else []
        for one in values:
            words += [max(parameter.opts, key=len)] if option else []
            words += [] if one is True else ["…"] if name in SECRET else [_public(str(one))]
        words += more
    return " ".join(words)


def _public(argument: str) -> str:
    """An argument without a user's name and password, or without its folder."""
    from broadsheet.urls import normalise

    if "://" in argument:
        return (normalise(argument) or "…") if "@" in argument else argument
    return argument.rstrip("/").rpartition("/")[2] or argument


def emit(text: str, *, styled: bool = False) -> None:
    """A line of data on stdout, made harmless unless it is `styled` by us; what stdout cannot encode is escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    words = text if styled else harmless(text)
    # named, since click would else go past the bar, which stands in for stdout while it is shown
    click.echo(words.encode(encoding, "backslashreplace").decode(encoding), file=sys.stdout)


def emit_json(value: Any) -> None:
    """One JSON object on one line of stdout, UTF-8, keys in the order given."""
    import msgspec

    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def emit_file(lines: Iterable[str]) -> None:
    """The lines of a file on stdout, in UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    for line in lines:
        sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
