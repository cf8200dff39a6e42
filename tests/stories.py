"""Pages made by hand for the tests of whole runs: stories, a page that hangs the parser, the command line.

Comes in: a number. Goes out: a page with a text of its own; a finished or running command.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HANG = b"<p " + b" ".join(b"a%d=1" % n for n in range(64_000)) + b">x</p>"
"""The parser is quadratic in the attributes of one tag: this one takes it five seconds or more."""

SCRIPT = "import sys; from broadsheet.cli import main; main(sys.argv[1:])"


def paragraphs(number: int) -> list[str]:
    """Five sentences that no other number has."""
    return [
        f"The harbour opens again after storm {number}, and the ferries sail on time, said watchman {n} of {number}."
        for n in range(5)
    ]


def page(number: int = 0) -> bytes:
    """A small HTML page with an article of its own."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs(number))
    head = f"<!doctype html><title>Storm {number} is over</title><nav><a href='/'>Home</a></nav>"
    return f"{head}<article><h1>Storm {number} is over</h1>{body}</article>".encode()


def dump(number: int = 0) -> bytes:
    """The same as a text dump."""
    return "\n\n".join([f"Storm {number} is over", *paragraphs(number)]).encode()


def folder_of(folder: Path, count: int, first: int = 0, **others: bytes) -> Path:
    """A folder of `count` stories from the `first` number on, and the pages named."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:04}.html").write_bytes(page(number))
    for name, body in others.items():
        (folder / f"{name}.html").write_bytes(body)
    return folder


def start(*arguments: str | Path, **how: Any) -> subprocess.Popen[str]:
    """`broadsheet` as a child process."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
    return subprocess.Popen(command, text=True, encoding="utf-8", **{**pipes, **how})


def broadsheet(*arguments: str | Path, **how: Any) -> subprocess.CompletedProcess[str]:
    """`broadsheet` run to its end."""
    environment = {**os.environ, **how.pop("environment", {})}
    command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
    how = {"encoding": "utf-8", "input": "", **how}
    return subprocess.run(command, capture_output=True, env=environment, check=False, **how)
