"""How often to look again: at a listing, by how often it brings news; at an article, by how long it has stood still.

Comes in: seconds, counts. Goes out: seconds to wait, or None for "never again". Pure arithmetic, without a clock.
"""

from __future__ import annotations

import math

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

SHORTEST, LONGEST = 10 * MINUTE, DAY
"""Seconds between two polls of a listing: papers' feeds change within a day, and are not ours to hammer."""
FIRST = HOUR
"""The interval of a listing that is met for the first time: between the two, geometrically, is 2 h; news is sooner."""
_CALMER, _FAILED = 1.5, 2.0
"""Growth after a poll without news, and after a failure: back in a day after 8 and 5 of them, from one hour on."""

DEAD = 35
"""Failures of a listing in a row after which it rests until somebody names it: the waits between them come to 30 days
at least (an hour, two, four, eight, sixteen, then a day each). What is away that long has moved or is no more; outages
of papers last hours."""

REVISITS: tuple[tuple[float, float], ...] = (
    (3 * HOUR, 15 * MINUTE),
    (DAY, HOUR),
    (7 * DAY, 3 * HOUR),
    (30 * DAY, 3 * DAY),
    (365 * DAY, 30 * DAY),
)
"""An article whose text changed at most so many seconds ago is looked at again after so many; an older one never."""


QUIET = 7 * DAY
"""An archive's listing whose newest date is older rests: sitemaps of papers that publish daily are younger."""


def poll_after(interval: float, *, new: int, failures: int = 0) -> float:
    """Seconds until a listing is asked for again.

    `interval`: the one that has just passed; `new`: stories found that were not known; `failures`: polls in a row
    that came to nothing, this one included. With news the next interval is the mean time between two new stories,
    but no less than half the last one; without, and after a failure, it grows.
    """
    if failures:
        return _bounded(max(interval, FIRST) * _FAILED ** min(failures - 1, 16))
    return _bounded(max(interval / (new + 1), interval / 2) if new else interval * _CALMER)


def rest_after(interval: float, age: float | None) -> float:
    """Seconds until a listing of an archive is asked for again, whose own rhythm is `interval`.

    `age`: seconds since the newest date that it names. One that names nothing of this week changes no more often than
    the articles in it: it waits as long as one of that age, 30 days at most. None: nothing is known of its dates.
    """
    if age is None or age <= QUIET:
        return interval
    return max(interval, revisit_after(age) or REVISITS[-1][1])


def revisit_after(age: float) -> float | None:
    """Seconds until an article is looked at again whose text last changed `age` seconds ago; None for never.

    A clock that was set back makes an age negative: such an article has just changed.
    """
    return next((wait for oldest, wait in REVISITS if age <= oldest), None)


def _bounded(seconds: float) -> float:
    return SHORTEST if math.isnan(seconds) else min(max(seconds, SHORTEST), LONGEST)
