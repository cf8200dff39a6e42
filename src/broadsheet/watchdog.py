"""One thread that looks whether what somebody waits for takes too long, and then ends it.

Comes in: seconds, and what to do when they are over. Goes out: whether they were. Must not know: what is waited for.
A timer for each page costs a thread each, a third of a millisecond; this one looks at a clock a few times a second.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LOOKS = 0.1
"""Seconds between two looks: by so much may something be ended late, whose time is seconds."""


class Watchdog:
    """`watch`, then `done`, as often as wanted, by one thread; `bite` is called by another, and never after `done`."""

    def __init__(self, bite: Callable[[], None]) -> None:
        self._bite = bite
        self._turn = threading.Lock()
        self._until: float | None = None
        self._late = False
        self._ended = threading.Event()
        threading.Thread(target=self._look, name="watchdog", daemon=True).start()

    def watch(self, seconds: float) -> None:
        """From now on it may take so long."""
        with self._turn:
            self._until, self._late = time.monotonic() + seconds, False

    def done(self) -> bool:
        """It has come to its end: was it late?"""
        with self._turn:
            self._until = None
            return self._late

    def close(self) -> None:
        """Nothing more is watched."""
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(LOOKS):
            with self._turn:
                if self._until is not None and time.monotonic() >= self._until:
                    self._until, self._late = None, True
                    self._bite()
