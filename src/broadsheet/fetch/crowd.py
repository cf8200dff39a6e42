"""Many targets at once: sites side by side, one request in flight per site, gaps kept, memory bounded.

Comes in: targets, lazily; a schedule; robots rules. Goes out: each target with its `Visit`, as they are finished.
The caller's thread decides who may go; worker threads make one request at a time and decide nothing.
Must not know: what becomes of the visits.
"""

from __future__ import annotations

import math
import queue
import ssl
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from broadsheet import urls
from broadsheet.fetch import agent
from broadsheet.fetch.cookies import read_jar, withheld
from broadsheet.fetch.exchange import Answer, exchange
from broadsheet.fetch.interrupt import interrupts_wait
from broadsheet.fetch.partial import Partial
from broadsheet.fetch.robots import Robots
from broadsheet.fetch.schedule import Schedule
from broadsheet.fetch.session import Session
from broadsheet.fetch.visit import Errand, Request, Visit
from broadsheet.fetch.wire import Resolver, Wire, system_resolver
from broadsheet.options import FetchOptions
from broadsheet.records import Target

BACKLOG = 10_000
"""Targets waiting for their site's turn: a few megabytes. A list sorted by site still keeps several sites busy."""

PATIENCE = 300.0
"""Seconds that a run waits for a site that asked for a pause; targets behind a longer one are put off."""

_TICK = 0.2
"""Longest wait in seconds before looking at `stop` and for new targets again."""

_END = object()


class _Job(msgspec.Struct, frozen=True):
    errand: Errand
    site: str
    request: Request
    headers: dict[str, str]


_Done = tuple[_Job, Answer | BaseException]


def fetch_all(
    targets: Iterable[Target | None],
    options: FetchOptions,
    *,
    schedule: Schedule | None = None,
    robots: Robots | None = None,
    resolver: Resolver = system_resolver,
    trust: ssl.SSLContext | None = None,
    stop: threading.Event | None = None,
    patience: float = PATIENCE,
) -> Iterator[tuple[Target, Visit]]:
    """Fetch targets with `options.connections` threads; yield each with its visit, in order of completion.

    `targets` is read in the caller's thread, no faster than needed; it must not wait: a `None` in it says that
    there is no target now, and it is read again a little later. `schedule`, `robots`: to be shared between
    runs of one process. `patience`: seconds that targets wait for a site that asked for a pause; those behind a longer
    one come back as `put_off`. `stop`: once set, nothing new is asked; what is in flight is finished and yielded.
    The same holds for a `KeyboardInterrupt` that arrives in here, which is raised again at the end. Closing the
    iterator cuts off what is in flight and ends the threads.

    Raises `ContactMissing` and `UsageError` when a target comes up that these options do not allow.
    """
    stop = stop or threading.Event()
    crowd = _Crowd(options, schedule or Schedule(options.min_gap), robots or Robots(), stop, patience)
    crew = [Wire(resolver) for _ in range(max(1, options.connections))]
    threads = [threading.Thread(target=_work, args=(crowd, wire, trust), daemon=True, name="fetch") for wire in crew]
    for thread in threads:
        thread.start()
    source = iter(targets)
    interrupted: KeyboardInterrupt | None = None
    give_up = math.inf
    try:
        while time.monotonic() < give_up:
            try:
                more = crowd.turn(source)
            except KeyboardInterrupt as interrupt:
                if interrupted is not None:
                    raise
                interrupted, more = interrupt, True
                give_up = time.monotonic() + options.deadline  # an interrupt may have lost count of what is in flight
                stop.set()
            while crowd.finished:
                yield crowd.finished.popleft()
            if not more:
                break
        if interrupted is not None:
            raise interrupted
    finally:
        for wire in crew:
            wire.abort()
        for _ in threads:
            crowd.jobs.put(None)
        for thread in threads:
            thread.join()


def _work(crowd: _Crowd, wire: Wire, trust: ssl.SSLContext | None) -> None:
    """A worker: one request after the other until told to go home."""
    session = Session(wire, trust)
    try:
        while (job := crowd.jobs.get()) is not None and not wire.aborted:
            request = job.request
            try:
                answer = exchange(
                    session,
                    request.url,
                    job.headers,
                    seconds=request.seconds,
                    cap=request.cap,
                    private=request.private,
                    into=None if request.file is None else Partial(Path(request.file), crowd.stop.is_set),
                )
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                crowd.done.put((job, error))
            else:
                crowd.done.put((job, withheld(answer) if "Cookie" in job.headers else answer))
                del answer
            del job  # what it came to may be large, and the next one long in coming
    finally:
        session.close()


