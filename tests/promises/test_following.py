"""Big papers are followed to their last story, once, in bounds, however often the run is killed: their log is judge.

Comes in: a press (tests/promises/press.py); runs in processes of their own. Goes out: the promises' numbers.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.options import FetchOptions
from broadsheet.store import Store
from tests.promises.press import Press

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="one loopback address: 2 cases not run")

POLITE = 0.5
"""Seconds between two requests to a site: pages come more slowly than they are read, as from papers elsewhere."""
LONG = 7_200.0
"""Seconds after which a run is held to hang."""


def start(folder: Path, press: Press, budget: int, gap: float = 0.0) -> subprocess.Popen[bytes]:
    """A run that adds all front pages, or goes on."""
    command = [sys.executable, "-m", "tests.promises.press_child", str(folder), str(budget), str(gap), *press.fronts]
    return subprocess.Popen(command)


def finish(folder: Path, press: Press, budget: int, gap: float = 0.0) -> None:
    """A run to its end."""
    with start(folder, press, budget, gap) as run:
        assert run.wait(LONG) == 0


def counts(folder: Path) -> Counter[str]:
    """What became of all inputs, and how many articles there are."""
    with Store(folder / "corpus.db", write=False) as store:
        assert store.check() == []
        [(articles,)] = store.select("SELECT count(*) FROM articles")
        return Counter({**store.ledger(), "rows": articles})


def within(press: Press, budget: int) -> int:
    """Pages of mazes that were asked for: as many as they may be, exactly."""
    got = {name: len(paths) for name, paths in press.in_mazes().items()}
    assert got == {maze.name: maze.most(budget) for maze in press.mazes}
    return sum(got.values())


@pytest.mark.slow
def test_every_story_is_found_once(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Every story found by feed, sitemap or section, none asked for twice, requests to traps within budget exactly"""
    sites, stories, budget = 35, tries(2_030, 100_100), tries(40, 1_500)
    with Press(sites, stories, heavy=True) as press:
        begun = time.monotonic()
        finish(tmp_path, press, budget)
        took = time.monotonic() - begun
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        asked, others, trapped = press.stories(), press.others(), within(press, budget)
        expected = {server.url(path) for server, paper in zip(press.servers, press.papers, strict=False)
                    for path in paper.listings()}  # fmt: skip
        requests = press.requests()
    assert (len(asked), max(asked.values())) == (stories, 1)
    assert others == dict.fromkeys(expected, 1)
    ledger = counts(tmp_path)
    assert (ledger["article"], ledger["rows"], ledger["queued"]) == (stories, stories, 0)
    told(
        f"{len(asked):,} of {stories:,} stories on {sites} sites, 0 twice, {len(others):,} listings once each;"
        f" 5 mazes: {trapped:,} requests, as allowed; {requests:,} requests in {took:.0f} s;"
        f" {usage.ru_utime + usage.ru_stime:.0f} s of processor time, {usage.ru_maxrss >> 10} MiB at the peak"
    )


def kill_points(requests: int, kills: int) -> Iterator[int]:
    """After how many requests a run is killed: seeded, all over the run."""
    dice = random.Random(7)
    yield from sorted(dice.randrange(1, requests) for _ in range(kills))


@pytest.mark.parametrize("gap", [0.0, POLITE])
def test_killed_and_resumed_the_counts_are_the_same(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None], gap: float
) -> None:
    """Killed (SIGKILL) and resumed, the counts are those of an undisturbed run; what was recorded is not asked again"""
    if gap and not tries(0, 1):
        pytest.skip("1 case not run: minutes of waiting for gaps, in `make torture` only")
    kills, sites, budget = tries(4, 20), tries(2, 16), tries(15, 60 if gap else 200)
    stories = tries(60, 1_008 if gap else 5_008)
    with Press(sites, stories) as press:
        finish(tmp_path / "whole", press, budget)
        requests = press.requests()
    with Press(sites, stories) as press:
        done = 0
        for point in kill_points(requests, kills):
            with start(tmp_path / "killed", press, budget, gap) as run:
                while press.requests() < point and run.poll() is None:
                    time.sleep(0.001)
                done += run.poll() is None
                run.kill()
        finish(tmp_path / "killed", press, budget, gap)
        again = sum(times - 1 for asked in (press.stories(), press.others(), *press.in_mazes().values())
                    for times in asked.values())  # fmt: skip
        trapped = within(press, budget)
        found = len(press.stories())
    assert (counts(tmp_path / "killed"), found) == (counts(tmp_path / "whole"), stories)
    told(
        f"gap {gap} s, {sites + 5} sites: {done} kills, counts the same ({found:,} stories, {trapped} pages of mazes);"
        f" {again:,} requests made again, {again / done:.1f} a kill"
    )
    assert done >= kills * 0.7
    room = FetchOptions().connections  # for visits that come while a page is recorded; in flight is one a host
    assert again <= done * (sites + 5 + room)
