"""A peer in a process of its own: asked a page at a time, killed where it hangs, started anew where it died.

Comes in: its Python, the function to call there, a page. Goes out: an `Answer`. Must not know what any peer does.
A child that ends or hangs on a page has found no article there; the wall time until then is that page's time.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from benchmarks import frames, offline
from benchmarks.child import Extract, answer
from benchmarks.environments import ROOT

DEADLINE = 60.0
"""Seconds of wall time a page may take: some hundred times what the slowest peer takes for a usual one."""
_START = 120.0
"""Seconds a peer may take to import and to read a first page on a busy machine."""


class Answer(msgspec.Struct, frozen=True):
    """What a system made of one page."""

    text: str
    seconds: float
    """Process time."""
    error: str | None = None
    refused: int = 0
    """Times it asked for the network, in vain."""


Ask = Callable[[bytes, str | None], Answer]


class Unfit(Exception):
    """A peer that does not start."""


class Peer:
    """A running peer; call it with a page. Close it in the end."""

    def __init__(self, python: Path, where: str, deadline: float = DEADLINE) -> None:
        """Start `where`, a `module:function` as `child.load` reads it; `Unfit` where it fails on a first page."""
        self._command = [*offline.walls(), str(python), "-m", "benchmarks.child", where]
        self._deadline = deadline
        self._process: subprocess.Popen[bytes] | None = None
        self._start()

    def __call__(self, html: bytes, url: str | None) -> Answer:
        """The peer's answer, empty where it raised, died or was too late."""
        start = time.monotonic()
        try:
            process = self._process or self._start()
            frames.write(_pipe(process.stdin), frames.pack({"url": url}), html)
            return msgspec.convert(frames.unpack(frames.read(_pipe(process.stdout), self._deadline)), Answer)
        except (frames.Broken, frames.Late, msgspec.ValidationError, Unfit) as error:
            self.close()
            return Answer("", time.monotonic() - start, f"{type(error).__name__}: {error}")

    def close(self) -> None:
        """End the child, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            _pipe(pipe).close()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        try:
            process = self._process = subprocess.Popen(self._command, cwd=ROOT, stdin=pipe, stdout=pipe, bufsize=0)
            ready = frames.unpack(frames.read(_pipe(process.stdout), _START))
        except (OSError, frames.Broken, frames.Late) as error:
            self.close()
            raise Unfit(f"it did not start: {error}") from error
        if not ready.get("ready"):
            self.close()
            raise Unfit(f"it did not start: {ready.get('error')}")
        return process


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for
    return pipe


def host(system: Extract) -> Ask:
    """A system in this very process, asked as a peer is: what it raises is an answer without text."""

    def ask(html: bytes, url: str | None) -> Answer:
        return msgspec.convert(answer(system, html, url), Answer)

    return ask
