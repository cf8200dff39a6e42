"""How a site is to be asked, from one run to the next.

Comes in: nothing. Goes out: `Pace`: what the schedule of a run hands to the store, and finds there the next time.
"""

from __future__ import annotations

import msgspec


class Pace(msgspec.Struct, frozen=True):
    """What is kept of one site key."""

    site: str
    gap: float
    """Seconds that the site is to be left alone after a request; a pause that it asked for, where that is longer."""
    free_at: float | None = None
    """Wall clock, seconds since 1970: not before. None while requests are under way: then `gap` counts from the end
    of the run, however that ends."""
    crawl_delay: float = 0.0
    """Seconds; 0 for none."""
    strikes: int = 0
    """Answers in a row that said "too often"."""
