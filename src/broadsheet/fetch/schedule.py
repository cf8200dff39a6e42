"""Politeness as arithmetic: when may which site be asked again?

Comes in: what was asked, when, how long it took, what the site wished for, and what earlier runs kept. Goes out:
seconds to wait, and a `Pace` for each site whose pace a crash must not lose. Must not know: requests, the store.
Waits are counted on the monotonic clock; the wall clock is read only for what outlives the process.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable

import msgspec

from broadsheet.fetch.pause import LONGEST_PAUSE
from broadsheet.records import Pace

Clock = Callable[[], float]

LONGEST_DELAY = 300.0
"""Seconds; a longer Crawl-delay is cut to this, as Heritrix does: some sites ask for days between two pages."""

FIRST_BACK_OFF = 60.0
"""Seconds after a 429 that names no time; doubled each time in a row."""

_REMEMBERED = 10_000
"""Sites kept in mind before those that are free again are forgotten."""

_BEING_KEPT = 0.02
"""Seconds until looking again whether a site's pace is on disk: some writes of a usual disk."""


class _Site(msgspec.Struct):
    """What is known of one site."""

    free: float = -math.inf
    ended: float = -math.inf
    busy: bool = False
    gap: float = 0.0
    """Seconds that followed the last request, or will follow the next."""
    slow: float = 0.0
    """Twice the last latency, as far as it counts."""
    delay: float = 0.0
    strikes: int = 0
    kept: Pace | None = None
    """What is on disk by now …"""
    asked: Pace | None = None
    """… and what was handed over to be."""


class Look(msgspec.Struct, frozen=True):
    """How a site stands."""

    site: str
    busy: bool
    """Is a request in flight?"""
    paused: bool
    """Does it wait for longer than its gap, since it asked for that?"""
    seconds: float
    """Until it may be asked; 0 while it is busy."""
    gap: float


