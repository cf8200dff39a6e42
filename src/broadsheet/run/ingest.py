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
import time
from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from broadsheet.archive import Archive
from broadsheet.errors import CorpusError, DiskFull, DiskLow
from broadsheet.fetch.agent import require_manners
from broadsheet.fetch.cookies import read_jar
from broadsheet.options import Options
from broadsheet.place import Place, place_of
from broadsheet.records import Article, Aside, Dropped, Listing, Pace, Page, PageTexts, Reason, Target
from broadsheet.run.arrivals import Arrivals
from broadsheet.run.dispatch import Dispatch
from broadsheet.run.events import Arrived, Done, Event, Failed, Fetched, Paced
from broadsheet.run.fetching import Fetching
from broadsheet.run.following import OF_OTHERS, Following
from broadsheet.run.intake import asked_of, batches
from broadsheet.run.journal import Journal
from broadsheet.run.kept import Kept
from broadsheet.run.learning import Learning
from broadsheet.run.overview import Overview
from broadsheet.run.recording import Recording
from broadsheet.run.tray import Tray
from broadsheet.run.turns import Line
from broadsheet.run.unpacking import Hands, Unpacking, home_of
from broadsheet.run.watch import Watch
from broadsheet.source import Source, shown
from broadsheet.source.scope import is_web_archive
from broadsheet.store import NO_ATTEMPT, AttemptRow, Input, Room, Store
from broadsheet.urls import site_key
from broadsheet.workers import Pool

Outcome = Article | Dropped
Key = tuple[Input, AttemptRow]
Given = tuple[Input, Outcome]
BACKLOG = 10_000
"""Inputs under way at once: a list sorted by site still keeps several sites busy, a long one is not held."""
MOMENT = 0.1
"""Seconds for which a run whose time is over waits before it looks about again."""


