"""Promise 13: whatever was printed before a kill -9 is in the corpus, once, and the same command brings the rest.

Comes in: a small newspaper; commands killed at seeded points: before the n-th system call that changes a file, before
the n-th audit event or SQL statement, after some time. Goes out: the number of articles lost and doubled, which is 0.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.gate import Keeper, may_watch
from tests.faults.nursery import Nursery, Run
from tests.promises.durable import Paper, acknowledged, check, copied, open_paper
from tests.store.older import LEDGER, MIGRATIONS, make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork: no kill was tried")

CALLS, EVENTS, SECONDS = 600, 700, 0.3
"""A whole `add` of the newspaper: system calls that change files, audit events and statements, time."""
READING = (("list",), ("ledger",), ("search", "storm"), ("export",), ("doctor",), ("export", "--format", "csv"))
POINTS = ("call", "event", "time")
AGAIN = 6
"""Kills of one corpus, at most: then another is begun."""


class Press:
    """Commands on a corpus, some of them killed."""

    def __init__(self, nursery: Nursery, paper: Paper, folder: Path, random: Random) -> None:
        self.nursery, self.paper, self.folder, self.random = nursery, paper, folder, random
        self.kills: Counter[str] = Counter()
        self.told: set[tuple[str, str]] = set()
        self.points = POINTS if may_watch() else POINTS[1:]
        self.corpus = folder / "c"

    def begin(self) -> dict[str, int]:
        """A corpus to begin with: none, or one of an older schema; its ledger."""
        copied(self.folder / "none", self.corpus)
        self.told = set()
        schema = self.random.randrange(len(MIGRATIONS) + 1)
        if schema == 0:
            return {}
        make(self.corpus / "corpus.db", schema)
        return LEDGER

    def killed(self, corpus: Path, *command: str | Path, beside: Run | None = None, scale: float = 1.0) -> bool:
        """Run a command on a corpus and kill it at some point; False where it ended before. Its words are noted."""
        point = self.random.choice(self.points)
        plan: dict[str, Any] = {"checkpoint": self.random.choice((0, 1, 8))}
        early = scale * self.random.random() ** 2  # what comes first is over soon in a corpus that is nearly complete
        if point == "event":
            plan["die_at"] = 1 + int(EVENTS * early)
        keeper = Keeper(corpus, kill_at=1 + int(CALLS * early)) if point == "call" else None
        run = self.nursery.start("-c", corpus, *command, keeper=keeper, **plan)
        if point == "time":
            time.sleep(SECONDS * early)
            run.kill()
        code = run.wait()
        if beside is not None:
            beside.wait()
        assert code in {-9, 0, 3}, run.err
        self.kills[f"{command[0]} by {point}"] += code == -9
        self.told |= acknowledged(run) if command[0] == "add" else set()
        return code == -9

    def complete(self, begun: dict[str, int]) -> Path:
        """A copy of the corpus as it was left: all holds, the same command brings the rest, and all holds."""
        copy = copied(self.corpus, self.folder / "copy")
        check(copied(copy, self.folder / "looked at"), self.told) if (copy / "corpus.db").exists() else None
        run = self.nursery.run("-c", copy, *self.paper.add)
        assert run.code in {0, 3}, run.err
        counts = check(copy, self.told | acknowledged(run))
        assert counts == Counter(self.paper.ledger) + Counter(begun) | {"queued": begun.get("queued", 0)}
        return copy


def adding(press: Press, begun: dict[str, int]) -> Iterator[None]:
    """One process adds, and another reads, or adds too and waits for the lock."""
    for _ in range(AGAIN):
        scene = press.random.choice(("reader", "adder", "alone"))
        other = None
        if scene == "reader":
            other = press.nursery.start("-c", press.corpus, *press.random.choice(READING))
        elif scene == "adder":
            other = press.nursery.start("-c", press.corpus, *press.paper.add, die_at=press.random.randrange(1, EVENTS))
        died = press.killed(press.corpus, *press.paper.add, beside=other)
        if other is not None:
            assert "Traceback" not in other.err, other.err
            assert "locked" not in other.err, other.err
            assert other.code in ({0, 1, 2} if scene == "reader" else {0, 3, -9}), other.err
            press.kills["add beside add"] += other.code == -9
            press.told |= acknowledged(other) if scene == "adder" else set()
        done = press.complete(begun)
        yield
        exporting(press, done)
        yield
        if press.random.random() < 0.5:
            remaking(press, done)
        yield
        if not died and (other is None or other.code != -9):
            return


def exporting(press: Press, corpus: Path) -> None:
    """An export into a file that is killed leaves the old file or the new one."""
    target = press.folder / "out.jsonl"
    target.write_text("old\n", encoding="utf-8")
    press.killed(corpus, "export", target, scale=0.1)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines == ["old"] or len([json.loads(line)["id"] for line in lines]) >= 7


def remaking(press: Press, corpus: Path) -> None:
    """A `reextract` that is killed has lost no article, and goes on where it was."""
    before = check(corpus, press.told)
    press.killed(corpus, "reextract")
    assert check(copied(corpus, press.folder / "looked at"), press.told) == before
    run = press.nursery.run("-c", corpus, "reextract")
    assert run.code in {0, 3}, run.err
    assert check(corpus, press.told) == before


def test_kills(tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """Acknowledged articles lost or doubled by kill -9, two processes, at calls, events and times"""
    (tmp_path / "none").mkdir()
    with open_paper(tmp_path / "saved") as paper, Nursery() as nursery:
        press = Press(nursery, paper, tmp_path, Random(13))
        while press.kills.total() < tries(15, 500):
            for _ in adding(press, press.begin()):
                if press.kills.total() >= tries(15, 500):
                    break
    words = ", ".join(f"{count} {name}" for name, count in sorted(press.kills.items()) if count)
    told(f"0 lost, 0 doubled over {press.kills.total()} kills ({words})")