class Schedule:
    """One request in flight per site key; between the end of one and the start of the next the site's gap.

    The gap is max(`min_gap`, Crawl-delay, 2 x last latency). With `min_gap` 0, which is for loopback only,
    latency does not count. `clock`: monotonic seconds, so that a jump of the wall clock changes nothing.
    `keep` is given each pace that must be on disk before its site is asked; whoever keeps them says so to `kept`.
    May be shared between threads.
    """

    def __init__(
        self,
        min_gap: float = 1.0,
        clock: Clock = time.monotonic,
        *,
        keep: Callable[[list[Pace]], None] | None = None,
        wall: Clock = time.time,
    ) -> None:
        self.min_gap = min_gap
        self.clock = clock
        self._keep = keep
        self._wall = wall
        self._sites: dict[str, _Site] = {}
        self._unkept: dict[str, Pace] = {}
        self._lock = threading.RLock()

    def paced(self, min_gap: float) -> Schedule:
        """The same sites under another least gap; what was asked through one counts for the other."""
        other = Schedule(min_gap, self.clock, keep=self._keep, wall=self._wall)
        other._sites, other._unkept, other._lock = self._sites, self._unkept, self._lock
        return other

    def wait(self, site: str) -> float:
        """Seconds until the site may be asked: 0 for now, infinite while a request is in flight."""
        with self._lock:
            known = self._sites.get(site)
            if known is None:
                return 0.0
            if known.busy:
                return math.inf
            left = max(known.free, known.ended + self.min_gap) - self.clock()
            return left if left > 0 else _BEING_KEPT if known.asked is not None else 0.0

    def claim(self, site: str) -> bool:
        """Begin a request to the site now; False where it may not be asked yet."""
        with self._lock:
            if self.wait(site) > 0:
                return False
            known = self._site(site)
            if self._keep is not None and not self._covered(known):
                self._hand_over(site, known, self._under_way(site, known))
                return False
            known.busy = True
            return True

    def finished(self, site: str, latency: float, *, ended: float | None = None, pause: float = 0.0) -> None:
        """A request ended, at `ended` (clock; default now), after `latency` seconds; `pause`: seconds asked for."""
        with self._lock:
            known = self._site(site)
            known.busy = False
            known.slow = min(2 * latency, LONGEST_DELAY) if self.min_gap else 0.0
            known.gap = max(self._gap(known), min(pause, LONGEST_PAUSE))
            known.ended = self.clock() if ended is None else ended
            known.free = known.ended + known.gap
            if self._keep is not None and pause > 0:
                self._hand_over(site, known, self._at_rest(site, known))
            elif self._keep is not None and not self._covered(known):
                self._hand_over(site, known, self._under_way(site, known))
            if len(self._sites) > _REMEMBERED:
                self._forget()

    def look(self, sites: Iterable[str]) -> dict[str, Look]:
        """How sites stand now; those that were never asked are free."""
        with self._lock:
            now, found = self.clock(), {}
            for site in sites:
                known = self._sites.get(site) or _Site()
                gap, left = self._gap(known), 0.0 if known.busy else max(0.0, known.free - now)
                found[site] = Look(site, known.busy, left > gap, left, gap)
            return found

    def spared(self, site: str) -> None:
        """The request that began came to nothing before the site was asked: no gap follows."""
        with self._lock:
            self._site(site).busy = False

    def slow_down(self, site: str, crawl_delay: float | None) -> None:
        """Keep a Crawl-delay, the longest of the site's origins; nonsense (negative, not a number) counts as none."""
        if crawl_delay is not None and crawl_delay > 0:
            with self._lock:
                known = self._site(site)
                known.delay = min(max(crawl_delay, known.delay), LONGEST_DELAY)

    def back_off(self, site: str, retry_after: float | None) -> float:
        """The pause after an answer that says "too often": what it named, else 60 s, doubled each time."""
        with self._lock:
            known = self._site(site)
            known.strikes += 1
            doubled = FIRST_BACK_OFF * 2 ** min(known.strikes - 1, 20)
            return min(retry_after if retry_after else doubled, LONGEST_PAUSE)

    def relent(self, site: str) -> None:
        """The site answered normally: the next back-off starts small again."""
        with self._lock:
            if site in self._sites:
                self._sites[site].strikes = 0

    def recall(self, paces: Iterable[Pace]) -> None:
        """Take up what earlier runs left. No wait is longer than the pause it is the rest of, whatever a clock says."""
        with self._lock:
            for pace in paces:
                gap = min(max(pace.gap, 0.0), LONGEST_PAUSE)
                left = gap if pace.free_at is None else min(max(pace.free_at - self._wall(), 0.0), gap)
                delay = min(max(pace.crawl_delay, 0.0), LONGEST_DELAY)
                free = self.clock() + left
                self._sites[pace.site] = _Site(free=free, gap=gap, delay=delay, strikes=pace.strikes)

    def expect(self, sites: Iterable[str]) -> list[Pace]:
        """The paces to be kept before these sites are asked; sites that asked for a pause come later, by themselves."""
        with self._lock:
            found = []
            for site in sites:
                known = self._site(site)
                if not self._covered(known) and known.free - self.clock() <= self._gap(known):
                    known.asked = self._under_way(site, known)
                    found.append(known.asked)
            return found

    def hand_over(self) -> None:
        """Give `keep` what is to be kept by now; once for many sites."""
        with self._lock:
            paces = list(self._unkept.values())
            self._unkept.clear()
        if paces and self._keep is not None:
            self._keep(paces)

    def kept(self, paces: Iterable[Pace]) -> None:
        """These are on disk."""
        with self._lock:
            for pace in paces:
                known = self._sites.get(pace.site)
                if known is not None:
                    known.kept = pace
                    known.asked = None if known.asked == pace else known.asked

    def settled(self) -> list[Pace]:
        """Every site's pace at the end of a run, in place of what was kept while requests were under way."""
        with self._lock:
            open_sites = [(site, known) for site, known in self._sites.items() if known.kept or known.asked]
            return [self._at_rest(site, known) for site, known in open_sites]

    def _site(self, site: str) -> _Site:
        return self._sites.setdefault(site, _Site())

    def _gap(self, known: _Site) -> float:
        return max(self.min_gap, known.delay, known.slow)

    def _covered(self, known: _Site) -> bool:
        """Would a crash from now on leave a gap long enough?"""
        return known.kept is not None and known.kept.free_at is None and known.kept.gap >= self._gap(known)

    def _under_way(self, site: str, known: _Site) -> Pace:
        return Pace(site, self._gap(known), None, known.delay, known.strikes)

    def _at_rest(self, site: str, known: _Site) -> Pace:
        left = self._gap(known) if known.busy else max(known.free - self.clock(), 0.0)
        return Pace(site, max(known.gap, left), self._wall() + left, known.delay, known.strikes)

    def _hand_over(self, site: str, known: _Site, pace: Pace) -> None:
        known.asked = self._unkept[site] = pace

    def _forget(self) -> None:
        now = self.clock()
        for site, known in [(site, known) for site, known in self._sites.items() if known.free <= now]:
            if known.busy:
                continue
            if known.kept is not None or known.asked is not None:
                self._unkept[site] = self._at_rest(site, known)
            del self._sites[site]
