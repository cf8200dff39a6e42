"""What comes in from the threads of a run; visits go to the archive as soon as anybody looks, before their turn.

Comes in: events, from any thread. Goes out: events, in their order, of visits only such as the archive has: a kill
repeats no request but those in flight, and the few whose answers came while a page was recorded. Must not know: what
becomes of an event.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from broadsheet.archive import Archive, digest
from broadsheet.fetch import Visit, parse_head
from broadsheet.fetch.interrupt import interrupts_wait
from broadsheet.records import Dropped, Earlier, Reason, RecordRef
from broadsheet.run.events import Arrived, Event, Fetched
from broadsheet.store import AttemptRow

MOMENT = 0.1
"""Seconds for which Ctrl-C may wait while nothing comes: at a time no person notices."""
HELD = 64
"""Visits that are kept and wait for the run, before fetching waits too: a second's of many sites."""


class Arrivals:
    """The events of one run. `put` may be called from any thread, all else from one."""

    def __init__(self, archive: Archive) -> None:
        self.keeping = True
        """False where nothing can be kept any more: visits then go by as they came."""
        self.taken: Callable[[int], None] = lambda count: None
        """Told how many more visits may come."""
        self._held = self._owed = 0
        self._archive = archive
        self._queue: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._come: deque[Event] = deque()
        self.put = self._queue.put

    def empty(self) -> bool:
        """Is there nothing?"""
        return not self._come and self._queue.empty()

    def get(self, wait: bool = True, timeout: float | None = None) -> Event:
        """The next event; `wait` for it, `timeout` seconds at most. Raises `queue.Empty`, and as the archive does."""
        if not self._come:
            self._come.append(self._queue.get(wait, timeout))
        self.look()
        return self._come.popleft()

    def each(self, take: Callable[[Event], None], wait: bool = True, timeout: float | None = None) -> None:
        """Hand all events there are to `take`, one at least; as `get`. Ctrl-C is heard between two of them."""
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            left = MOMENT if until is None else min(MOMENT, max(until - time.monotonic(), 0.0))
            with interrupts_wait(), suppress(queue.Empty):  # one that was taken from the queue and not yet here is lost
                take(self.get(wait, left))
                break
            if not wait or (until is not None and time.monotonic() >= until):
                raise queue.Empty
        while not self.empty():
            with interrupts_wait():
                take(self.get())

    def look(self) -> None:
        """Whatever has come: a kill loses no visit of it. Raises as the archive does; nothing is lost then."""
        if self._queue.empty() and not any(isinstance(event, Fetched) for event in self._come):
            return
        with interrupts_wait():
            while not self._queue.empty():
                self._come.append(self._queue.get())
            if self.keeping and any(isinstance(event, Fetched) for event in self._come):
                self._keep()

    def passed(self) -> None:
        """The run has done with a visit that was kept here."""
        self._held -= 1
        self._make_room()

    def _make_room(self) -> None:
        if self._held <= HELD and self._owed:
            owed, self._owed = self._owed, 0
            self.taken(owed)

    def _keep(self) -> None:
        fetched = [event for event in self._come if isinstance(event, Fetched)]
        earlier = [repeated(event.visit, event.target.earlier) for event in fetched]
        visits = [((*event.visit.robots, *event.visit.exchanges), one)
                  for event, one in zip(fetched, earlier, strict=True)]  # fmt: skip
        refs = self._archive.append_visits(visits, sync=False)  # before anything is made of them, the run syncs
        arrived = iter(
            [
                Arrived(event.target, event.visit, attempt_of(event.visit, records[-1] if records else None), one)
                for event, one, records in zip(fetched, earlier, refs, strict=True)
            ]
        )
        self._come = deque(next(arrived) if isinstance(event, Fetched) else event for event in self._come)
        self._held += len(fetched)
        self._owed += len(fetched)
        self._make_room()


def attempt_of(visit: Visit, record: RecordRef | None) -> AttemptRow:
    """The attempt that a visit is; `record`: its last exchange in the archive."""
    if not visit.exchanges:
        return AttemptRow()
    last = visit.exchanges[-1]
    head = parse_head(last.response_head)
    return AttemptRow(
        status=head.status if head else None,
        final_url=last.url,
        record=record,
        at=last.started_at,
        etag=head.first("etag") if head else None,
        last_modified=head.first("last-modified") if head else None,
    )


def repeated(visit: Visit, earlier: Earlier | None) -> Earlier | None:
    """The earlier answer, where the visit's is the same: the server says so (304), or the bytes do."""
    if earlier is None or not visit.exchanges or visit.exchanges[-1].url != earlier.url:
        return None
    if isinstance(visit.outcome, Dropped) and visit.outcome.reason is Reason.NOT_MODIFIED:
        return earlier
    last = visit.exchanges[-1]
    return earlier if last.truncated is None and digest(last.response_body) == earlier.record.digest else None
