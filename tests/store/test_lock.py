"""One writer: a second waits, then learns who writes; a dead one holds nothing.

Comes in: child processes that hold the lock. Goes out: who gets it next.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from broadsheet.errors import CorpusBusy
from broadsheet.store import Store

HOLD = """
import sys, time
from pathlib import Path
from broadsheet.store import Store
with Store(Path(sys.argv[1]), write=True):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""

FORK = """
import os, sys, time
from pathlib import Path
from broadsheet.store import Store
with Store(Path(sys.argv[1]), write=True):
    child = os.fork()
    if child:
        print(child, flush=True)
    time.sleep(30)
"""


@contextmanager
def holding(script: str, path: Path, seconds: float = 30) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A child that holds the writer's lock, and its first line of output."""
    command = [sys.executable, "-c", script, str(path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            yield child, child.stdout.readline().strip()
        finally:
            child.kill()


def test_a_second_writer_learns_who_writes(tmp_path: Path) -> None:
    """After its patience it is told the holder's process id, and readers are not kept waiting."""
    path = tmp_path / "corpus.db"
    with holding(HOLD, path) as (child, _):
        began = time.monotonic()
        with pytest.raises(CorpusBusy, match=f"process {child.pid} on "), Store(path, write=True, patience=0.3):
            pass
        assert 0.3 <= time.monotonic() - began < 5
        with Store(path, write=False) as store:
            assert store.ledger() == {"article": 0, "queued": 0}


def test_a_second_writer_waits_its_turn(tmp_path: Path) -> None:
    """When the first ends within the second's patience, the second goes on."""
    path = tmp_path / "corpus.db"
    with holding(HOLD, path, 0.3), Store(path, write=True) as store:
        assert store.check() == []


def test_a_killed_writer_holds_nothing(tmp_path: Path) -> None:
    """The lock of a dead process is free at once, although its file still names it."""
    path = tmp_path / "corpus.db"
    with holding(HOLD, path) as (child, _):
        child.kill()
        child.wait()
        assert str(child.pid) in (tmp_path / "corpus.lock").read_text()
        with Store(path, write=True, patience=0):
            assert f'"pid":{os.getpid()}' in (tmp_path / "corpus.lock").read_text()
    assert (tmp_path / "corpus.lock").read_text() == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_child_does_not_keep_its_parents_lock(tmp_path: Path) -> None:
    """Worker processes that outlive a killed writer do not lock the corpus."""
    path = tmp_path / "corpus.db"
    with holding(FORK, path) as (parent, orphan):
        parent.kill()
        parent.wait()
        try:
            with Store(path, write=True, patience=2) as store:
                assert store.check() == []
        finally:
            os.kill(int(orphan), signal.SIGKILL)


def test_two_stores_in_one_process_exclude_each_other(tmp_path: Path) -> None:
    """The lock is per opened store, not per process; given back, it can be taken again."""
    path = tmp_path / "corpus.db"
    with Store(path, write=True), pytest.raises(CorpusBusy), Store(path, write=True, patience=0):
        pass
    with Store(path, write=True, patience=0) as store:
        assert store.check() == []
