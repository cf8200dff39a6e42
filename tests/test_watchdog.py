"""What takes too long is ended, once; what does not is let alone.

Comes in: short times. Goes out: how often the dog has bitten.
"""

from __future__ import annotations

import time

from broadsheet.watchdog import LOOKS, Watchdog


def test_what_takes_too_long_is_ended_once() -> None:
    """By a look or two; `done` says so."""
    bites: list[float] = []
    dog = Watchdog(lambda: bites.append(time.monotonic()))
    begun = time.monotonic()
    dog.watch(0.2)
    while not bites and time.monotonic() < begun + 30:
        time.sleep(0.01)
    time.sleep(3 * LOOKS)
    assert dog.done()
    assert len(bites) == 1
    assert bites[0] >= begun + 0.2
    dog.close()


def test_what_is_done_in_time_is_let_alone() -> None:
    """And says nothing of what is watched next."""
    bites: list[float] = []
    dog = Watchdog(lambda: bites.append(time.monotonic()))
    for _ in range(3):
        dog.watch(30)
        assert not dog.done()
    dog.watch(0.0)
    time.sleep(5 * LOOKS)
    assert dog.done()
    dog.watch(30)
    assert not dog.done()
    time.sleep(3 * LOOKS)
    assert len(bites) == 1
    dog.close()
