"""What a run is doing at this moment, for whoever looks on: counted as it goes, so that looking costs next to nothing.

Comes in: what was queued and done; a look at the schedule, the dispatch and now and then the store. Goes out: `Glance`,
to any thread. Must not know: who looks, or what becomes of a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sized

from broadsheet.fetch import Schedule
from broadsheet.run.dispatch import Dispatch
from broadsheet.run.watch import Glance
from broadsheet.store import Store

OFTEN = 5.0
"""Seconds between two counts of the store's queue …"""
SHARE = 1 / 500
"""… and the share of a run's time that they may take: a million queued addresses are counted in a tenth of a second."""


class Overview:
    """What one run is doing. `begun`: inputs without their outcome; `reading`: how many of these are being read."""

    def __init__(
        self,
        store: Store,
        schedule: Schedule,
        dispatch: Dispatch,
        begun: Sized,
        reading: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._schedule = schedule
        self._dispatch = dispatch
        self._begun = begun
        self._reading = reading
        self._clock = clock
        self._done = 0
        self._since = 0  # addresses queued less addresses done, since the queue was counted
        self._queue: dict[str, int] = {}
        self._next = 0.0

    def queued(self, count: int) -> None:
        """So many addresses more wait."""
        self._since += count

    def done(self, *, was_queued: bool) -> None:
        """An input has its outcome."""
        self._done += 1
        self._since -= was_queued

    def count(self) -> None:
        """Count the store's queue, if it is time: to be called in the store's thread, as often as one likes."""
        now = self._clock()
        if now < self._next:
            return
        self._queue = self._store.waiting_by_site()
        self._since = 0
        cost = self._clock() - now
        self._next = now + max(OFTEN, cost / SHARE)

    def glance(self) -> Glance:
        """What is going on; may be called from any thread."""
        queue, out = self._queue, self._dispatch.out()
        shunned = self._dispatch.shunned()
        left = {site: count for site, count in queue.items() if site not in shunned}
        sent = sum(out.values())
        looks = self._schedule.look({*out, *left})
        working = [looks[site] for site, count in out.items() if count]
        paused = [(look.site, look.seconds) for look in working if look.paused]
        busy = sum(look.busy for look in working)
        to_do = max(0, len(self._begun) - sent) + max(sent, sum(left.values()) + self._since)
        under_way = min(to_do, busy + self._reading())
        return Glance(
            done=self._done,
            under_way=under_way,
            queued=to_do - under_way,
            busy=busy,
            waiting=len(working) - busy - len(paused),
            paused=tuple(sorted(paused, key=lambda one: (-one[1], one[0]))),
            finished=sum(1 for site, count in out.items() if not count and not (to_do and site in left)),
            polite=max((looks[site].seconds + looks[site].gap * count for site, count in left.items()), default=0.0),
            at_most=self._dispatch.at_most,
            seconds=self._dispatch.left,
            listings=self._dispatch.listings,
        )
