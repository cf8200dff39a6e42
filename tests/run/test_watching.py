"""An update that keeps running: it sleeps till something is due, lets others write, and outlives clocks and kills.

Comes in: clocks made by hand; the command line as a child process, with signals. Goes out: when a pass was begun, for
how long was slept, exit codes, and a corpus that is whole.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.errors import CorpusBusy
from broadsheet.run.update import BETWEEN, NAP, Clock, Nap, Outcome, watching
from broadsheet.store import Overdue, at
from tests.faults import FaultServer, Line, reply
from tests.run.test_following import HERE, add, feed, paper, path, rows, story
from tests.stories import broadsheet, start
from tests.test_survival import TIMEOUT, till, whole

LOCAL = ("--allow-private", "--min-gap", "0")


class Enough(Exception):
    """The time of the test is over."""


class Machine:
    """A machine whose clocks are turned by hand; `due`: when something will be, in seconds since 1970."""

    def __init__(self, *due: float, until: float = 3600.0, slow: float = 0.0) -> None:
        self.wall = self.steady = 1_000_000.0
        self.end = self.steady + until
        self.due = [self.wall + one for one in due]
        self.passes: list[float] = []
        self.naps: list[Nap] = []
        self.slow = slow
        self.busy = 0
        self.jumps: dict[int, float] = {}
        self.sleeps: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Both clocks go on; the wall clock jumps where the test says so."""
        self.sleeps.append(seconds)
        self.steady += seconds
        self.wall += seconds + self.jumps.pop(len(self.sleeps), 0.0)
        if self.steady >= self.end:
            raise Enough

    def overdue(self) -> tuple[Overdue, str | None]:
        """What is due, as the store would say."""
        now = [one for one in self.due if one <= self.wall]
        first = min(self.due, default=None)
        return Overdue(listings=len(now)), None if first is None else stamp(first)

    def begin(self) -> Iterator[Outcome]:
        """A pass that does all that is due."""
        if self.busy:
            self.busy -= 1
            raise CorpusBusy("held by process 7")
        self.passes.append(self.wall - 1_000_000.0)
        self.due = [one for one in self.due if one > self.wall]
        self.wall += self.slow
        self.steady += self.slow
        yield from ()

    def run(self) -> list[float]:
        """Watch until the end; the moments of the passes."""
        clock = Clock(lambda: self.wall, lambda: self.steady, self.sleep)
        with pytest.raises(Enough):
            list(watching(self.begin, self.overdue, self.naps.append, clock))
        return self.passes


