"""What every verb shares: the corpus asked for, how loud to be, and where words go.

Comes in: the global options. Goes out: an opened `Corpus`, lines on stdout and stderr, a progress
counter on a terminal. Must not know any verb.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from broadsheet.corpus import Corpus


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""C0 and C1 (ECMA-48) but tab and line feed."""


class Screen:
    """The global options, and the ways to speak."""

    def __init__(self, *, corpus: str | None, quiet: bool, level: int, log_format: str) -> None:
        self.given = corpus
        self.quiet = quiet
        handler = logging.StreamHandler()
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


class JsonLines(logging.Formatter):
    """One JSON object a log line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time (RFC 3339, UTC), level, logger, message, traceback if any."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        line = {"time": moment, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def harmless(text: str) -> str:
    """The text with control characters escaped: a hostile page could drive the terminal with them."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


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
