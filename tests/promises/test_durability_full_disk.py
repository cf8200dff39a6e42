"""Promise 14: a disk full at any write, or read-only, ends a command with exit code 6, a word and a clean store.

Comes in: a small newspaper; a disk that refuses from the n-th system call on, a folder that takes no write, outputs
without room. Goes out: exit codes, a corpus that is whole each time, and one that the same command completes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.gate import NEEDS_SPACE, Keeper, may_watch
from tests.faults.nursery import Nursery
from tests.promises.durable import Paper, acknowledged, check, copied, open_paper
from tests.sources import ROOT
from tests.stories import folder_of
from tests.test_survival import may_mount

EACH_IN_CI = 53
"""In CI each 53rd call fails; in the full form every one. A prime, so that it meets every place of a page's round."""


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """One for all."""
    with Nursery() as nursery:
        yield nursery


@pytest.mark.skipif(not may_watch(), reason="no seccomp notification: no write was refused")
def test_any_write(
    nursery: Nursery, tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Commands not ended by exit code 6 and a whole corpus when one write, or all from one on, find the disk full"""
    with open_paper(tmp_path / "saved") as paper:
        whole = Keeper(tmp_path / "c")
        assert nursery.run("-c", tmp_path / "c", *paper.add, keeper=whole).code == 3
        writes = [place for place, name in enumerate(whole.calls, 1) if name in NEEDS_SPACE]
        tried = writes[:: tries(EACH_IN_CI, 1)]
        for number in tried:
            refuse(nursery, paper, tmp_path / "c", number, once=bool(number % 2))
    told(f"0 of {len(tried)} writes refused ({len(writes)} in a run of 8 inputs)")


def refuse(nursery: Nursery, paper: Paper, folder: Path, number: int, *, once: bool) -> None:
    """A run in which the disk is full at a write: it says so; the corpus is whole; the next run completes it."""
    subprocess.run(["rm", "-rf", folder], check=True)
    keeper = Keeper(folder, full_from=number, once=once)
    run = nursery.run("-c", folder, *paper.add, keeper=keeper)
    if len(keeper.calls) < number:  # two threads: no two runs are quite the same
        return
    assert run.code in {3, 6}, (number, run.err)
    assert run.code == 3 or run.err.splitlines()[-1].startswith("broadsheet: cannot write"), run.err
    assert "Traceback" not in run.err, run.err
    told = acknowledged(run)
    if (folder / "corpus.db").exists():
        counts = check(copied(folder, folder.with_name("looked at")), told)
        assert run.code == 6 or counts == paper.ledger  # the last writes only tidy up what is committed
    assert nursery.run("-c", folder, *paper.add).code == 3
    assert check(folder, told) == paper.ledger


READ_ONLY = """
import subprocess, sys
from pathlib import Path
from tests.faults.nursery import Nursery
folder = Path(sys.argv[1])
with Nursery() as nursery:
    assert nursery.run("-c", folder / "c", "add", folder / "saved").code == 0
    (article,) = [line.split()[0] for line in nursery.run("-c", folder / "c", "list").out.splitlines()][:1]
    subprocess.run(["mount", "--bind", folder / "c", folder / "c"], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", folder / "c"], check=True)
    for verb in WRITING:
        run = nursery.run("-c", folder / "c", *verb.format(article=article, folder=folder).split())
        print(run.code, len(run.err.splitlines()), verb)
    for verb in READING:
        run = nursery.run("-c", folder / "c", *verb.format(article=article).split())
        print(run.code, verb, run.err if run.code else "")
"""
WRITING = (
    "add {folder}/saved",
    "reextract",
    "remove --yes {article}",
    "export {folder}/c/out.csv",
    "export {folder}/c/new",
)
READING = ("list", "show {article}", "search storm", "ledger", "export", "explain {article}", "verify")


@pytest.mark.skipif(not may_mount(), reason="no user namespaces: no read-only folder was tried")
def test_a_read_only_corpus(tmp_path: Path, told: Callable[[str], None]) -> None:
    """Writing verbs not ended by exit code 6, reading verbs not by 0, on a corpus mounted read-only"""
    folder_of(tmp_path / "saved", 2)
    script = f"WRITING, READING = {WRITING}, {READING}\n{READ_ONLY}"
    command = ["unshare", "-rm", sys.executable, "-c", script, tmp_path]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    expected = [f"6 1 {verb}" for verb in WRITING] + [f"0 {verb}" for verb in READING]
    assert [line.strip() for line in ran.stdout.splitlines()] == expected, ran.stderr
    told(f"0 of {len(WRITING)} writing verbs, 0 of {len(READING)} reading verbs")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown"])
def test_an_export_into_a_full_device(nursery: Nursery, tmp_path: Path, form: str) -> None:
    """`export /dev/full`: exit code 6 and one line."""
    assert nursery.run("-c", tmp_path / "c", "add", folder_of(tmp_path / "saved", 1)).code == 0
    run = nursery.run("-c", tmp_path / "c", "export", "--format", form, "/dev/full")
    assert (run.code, len(run.err.splitlines())) == (6, 1), run.err


@pytest.mark.skipif(not may_watch(), reason="no seccomp notification: no write was refused")
def test_an_export_without_room(nursery: Nursery, tmp_path: Path) -> None:
    """An export that finds the disk full at any call leaves the old file, and nothing beside it."""
    target = tmp_path / "out" / "all.jsonl"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    assert nursery.run("-c", tmp_path / "c", "add", folder_of(tmp_path / "saved", 1)).code == 0
    for number in range(1, 10):
        run = nursery.run("-c", tmp_path / "c", "export", target, keeper=Keeper(target.parent, full_from=number))
        if run.code == 0:
            break
        assert (run.code, len(run.err.splitlines())) == (6, 1), run.err
        assert ([path.name for path in target.parent.iterdir()], target.read_text("utf-8")) == (["all.jsonl"], "old")
    assert (number > 1, run.code) == (True, 0)
