"""The systems that are measured: in this process, or as a peer in an environment of its own.

Comes in: names. Goes out: something to ask for each; a peer that cannot be installed or started is left out, with the
reason. A system in this process is a function `(html, url) -> text`: put another under broadsheet's name to measure it
with other weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

import msgspec

from benchmarks.child import Extract
from benchmarks.environments import Missing, ensure
from benchmarks.peer import Ask, Peer, Unfit, host


def broadsheet(html: bytes, url: str | None) -> str:
    """The whole of `process`: text, kinds, metadata, language."""
    from broadsheet import Dropped, Reason, extract

    outcome = extract(html, url)
    if not isinstance(outcome, Dropped):
        return outcome.text
    if outcome.reason is Reason.INTERNAL_ERROR:
        raise RuntimeError(outcome.evidence)
    return ""


def parse_only(html: bytes, url: str | None) -> str:
    """selectolax's parse of the same bytes: the unit in which times are given."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    return ""


UNIT = "parse alone"
OURS = "broadsheet"
HOSTS: dict[str, Extract] = {UNIT: parse_only, OURS: broadsheet}
"""The systems in this process."""

PEERS: dict[str, tuple[str, str]] = {
    "trafilatura": ("trafilatura", "trafilatura:default"),
    "trafilatura fast": ("trafilatura", "trafilatura:fast"),
    "trafilatura precision": ("trafilatura", "trafilatura:precision"),
    "resiliparse": ("resiliparse", "resiliparse:extract"),
    "newspaper4k": ("newspaper4k", "newspaper4k:extract"),
    "readability-lxml": ("readability", "readability:extract"),
    "news-please": ("newsplease", "newsplease:extract"),
    "justext": ("justext", "justext:extract"),
    "boilerpy3": ("boilerpy3", "boilerpy3:extract"),
}
"""Each peer's environment, and its function in `benchmarks.peers`."""

NAMES = (OURS, *PEERS)
"""What can be asked for, in the order of the tables; the unit always runs along."""


class Running(msgspec.Struct, frozen=True):
    """The systems that answer, and those that were left out."""

    asks: dict[str, Ask]
    missing: tuple[Missing, ...]


@contextmanager
def running(
    names: Sequence[str] = NAMES,
    hosts: Mapping[str, Extract] = HOSTS,
    peers: Mapping[str, tuple[str, str]] = PEERS,
    *,
    unit: bool = True,
) -> Iterator[Running]:
    """Start the systems named, and the unit where times are wanted; end them with the block."""
    asks: dict[str, Ask] = {}
    missing: list[Missing] = []
    with ExitStack() as stack:
        for name in (*([UNIT] if unit else ()), *names):
            started = host(hosts[name]) if name in hosts else _peer(name, *peers[name])
            if isinstance(started, Missing):
                missing.append(started)
                continue
            if isinstance(started, Peer):
                stack.callback(started.close)
            asks[name] = started
        yield Running(asks, tuple(missing))


def _peer(name: str, environment: str, where: str) -> Peer | Missing:
    python = ensure(environment)
    if isinstance(python, Missing):
        return Missing(name, python.reason)
    try:
        return Peer(python, where)
    except Unfit as error:
        return Missing(name, str(error))
