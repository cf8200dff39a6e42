"""Which addresses of the frontier go out next: of every site a few, best first, within the limits of the run.

Comes in: what has gone out and come back. Goes out: the next inputs. Holds some dozens of addresses a site, however
many wait in the store. Must not know: how they are fetched, nor when a site may be asked.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from itertools import zip_longest

from broadsheet.options import FollowOptions
from broadsheet.records import Reason
from broadsheet.store import Input, Store
from broadsheet.urls import site_key

IN_HAND = 64
"""Addresses of a site held at a time: a minute's work for a polite crawler, a second's on loopback."""
LOW = 32
"""As few of them left, more are fetched from the store."""
MOST = 10_000
"""Addresses held in all."""


class Dispatch:
    """What is out, and what goes out next. `clock`: monotonic seconds."""

    def __init__(self, store: Store, options: FollowOptions, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._options = options
        self._clock = clock
        self._until = None if options.seconds is None else clock() + options.seconds
        self._out: dict[str, set[int]] = defaultdict(set)
        self._count = 0
        self._hungry: set[str] = set()
        self._scan = True
        self._asked: dict[str, int] = defaultdict(int)
        self._total = 0
        self._shunned: set[str] = set()
        self._listings = 0

    @property
    def over(self) -> bool:
        """Is the run's time, or its number of stories, used up? What is out comes back all the same."""
        limit = self._options.limit
        return self.left == 0 or (limit is not None and self._total >= limit)

    @property
    def left(self) -> float | None:
        """Seconds of the run's time that are left; None where it has no bound."""
        return None if self._until is None else max(0.0, self._until - self._clock())

    @property
    def at_most(self) -> int | None:
        """How many stories more may go out; None where there is no limit."""
        return None if self._options.limit is None else max(0, self._options.limit - self._total)

    @property
    def listings(self) -> int:
        """Listings that are out."""
        return self._listings

    def out(self) -> dict[str, int]:
        """Every site asked in this run, and how many addresses of it are out. May be asked from any thread."""
        return {site: len(out) for site, out in list(self._out.items())}

    def shunned(self) -> frozenset[str]:
        """The sites of which nothing more goes out. May be asked from any thread."""
        return frozenset(self._shunned.copy())

    def allows(self, known: Input) -> bool:
        """May this one go out, by the limits of the run and of its site?"""
        per_site = self._options.per_site
        return not self.over and (per_site is None or self._asked[_site(known)] < per_site)

    def sent(self, known: Input, *, listing: bool = False) -> None:
        """It goes out; `listing`: it is known to be no story."""
        site = _site(known)
        self._out[site].add(known.id)
        self._count += 1
        self._listings += known.expected is not None
        if _is_story(known) and not listing:
            self._asked[site] += 1
            self._total += 1

    def read(self, count: int) -> None:
        """So many stories of a web archive were taken, beside those that were sent out."""
        self._total += count

    def back(self, known: Input, *, listing: bool = False, put_off: bool = False, stays: bool = False) -> None:
        """It has come back. A `listing` is no story; a site that puts one off is not asked again in this run.

        What `stays` queued does not go out once more.
        """
        site = _site(known)
        if not stays:
            self._out[site].discard(known.id)
        self._count -= 1
        self._listings -= known.expected is not None
        if listing and _is_story(known):
            self._asked[site] -= 1
            self._total -= 1
        if put_off:
            self.shun(site)
        if len(self._out[site]) <= LOW:
            self._hungry.add(site)

    def shun(self, site: str) -> None:
        """Nothing more of a site's frontier goes out in this run."""
        self._shunned.add(site)

    def news(self) -> None:
        """There are new addresses in the store, of whatever sites."""
        self._scan = True

    def next(self) -> list[Input]:
        """The inputs that are to go out now; `sent` is to be called for each."""
        if self.over or self._count >= MOST:
            return []
        sites = self._store.waiting_sites() if self._scan else sorted(self._hungry)
        self._scan = False
        self._hungry.clear()
        share = max(2, min(IN_HAND, MOST // max(1, len(sites))))
        hands, room = list[list[Input]](), MOST - self._count
        for site in sites:
            out = self._out[site]
            if site not in self._shunned and len(out) < share:
                if room <= 0:
                    self._hungry.add(site)  # it is served when others have come back
                    continue
                hands.append(self._within_limits(site, self._store.next_of(site, share - len(out), out)))
                room -= len(hands[-1])
        return self._within_limit(hands)

    def _within_limit(self, hands: list[list[Input]]) -> list[Input]:
        """In turns, a site an address, so that no site takes all that the run has room for."""
        turns = [one for turn in zip_longest(*hands) for one in turn if one is not None]
        if self._options.limit is None:
            return turns
        room = self._options.limit - self._total
        self._hungry |= {_site(one) for one in turns[room:]}
        return turns[:room]

    def _within_limits(self, site: str, more: list[Input]) -> list[Input]:
        if not self._options.stories:  # listings come first, by their rank
            return [one for one in more if one.expected is not None]
        per_site = self._options.per_site
        return more if per_site is None else more[: max(0, per_site - self._asked[site])]


def _is_story(known: Input) -> bool:
    """As far as is known before it is asked for."""
    return known.expected is None and known.reason != Reason.LIST_PAGE


def _site(known: Input) -> str:
    return site_key(known.source)
