"""Fetch: targets become pages, politely, within bounds, and never from where nobody should be asked.

Comes in: `Target`s and `FetchOptions`. Goes out: a `Visit` each: the page or the reason why not, and every exchange
byte for byte for the archive. Must not know: the store, the archive, what a page says.

    Target ─▶ Errand (visit.py) ─▶ when? (schedule.py) ─▶ may we? (robots.py) ─▶ exchange.py ─▶ Visit
                    ▲                                                                │
                    └──────────────── redirect.py, retries ◀─────────────────────────┘

Its names are imported when they are first used (PEP 562): `broadsheet --help` does not wait for requests.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.fetch.crowd import fetch_all
    from broadsheet.fetch.head import Head, parse_head
    from broadsheet.fetch.page import fetch_page
    from broadsheet.fetch.robots import Robots
    from broadsheet.fetch.schedule import Schedule
    from broadsheet.fetch.visit import Visit
    from broadsheet.fetch.wire import Resolver, system_resolver

__all__ = [
    "Head",
    "Resolver",
    "Robots",
    "Schedule",
    "Visit",
    "fetch_all",
    "fetch_page",
    "parse_head",
    "system_resolver",
]

_PLACES = {
    "Head": "head",
    "Resolver": "wire",
    "Robots": "robots",
    "Schedule": "schedule",
    "Visit": "visit",
    "fetch_all": "crowd",
    "fetch_page": "page",
    "parse_head": "head",
    "system_resolver": "wire",
}
"""Name → the module of this room where it lives."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'broadsheet.fetch' has no attribute {name!r}")
    return getattr(import_module(f"broadsheet.fetch.{_PLACES[name]}"), name)