class Run:
    """One run over one corpus; iterate `outcomes` once.

    `watch` is told what happens. `again`: ask for URLs too that are articles, or gone for good. `news`: of listings
    that were polled before only what is new since is wanted.
    """

    def __init__(
        self,
        store: Store,
        archive: Archive,
        options: Options,
        watch: Watch,
        *,
        again: bool = False,
        news: bool = False,
    ) -> None:
        self._again = again
        self._watch = watch
        self._store = store
        self._archive = archive
        self._journal = Journal(store, archive)
        self._options = options
        self._following = Following(store, options.follow, options.fetch, news=news)
        self._dispatch = Dispatch(store, options.follow)
        self._events = Arrivals(archive)
        self._fetcher = Fetching(options.fetch, self._events.put)
        self._fetching: dict[str, Input] = {}
        self._open: set[int] = set()
        self._overview = Overview(store, self._fetcher.schedule, self._dispatch, self._open, self._reading)
        self._events.taken = self._fetcher.taken
        self._tray = Tray(self._following.listing_in, self._events.passed)
        self._line: Line[Key]
        self._asked = 0
        self._recording: Recording
        self._kept: Kept
        self._unpacking: Unpacking
        self._broken = False
        self._disk = Room(store.path.parent, options.store.min_free)

    def outcomes(self, sources: Iterable[Source], command: str) -> Iterator[Outcome]:
        """Carry every source to its outcome.

        A `KeyboardInterrupt` lets what is in hand be finished and recorded, then is raised again, and so does
        `DiskLow`; what was not begun stays queued. Raises `DiskFull`, `CorpusError`, `UsageError` and `ExtraMissing`.
        """
        if self._options.extract.engine != "broadsheet":  # ours is all there, and the children's to load
            from broadsheet.extract.engine import require

            require(self._options.extract)
        if self._options.fetch.cookies:
            read_jar(self._options.fetch.cookies)  # a mistake in it is told before anything is begun
        run = self._journal.begin(command, self._options)
        self._recording = Recording(self._archive, self._journal, run)
        self._kept = Kept(self._store, self._archive, self._options.fetch, run)
        self._unpacking = Unpacking(
            self._store,
            self._options,
            self._dispatch,
            Hands(self._recording, self._open, self._begin, self._done, self._given, self._visit, self._watch),
        )
        self._fetcher.schedule.recall(self._store.paces(time.time()))
        pool = Pool[int](self._options, lambda *done: self._events.put(Done(*done)))
        self._line = Line(pool.submit, Learning(self._store))
        self._watch.begun(self._overview.glance)
        try:
            for batch in batches(sources, lambda: self._dispatch.left == 0):
                yield from self._begin(batch)
                yield from self._settle(wait=False)
                self._send_out()
                while len(self._open) > BACKLOG:
                    yield from self._settle(wait=True)
            while self._send_out() or self._open:
                if self._dispatch.left == 0:
                    yield from self._wind_down()
                    break
                yield from self._unpacking.some()
                yield from self._settle(wait=bool(self._open) and not self._unpacking.reading)
        except DiskLow:  # there is room for what is in hand
            raise
        except (DiskFull, CorpusError):
            self._broken = True
            raise
        finally:
            self._events.keeping = not self._broken
            self._finish(pool)

    def _begin(self, batch: list[Source]) -> Iterator[Outcome]:
        """Commit a batch as queued, then start each of its inputs on its way."""
        for source in batch:
            if isinstance(source.item, Target):
                require_manners(source.item.url, self._options.fetch)
        self._disk.require()
        asked = [asked_of(source) for source in batch]
        self._journal.asked(inputs := self._store.ask_many(asked), asked)
        self._expect(source.item.url for source in batch if isinstance(source.item, Target))
        self._tell(len(inputs))
        here = list[tuple[Page, Input]]()
        for source, known in zip(batch, inputs, strict=True):
            item = source.item
            if (old := self._known(known, item)) is not None:
                self._overview.done(was_queued=False)
                self._watch.done(known.source)
                yield old
            elif isinstance(item, Dropped):
                self._overview.done(was_queued=False)
                self._watch.done(known.source)
                self._recording.outcome(known, NO_ATTEMPT, item)
                yield msgspec.structs.replace(item, url=item.url or shown(source.name))
            elif isinstance(item, Target):
                self._overview.queued(1)
                if self._dispatch.allows(known):  # else it stays queued
                    self._fetch(known, item)
            else:
                self._open.add(known.id)
                here.append((item, known))
        for (_, known), (attempt, page) in zip(here, self._recording.local([page for page, _ in here]), strict=True):
            while self._line.full:
                yield from self._settle(wait=True)
            self._line.join((known, attempt), page)

    def _known(self, known: Input, item: Target | Page | Dropped) -> Outcome | None:
        """The outcome of an input that need not be tried: an article or its variant, under way, or gone for good."""
        asked = self._again and isinstance(item, Target)
        told = known.reason == Reason.DUPLICATE_URL and isinstance(item, Target)  # what it was, by its evidence
        told = told or (known.reason == Reason.LIST_PAGE and is_web_archive(known.source))
        if known.id in self._open or ((known.state == "article" or told) and not asked):
            words = known.article_id or (known.evidence if told else None) or "asked for twice"
            self._recording.again(known, Reason.DUPLICATE_URL, None if known.article_id else words)
            return Dropped(url=known.source, reason=Reason.DUPLICATE_URL, evidence=words)
        if not asked and self._store.gone_for_good(known):
            reason, words = Reason(known.reason or ""), known.evidence or ""
            self._recording.again(known, reason, words)
            return Dropped(url=known.source, reason=reason, evidence=f"{words}, earlier; `--again` asks once more")
        return None

    def _expect(self, wanted: Iterable[str]) -> None:
        """Note the sites that will be asked before the first request goes out: a killed run leaves its gaps behind."""
        self._keep_paces(self._fetcher.schedule.expect(sorted(set(map(site_key, wanted)) - {""})))

    def _keep_paces(self, paces: list[Pace]) -> None:
        if paces:
            self._store.keep_paces(paces)
            self._fetcher.schedule.kept(paces)

    def _send_out(self) -> bool:
        """Send out what the frontier has for this run; False where there is nothing."""
        self._overview.count()
        more = self._dispatch.next()
        self._expect(known.source for known in more)
        for known in more:
            self._fetch(known, Target(known.source, known.origin, home=home_of(known)))
        return bool(more)

    def _fetch(self, known: Input, target: Target) -> None:
        packed = is_web_archive(known.source) and self._options.follow.listings
        self._dispatch.sent(known, listing=packed)
        if packed:
            self._unpacking.fetch(known)
            return
        self._open.add(known.id)
        # A listing is read whole where it was named, or for another range: it may lead elsewhere than the last time.
        polled = self._again and self._options.follow.since is None and self._store.follows(known.id) is not None
        was_here = known.state == "article" or polled
        earlier = self._store.earlier(known.id) if was_here else None
        most = self._following.most_bytes(known)
        self._visit(known, msgspec.structs.replace(target, earlier=earlier, max_bytes=most))

    def _visit(self, known: Input, target: Target) -> None:
        self._fetching[target.url] = known
        if (kept := self._kept.visit(known, target)) is not None:
            self._events.put(kept)
            return
        home = None if target.home is None else self._following.home(known)
        self._fetcher.send(msgspec.structs.replace(target, home=home))

    def _tell(self, more: int) -> None:
        """So many inputs more are known."""
        self._asked += more
        self._watch.asked(self._asked)

    def _wind_down(self) -> Iterator[Outcome]:
        """The run's time is over: what is in flight or in the line has its outcome; the rest of what is open, none."""
        self._fetcher.stop()
        while self._line or self._tray or self._fetcher.alive or not self._events.empty():
            yield from self._settle(wait=True)

    def _settle(self, *, wait: bool) -> Iterator[Outcome]:
        """Work off the events there are, those that came together at once; `wait` for the first."""
        while True:
            self._disk.require()
            try:
                left = self._dispatch.left
                self._events.each(self._take, wait, None if left is None else max(left, MOMENT))
            except queue.Empty:
                return
            wait = False
            yield from self._move()

    def _take(self, event: Event) -> None:
        """Put an event where it is looked for."""
        if isinstance(event, Failed):
            raise event.error
        if isinstance(event, Paced):
            self._keep_paces(event.paces)
        elif isinstance(event, Done):  # of what is out of range its site learns nothing
            self._line.answered(event.number, self._following.out_of_range(event.outcome), event.aside)
        elif isinstance(event, Arrived):
            self._tray.add(self._fetching.pop(event.target.url), event)

    def _move(self) -> Iterator[Outcome]:
        """Record what has come to the head of the line; let in what waits for a place."""
        yield from self._given(self._recorded())
        while self._tray and not self._line.full:
            yield from self._given(self._arrived())

    def _recorded(self) -> list[Given]:
        """What has come to the head of the line, recorded with one wait for the disk."""
        given: list[Given] = []
        if self._line.ready:
            with self._journal.together():
                while (place := self._line.leave()) is not None:
                    assert place.outcome is not None
                    self._events.look()
                    given.append(self._leave(*place.key, place.outcome, place.aside, place.same_as))
        return given

    def _given(self, outcomes: list[Given]) -> Iterator[Outcome]:
        self._events.look()
        for known, outcome in outcomes:
            self._watch.done(known.source)
            yield outcome

    def _arrived(self) -> list[Given]:
        """Visits that have come: the pages of them into the line, some of the others recorded together."""
        self._archive.sync()
        while self._tray.pages and not self._line.full:
            known, arrived, page = self._tray.pages[0]
            self._line.join((known, arrived.attempt), page)
            self._tray.joined()
            self._events.look()
        given, hand = list[Given](), self._tray.hand()
        with self._journal.together(len(hand)):
            for one in hand:
                self._tray.taken()
                self._events.look()
                given += self._arrive(one.known, one.arrived, one.listing)
        return given

    def _arrive(self, known: Input, arrived: Arrived, listing: Listing | None) -> list[Given]:
        """What lists pages, to where it leads; text into the line; anything else has its outcome."""
        visit, attempt, earlier = arrived.visit, arrived.attempt, arrived.earlier
        if earlier is not None:
            self._journal.still(known)
            followed = known.reason == Reason.LIST_PAGE
            return [self._done(known, self._recording.unchanged(known, attempt, earlier), listing=followed)]
        if listing is not None:
            return [self._follow(known, attempt, listing)]
        if arrived.target.file is not None and not visit.put_off:
            return self._unpacking.came(known, attempt, visit.outcome)
        if isinstance(visit.outcome, Page):
            self._line.join((known, attempt), visit.outcome)
            return []
        if visit.put_off:
            if arrived.target.file is not None:
                self._unpacking.put_off()
            return [self._done(known, self._recording.put_off(known, visit.outcome), put_off=True)]
        outcome = self._journal.poll_failed(known, visit.outcome)
        return [self._done(known, self._recording.outcome(known, attempt, outcome))]

    def _leave(self, known: Input, attempt: AttemptRow, outcome: Outcome, aside: Aside, same_as: str | None) -> Given:
        """A page has been through the line: record it, and follow it where it lists stories."""
        if isinstance(aside, Listing) and self._following.is_followed(known, outcome.url):
            return self._follow(known, attempt, aside)
        outcome = self._journal.poll_failed(known, outcome)
        self._following.learn(known, outcome)
        if self._following.is_fruitless(site_key(known.source)):
            self._dispatch.shun(site_key(known.source))
        attempt = self._recording.without_opted_out(attempt, outcome)
        seen = aside if isinstance(aside, PageTexts) else None
        return self._done(known, self._recording.outcome(known, attempt, outcome, seen, same_as))

    def _follow(self, known: Input, attempt: AttemptRow, listing: Listing) -> Given:
        """Queue what a listing leads to; its own outcome says what that was."""
        rules = self._fetcher.robots.rules(known.source) if place_of(known.source) is Place.ROOT else None
        leads = self._following.leads(known, listing, () if rules is None else rules.sitemaps)
        new = self._journal.want(leads.wanted, known.source)
        for further in self._following.anew(leads):
            if further.id not in self._open:
                self._fetch(further, Target(further.source, known.source, home=known.source))
        self._dispatch.news()
        self._overview.queued(new)
        self._tell(new)
        listed = Dropped(url=known.source, reason=Reason.LIST_PAGE, evidence=leads.evidence(new))
        if listing.kind not in OF_OTHERS:
            self._journal.polled(known, listing, new)  # before its outcome: a kill between is one poll too many
        outcome = self._recording.outcome(known, attempt, listed)
        self._watch.followed(known.source)
        return self._done(known, outcome, listing=True)

    def _done(self, known: Input, outcome: Outcome, **how: bool) -> Given:
        """An input has come to its end; `how`: as `Dispatch.back`."""
        self._open.discard(known.id)
        if known.kind == "url":
            self._dispatch.back(known, **how)
        self._overview.done(was_queued=known.kind == "url")
        return known, outcome

    def _reading(self) -> int:
        return len(self._tray) + len(self._line)

    def _finish(self, pool: Pool[int]) -> None:
        """End the threads and children; record what they still brought, unless the disk is full."""
        self._fetcher.stop()
        if self._broken:
            self._fetcher.taken(len(self._tray) or 1)
        try:
            while self._fetcher.alive:
                self._drain()
                self._fetcher.join(0.05)
            self._drain()
            while (self._line or self._tray) and not self._broken:
                self._drain(wait=True)
        except BaseException:  # whatever it is, nothing more can be recorded now, and nobody may wait for it
            self._broken, self._events.keeping = True, False
            self._fetcher.taken(BACKLOG)
            raise
        finally:
            pool.close()
        if not self._broken:
            self._keep_paces(self._fetcher.schedule.settled())
            self._journal.end(self._recording.run)

    def _drain(self, *, wait: bool = False) -> None:
        """Work off the events there are, whether anybody wants the outcomes or not; `wait` for the first."""
        while wait or not self._events.empty():
            event, wait = self._events.get(), False
            if self._broken and isinstance(event, Fetched | Arrived):
                self._fetcher.taken()
            elif not self._broken and not isinstance(event, Failed):
                self._take(event)
        if not self._broken:
            deque(self._move(), maxlen=0)
