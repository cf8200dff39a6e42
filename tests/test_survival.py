"""Interruptions of every kind: a killed, stopped, starved or crowded `add` loses nothing and doubles nothing.

Comes in: the command line as a child process; signals, limits, small disks (rows F1-F4, promises 11-14).
Goes out: exit codes, and a corpus that is whole each time.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from broadsheet.archive import Archive
from broadsheet.corpus import Corpus
from broadsheet.demo import open_newspaper
from broadsheet.store import Store
from broadsheet.upkeep.doctor import examine
from tests.faults import FaultServer, Line, reply
from tests.sources import ROOT
from tests.stories import broadsheet, folder_of, page, start

KILLS = 10
LOCAL = ("--allow-private", "--min-gap", "0")
ADD = ("add", "--workers", "1")
"""One child starts sooner than two."""
TIMEOUT = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")


def whole(folder: Path) -> dict[str, int]:
    """The ledger of a corpus in which everything holds: sums, checks, one version a text, readable raw pages."""
    with Corpus(folder) as corpus:
        counts = corpus.ledger()
        assert corpus.check() == []
    with Store(folder / "corpus.db", write=False) as store, Archive(folder / "warc", write=False) as archive:
        inputs = [row["id"] for row in store.select("SELECT id FROM inputs")]
        assert sum(counts.values()) == len(inputs)
        for attempt in (attempt for one in inputs for attempt in store.attempts_of_input(one)):
            raw = attempt.record is None or archive.read(attempt.record)
            assert raw or attempt.outcome == "not_modified", "only a page that is what it was comes without bytes"
        doubled = store.one("SELECT count(*) FROM (SELECT 1 FROM versions GROUP BY article_id HAVING count(*) > 1)")
        assert doubled is not None
        assert doubled[0] == 0
    return counts


def articles(folder: Path) -> set[str]:
    """The ids of the corpus's articles."""
    with Corpus(folder) as corpus:
        return {article.id for article in corpus.articles()}


def till(condition: Callable[[], object]) -> None:
    """Wait until something has come true."""
    deadline = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


@pytest.mark.slow
def test_a_batch_killed_ten_times_is_complete_in_the_end(tmp_path: Path) -> None:
    """SIGKILL at ten seeded moments: what was printed is there each time; the last run brings the rest, once."""
    moments, corpus, printed = Random(2024), tmp_path / "c", set[str]()
    folder = folder_of(tmp_path / "saved", 120)
    with open_newspaper() as paper:
        command = ["-c", corpus, "add", *LOCAL, "--as", "page", *paper.urls, folder]
        for _ in range(KILLS):
            new, enough = 0, moments.randint(1, 12)
            with start(*command, stderr=subprocess.DEVNULL) as child:
                assert child.stdout is not None
                while new < enough and (line := child.stdout.readline()):
                    name, article, *_ = line.split("\t")
                    new += name == "article"
                    printed |= {article} if name == "article" else set()
                time.sleep(moments.uniform(0, 0.03))
                child.kill()
            assert whole(corpus)["article"] >= len(printed)
            assert printed <= articles(corpus)
        ran = broadsheet(*command)
    assert ran.returncode == 3, ran.stderr
    assert whole(corpus) == {
        "article": 130, "captcha": 1, "gone": 1, "list_page": 1, "login_wall": 1, "robots_denied": 1, "soft_404": 1,
        "queued": 0,
    }  # fmt: skip
    assert not [finding for finding in examine(corpus) if finding.state == "bad" and finding.what != "disk"]
    assert not list(corpus.glob("warc/*.open"))


def test_an_interrupt_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """SIGINT while a page is on its way: exit 130, it is recorded, the rest is queued; the same command completes."""
    slow = reply(page(0))

    def answer(line: Line) -> None:
        line.wait(0.7)
        line.send(slow)

    stories = {f"/{number}": reply(page(number)) for number in range(1, 6)}
    with FaultServer({"/0": answer, **stories}) as server:
        urls = [server.url(f"/{number}") for number in range(6)]
        command = ["-c", tmp_path, *ADD, "--allow-private", *urls]
        with start(*command, "--min-gap", "0.1") as child:
            till(lambda: server.asked("/0"))
            child.send_signal(signal.SIGINT)
            _, words = child.communicate(timeout=TIMEOUT)
        assert (child.returncode, words) == (130, "\ninterrupted\n")
        assert whole(tmp_path) == {"article": 1, "queued": 5}
        assert broadsheet(*command, "--min-gap", "0").returncode == 0
        assert len(server.asked("/0")) == 1
    assert whole(tmp_path) == {"article": 6, "queued": 0}


def test_an_interrupt_among_saved_pages_loses_none(tmp_path: Path) -> None:
    """SIGINT in the middle of a folder: exit 130, no outcome without its attempt; the same command completes."""
    folder = folder_of(tmp_path / "saved", 150)
    command = ["-c", tmp_path / "c", *ADD, folder]
    with start(*command) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, words = child.communicate(timeout=TIMEOUT)
    assert (child.returncode, words) == (130, "\ninterrupted\n")
    assert 0 < whole(tmp_path / "c")["article"] < 150
    assert broadsheet(*command).returncode == 0
    assert whole(tmp_path / "c") == {"article": 150, "queued": 0}


def test_two_interrupts_do_not_hang(tmp_path: Path) -> None:
    """Somebody impatient presses twice: the command still ends, and the corpus is whole."""
    with start("-c", tmp_path / "c", *ADD, folder_of(tmp_path / "saved", 150)) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=20)
    assert child.returncode == 130
    whole(tmp_path / "c")


