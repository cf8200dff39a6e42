"""Politeness as arithmetic: when may which site be asked again?

Comes in: what was asked, when, how long it took, what the site wished for. Goes out: seconds to wait.
Must not know: requests, threads, the wall clock. Not thread-safe: one thread schedules.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from broadsheet.fetch.pause import LONGEST_PAUSE

Clock = Callable[[], float]

LONGEST_DELAY = 300.0
"""Seconds; a longer Crawl-delay is cut to this, as Heritrix does: some sites ask for days between two pages."""

FIRST_BACK_OFF = 60.0
"""Seconds after a 429 that names no time; doubled each time in a row."""

_REMEMBERED = 10_000
"""Sites kept in mind before those that are free again are forgotten."""


class Schedule:
    """One request in flight per site key; between the end of one and the start of the next the site's gap.

    The gap is max(`min_gap`, Crawl-delay, 2 x last latency). With `min_gap` 0, which is for loopback only,
    latency does not count. `clock`: monotonic seconds, so that a jump of the wall clock changes nothing.
    """

    def __init__(self, min_gap: float = 1.0, clock: Clock = time.monotonic) -> None:
        self.min_gap = min_gap
        self.clock = clock
        self._free: dict[str, float] = {}
        self._busy: set[str] = set()
        self._delays: dict[str, float] = {}
        self._strikes: dict[str, int] = {}

    def wait(self, site: str) -> float:
        """Seconds until the site may be asked: 0 for now, infinite while a request is in flight."""
        if site in self._busy:
            return math.inf
        return max(0.0, self._free.get(site, -math.inf) - self.clock())

    def started(self, site: str) -> None:
        """A request to the site begins now."""
        self._busy.add(site)

    def finished(self, site: str, latency: float, *, ended: float | None = None, pause: float = 0.0) -> None:
        """A request ended, at `ended` (clock; default now), after `latency` seconds; `pause`: seconds asked for."""
        self._busy.discard(site)
        slow = 2 * latency if self.min_gap else 0.0
        gap = max(self.min_gap, self._delays.get(site, 0.0), min(slow, LONGEST_DELAY), min(pause, LONGEST_PAUSE))
        self._free[site] = (self.clock() if ended is None else ended) + gap
        if len(self._free) > _REMEMBERED:
            self._forget()

    def spared(self, site: str) -> None:
        """The request that began came to nothing before the site was asked: no gap follows."""
        self._busy.discard(site)

    def slow_down(self, site: str, crawl_delay: float | None) -> None:
        """Keep a Crawl-delay, the longest of the site's origins; nonsense (negative, not a number) counts as none."""
        if crawl_delay is not None and crawl_delay > 0:
            self._delays[site] = min(max(crawl_delay, self._delays.get(site, 0.0)), LONGEST_DELAY)

    def back_off(self, site: str, retry_after: float | None) -> float:
        """The pause after an answer that says "too often": what it named, else 60 s, doubled each time."""
        strikes = self._strikes.get(site, 0)
        self._strikes[site] = strikes + 1
        return min(retry_after if retry_after else FIRST_BACK_OFF * 2 ** min(strikes, 20), LONGEST_PAUSE)

    def relent(self, site: str) -> None:
        """The site answered normally: the next back-off starts small again."""
        self._strikes.pop(site, None)

    def _forget(self) -> None:
        now = self.clock()
        for site in [site for site, free in self._free.items() if free <= now]:
            del self._free[site]
