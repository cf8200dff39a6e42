"""Visits that the archive has, sorted: pages for the line, and all others in hands that are recorded together.

Comes in: arrived visits with their inputs. Goes out: pages; hands. One stays here until whoever took it says so: an
interrupt loses none. Must not know: what is made of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import msgspec

from broadsheet.fetch import Visit
from broadsheet.records import Dropped, Form, Listing, Page, Reason
from broadsheet.run.events import Arrived
from broadsheet.run.intake import TOGETHER
from broadsheet.run.journal import AT_ONCE
from broadsheet.store import Input

_READ = Visit(Dropped(url=None, reason=Reason.LIST_PAGE))
"""What stays of a visit whose listing has been read."""


class Arrival(msgspec.Struct):
    """A visit that is not surely a page."""

    known: Input
    arrived: Arrived
    listing: Listing | None = None
    read: bool = False
    """Is it known whether it is a `listing`?"""


class Tray:
    """The visits that wait in one run. `listing_in`: the listing that a visit brought; `passed`: told of each
    visit of this run that leaves."""

    def __init__(self, listing_in: Callable[[Input, Visit], Listing | None], passed: Callable[[], None]) -> None:
        self._listing_in = listing_in
        self._passed = passed
        self._others: deque[Arrival] = deque()
        self.pages: deque[tuple[Input, Arrived, Page]] = deque()
        """Those that are for the line."""

    def __len__(self) -> int:
        return len(self.pages) + len(self._others)

    def add(self, known: Input, arrived: Arrived) -> None:
        """A visit is in the archive."""
        page = arrived.visit.outcome
        if isinstance(page, Page) and page.form is not Form.TEXT and not (arrived.earlier or arrived.target.file):
            self.pages.append((known, arrived, page))
        else:
            self._others.append(Arrival(known, arrived))

    def hand(self) -> list[Arrival]:
        """The next of those that are no pages, to be recorded together; a large listing, or a file, by itself."""
        hand, weight = list[Arrival](), 0
        for arrival in self._others:
            weight += self._weight(arrival)
            if len(hand) == TOGETHER or (hand and weight > AT_ONCE):
                break
            hand.append(arrival)
        return hand

    def taken(self) -> None:
        """The next of those that are no pages is in other hands."""
        self._left(self._others.popleft().arrived)

    def joined(self) -> None:
        """The next page is in the line."""
        self._left(self.pages.popleft()[1])

    def _left(self, arrived: Arrived) -> None:
        if not arrived.kept:
            self._passed()

    def _weight(self, arrival: Arrival) -> int:
        """Addresses that it leads to; of a file, more than a hand has."""
        if not arrival.read:
            self._read(arrival)
        if arrival.arrived.target.file is not None:
            return AT_ONCE + 1
        return 0 if arrival.listing is None else len(arrival.listing.pages) + len(arrival.listing.listings)

    def _read(self, arrival: Arrival) -> None:
        """Find out whether it is a listing. The body of one goes: what it leads to may take as much memory."""
        if arrival.arrived.earlier is None:
            arrival.listing = self._listing_in(arrival.known, arrival.arrived.visit)
        arrival.read = True  # not before: an interrupt would make a page of the listing
        if arrival.listing is not None:
            arrival.arrived = msgspec.structs.replace(arrival.arrived, visit=_READ)