@pytest.mark.parametrize("verb", ["add", "export", "list"])
def test_a_reader_that_goes_away_is_no_event(tmp_path: Path, verb: str) -> None:
    """`| head -1`: no word on stderr, exit 141 as of SIGPIPE, and nothing lost."""
    folder = folder_of(tmp_path / "saved", 100)  # more than a small pipe holds
    if verb != "add":
        assert broadsheet("-q", "-c", tmp_path / "c", *ADD, folder).returncode == 0
    rest = {"add": [*ADD, folder], "export": ["export"], "list": ["list", "--format", "jsonl"]}[verb]
    with start("-c", tmp_path / "c", *rest, bufsize=1, pipesize=4096) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
        assert child.wait(TIMEOUT) == 141
    whole(tmp_path / "c")


def test_a_second_writer_waits_its_turn(tmp_path: Path) -> None:
    """Two `add`s at once: the second one starts when the first is done, and both find everything well."""
    folder = folder_of(tmp_path / "saved", 5)
    with start("-c", tmp_path / "c", *ADD, folder, stdout=subprocess.DEVNULL) as child:
        with Store(tmp_path / "c" / "corpus.db", write=True):
            time.sleep(1)
            assert child.poll() is None
        assert child.wait(TIMEOUT) == 0
    assert whole(tmp_path / "c") == {"article": 5, "queued": 0}


def limited(bytes_: int) -> Callable[[], None]:
    """Caps the size of every file that a child writes."""
    import resource

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, resource.RLIM_INFINITY))


@pytest.mark.parametrize("limit", [1, 10_000, 150_000, 200_000])
def test_a_full_disk_ends_the_run_and_the_next_completes_it(tmp_path: Path, limit: int) -> None:
    """Wherever space ends, in settings, lock, database or archive: exit 6, one line, a whole corpus, nothing lost."""
    folder = folder_of(tmp_path / "saved", 40)
    command = ["-c", tmp_path / "c", *ADD, folder]
    with start(*command, preexec_fn=limited(limit)) as child:
        _, words = child.communicate(timeout=TIMEOUT)
    assert child.returncode == 6, words
    assert words.startswith("broadsheet: cannot write")
    assert len(words.splitlines()) == 1
    assert broadsheet(*command).returncode == 0
    assert whole(tmp_path / "c") == {"article": 40, "queued": 0}


SMALL_DISK = """
import shutil, subprocess, sys
from pathlib import Path
from tests.stories import broadsheet, folder_of
from tests.test_survival import ADD, whole
here = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={sys.argv[3]}", "none", here / "c"], check=True)
command = ["-c", here / "c", *ADD, "--min-free", sys.argv[2], folder_of(here / "saved", 150)]
full = broadsheet(*command)
between = whole(here / "c")
left = shutil.disk_usage(here / "c").free >> 10
subprocess.run(["mount", "-o", "remount,size=40m", here / "c"], check=True)
assert left > 1024 * float(sys.argv[2]) - 1536, left  # what was in hand: some dozens of pages
print(full.returncode, full.stderr.count("\\n"), 0 < between["article"] < 150, broadsheet(*command).returncode)
print(whole(here / "c"))
"""


def may_mount() -> bool:
    """Can this user mount a small disk of its own?"""
    unshare = shutil.which("unshare")
    return bool(unshare) and subprocess.run([unshare, "-rm", "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="no user namespaces: the small disk was not tried")
@pytest.mark.parametrize(("least", "size"), [("0", "1m"), ("8", "9m")], ids=["full", "low"])
def test_a_small_disk_ends_the_run_and_a_larger_one_completes_it(tmp_path: Path, least: str, size: str) -> None:
    """A real file system without space, or with less than shall be left: exit 6, all whole; with space it goes on."""
    (tmp_path / "c").mkdir()
    command = ["unshare", "-rm", sys.executable, "-c", SMALL_DISK, tmp_path, least, size]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.stdout.splitlines() == ["6 1 True 0", "{'article': 150, 'queued': 0}"], ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["ledger"], ["export"], ["list"], ["--help"]], ids=" ".join)
def test_a_full_disk_behind_stdout_is_told(tmp_path: Path, arguments: list[str]) -> None:
    """`> /dev/full`: exit 6 and one line."""
    assert broadsheet("-q", "-c", tmp_path / "c", *ADD, folder_of(tmp_path / "saved", 1)).returncode == 0
    with Path("/dev/full").open("w") as full, start("-c", tmp_path / "c", *arguments, stdout=full) as child:
        _, words = child.communicate(timeout=TIMEOUT)
    assert (child.returncode, len(words.splitlines())) == (6, 1), words


def test_a_killed_run_without_successor_can_be_read(tmp_path: Path) -> None:
    """Reading verbs work beside an `.open` archive and an unfinished run, and `doctor` says what it is."""
    with start("-c", tmp_path / "c", *ADD, folder_of(tmp_path / "saved", 150)) as child:
        assert child.stdout is not None
        article = child.stdout.readline().split("\t")[1]
        child.kill()
    assert broadsheet("-c", tmp_path / "c", "explain", article).returncode == 0
    told: dict[str, Any] = {
        finding.what: finding.state for finding in examine(tmp_path / "c") if ".open" in finding.words
    }
    assert told == {"archive": "weak"}
