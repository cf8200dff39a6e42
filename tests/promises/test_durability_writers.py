"""Row F4: many processes on one corpus; one writes, the next wait their turn, readers never do.

Comes in: two to eight commands at once, some killed with the lock in hand. Goes out: nothing lost, nobody's traceback.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from broadsheet.store import Store
from broadsheet.store.lock import PATIENCE
from tests.faults.nursery import Nursery
from tests.promises.durable import acknowledged, check
from tests.stories import folder_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork: no crowd was tried")

READING = (("list",), ("search", "storm"), ("ledger",), ("export",))


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all."""
    with Nursery() as nursery:
        yield nursery


def test_a_crowd(
    nursery: Nursery, tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Of 2 to 8 writers and readers at once, every third writer killed: those with a lost article or a traceback"""
    random, processes = Random(4), 0
    saved = [folder_of(tmp_path / f"saved{n}", 3, first=10 * n) for n in range(8)]
    for turn in range(tries(2, 40)):
        corpus, writers = tmp_path / f"c{turn}", saved[: random.randint(2, 8)]
        assert nursery.run("-c", corpus, "add", folder_of(tmp_path / "first", 1, first=99)).code == 0
        deaths = [random.randrange(1, 400) if random.random() < 1 / 3 else 0 for _ in writers]
        runs = [nursery.start("-c", corpus, "add", one, die_at=at) for one, at in zip(writers, deaths, strict=True)]
        readers = [nursery.start("-c", corpus, *random.choice(READING)) for _ in range(8 - len(writers))]
        for reader in readers:
            assert (reader.wait(), reader.err.count("\n") < 2) == (0, True), reader.err
        for run, at in zip(runs, deaths, strict=True):
            assert run.wait() in ({0, -9} if at else {0}), run.err
            assert ("Traceback" in run.err, "locked" in run.err) == (False, False), run.err
        counts = check(corpus, set().union(*map(acknowledged, runs)))
        assert counts["article"] >= 1 + 3 * deaths.count(0)
        processes += len(runs) + len(readers)
    told(f"0 of {processes} processes")


def test_a_holder_is_named(
    nursery: Nursery, tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Of 1 (full form: 7) writers before a lock that is held, those not told the holder's process id in 15 s"""
    folder = folder_of(tmp_path / "saved", 1)
    assert nursery.run("-c", tmp_path / "c", "add", folder).code == 0
    with Store(tmp_path / "c" / "corpus.db", write=True):
        began = time.monotonic()
        runs = [nursery.start("-c", tmp_path / "c", "add", folder) for _ in range(tries(1, 7))]
        assert nursery.run("-c", tmp_path / "c", "list").code == 0
        assert time.monotonic() - began < PATIENCE / 2
        for run in runs:
            assert (run.wait(), run.err.count("\n")) == (1, 1), run.err
            assert f"is held by process {os.getpid()} " in run.err
        assert PATIENCE <= time.monotonic() - began < PATIENCE + 5
    told(f"0 of {len(runs)}")
