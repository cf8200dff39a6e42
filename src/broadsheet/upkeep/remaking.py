"""What happened to a corpus, done again in an empty store: events in, rows out, in the order in which they were told.

Comes in: the journal's events, an archive with the raw pages. Goes out: rows with the numbers and times that they had,
and what could not be done. Pages go through the same line as at first, so that each is told of its site what it was
told then. Must not know: where the events come from, which file the database is.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Iterator
from functools import singledispatchmethod

import msgspec

from broadsheet.archive import Archive
from broadsheet.errors import CorpusDamaged
from broadsheet.extract.engine import require
from broadsheet.options import DEFAULT, Options
from broadsheet.records import Article, Aside, Dropped, Page, PageTexts, Reason, RecordRef
from broadsheet.run.journal import (
    AskedFor,
    Begun,
    Ended,
    Joined,
    Journaled,
    Polled,
    Remade,
    Removed,
    Tried,
    Unfollowed,
)
from broadsheet.run.learning import Learning
from broadsheet.run.reextract import Reextraction
from broadsheet.run.replay import page_of
from broadsheet.run.turns import Line
from broadsheet.store import RunRow, Store, at, fair
from broadsheet.workers import Pool


class Tally(msgspec.Struct):
    """What was made."""

    attempts: int = 0
    articles: int = 0
    """Attempts whose article was made anew from its raw page."""
    otherwise: int = 0
    """Of these, those that came out otherwise than they were: by another version, or beside a page removed since."""
    erased: int = 0
    """Attempts whose raw page was erased since."""
    buried: int = 0
    """Articles left without words, whose removal was not told."""


class Remaking:
    """`take` each event in order, then `end`; what is lost is `told`."""

    def __init__(self, store: Store, archive: Archive, options: Options, done: Tally) -> None:
        self._store = store
        self._archive = archive
        self._workers = options.workers
        self._done = done
        self._options: Options | None = None
        self._of_run: dict[int, Options] = {}
        self._answers: queue.SimpleQueue[tuple[int, Article | Dropped, Aside]] = queue.SimpleQueue()
        self._pool: Pool[int] | None = None
        self._line: Line[Tried] | None = None
        self._waiting: deque[tuple[Tried, bool]] = deque()  # an attempt, and whether its page is in the line
        self._lost: list[tuple[RecordRef, str]] = []

    def __enter__(self) -> Remaking:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def told(self) -> Iterator[tuple[RecordRef, str]]:
        """What was lost since this was asked last."""
        lost, self._lost = self._lost, []
        yield from lost

    def end(self) -> None:
        """Do all that is still waiting."""
        self._move(wait=True)
        self._close()

    @singledispatchmethod
    def take(self, event: Journaled) -> None:
        """Do again what happened."""
        raise TypeError(type(event).__name__)

    @take.register
    def _(self, event: Begun) -> None:
        self._move(wait=True)
        self._of_run[event.run.id] = options_of(event.run)
        self._store.remake_run(event.run)

    @take.register
    def _(self, event: Ended) -> None:
        self._move(wait=True)
        with at(event.at):
            self._store.end_run(event.run, event.told)

    @take.register
    def _(self, event: AskedFor) -> None:
        for asked in event.inputs:
            self._store.remake_input(asked)

    @take.register
    def _(self, event: Joined) -> None:
        for number, cells in event.rows:
            self._store.join(number, cells)

    @take.register
    def _(self, event: Polled) -> None:
        self._store.remake_input(event.input)
        with at(event.at):
            if event.kind is None:
                self._store.poll_failed(event.input.id)
            else:
                self._store.polled(event.input.id, event.kind, event.title, event.new, event.newest)

    @take.register
    def _(self, event: Unfollowed) -> None:
        self._move(wait=True)
        self._store.unfollow(event.input.id)

    @take.register
    def _(self, event: Removed) -> None:
        self._move(wait=True)
        with at(event.at):
            self._store.take_out(event.what)
        self._line = None  # what it knew of sites is no longer so

    @take.register
    def _(self, event: Remade) -> None:
        self._move(wait=True)
        options = self._chosen(event.run)
        for _ in Reextraction(self._store, self._archive, options, lambda count: None).anew(event.site):
            pass
        self._line = None

    @take.register
    def _(self, event: Tried) -> None:
        page = self._page(event) if event.what == "article" else None
        if page is not None:
            line = self._line_of(event.run)
            while line.full:
                self._move(wait=True, once=True)
            line.join(event, page)
        self._waiting.append((event, page is not None))
        self._move(wait=False)

    def _page(self, event: Tried) -> Page | None:
        """The raw page of an attempt; None where it was erased, or is lost."""
        ref = event.attempt.record
        if ref is None or self._is_erased(ref):
            return None
        try:
            return page_of(self._archive.read_record(ref))
        except CorpusDamaged as error:
            self._lost.append((ref, f"the page of {event.input.source} cannot be read: {error}"))
            return None

    def _chosen(self, run: int) -> Options:
        return msgspec.structs.replace(self._of_run.get(run, DEFAULT), workers=self._workers)

    def _line_of(self, run: int) -> Line[Tried]:
        """The line, its children working with the options that the run had."""
        options = self._chosen(run)
        if options != self._options:
            self._move(wait=True)
            self._close()
            require(options.extract)
        if self._pool is None:
            self._options = options
            self._pool = Pool[int](options, lambda *answer: self._answers.put(answer))
        if self._line is None:
            self._line = Line[Tried](self._pool.submit, Learning(self._store))
        return self._line

    def _close(self) -> None:
        pool, self._pool, self._line = self._pool, None, None
        if pool is not None:
            pool.close()

    def _move(self, *, wait: bool, once: bool = False) -> None:
        """Record what can be recorded, in order; `wait` till all is, or `once` for one answer of the children."""
        self._record_first()
        while self._waiting if wait else not self._answers.empty():
            assert self._line is not None  # what waits has its page in the line
            self._line.answered(*self._answers.get())
            self._record_first()
            if once:
                return

    def _record_first(self) -> None:
        """Record the attempts at the head, up to the first whose page is not done."""
        while self._waiting:
            event, in_line = self._waiting[0]
            place = self._line.leave() if in_line and self._line is not None else None
            if in_line and place is None:
                return
            self._waiting.popleft()
            self._store.remake_input(event.input)
            self._store.align(event.next)
            with at(event.at):
                if place is not None and place.outcome is not None:
                    self._record_made(event, place.outcome, place.seen, place.same_as)
                else:
                    self._record_told(event)
            self._store.unfill()
            self._done.attempts += 1

    def _record_made(
        self, event: Tried, outcome: Article | Dropped, seen: PageTexts | None, same_as: str | None
    ) -> None:
        """An attempt whose page was processed again."""
        self._done.articles += 1
        if isinstance(outcome, Dropped):
            self._done.otherwise += 1
            self._store.record_dropped(event.input.id, event.run, event.attempt, outcome)
            return
        copy = fair(outcome)
        self._done.otherwise += copy.made != event.made
        self._store.record_article(event.input.id, event.run, event.attempt, copy, seen, same_as)

    def _record_told(self, event: Tried) -> None:
        """An attempt that made no article, or whose page is gone."""
        asked, evidence = event.input, event.evidence or ""
        if event.what == "again":
            self._store.record_again(asked.id, event.run, Reason(event.outcome), event.evidence, event.attempt)
        elif event.what == "dropped":
            dropped = Dropped(url=None, reason=Reason(event.outcome), evidence=evidence)
            self._store.record_dropped(asked.id, event.run, event.attempt, dropped)
        elif event.article is not None and event.attempt.record is not None and self._is_erased(event.attempt.record):
            self._done.erased += 1
            outcome = (event.outcome, event.evidence)
            self._store.record_erased(asked.id, event.run, event.attempt, outcome, event.article, event.url)
        else:
            words = "the raw page of this article is damaged or gone"
            dropped = Dropped(url=None, reason=Reason.UNREADABLE, evidence=words)
            self._store.record_dropped(asked.id, event.run, event.attempt, dropped)

    def _is_erased(self, ref: RecordRef) -> bool:
        try:
            return self._archive.read_record(msgspec.structs.replace(ref, digest="")).type == "metadata"
        except CorpusDamaged:
            return False


def options_of(run: RunRow) -> Options:
    """The options that a run had; the defaults where this version cannot read them."""
    try:
        return msgspec.json.decode(run.options, type=Options)
    except msgspec.DecodeError:
        return DEFAULT
