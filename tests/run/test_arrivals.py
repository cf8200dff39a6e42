"""Events on their way into a run: Ctrl-C loses none."""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from pathlib import Path

import pytest

from broadsheet.archive import Archive
from broadsheet.run.arrivals import Arrivals
from broadsheet.run.events import Event, Paced


def test_ctrl_c_is_heard_when_the_event_in_hand_has_been_taken(tmp_path: Path) -> None:
    """Else a page would be waited for whose answer had come: the run would never end."""
    taken: list[Event] = []

    def take(event: Event) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)  # whatever is done here, the interpreter looks for signals meanwhile
        taken.append(event)

    with Archive(tmp_path) as archive:
        arrivals = Arrivals(archive)
        first, second = Paced([]), Paced([])
        arrivals.put(first)
        arrivals.put(second)
        with pytest.raises(KeyboardInterrupt):
            arrivals.each(take)
        assert taken == [first]
        assert arrivals.get(wait=False) is second


def test_ctrl_c_is_heard_while_nothing_comes(tmp_path: Path) -> None:
    """A run that waits for a slow site ends when it is told to."""
    with Archive(tmp_path) as archive:
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        begun = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            Arrivals(archive).each(lambda event: None)
        timer.join()
        assert time.monotonic() - begun < 10


def test_nothing_is_told_as_such(tmp_path: Path) -> None:
    """With and without waiting, in about the time allowed."""
    with Archive(tmp_path) as archive:
        for wait, timeout in ((False, None), (True, 0.0), (True, 0.25)):
            with pytest.raises(queue.Empty):
                Arrivals(archive).each(lambda event: None, wait, timeout)
