"""A visit that has happened, made again of its answers: what was decided about them then is decided now.

Comes in: a target, the answers in the order in which they came. Goes out: the `Visit`, or None where they do not lead
to its end. Must not ask anybody, nor know where the answers were kept.
"""

from __future__ import annotations

from collections.abc import Callable

from broadsheet.fetch.exchange import Answer
from broadsheet.fetch.head import parse_head
from broadsheet.fetch.robots import Robots, Rules
from broadsheet.fetch.visit import Errand, Visit
from broadsheet.options import FetchOptions
from broadsheet.records import Exchange, Target

_HALVES = frozenset({"time", "disconnect"})
"""WARC-Truncated of answers that broke off: they were asked for again."""


class _Allowed(Robots):
    """The rules that hold where a request was made: it was allowed."""

    def rules(self, url: str) -> Rules:
        return Rules()


def retold(target: Target, options: FetchOptions, next_answer: Callable[[str], Exchange | None]) -> Visit | None:
    """The visit of a target. `next_answer`: what a URL answered, next in order; None where nothing is left of it."""
    errand, robots = Errand(target, options), _Allowed()
    while (request := errand.request(robots)) is not None:
        exchange = next_answer(request.url)
        head = None if exchange is None else parse_head(exchange.response_head)
        if exchange is None or head is None or exchange.truncated in _HALVES:
            return None
        errand.take(Answer(request.url, exchange, head, None, 0.0, 0.0, touched=True), robots)
    visit = errand.visit
    return visit if visit is not None and visit.exchanges else None
