"""An update: the listings and articles of a corpus that are due, asked for again; once, or for as long as it runs.

Comes in: an open corpus, or the means to open one; clocks. Goes out: outcomes, as of `add`. What is due is the store's
to say, who may be asked when the fetcher's, what a listing leads to `following`'s. Must not know how a page is fetched.

    due listings ─┐
    due articles ─┼─▶ frontier ─▶ run ─▶ outcomes ─▶ sleep, without the writer's lock ─┐
    what is left ─┘      ▲─────────────────────────────────────────────────────────────┘
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from broadsheet.archive import Archive
from broadsheet.errors import CorpusBusy
from broadsheet.options import Options
from broadsheet.records import Article, Dropped
from broadsheet.run.ingest import Run
from broadsheet.run.watch import Watch
from broadsheet.source import Source
from broadsheet.store import Overdue, Store

Outcome = Article | Dropped

COMMAND = "update"
"""How its runs are called in the table of runs: what they leave queued, the next one takes up."""
NAP = 60.0
"""Seconds of sleep at most before clock and corpus are looked at again: a machine that slept, or whose clock was set,
is a minute late, and so is what another command added."""
BETWEEN = 300.0
"""Seconds from one pass to the next at least: half of the shortest rhythm of a feed. Each has an entry in the table of
runs."""


Opened = Callable[[int], AbstractContextManager[tuple[Store, Archive]]]
"""Store and archive for writing, refused where fewer bytes of disk are free."""


def updates(
    database: Path,
    opened: Opened,
    chosen: Callable[[], Options],
    watch: Watch,
    site: str | None = None,
    on_nap: Callable[[Nap], None] | None = None,
) -> Generator[Outcome, None, None]:
    """One pass over a corpus, or, with `on_nap`, pass after pass; options are read anew for each."""

    def begin() -> Iterator[Outcome]:
        options = chosen()
        with opened(options.store.min_free) as (store, archive):
            yield from once(store, archive, options, watch, site)

    if on_nap is None:
        yield from begin()
    else:
        yield from watching(begin, lambda: overdue(database, site), on_nap)


def once(store: Store, archive: Archive, options: Options, watch: Watch, site: str | None = None) -> Iterator[Outcome]:
    """Ask for what is due, of all sites or one, and for what it leads to; nothing, where nothing is due."""
    if not store.overdue(COMMAND, site):
        return
    store.take_due(site)
    yield from Run(store, archive, options, watch, news=True).outcomes(_taken_up(store, site), COMMAND)


def overdue(database: Path, site: str | None) -> tuple[Overdue, str | None]:
    """What is due now, and when the next thing is; read anew, for others may write, or put another file there."""
    with Store(database, write=False) as store:
        return store.overdue(COMMAND, site), store.next_due()


def _taken_up(store: Store, site: str | None) -> Iterator[Source]:
    """No source of its own: what earlier updates left queued comes from the frontier."""
    store.take_up(COMMAND, site)
    yield from ()


class Clock(msgspec.Struct, frozen=True):
    """The present, and how to sleep: others in tests."""

    wall: Callable[[], float] = time.time
    """Seconds since 1970: what is due is written on this clock, which may jump."""
    steady: Callable[[], float] = time.monotonic
    """Seconds on a clock that does not jump, and may stand still while the machine sleeps."""
    sleep: Callable[[float], None] = time.sleep


SYSTEM = Clock()


class Nap(msgspec.Struct, frozen=True):
    """Nothing can be done now."""

    until: str | None
    """When the next listing or article is due (RFC 3339, UTC); None where nothing is, as far as is known."""
    busy: str | None = None
    """Who holds the writer's lock, where something is due."""


def watching(
    begin: Callable[[], Iterator[Outcome]],
    overdue: Callable[[], tuple[Overdue, str | None]],
    on_nap: Callable[[Nap], None],
    clock: Clock = SYSTEM,
) -> Iterator[Outcome]:
    """Pass after pass, for ever: `begin` one whenever `overdue` says that something is due, and sleep between.

    `overdue` says what is due, and when the next thing is. A corpus that another process writes is let alone until it
    is free. `on_nap` is told once between two passes why there is none.
    """
    last, told = clock.steady() - BETWEEN, False
    while True:
        due, until = overdue()
        rest, nap = last + BETWEEN - clock.steady(), Nap(until)
        if due and rest <= 0:
            try:
                yield from begin()
                last, told = clock.steady(), False
                continue
            except CorpusBusy as busy:
                nap, rest = Nap(None, str(busy)), NAP
        if not told:
            on_nap(Nap(_stamp(clock.wall() + rest), nap.busy) if due else nap)
            told = True
        clock.sleep(min(max(rest if due else _left(until, clock.wall()), 1.0), NAP))


def _left(until: str | None, wall: float) -> float:
    return NAP if until is None else datetime.fromisoformat(until).timestamp() - wall


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