def stamp(seconds: float) -> str:
    """As the store writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_pass_begins_when_something_is_due() -> None:
    """At once, and then to the second; in between it sleeps a minute at most, and says once until when."""
    machine = Machine(0, 1234, 2500)
    assert machine.run() == [0, 1234, 2500]
    assert max(machine.sleeps) <= NAP
    assert [nap.until for nap in machine.naps] == [stamp(1_001_234), stamp(1_002_500), None]


def test_passes_keep_their_distance() -> None:
    """What comes due right after a pass waits for five minutes: each pass is a run and a file."""
    machine = Machine(0, 1, 2, 302, slow=1.0)
    assert machine.run() == [0, 1 + BETWEEN, 2 + 2 * BETWEEN]


def test_a_machine_that_slept_is_a_minute_late() -> None:
    """The wall clock jumps eight hours ahead while the steady one stood still."""
    machine = Machine(2 * 3600)
    machine.jumps = {3: 8 * 3600}
    (moment,) = machine.run()
    assert moment <= 8 * 3600 + 3 * NAP


def test_a_corpus_that_is_written_by_another_is_tried_again() -> None:
    """A minute later, for as long as it takes; who holds it is said once."""
    machine = Machine(0)
    machine.busy = 3
    assert machine.run() == [3 * NAP]
    assert [nap.busy for nap in machine.naps] == ["held by process 7", None]


def test_a_clock_that_is_set_back_stops_nothing(tmp_path: Path) -> None:
    """A poll of a time to come was told by a wrong clock: the listing is due, and an article's look likewise."""
    with FaultServer({"/a": reply(story(1))}) as server:
        server.scripts["/feed"] = feed(["/a"])
        ahead = (datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
        with at(ahead):
            add(tmp_path, server.url("/feed"))
        with Corpus(tmp_path, options=HERE) as corpus:
            assert len(list(corpus.update())) == 2
            assert list(corpus.update()) == []


def overdue_feed(folder: Path, server: FaultServer, count: int) -> list[str]:
    """A corpus whose feed is due now, and will bring `count` new stories."""
    server.scripts["/feed"] = feed([])
    with at((datetime.now(UTC) - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")):
        add(folder, server.url("/feed"))
    new = [f"/storm-number-{number}-is-over-now" for number in range(count)]
    server.scripts |= {to: reply(story(number)) for number, to in enumerate(new)}
    server.scripts["/feed"] = feed(new)
    return new


def slowed(server: FaultServer, paths: list[str], seconds: float) -> None:
    """Let each answer wait."""

    def script(body: bytes) -> Callable[[Line], None]:
        def answer(line: Line) -> None:
            line.wait(seconds)
            line.send(body)

        return answer

    for to in paths:
        body = server.scripts[to]
        assert isinstance(body, bytes)
        server.scripts[to] = script(body)


def asked_since(server: FaultServer, before: int, count: int) -> bool:
    """Has the server been asked so often since?"""
    return len(server.log) >= before + count


posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@posix
def test_an_interrupt_ends_a_watch_that_sleeps(tmp_path: Path) -> None:
    """At once, with exit code 130; meanwhile other commands could write, and what they added is asked for, too."""
    with FaultServer(paper()) as server:
        overdue_feed(tmp_path, server, 2)
        with start("-c", tmp_path, "update", "--watch", *LOCAL) as child:
            assert child.stderr is not None
            try:
                for line in child.stderr:
                    if line.startswith("sleeping"):
                        break
                assert broadsheet("-c", tmp_path, "add", *LOCAL, server.url(path(4))).returncode == 0
                child.send_signal(signal.SIGINT)
                assert child.wait(TIMEOUT) == 130
            finally:
                child.kill()
    assert whole(tmp_path)["article"] == 3


@posix
def test_sigterm_lets_a_pass_finish_what_is_in_hand(tmp_path: Path) -> None:
    """Exit code 143; the page in flight is recorded, the rest stays queued, the next update brings it: none twice."""
    with FaultServer() as server:
        new = overdue_feed(tmp_path, server, 6)
        slowed(server, new, 0.3)
        with start("-c", tmp_path, "update", "--watch", *LOCAL) as child:
            try:
                till(lambda: len(server.asked()) >= 4)
                child.send_signal(signal.SIGTERM)
                assert child.wait(TIMEOUT) == 143
            finally:
                child.kill()
        counts = whole(tmp_path)
        assert counts["queued"] > 0
        with Corpus(tmp_path, options=HERE) as corpus:
            list(corpus.update())
        assert sorted(one.path for one in server.asked()) == sorted(["/feed", "/feed", *new])
    assert whole(tmp_path)["article"] == 6


@posix
def test_a_watch_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """kill -9 in a pass, twice: the stories that its feed brought are asked for by the next, and nothing is lost."""
    with FaultServer() as server:
        new = overdue_feed(tmp_path, server, 8)
        slowed(server, new, 0.2)
        kept: list[tuple[set[str], int]] = []
        for more in (5, 2):
            with start("-c", tmp_path, "update", "--watch", *LOCAL, stderr=subprocess.DEVNULL) as child:
                try:
                    till(partial(asked_since, server, len(server.log), more))
                finally:
                    child.kill()
            done = {source for (source,) in rows(tmp_path, "SELECT source FROM inputs WHERE state = 'article'")}
            kept.append((done, len(server.log)))
        with Corpus(tmp_path, options=HERE) as corpus:
            list(corpus.update())
        assert {one.path for one in server.asked()} == {"/feed", *new}
        for done, before in kept:  # what was recorded is not asked for again; what was on its way to disk is
            assert done & {server.url(one.path) for one in server.log[before:]} == set()
    assert whole(tmp_path)["article"] == 8
    assert rows(tmp_path, "SELECT polls, found FROM listings") == [(2, 8)]


def test_two_updates_at_once_share_the_work(tmp_path: Path) -> None:
    """The second waits for the writer's lock, then finds that nothing is due any more."""
    with FaultServer() as server:
        new = overdue_feed(tmp_path, server, 4)
        slowed(server, new, 0.1)
        found: list[int] = []

        def one() -> None:
            with Corpus(tmp_path, options=HERE) as corpus:
                found.append(len(list(corpus.update())))

        threads = [threading.Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(found) == [0, 5]
        assert len(server.asked()) == 2 + 4
