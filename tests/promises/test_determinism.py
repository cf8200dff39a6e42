"""The same pages make the same bytes, however many processes work and whichever of them are killed (promise 25).

Comes in: the demo newspaper, fetched, and saved pages of invented papers, whose closings become site templates.
Goes out: corpora whose JSON lines are compared byte by byte.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import broadsheet
from broadsheet.corpus import Corpus
from broadsheet.demo import open_newspaper
from broadsheet.options import FetchOptions, Options, WorkerOptions
from broadsheet.records import Dropped, Page
from tests.papers import POLICY, papers_of
from tests.test_workers import children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for children in /proc")


PAUSE = 1.0
"""Seconds between two kills: a page that was hit once has been tried again by then."""
LOOK = 0.005
"""Seconds until looking again for the first child: a short run is over in less than a pause."""


def made(folder: Path, source: Path, processes: int) -> tuple[bytes, list[str]]:
    """The corpus of a folder as JSON lines, and every outcome's line in the order given."""
    stream, told = io.BytesIO(), []
    options = Options(workers=WorkerOptions(processes=processes))
    with Corpus(folder, options=options) as corpus:
        for outcome in corpus.add(source):
            told.append(f"{outcome.url} {outcome.reason if isinstance(outcome, Dropped) else outcome.id}")
        corpus.export("jsonl", stream)
        assert corpus.ledger().get("internal_error", 0) == 0
    return stream.getvalue(), told


def saved(folder: Path, count: int) -> Path:
    """The demo newspaper's pages and so many made ones as files."""
    papers_of(folder, count)
    options = Options(fetch=FetchOptions(allow_private=True, min_gap=0))
    with open_newspaper() as paper:
        for number, url in enumerate(paper.urls):
            page = broadsheet.fetch(url, options=options)
            if isinstance(page, Page):
                link = b"<link rel=canonical href='https://paper%d.example/%d'>" % (url.count("127.0.0.2"), number)
                (folder / f"demo{number:03}.html").write_bytes(page.body + link)
    return folder


class Killer:
    """Kills children of this process's pool now and then, whatever they have in hand, `most` times."""

    def __init__(self, most: int) -> None:
        self.killed = 0
        self._most = most
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._hunt)

    def __enter__(self) -> Killer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _hunt(self) -> None:
        while self.killed < self._most and not self._stop.wait(PAUSE if self.killed else LOOK):
            for child in sorted(children(forked=True))[:1]:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                    self.killed += 1


def test_the_same_pages_make_the_same_bytes(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """With one, two and four processes, and with children killed in the run, a corpus is the same byte by byte."""
    count = tries(24, 300)
    folder = saved(tmp_path / "saved", count)
    first, outcomes = made(tmp_path / "1", folder, 1)
    assert len(first.splitlines()) > count
    assert sum(POLICY in json.loads(line)["text"] for line in first.splitlines()) == 4, "two papers' first two stories"
    for processes in (2, 4):
        assert made(tmp_path / f"{processes}", folder, processes) == (first, outcomes)
    with Killer(tries(1, 10)) as killer:
        assert made(tmp_path / "killed", folder, 2) == (first, outcomes)
    assert killer.killed >= 1
    digest = hashlib.sha256(first).hexdigest()[:16]
    told(f"{len(outcomes)} pages x 1, 2, 4 processes and {killer.killed} killed: {len(first):,} equal bytes ({digest})")
