"""The pool: one page that breaks the parser, a bound or its child costs only itself.

Comes in: pages that really break it, signals, limits. Goes out: outcomes, and no process left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from broadsheet import workers
from broadsheet.options import MIB, Options, WorkerOptions
from broadsheet.pipeline import process
from broadsheet.records import Article, Dropped, Form, Page, Reason
from broadsheet.workers import PATIENCE, Pool
from tests.stories import HANG, dump, page

GREEDY = b"<b>x</b>" * 1_200_000
"""Within the size limit of a page; its tree is not within a small bound on memory."""

on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


def options(**workers: float) -> Options:
    """One child, unless told otherwise."""
    return Options(workers=WorkerOptions(**{"processes": 1, **workers}))  # type: ignore[arg-type]


def outcomes(chosen: Options, *bodies: bytes) -> list[Article | Dropped]:
    """What the pool makes of pages, in the order given."""
    found: dict[int, Article | Dropped] = {}
    with Pool[int](chosen, lambda key, outcome, _: found.__setitem__(key, outcome)) as pool:
        for number, body in enumerate(bodies):
            pool.submit(number, Page(body))
    return [found[number] for number in range(len(bodies))]


def children(parent: int = 0, *, forked: bool = False) -> set[int]:
    """The processes under a process, zombies too; `forked`: only those that its own children forked."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(
                stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
            )
        except (OSError, ValueError):  # it has just ended
            continue
    own = {child for child, its in parents.items() if its == (parent or os.getpid())}
    under = {child for child, its in parents.items() if its in own}
    return under if forked else own | under


def wait_for(condition: Callable[[], object], seconds: float = 10.0) -> bool:
    """Did it come true in time?"""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_outcomes_are_those_of_process() -> None:
    """What a child answers equals what `process` gives here: articles and drops, all fields."""
    pages = [
        Page(page(1), "https://a.example/1"),
        Page("<title>Zoë</title><p>Café".encode("latin-1"), charset="latin-1"),
        Page(dump(2), form=Form.TEXT),
        Page(b""),
        Page(b"%PDF-1.7 not a page", "https://a.example/2", headers=(("Content-Type", "text/html"),)),
    ]
    found: dict[int, Article | Dropped] = {}
    with Pool[int](options(), lambda key, outcome, _: found.__setitem__(key, outcome)) as pool:
        for number, given in enumerate(pages):
            pool.submit(number, given)
    assert [found[n] for n in range(len(pages))] == [process(given) for given in pages]


def test_a_page_that_hangs_the_parser_costs_only_itself() -> None:
    """It is killed after its second, and the pages around it become articles."""
    made = outcomes(options(seconds=1), page(1), HANG, page(2), page(3))
    assert [outcome.ok for outcome in made] == [True, False, True, True]
    assert isinstance(made[1], Dropped)
    assert (made[1].url, made[1].reason) == (None, Reason.PARSER_KILLED)
    crowded = f"killed after {PATIENCE:g} s"  # by the clock, where the machine gave it no second by then
    assert made[1].evidence in {"killed after 1 s of processor time", crowded}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no bound on memory")
def test_a_page_that_needs_too_much_memory_costs_only_itself() -> None:
    """It is `parser_killed`, not our fault, and the next page is an article."""
    made = outcomes(options(memory=300 * MIB), page(1), GREEDY, page(2))
    assert [outcome.ok for outcome in made] == [True, False, True]
    assert isinstance(made[1], Dropped)
    assert made[1].reason == "parser_killed"
    assert "memory" in made[1].evidence


@on_linux
@pytest.mark.parametrize("times", [1, 2])
def test_a_page_whose_child_somebody_kills_is_tried_once_more(times: int) -> None:
    """After one kill it is what it is; after two it is `parser_killed`, and the signal is named. The rest is done."""
    before, made = children(), []
    with Pool[int](options(seconds=60), lambda key, outcome, _: made.append((key, outcome))) as pool:
        pool.submit(0, Page(HANG, "https://a.example/0"))
        for _ in range(times):
            assert wait_for(lambda: children(forked=True) - before)
            (child,) = children(forked=True) - before
            time.sleep(0.5)  # it begins the page
            os.kill(child, signal.SIGKILL)
            assert wait_for(lambda killed=child: killed not in children(forked=True))  # type: ignore[misc]
        pool.submit(1, Page(page(1)))
    assert [(key, outcome.ok) for key, outcome in made] == [(0, False), (1, True)]
    assert made[0][1].reason == ("too_short" if times == 1 else "parser_killed")
    assert times == 1 or "signal 9" in made[0][1].evidence
    assert made[0][1].url == "https://a.example/0"


