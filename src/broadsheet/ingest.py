"""A run: sources in, outcomes out, and on the way every byte into the archive and every step into the store.

Comes in: `Source`s, an open store and archive, options. Goes out: one outcome per source; articles in the
order in which their pages came. The caller's thread is the only writer; fetching and processing post events
to it. Order of durability: an input is committed as queued, then its exchanges are synced to the archive, then
its outcome is told to the archive's journal and committed. Must not know: how a page is fetched, extracted or printed.

    sources ─▶ ask ─┬─▶ to fetch ─▶ fetch thread ─▶ Fetched ─▶ archive ─▶ line ⇄ pool ─▶ store
                    └─▶ local page ────────────────────────────▶ archive ─▶ line ⇄ pool ─▶ store
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from broadsheet.archive import Archive, digest
from broadsheet.errors import CorpusError, DiskFull, DiskLow
from broadsheet.extract.engine import require
from broadsheet.fetch import Schedule, Visit, fetch_all
from broadsheet.fetch.agent import require_manners
from broadsheet.fetch.cookies import read_jar
from broadsheet.fetch.head import parse_head
from broadsheet.intake import as_resource, asked_of, batches
from broadsheet.journal import Journal
from broadsheet.learning import Learning
from broadsheet.options import Options
from broadsheet.records import Article, Aside, Dropped, Earlier, Pace, Page, PageTexts, Reason, Target
from broadsheet.source import Source, shown
from broadsheet.store import AttemptRow, Input, Room, Store
from broadsheet.turns import Line
from broadsheet.urls import site_key
from broadsheet.workers import Pool

Outcome = Article | Dropped

BACKLOG = 10_000
"""Inputs under way at once: a list sorted by site still keeps several sites busy, a long one is not held."""


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
    outcome: Outcome
    aside: Aside


class Failed(msgspec.Struct, frozen=True):
    """Fetching cannot go on: an error of the run, not of a page."""

    error: BaseException


Event = Fetched | Paced | Done | Failed
Key = tuple[Input, AttemptRow]


class Run:
    """One run over one corpus; iterate `outcomes` once.

    `on_asked` is told how many inputs have been asked for, as that becomes known; `on_done` the name of an
    input just before its outcome is given. `again`: ask for URLs too that are articles, or gone for good.
    """

    def __init__(
        self,
        store: Store,
        archive: Archive,
        options: Options,
        on_asked: Callable[[int], None],
        on_done: Callable[[str], None],
        *,
        again: bool = False,
    ) -> None:
        self._again = again
        self._store = store
        self._archive = archive
        self._journal = Journal(store, archive)
        self._options = options
        self._on_asked = on_asked
        self._on_done = on_done
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._targets: queue.SimpleQueue[Target | None] = queue.SimpleQueue()
        self._room = threading.Semaphore(4 * options.fetch.connections)  # visits that wait for the caller
        self._stop = threading.Event()
        self._schedule = Schedule(options.fetch.min_gap, keep=lambda paces: self._events.put(Paced(paces)))
        self._fetcher: threading.Thread | None = None
        self._fetching: dict[str, Input] = {}
        self._open: set[int] = set()
        self._fetched: deque[Fetched] = deque()
        self._line: Line[Key]
        self._asked = 0
        self._run = 0
        self._broken = False
        self._disk = Room(store.path.parent, options.store.min_free)

    def outcomes(self, sources: Iterable[Source], command: str) -> Iterator[Outcome]:
        """Carry every source to its outcome.

        A `KeyboardInterrupt` lets what is in hand be finished and recorded, then is raised again, and so does
        `DiskLow`; what was not begun stays queued. Raises `DiskFull`, `CorpusError`, `UsageError` and `ExtraMissing`.
        """
        require(self._options.extract)
        if self._options.fetch.cookies:
            read_jar(self._options.fetch.cookies)  # a mistake in it is told before anything is begun
        self._run = self._journal.begin(command, self._options)
        self._schedule.recall(self._store.paces(time.time()))
        pool = Pool[int](self._options, lambda *done: self._events.put(Done(*done)))
        self._line = Line(pool.submit, Learning(self._store))
        try:
            for batch in batches(sources):
                yield from self._begin(batch)
                yield from self._settle(wait=False)
                while len(self._open) > BACKLOG:
                    yield from self._settle(wait=True)
            self._targets.put(None)
            while self._open:
                yield from self._settle(wait=True)
        except DiskLow:  # there is room for what is in hand
            raise
        except (DiskFull, CorpusError):
            self._broken = True
            raise
        finally:
            self._finish(pool)

    def _begin(self, batch: list[Source]) -> Iterator[Outcome]:
        """Commit a batch as queued, then start each of its inputs on its way."""
        for source in batch:
            if isinstance(source.item, Target):
                require_manners(source.item.url, self._options.fetch)
        self._disk.require()
        inputs = self._store.ask_many(asked_of(source) for source in batch)
        self._journal.asked(inputs)
        self._expect(source.item.url for source in batch if isinstance(source.item, Target))
        self._asked += len(inputs)
        self._on_asked(self._asked)
        here = list[tuple[Page, Input]]()
        for source, known in zip(batch, inputs, strict=True):
            item = source.item
            if (old := self._known(known, item)) is not None:
                self._on_done(known.source)
                yield old
            elif isinstance(item, Dropped):
                self._journal.dropped(known.id, self._run, AttemptRow(), item)
                self._on_done(known.source)
                yield msgspec.structs.replace(item, url=item.url or shown(source.name))
            elif isinstance(item, Target):
                self._open.add(known.id)
                earlier = self._store.earlier(known.id) if known.state == "article" else None
                self._fetching[item.url] = known
                self._fetch(msgspec.structs.replace(item, earlier=earlier))
            else:
                self._open.add(known.id)
                here.append((item, known))
        for known, attempt, page in self._keep_local(here):
            while self._line.full:
                yield from self._settle(wait=True)
            self._line.join((known, attempt), page)

    def _known(self, known: Input, item: Target | Page | Dropped) -> Outcome | None:
        """The outcome of an input that need not be tried: it is an article, under way, or gone for good."""
        asked = self._again and isinstance(item, Target)
        if known.id in self._open or (known.state == "article" and not asked):
            self._journal.again(known, self._run, Reason.DUPLICATE_URL)
            words = known.article_id or "asked for twice"
            return Dropped(url=known.source, reason=Reason.DUPLICATE_URL, evidence=words)
        if not asked and self._store.gone_for_good(known):
            reason, words = Reason(known.reason or ""), known.evidence or ""
            self._journal.again(known, self._run, reason, words)
            return Dropped(url=known.source, reason=reason, evidence=f"{words}, earlier; `--again` asks once more")
        return None

    def _expect(self, wanted: Iterable[str]) -> None:
        """Note the sites that will be asked before the first request goes out: a killed run leaves its gaps behind."""
        self._keep_paces(self._schedule.expect(sorted(set(map(site_key, wanted)) - {""})))

    def _keep_paces(self, paces: list[Pace]) -> None:
        if paces:
            self._store.keep_paces(paces)
            self._schedule.kept(paces)

    def _fetch(self, target: Target) -> None:
        self._targets.put(target)
        if self._fetcher is None:
            self._fetcher = threading.Thread(target=self._visit_all, name="fetcher")
            self._fetcher.start()

    def _visit_all(self) -> None:
        """The fetch thread: visits to events, until the targets end."""
        try:
            visits = fetch_all(self._coming(), self._options.fetch, schedule=self._schedule, stop=self._stop)
            for target, visit in visits:
                self._room.acquire()
                self._events.put(Fetched(target, visit))
        except BaseException as error:  # noqa: BLE001  raised again in the caller's thread
            self._events.put(Failed(error))

    def _coming(self) -> Iterator[Target | None]:
        """The targets as they come; None while there is none, so that what is on its way does not wait for more."""
        while True:
            try:
                target = self._targets.get(block=False)
            except queue.Empty:
                yield None
                continue
            if target is None:
                return
            yield target

    def _keep_local(self, pages: list[tuple[Page, Input]]) -> Iterator[tuple[Input, AttemptRow, Page]]:
        """Pages that are here into the archive: as they were once exchanged, else as the files that they are."""
        exchanges = [page.exchanges[-1] for page, _ in pages if page.exchanges]
        recorded = iter(self._archive.append_exchanges(exchanges))
        for page, known in pages:
            moment = page.fetched_at or now()
            kept = msgspec.structs.replace(page, fetched_at=moment)  # as the archive will say of it
            record = next(recorded) if page.exchanges else self._archive.append_resource(*as_resource(kept))
            yield known, AttemptRow(page.status, page.url, record, moment), kept

    def _settle(self, *, wait: bool) -> Iterator[Outcome]:
        """Work off the events there are; `wait` for the first."""
        while True:
            self._disk.require()
            try:
                event = self._events.get(block=wait)
            except queue.Empty:
                return
            wait = False
            yield from self._take(event)

    def _take(self, event: Event) -> Iterator[Outcome]:
        """Record one event, and all that it lets leave the line."""
        if isinstance(event, Failed):
            raise event.error
        if isinstance(event, Paced):
            self._keep_paces(event.paces)
        elif isinstance(event, Done):
            self._line.answered(event.number, event.outcome, event.aside)
        else:
            self._fetched.append(event)
        yield from self._move()

    def _move(self) -> Iterator[Outcome]:
        """Record what has come to the head of the line; let in what waits for a place."""
        while (place := self._line.leave()) is not None:
            assert place.outcome is not None
            known, attempt = place.key
            yield self._record(known, self._kept(attempt, place.outcome), place.outcome, place.seen)
        while self._fetched and not self._line.full:
            yield from self._arrive(self._fetched.popleft())

    def _kept(self, attempt: AttemptRow, outcome: Outcome) -> AttemptRow:
        """The attempt; where the page itself opted out of being kept, without its raw record, which is erased."""
        opted_out = isinstance(outcome, Dropped) and outcome.reason is Reason.ROBOTS_DENIED
        if not opted_out or attempt.record is None or attempt.final_url is None:
            return attempt
        self._archive.erase(attempt.record)
        return msgspec.structs.replace(attempt, record=msgspec.structs.replace(attempt.record, digest=""))

    def _arrive(self, event: Fetched) -> Iterator[Outcome]:
        """A visited page into the line."""
        self._room.release()
        known, visit = self._fetching.pop(event.target.url), event.visit
        earlier = repeated(visit, event.target.earlier)
        attempt = self._keep(visit, earlier)
        if earlier is not None:
            yield self._unchanged(known, attempt, earlier)
        elif isinstance(visit.outcome, Page):
            self._line.join((known, attempt), visit.outcome)
        elif visit.put_off:
            yield self._put_off(known, visit.outcome)
        else:
            yield self._record(known, attempt, visit.outcome)

    def _put_off(self, known: Input, dropped: Dropped) -> Outcome:
        """A page that was never asked for has no outcome yet: it stays queued, and an attempt says why."""
        self._open.discard(known.id)
        self._on_done(known.source)
        self._journal.again(known, self._run, dropped.reason, dropped.evidence)
        words = f"{dropped.evidence}; left queued for `add --resume`"
        return msgspec.structs.replace(dropped, url=dropped.url or known.source, evidence=words)

    def _unchanged(self, known: Input, attempt: AttemptRow, earlier: Earlier) -> Outcome:
        """A page that is what it was adds an attempt, and nothing else."""
        self._open.discard(known.id)
        self._on_done(known.source)
        self._journal.again(known, self._run, Reason.NOT_MODIFIED, attempt=attempt)
        words = f"{known.article_id}, as on {earlier.date}"
        return Dropped(url=known.source, reason=Reason.NOT_MODIFIED, evidence=words)

    def _keep(self, visit: Visit, earlier: Earlier | None = None) -> AttemptRow:
        """Sync a visit's exchanges to the archive; `earlier`: what the last of them repeats."""
        references = self._archive.append_exchanges((*visit.robots, *visit.exchanges), earlier)
        if not visit.exchanges:
            return AttemptRow()
        last = visit.exchanges[-1]
        head = parse_head(last.response_head)
        return AttemptRow(
            status=head.status if head else None,
            final_url=last.url,
            record=references[-1],
            at=last.started_at,
            etag=head.first("etag") if head else None,
            last_modified=head.first("last-modified") if head else None,
        )

    def _record(self, known: Input, attempt: AttemptRow, outcome: Outcome, seen: PageTexts | None = None) -> Outcome:
        """Commit an outcome; as the caller sees it, a drop always names its input."""
        self._open.discard(known.id)
        self._on_done(known.source)
        if isinstance(outcome, Dropped):
            self._journal.dropped(known.id, self._run, attempt, outcome)
            return msgspec.structs.replace(outcome, url=outcome.url or known.source)
        if self._journal.article(known.id, self._run, attempt, outcome, seen) == "same":
            reason = Reason.NOT_MODIFIED if known.article_id == outcome.id else Reason.DUPLICATE_URL
            return Dropped(url=outcome.url or known.source, reason=reason, evidence=outcome.id)
        return outcome

    def _finish(self, pool: Pool[int]) -> None:
        """End the threads and children; record what they still brought, unless the disk is full."""
        self._stop.set()
        self._targets.put(None)
        if self._broken:
            self._room.release(len(self._fetched) or 1)
        try:
            while self._fetcher is not None and self._fetcher.is_alive():
                self._drain()
                self._fetcher.join(0.05)
            self._drain()
            while (self._line or self._fetched) and not self._broken:
                self._drain(self._events.get())
        except (DiskFull, CorpusError):  # now nothing more can be recorded, and nobody may wait for it
            self._broken = True
            self._room.release(BACKLOG)
            raise
        finally:
            pool.close()
        if not self._broken:
            self._keep_paces(self._schedule.settled())
            self._journal.end(self._run)

    def _drain(self, first: Event | None = None) -> None:
        """Work off the events there are, whether anybody wants the outcomes or not."""
        while first is not None or not self._events.empty():
            event = first or self._events.get()
            first = None
            if self._broken and isinstance(event, Fetched):
                self._room.release()
            elif not self._broken and not isinstance(event, Failed):
                exhaust(self._take(event))
        if not self._broken:
            exhaust(self._move())


def repeated(visit: Visit, earlier: Earlier | None) -> Earlier | None:
    """The earlier answer, where the visit's is the same: the server says so (304), or the bytes do."""
    if earlier is None or not visit.exchanges or visit.exchanges[-1].url != earlier.url:
        return None
    if isinstance(visit.outcome, Dropped):
        return earlier if visit.outcome.reason is Reason.NOT_MODIFIED else None
    last = visit.exchanges[-1]
    return earlier if last.truncated is None and digest(last.response_body) == earlier.record.digest else None


def exhaust(outcomes: Iterator[Outcome]) -> None:
    """What nobody waits for is done all the same."""
    deque(outcomes, maxlen=0)


def now() -> str:
    """The present in UTC, RFC 3339."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