class _Crowd:
    """The errands under way. Touched by the caller's thread only, save for the two queues."""

    def __init__(
        self, options: FetchOptions, schedule: Schedule, robots: Robots, stop: threading.Event, patience: float
    ) -> None:
        self.options = options
        self.patience = patience
        self.jar = read_jar(options.cookies) if options.cookies else None
        self.schedule = schedule
        self.robots = robots
        self.stop = stop
        self.jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self.done: queue.SimpleQueue[_Done] = queue.SimpleQueue()
        self.finished: deque[tuple[Target, Visit]] = deque()
        self._waiting: OrderedDict[str, deque[Errand]] = OrderedDict()
        self._count = 0
        self._flying = 0
        self._dry = False

    def turn(self, source: Iterator[Target | None]) -> bool:
        """Fold in news, send out who may go, wait for more news; False when all is done."""
        self._land(0.0)
        self._send(source)
        self.schedule.hand_over()
        if self.finished:
            return True
        if self._flying == 0 and (self.stop.is_set() or (self._dry and self._count == 0)):
            return False
        self._land(_TICK if self._full() or self.stop.is_set() else min(_TICK, self._soonest()))
        return True

    def _full(self) -> bool:
        return self._flying >= max(1, self.options.connections)

    def _send(self, source: Iterator[Target | None]) -> None:
        while not (self._full() or self.stop.is_set() or self.finished):
            errand = self._ready()
            if errand is not None:
                self._start(errand)
            elif not self._admit(source):
                return

    def _admit(self, source: Iterator[Target | None]) -> bool:
        """Take targets in until one may go; False where there is none now or none left, or no room."""
        while not self._dry and self._count < BACKLOG and not self.finished:
            target = next(source, _END)
            self._dry = target is _END
            if not isinstance(target, Target):  # none for now, or none any more
                return False
            errand = Errand(target, self.options)
            if errand.visit is None:
                agent.check_gap(errand.url, self.options)
                agent.header(errand.url, self.options)
            self._queue(errand)
            if errand.visit is None and self.schedule.wait(urls.site_key(errand.url)) == 0:
                return True
        return False

    def _ready(self) -> Errand | None:
        """The first errand of the site that has waited longest and may be asked now."""
        for site in list(self._waiting):
            wait = self.schedule.wait(site)
            if wait == 0:
                return self._unqueue(site)
            if self.patience < wait < math.inf:
                while site in self._waiting:
                    errand = self._unqueue(site)
                    errand.put_off(wait)
                    self._queue(errand)
        return None

    def _start(self, errand: Errand) -> None:
        request = errand.request(self.robots)
        if request is None:
            self._queue(errand)
            return
        site = urls.site_key(request.url)
        self._slow_down(site, request.url)
        if not self.schedule.claim(site):  # robots.txt is asked for elsewhere, or must be asked for first
            self._queue(errand, first=True)
            return
        self._flying += 1
        fields = self._header(errand, request.url)
        if request.file is not None:
            fields |= Partial(Path(request.file)).fields()
        self.jobs.put(_Job(errand, site, request, fields))

    def _header(self, errand: Errand, url: str) -> dict[str, str]:
        """The header fields of the errand's next request."""
        fields = agent.header(url, self.options) | agent.conditional(url, errand.target.earlier)
        if self.jar is not None and not errand.asks_rules:
            fields |= self.jar.header(url, urls.normalise(errand.target.url) or "", time.time())
        return fields

    def _slow_down(self, site: str, url: str) -> None:
        rules = self.robots.rules(url)
        self.schedule.slow_down(site, None if rules is None else rules.crawl_delay)

    def _land(self, seconds: float) -> None:
        """Fold in all news there is; wait `seconds` for the first."""
        try:
            while True:
                with interrupts_wait():  # a visit that was taken off the queue and not folded in would be lost
                    job, answer = self.done.get(timeout=seconds) if seconds > 0 else self.done.get_nowait()
                    self._fold(job, answer)
                seconds = 0.0
        except queue.Empty:
            return

    def _fold(self, job: _Job, answer: Answer | BaseException) -> None:
        self._flying -= 1
        if isinstance(answer, BaseException):
            self.schedule.spared(job.site)
            raise answer
        job.errand.take(answer, self.robots)
        pause = self._pause(job, answer)
        self._slow_down(job.site, job.request.url)
        ended = answer.ended - time.monotonic() + self.schedule.clock()
        if answer.touched:
            self.schedule.finished(job.site, answer.latency, ended=ended, pause=pause)
        else:
            self.schedule.spared(job.site)
        self._queue(job.errand, first=True)

    def _pause(self, job: _Job, answer: Answer) -> float:
        status = 0 if answer.head is None else answer.head.status
        if status == 429 or (status == 503 and job.errand.retry_after is not None):
            return self.schedule.back_off(job.site, job.errand.retry_after)
        if 0 < status < 500:
            self.schedule.relent(job.site)
        return job.errand.back_off

    def _queue(self, errand: Errand, *, first: bool = False) -> None:
        """Let an errand wait for its site's turn, before the others where it has begun; or be finished."""
        if errand.visit is not None:
            self.finished.append((errand.target, errand.visit))
            return
        line = self._waiting.setdefault(urls.site_key(errand.url), deque())
        if first:
            line.appendleft(errand)
        else:
            line.append(errand)
        self._count += 1

    def _unqueue(self, site: str) -> Errand:
        line = self._waiting[site]
        errand = line.popleft()
        self._count -= 1
        if line:
            self._waiting.move_to_end(site)
        else:
            del self._waiting[site]
        return errand

    def _soonest(self) -> float:
        """Seconds until some waiting site may be asked; infinite where all wait for an answer."""
        return min((self.schedule.wait(site) for site in self._waiting), default=math.inf)
