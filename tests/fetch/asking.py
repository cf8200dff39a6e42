"""Asking the fault server the way the library asks the world, with what tests change by keyword.

Comes in: a URL and the options that differ. Goes out: the visit, or its reason.
"""

from __future__ import annotations

import ssl
import time
from typing import Any

import msgspec

from broadsheet.fetch import Resolver, Robots, Visit, fetch_page, system_resolver
from broadsheet.fetch.robots import Rules
from broadsheet.options import FetchOptions
from broadsheet.records import Dropped, Page, Reason, Target

LOCAL = FetchOptions(contact="desk@gazette.example", allow_private=True, min_gap=0, deadline=5)
"""Loopback without pauses, so that a test of bytes costs milliseconds."""

DEADLINE = 1.0
SLACK = 0.5
"""Seconds that a fetch may take beyond its deadline."""


def ask(
    url: str,
    *,
    resolver: Resolver = system_resolver,
    trust: ssl.SSLContext | None = None,
    robots: Robots | None = None,
    **how: Any,
) -> Visit:
    """One visit with `LOCAL` options, changed by keyword."""
    options = msgspec.structs.replace(LOCAL, **how)
    return fetch_page(Target(url), options, resolver=resolver, trust=trust, robots=robots)


class Open(Robots):
    """The rules of sites that forbid nothing and are not asked for them."""

    def rules(self, url: str) -> Rules | None:
        """Nothing is forbidden."""
        return Rules()


def page(visit: Visit) -> Page:
    """The page, where there must be one."""
    assert isinstance(visit.outcome, Page), visit.outcome
    return visit.outcome


def reason(visit: Visit) -> Reason:
    """The reason, where there must be one."""
    assert isinstance(visit.outcome, Dropped), visit.outcome
    return visit.outcome.reason


def evidence(visit: Visit) -> str:
    """The evidence, where there must be some."""
    assert isinstance(visit.outcome, Dropped), visit.outcome
    return visit.outcome.evidence


class Stopwatch:
    """Seconds spent inside a `with` block."""

    seconds: float = 0.0

    def __enter__(self) -> Stopwatch:
        self._began = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self._began
