"""Interrupts that wait: what has been taken off a queue is put away before Ctrl-C is heard.

Comes in: a block of code that is over soon. Goes out: its `KeyboardInterrupt`, at the end of it. Must not know: what it
does. Where another handler is set, or in another thread than the main one, nothing is changed.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Raise a `KeyboardInterrupt` that comes in this block when the block has ended."""
    if threading.current_thread() is not threading.main_thread() or (
        signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    heard = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: heard.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if heard.is_set():
            raise KeyboardInterrupt
