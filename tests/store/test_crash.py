"""Crashes: a writer killed at any moment has lost nothing that it acknowledged (rows F1, F3; promises 11-14).

Comes in: child processes, killed or without disk space. Goes out: the corpus they leave.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from broadsheet.archive import Archive
from broadsheet.errors import DiskFull, UsageError
from broadsheet.store import Asked, Store
from tests.store.writer import add, check

ROOT = Path(__file__).parents[2]
KILLS = 10
TORN = gzip.compress(b"WARC/1.1\r\n" * 50)[:-5]


def test_a_killed_writer_has_lost_nothing_acknowledged(tmp_path: Path) -> None:
    """Ten kills at seeded moments, one corpus: each time it opens whole, sums hold, every raw page verifies."""
    moments, acknowledged = Random(13), set[str]()
    for kill in range(KILLS):
        command = [sys.executable, "-m", "tests.store.writer", str(tmp_path), str(len(acknowledged))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
            assert child.stdout is not None
            acknowledged.add(child.stdout.readline().strip())
            time.sleep(moments.uniform(0, 0.15))
            child.kill()
            acknowledged |= {line.strip() for line in child.stdout if line.endswith("\n")}
        for left_open in tmp_path.glob("warc/*.open"):  # the kill was between two writes: tear the next one
            with left_open.open("ab") as file:
                file.write(TORN)
        check(tmp_path, acknowledged, torn=len(TORN))
        assert len(acknowledged) > kill


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from broadsheet.errors import DiskFull
from tests.store.writer import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    main(Path(sys.argv[1]), 0)
except DiskFull as error:
    assert sys.argv[1] in str(error), error
    sys.exit(6)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")
@pytest.mark.parametrize("limit", [0, 1000, 5000, 40_000, 150_000, 400_000])
def test_a_full_disk_is_told_and_the_corpus_opens_again(tmp_path: Path, limit: int) -> None:
    """Wherever space ends, in lock, database, journal or archive: `DiskFull`, and then a whole corpus that goes on."""
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(limit)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 6, ran.stderr
    check(tmp_path, set(ran.stdout.split()))


@pytest.mark.parametrize("setting", ["query_only = ON", "max_page_count = 1"])
def test_a_database_that_cannot_grow_is_a_full_disk(tmp_path: Path, setting: str) -> None:
    """SQLite's "full" and "readonly" are `DiskFull`; nothing of the transaction stays."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        store.db.execute(f"PRAGMA {setting}")
        with pytest.raises(DiskFull, match="cannot write"):
            store.ask_many(Asked(f"//{n}" * 50, "url", f"https://a.example/{n}") for n in range(2000))
        assert store.ledger() == {"article": 0, "queued": 0}


def test_a_database_may_end_at_any_page(tmp_path: Path) -> None:
    """Page by page a little more room: each time some inputs go in and one does not, whole or not at all."""
    told = list[str]()

    def fill(store: Store, archive: Archive) -> None:
        while True:
            told.append(add(store, archive, len(told)))

    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        pages = store.one("PRAGMA page_count")[0]  # type: ignore[index]
        for most in range(pages, pages + 40):
            store.one(f"PRAGMA max_page_count = {most}")
            with pytest.raises(DiskFull, match="cannot write"):
                fill(store, archive)
            assert store.check() == []
    assert len(told) > 10
    check(tmp_path, set(told))


READ_ONLY = """
import os, sys
from pathlib import Path
from broadsheet.archive import Archive
from broadsheet.errors import DiskFull
from broadsheet.store import Store
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
for opened in (Store(Path("corpus.db"), write=True), Store(Path("new/corpus.db"), write=True), Archive(Path("warc"))):
    try:
        with opened:
            sys.exit("written")
    except DiskFull as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no folder modes")
def test_a_read_only_folder_is_a_full_disk(tmp_path: Path) -> None:
    """Where nothing may be written, lock, database and archive say so and name the path."""
    tmp_path.chmod(0o555)
    command = [sys.executable, "-c", READ_ONLY, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    assert [line.split(":")[0] for line in ran.stdout.splitlines()] == [
        "cannot write corpus.lock", "cannot write new/corpus.lock", "cannot write warc",
    ]  # fmt: skip


DEPOSITED = """
import os, sys
from pathlib import Path
from broadsheet.store import Store
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
with Store(Path("corpus.db"), write=False) as store:
    print(store.ledger()["queued"], store.check())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no folder modes")
def test_a_corpus_on_a_read_only_disk_can_be_read() -> None:
    """A deposited corpus opens where not even a journal can be made beside it."""
    with TemporaryDirectory() as name:  # unlike `tmp_path`, in a folder that everybody may enter
        folder = Path(name)
        with Store(folder / "corpus.db", write=True) as store:
            store.ask("//a", "url", "https://a.example/")
        (folder / "corpus.db").chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", DEPOSITED, name]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
    assert (ran.returncode, ran.stdout) == (0, "1 []\n"), ran.stderr


def test_a_corpus_below_a_file_is_the_callers_mistake(tmp_path: Path) -> None:
    """A path that cannot be a folder is a usage error with the path in it."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="file"), Store(tmp_path / "file" / "corpus.db", write=True):
        pass
