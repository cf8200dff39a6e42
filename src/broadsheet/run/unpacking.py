"""Web archives on their way through a run: fetched one at a time, unpacked page by page, done with at their end.

Comes in: inputs that are web archives by their address. Goes out: outcomes of their pages, then their own. Holds one
file and one batch of pages. Must not know: how a file is fetched or read, nor how an outcome is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from broadsheet.fetch.partial import LARGEST
from broadsheet.options import Options
from broadsheet.records import Article, Dropped, Page, Reason, Target
from broadsheet.run.dispatch import Dispatch
from broadsheet.run.recording import Recording
from broadsheet.run.shards import Shards
from broadsheet.run.watch import Watch
from broadsheet.source import Source
from broadsheet.store import AttemptRow, Input, Store

Outcome = Article | Dropped
Given = tuple[Input, Outcome]

PASSING = frozenset(
    {Reason.CONNECT_ERROR, Reason.DNS_ERROR, Reason.TIMEOUT, Reason.INCOMPLETE, Reason.HTTP_5XX, Reason.RATE_LIMITED}
)
"""Why a file could not be had that may be had later: it stays queued, and what is here of it stays, too."""


class Hands(msgspec.Struct, frozen=True):
    """What of the run is needed here."""

    recording: Recording
    open: set[int]
    """Inputs under way."""
    begin: Callable[[list[Source]], Iterator[Outcome]]
    done: Callable[..., Given]
    given: Callable[[list[Given]], Iterator[Outcome]]
    visit: Callable[[Input, Target], None]
    watch: Watch


class Unpacking:
    """The web archives of one run."""

    def __init__(self, store: Store, options: Options, dispatch: Dispatch, hands: Hands) -> None:
        self._shards = Shards(store, options.parse.max_bytes)
        self._stories = options.follow.stories
        self._dispatch = dispatch
        self._run = hands

    @property
    def reading(self) -> bool:
        """Are there pages to be taken at once?"""
        return self._shards.reading

    def fetch(self, known: Input) -> None:
        """Take a web archive in hand, if none is: fetch its file, or what is missing of it, unless it is here."""
        file = self._shards.claim(known) if self._stories else None
        if file is None:
            return
        self._run.open.add(known.id)
        if file.is_file():
            self._shards.opened()
            return
        target = Target(known.source, known.origin, file=str(file), max_bytes=LARGEST, home=home_of(known))
        self._run.visit(known, target)

    def came(self, known: Input, attempt: AttemptRow, outcome: Page | Dropped) -> list[Given]:
        """A web archive is here, or is not to be had; where it may be, later, it stays queued."""
        if isinstance(outcome, Page):
            self._shards.opened(attempt)
            return []
        stays = outcome.reason in PASSING
        recording = self._run.recording
        recorded = recording.put_off(known, outcome) if stays else recording.outcome(known, attempt, outcome)
        given = self._run.done(known, recorded, stays=stays)
        self._next()
        return [given]

    def put_off(self) -> None:
        """The site asked for a pause: what waits is left for another run."""
        while (waiting := self._shards.next()) is not None:
            self._dispatch.back(waiting, stays=True)
        self._shards.release()

    def some(self) -> Iterator[Outcome]:
        """Begin some pages of the web archive in hand; at its end, record what it brought."""
        if self._shards.reading and self._dispatch.over:  # the rest of it stays for the next run
            self._run.open.discard(self._shards.known.id)
            self._dispatch.back(self._shards.known, stays=True)
            self._shards.release()
        if self._shards.reading:
            batch = self._shards.batch()[: self._dispatch.at_most]
            self._dispatch.read(len(batch))
            yield from self._run.begin(batch)
            if batch:
                return
        if self._shards.open and self._shards.ended(self._run.open):
            yield from self._run.given([self._close()])

    def _close(self) -> Given:
        days = self._shards.days
        known, attempt, dropped = self._shards.close()
        outcome = self._run.recording.outcome(known, attempt, dropped)
        if dropped.reason is Reason.LIST_PAGE:
            self._run.watch.followed(known.source)
            self._run.watch.covered(days)
        told = self._run.done(known, outcome)
        self._next()
        return told

    def _next(self) -> None:
        """What was in hand is done with: the next, if the run's bounds allow one."""
        self._shards.release()
        waiting = self._shards.next()
        if waiting is not None and not self._dispatch.over:
            self.fetch(waiting)


def home_of(known: Input) -> str | None:
    """Who named an input, where that was a listing."""
    return known.origin if known.found_by else None
