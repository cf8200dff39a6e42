"""What the threads of a run tell the one that writes.

Comes in: nothing. Goes out: events. Must not know what becomes of them.
"""

from __future__ import annotations

import msgspec

from broadsheet.fetch import Visit
from broadsheet.records import Article, Aside, Dropped, Earlier, Pace, Target
from broadsheet.store import AttemptRow

Outcome = Article | Dropped


class Fetched(msgspec.Struct, frozen=True):
    """A target has been visited."""

    target: Target
    visit: Visit


class Arrived(msgspec.Struct, frozen=True):
    """A target has been visited, and the archive has it."""

    target: Target
    visit: Visit
    attempt: AttemptRow
    earlier: Earlier | None = None
    """The earlier answer that it repeats."""
    kept: bool = False
    """Was it visited by an earlier run, which was killed?"""


class Paced(msgspec.Struct, frozen=True):
    """How sites are to be asked, which must be on disk before they are."""

    paces: list[Pace]


class Done(msgspec.Struct, frozen=True):
    """A page has been processed."""

    number: int
    outcome: Outcome
    aside: Aside


class Failed(msgspec.Struct, frozen=True):
    """Fetching cannot go on: an error of the run, not of a page."""

    error: BaseException


Event = Fetched | Arrived | Paced | Done | Failed
