"""Times of day as they stand printed at the head of a post: `14.32`, `2.32pm`, `14:32 Uhr`, `9h05`.

Comes in: a line. Goes out: its time as printed, in minutes since midnight, and is that all there is.
Must not know blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

DAY = 24 * 60
"""Minutes."""
ORDERLY = 0.8
"""Share of the steps between times that must go one way; a day's end or a pinned post goes against it (a guess)."""

_CLOCK = re.compile(
    r"[\[(]?(?:kl\.?\s|um\s|at\s|alle\s|ore\s|às\s|a\sles\s)?"
    r"(?P<time>(?P<hour>[01]?\d|2[0-4])(?:\s?[:.：h]\s?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d%])|(?=\s?[ap]\.?m\b))"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?:uhr|hrs?|h|(?-i:[A-Z]{2,4}T|UTC|Z))\b)?)[\])]?"
    r"(?P<after>\s{0,3}(?:[-–—|:•·,]\s|$))?",
    re.IGNORECASE,
)
"""Hours and minutes, or an hour with am or pm; `after`: a dash, colon or nothing follows."""
HEAD = 40
"""Characters of a line that are looked at."""


class Clock(NamedTuple):
    """A time of day at the head of a line."""

    printed: str
    minutes: int
    alone: bool
    """Nothing follows it."""
    marked: bool
    """A dash, a colon or nothing follows it."""


def clock(line: str) -> Clock | None:
    """The time that a line begins with."""
    found = _CLOCK.match(line[:HEAD])
    if found is None or line[found.end("time") : found.end("time") + 2].lstrip(".").isdigit():
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return Clock(
        found["time"].strip(),
        (hour * 60 + int(found["minute"] or 0)) % DAY,
        found.end() == len(line),
        found["after"] is not None,
    )


def in_order(minutes: Sequence[int]) -> bool:
    """Do the times run one way, forwards or backwards, as posts do and times in a story do not?"""
    steps = [after - before for before, after in pairwise(minutes) if after != before]
    forwards = sum(step > 0 for step in steps)
    return bool(steps) and max(forwards, len(steps) - forwards) >= ORDERLY * len(steps)