@on_linux
def test_a_child_that_cannot_live_at_all_is_told_and_nothing_hangs() -> None:
    """A child that is dead before its page is `parser_killed`, page by page."""
    before = children()
    stop: list[bool] = []

    def hunt() -> None:
        while not stop:
            for child in children() - before:
                os.kill(child, signal.SIGKILL)
            time.sleep(0.01)

    hunter = Thread(target=hunt)
    hunter.start()
    made = outcomes(options(), page(1), page(2))
    stop.append(True)
    hunter.join()
    assert [getattr(outcome, "reason", None) for outcome in made] == [Reason.PARSER_KILLED] * 2


@on_linux
def test_a_closed_pool_leaves_no_process() -> None:
    """Neither children nor zombies, though one of them was killed."""
    before = children()
    outcomes(options(processes=2, seconds=1), page(1), HANG, page(2))
    assert children() == before


ORPHAN = """
from broadsheet.options import Options, WorkerOptions
from broadsheet.records import Page
from broadsheet.workers import PATIENCE, Pool
from tests.stories import HANG
pool = Pool(Options(workers=WorkerOptions(processes=1, seconds=1)), print)
pool.submit(0, Page(HANG * 4))
"""


@on_linux
def test_a_child_does_not_outlive_a_killed_parent() -> None:
    """A child in the middle of endless C code ends by itself a second after the page's time."""
    with subprocess.Popen([sys.executable, "-c", ORPHAN], cwd=Path(__file__).parents[1]) as parent:
        assert wait_for(lambda: children(parent.pid, forked=True))
        left = children(parent.pid)
        time.sleep(0.3)  # it begins the page
        parent.kill()
    assert wait_for(lambda: not any(Path(f"/proc/{child}").exists() for child in left))


def test_a_page_that_cannot_be_handed_over_is_our_error() -> None:
    """A URL that no message can hold is one `internal_error`, and the pool goes on."""
    made: list[Article | Dropped] = []
    with Pool[int](options(), lambda key, outcome, _: made.append(outcome)) as pool:
        pool.submit(0, Page(page(), "https://a.example/\ud800"))
        pool.submit(1, Page(page()))
    assert [getattr(outcome, "reason", None) for outcome in made] == [Reason.INTERNAL_ERROR, None]
    assert isinstance(made[0], Dropped)
    assert "UnicodeEncodeError" in made[0].evidence


LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
from broadsheet.options import Options
from broadsheet.records import Page
from broadsheet.workers import PATIENCE, Pool
from tests.stories import page
with Pool(Options(), lambda key, outcome, _: print(outcome.ok)) as pool:
    pool.submit(0, Page(page()))
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no bound on memory")
def test_a_lower_bound_of_the_operator_stays() -> None:
    """Under `ulimit -v` children work within it, instead of failing to raise it."""
    command = [sys.executable, "-c", LIMITED]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    assert (ran.stdout, ran.stderr) == ("True\n", "")


def test_submitting_waits_while_all_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more pages are held than children, as many again, and a few ahead."""
    monkeypatch.setattr(workers, "AHEAD", 0)
    made: list[int] = []
    with Pool[int](options(seconds=0.3), lambda key, outcome, _: made.append(key)) as pool:
        for number in range(3):
            pool.submit(number, Page(HANG))
        assert made == [0]
    assert made == [0, 1, 2]


@on_linux
def test_a_killed_nursery_is_replaced() -> None:
    """The process that children are forked from dies between two pages, and its child: nothing is lost."""
    made: list[bool] = []
    with Pool[int](options(), lambda key, outcome, _: made.append(outcome.ok)) as pool:
        before = children()
        pool.submit(0, Page(page(0)))
        assert wait_for(lambda: made)
        for child in children(forked=True) | children() - before:
            os.kill(child, signal.SIGKILL)
        pool.submit(1, Page(page(1)))
        pool.submit(2, Page(page(2)))
    assert made == [True, True, True]


def test_where_nothing_can_be_forked_children_are_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: the same outcomes."""
    monkeypatch.setattr(workers, "FORKS", False)
    made = outcomes(options(seconds=1), page(1), HANG, page(2))
    assert [outcome.ok for outcome in made] == [True, False, True]
    assert made[1] == Dropped(url=None, reason=Reason.PARSER_KILLED, evidence=made[1].evidence)  # type: ignore[union-attr]


SLEEPS = """
import time
from broadsheet import pipeline, workers
study = pipeline.study
pipeline.study = lambda page, *rest: time.sleep(60) if page.body == b"sleep" else study(page, *rest)
workers.live()
"""


def test_a_child_that_does_nothing_is_killed_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without processor time no bound on it is met: some times the bound is the end all the same."""
    monkeypatch.setattr(workers, "FORKS", False)
    monkeypatch.setattr(workers, "_COMMAND", [sys.executable, "-c", SLEEPS])
    made = outcomes(options(seconds=0.5), page(1), b"sleep", page(2))
    assert [outcome.ok for outcome in made] == [True, False, True]
    assert made[1] == Dropped(url=None, reason=Reason.PARSER_KILLED, evidence=f"killed after {0.5 * PATIENCE:g} s")
