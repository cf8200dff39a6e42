"""A terminal for the tests: a pseudo-terminal of a given size, and what stands on its screen.

Comes in: a command. Goes out: the screens it showed, as lines of text. It knows the few sequences (ECMA-48) that a
program may use here, and fails at any other.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from tests.stories import SCRIPT

_SEQUENCE = re.compile(r"\x1b\[(\??[0-9;]*)([A-Za-z])")
_IGNORED = {"m", "h", "l"}
"""Colours, and modes: the cursor shown or hidden."""


class Emulator:
    """A screen of endless height: lines are never lost, so that what is left behind is seen."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[list[str]] = [[]]
        self.row = self.column = 0
        self.hidden = False
        self.widest = 0
        self._rest = ""

    @property
    def lines(self) -> list[str]:
        """What is on the screen, without blanks at the end of lines and blank lines at its end."""
        return "\n".join("".join(row).rstrip() for row in self.rows).rstrip().split("\n")

    def write(self, text: str) -> None:
        """Take what a program wrote; half a sequence waits for its other half."""
        text, self._rest = self._rest + text, ""
        while text:
            if text[0] == "\x1b":
                found = _SEQUENCE.match(text)
                if found is None:
                    assert len(text) < 12, f"no sequence that we know: {text[:12]!r}"
                    self._rest = text
                    return
                self._obey(found[1], found[2])
                text = text[found.end() :]
            else:
                self._put(text[0])
                text = text[1:]

    def _obey(self, values: str, command: str) -> None:
        count = int(values) if values.isdigit() else 1
        if command == "A":
            self.row = max(0, self.row - count)
        elif command == "K":
            self.rows[self.row] = [] if values == "2" else self.rows[self.row][: self.column]
        elif values.startswith("?25"):
            self.hidden = command == "l"
        else:
            assert command in _IGNORED, f"{command} of {values}"

    def _put(self, character: str) -> None:
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.row += 1
            self.column = 0
            if self.row == len(self.rows):
                self.rows.append([])
        elif character >= " ":
            if self.column == self.width:
                self._put("\n")
            row = self.rows[self.row]
            row.extend(" " * (self.column + 1 - len(row)))
            row[self.column] = character
            self.column += 1
            self.widest = max(self.widest, self.column)


class Terminal:
    """A command at a terminal."""

    def __init__(self, *arguments: str | Path, width: int, stdout: IO[str] | None = None, **environment: str) -> None:
        self.emulator = Emulator(width)
        self.said = ""
        self._ours, theirs = pty.openpty()
        self.resize(width)
        named = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES", "NO_COLOR"}}
        command = [sys.executable, "-c", SCRIPT, *map(str, arguments)]
        settings = {**named, "TERM": "xterm", **environment}
        self.child = subprocess.Popen(command, stdin=theirs, stdout=stdout or theirs, stderr=theirs, env=settings)
        os.close(theirs)

    def resize(self, width: int, height: int = 24) -> None:
        """As when a window is drawn wider; the program finds out when it asks."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.emulator.width = width

    def until(self, seen: Callable[[list[str]], bool], seconds: float = 60.0) -> list[str]:
        """The first screen that is as it should be."""
        last = time.monotonic() + seconds
        while not seen(self.emulator.lines):
            assert time.monotonic() < last, "\n".join(self.emulator.lines)
            assert self._read(), "\n".join(["ended:", *self.emulator.lines])
        return self.emulator.lines

    def end(self) -> list[str]:
        """The screen that the command leaves."""
        while self._read():
            pass
        assert self.child.wait(60) is not None
        os.close(self._ours)
        return self.emulator.lines

    def _read(self) -> bool:
        try:
            piece = os.read(self._ours, 65536)
        except OSError as error:  # Linux says so when the other side is closed
            if error.errno != errno.EIO:
                raise
            return False
        text = piece.decode("utf-8", "replace")
        self.said += text
        self.emulator.write(text)
        return bool(piece)
