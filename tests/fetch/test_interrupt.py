"""Interrupts that wait: heard at the end of the block, never within it.

Comes in: SIGINT, sent by this process to itself. Goes out: what was done before it was heard.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from contextlib import suppress

import pytest

from broadsheet.fetch.interrupt import interrupts_wait

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to oneself")


def test_an_interrupt_is_heard_at_the_end() -> None:
    """The block is finished first; afterwards Ctrl-C works as before."""
    done = []

    def work() -> None:
        with interrupts_wait():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            done.append(1)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert (done, signal.getsignal(signal.SIGINT)) == ([1], signal.default_int_handler)


def test_nothing_that_was_taken_is_lost() -> None:
    """Whenever the interrupt comes, what was taken off a queue has been put away."""
    news: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(1000):
        news.put(number)
    kept: list[int] = []
    ended = threading.Event()

    def disturb() -> None:
        while not ended.wait(0.0005):
            os.kill(os.getpid(), signal.SIGINT)

    def work() -> None:
        while True:
            with suppress(KeyboardInterrupt), interrupts_wait():
                kept.append(news.get_nowait())

    heard = signal.getsignal(signal.SIGINT)
    disturber = threading.Thread(target=disturb)
    with suppress(KeyboardInterrupt):
        disturber.start()
    while True:
        try:
            work()
        except KeyboardInterrupt:  # between two blocks
            continue
        except queue.Empty:
            break
    while disturber.is_alive():
        with suppress(KeyboardInterrupt):
            ended.set()
            disturber.join(0.1)
    assert kept == [*range(1000)]
    assert signal.getsignal(signal.SIGINT) is heard


def test_another_handler_is_left_alone() -> None:
    """A program that hears SIGINT itself goes on doing so."""
    told: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: told.append(number))
    try:
        with interrupts_wait():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            assert told == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)
