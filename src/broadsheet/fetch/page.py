"""One target alone: what the library's `fetch` and `broadsheet extract URL` do.

Comes in: a `Target` and `FetchOptions`. Goes out: its `Visit`. Must not know: more than one target at a time.
"""

from __future__ import annotations

import ssl

import msgspec

from broadsheet.fetch.crowd import fetch_all
from broadsheet.fetch.robots import Robots
from broadsheet.fetch.schedule import Schedule
from broadsheet.fetch.visit import Visit
from broadsheet.fetch.wire import Resolver, system_resolver
from broadsheet.options import FetchOptions
from broadsheet.records import Target

SHARED = Robots(failures=False)
"""What this process has been told by sites; `library.fetch` asks no rules twice."""

_sites = Schedule()


def shared_schedule(options: FetchOptions) -> Schedule:
    """One schedule for all calls of this process, in whichever thread: a loop over `fetch` keeps each site's gap."""
    return _sites.paced(options.min_gap)


def fetch_page(
    target: Target,
    options: FetchOptions,
    *,
    schedule: Schedule | None = None,
    robots: Robots | None = None,
    resolver: Resolver = system_resolver,
    trust: ssl.SSLContext | None = None,
) -> Visit:
    """Fetch one target: robots.txt first, then the page, redirects followed.

    Takes `options.deadline` seconds at most for each of the two, plus what politeness makes it wait between
    requests to one site; a site that asks for a pause longer than the deadline is not waited for. Pass the same
    `schedule` and `robots` to calls that follow each other, so that gaps are kept and rules are not asked for twice.
    `trust`: certificates to believe instead of the usual ones.

    Raises `ContactMissing` and `UsageError`; all that may happen on the network is in the visit's outcome.
    """
    alone = msgspec.structs.replace(options, connections=1)
    how = {"resolver": resolver, "trust": trust, "patience": options.deadline}
    [(_, visit)] = fetch_all([target], alone, schedule=schedule, robots=robots, **how)  # type: ignore[arg-type]
    return visit
