"""The fetch thread of a run: targets in, what came of them out, as events.

Comes in: targets, as they become known. Goes out: `Fetched`, `Paced` and `Failed` events. Holds some visits at most
until the run takes them. Must not know: what becomes of a visit.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from broadsheet.fetch import Robots, Schedule, fetch_all
from broadsheet.options import FetchOptions
from broadsheet.records import Target
from broadsheet.run.events import Event, Failed, Fetched, Paced


class Fetching:
    """The thread is started with the first target. `told`: takes events, from any thread."""

    def __init__(self, options: FetchOptions, told: Callable[[Event], None]) -> None:
        self.robots = Robots()
        self.schedule = Schedule(options.min_gap, keep=lambda paces: told(Paced(paces)))
        self._options = options
        self._told = told
        self._targets: queue.SimpleQueue[Target | None] = queue.SimpleQueue()
        self._room = threading.Semaphore(max(1, options.connections))  # visits that wait for the run: a kill loses them
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Is anything under way, or may it be?"""
        return self._thread is not None and self._thread.is_alive()

    def send(self, target: Target) -> None:
        """A target is to be visited."""
        self._targets.put(target)
        if self._thread is None:
            self._thread = threading.Thread(target=self._visit_all, name="fetcher")
            self._thread.start()

    def taken(self, count: int = 1) -> None:
        """The run has taken so many visits: there is room for as many more."""
        if count:
            self._room.release(count)

    def stop(self) -> None:
        """Nothing new is asked for; what is in flight comes to its end."""
        self._stop.set()
        self._targets.put(None)

    def join(self, seconds: float) -> None:
        """Wait so long for the thread to end."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _visit_all(self) -> None:
        try:
            visits = fetch_all(
                self._coming(), self._options, schedule=self.schedule, robots=self.robots, stop=self._stop
            )
            for target, visit in visits:
                self._room.acquire()
                self._told(Fetched(target, visit))
                del visit  # its body may be large, and the next one long in coming
        except BaseException as error:  # noqa: BLE001  raised again in the caller's thread
            self._told(Failed(error))

    def _coming(self) -> Iterator[Target | None]:
        """The targets as they come; None while there is none, so that what is on its way does not wait for more."""
        while True:
            try:
                target = self._targets.get(block=False)
            except queue.Empty:
                yield None
                continue
            if target is None:
                return
            yield target
