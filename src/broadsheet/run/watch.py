"""Who looks on while a run goes: told what happens, just before the outcome of it is given; and what there is to see.

Comes in: nothing. Goes out: `Watch`, which a caller fills with what it wants to hear, and `Glance`, what a run is doing
at one moment. Must not know who listens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec


def _nothing(_: object) -> None:
    """Nobody listens."""


class Glance(msgspec.Struct, frozen=True):
    """What a run is doing at this moment. Inputs asked for = done + under way + queued."""

    done: int
    """Inputs that have their outcome."""
    under_way: int
    """Those whose request is in flight, or whose page is being read."""
    queued: int
    """Those that wait for their turn in this run."""
    busy: int
    """Sites with a request in flight."""
    waiting: int
    """Sites that are to be asked, and may not be asked yet, or whose pages are being read."""
    paused: tuple[tuple[str, float], ...]
    """Sites that asked for a pause, with the seconds left of it, the longest first."""
    finished: int
    """Sites of which nothing is left."""
    polite: float = 0.0
    """Seconds that the site with the most to do needs at its own pace: no run is done before."""
    at_most: int | None = None
    """Further stories that the run may ask for, where it has a limit."""
    seconds: float | None = None
    """Time that the run has left, where it has a limit."""
    listings: int = 0
    """Listings under way: each may bring more."""


class Watch(msgspec.Struct, frozen=True):
    """What a caller wants to be told."""

    asked: Callable[[int], None] = _nothing
    """How many inputs of this run are known so far."""
    done: Callable[[str], None] = _nothing
    """The name (URL or path) of the input whose outcome comes next."""
    followed: Callable[[str], None] = _nothing
    """The name of a listing: it is no article, and no failure."""
    begun: Callable[[Callable[[], Glance]], None] = _nothing
    """The run has begun: given what may be called at any time, from any thread, until it has ended."""
    covered: Callable[[Mapping[str, int]], None] = _nothing
    """Day → pages that a web archive has of it, when it has been read."""
