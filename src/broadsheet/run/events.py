"""What the threads of a run tell the one that writes.

Comes in: nothing. Goes out: `Event`. Must not know what is done about any of them.
"""

from __future__ import annotations

import msgspec

from broadsheet.fetch import Visit
from broadsheet.records import Article, Aside, Dropped, Pace, Target


class Fetched(msgspec.Struct, frozen=True):
    """A target has been visited."""

    target: Target
    visit: Visit


class Paced(msgspec.Struct, frozen=True):
    """How sites are to be asked, which must be on disk before they are."""

    paces: list[Pace]


class Done(msgspec.Struct, frozen=True):
    """A page has been processed."""

    number: int
    outcome: Article | Dropped
    aside: Aside


class Failed(msgspec.Struct, frozen=True):
    """Fetching cannot go on: an error of the run, not of a page."""

    error: BaseException


Event = Fetched | Paced | Done | Failed
