"""The disk below: which kind it is and how much is left decide what may be done on it.

Comes in: a table of mounts as a Linux system tells it, databases. Goes out: journal modes, refusals.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.errors import CorpusError, DiskFull, DiskLow
from broadsheet.store import Room, Store, disk
from broadsheet.store.disk import NETWORK_SYSTEMS, file_system, free
from broadsheet.store.journal_mode import has_race, is_logged, journal_mode

Mounts = Callable[..., None]


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mounts:
    """A way to say what is mounted where."""
    table = tmp_path / "mounts"
    monkeypatch.setattr(disk, "MOUNTS", table)

    def mount(**kinds: str) -> None:
        lines = ["/dev/sda / ext4 rw 0 0", *(f"x {tmp_path / name} {kind} rw 0 0" for name, kind in kinds.items())]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")

    mount()
    return mount


def mode_of(path: Path) -> str:
    """The journal mode that a database was left in."""
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("PRAGMA journal_mode").fetchone()[0])


def test_the_innermost_mount_tells_the_file_system(tmp_path: Path, mounts: Mounts) -> None:
    """A folder that is not there yet is on the disk of the one above it; a neighbour of like name is another."""
    (tmp_path / "share").mkdir()
    mounts(share="nfs4")
    assert file_system(tmp_path / "share" / "new" / "corpus") == "nfs4"
    assert file_system(tmp_path / "shared") == "ext4"


@pytest.mark.parametrize("kind", sorted(NETWORK_SYSTEMS))
def test_no_wal_where_machines_share_a_disk(tmp_path: Path, mounts: Mounts, kind: str) -> None:
    """There the old journal is used, and writing and reading work."""
    mounts(c=kind)
    path = tmp_path / "c" / "corpus.db"
    with Store(path, write=True) as store:
        store.ask("//a", "url", "https://a.example/")
        assert store.one("PRAGMA journal_mode")[0] == "delete"  # type: ignore[index]
        with Store(path, write=False) as reader:
            assert reader.ledger() == {"article": 0, "queued": 1}
    assert (mode_of(path), is_logged(path)) == ("delete", False)


def test_a_corpus_that_moves_to_a_network_disk_changes_its_journal(tmp_path: Path, mounts: Mounts) -> None:
    """Its WAL is worked off by the first writer; a reader before that is told so; back at home it has WAL again."""
    path = tmp_path / "c" / "corpus.db"
    with Store(path, write=True) as store:
        store.ask("//a", "url", "https://a.example/")
    assert is_logged(path)
    mounts(c="nfs")
    with pytest.raises(CorpusError, match=r"on nfs: WAL needs .* run `broadsheet add"), Store(path, write=False):
        pass
    with Store(path, write=True) as store:
        assert store.one("PRAGMA journal_mode")[0] == "delete"  # type: ignore[index]
        assert store.check() == []
    assert not is_logged(path)
    with Store(path, write=False) as store:
        assert store.ledger() == {"article": 0, "queued": 1}
    mounts()
    with Store(path, write=True):
        pass
    assert mode_of(path) == "wal"


@pytest.mark.parametrize(
    ("version", "weak"),
    [((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)],
)
def test_the_wal_reset_bug_is_known(version: tuple[int, ...], weak: bool) -> None:
    """From SQLite 3.7.0 to 3.51.2."""
    assert has_race(version) is weak


def test_the_fall_back_from_the_bug_is_named(tmp_path: Path, mounts: Mounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """WAL stays, since one process writes under the lock, and nobody else checkpoints."""
    monkeypatch.setattr("broadsheet.store.journal_mode.has_race", lambda: True)
    journal = journal_mode(tmp_path / "corpus.db")
    assert (journal.name, "WAL-reset bug" in journal.why, "only it checkpoints" in journal.why) == ("WAL", True, True)


def test_a_reader_never_checkpoints(tmp_path: Path) -> None:
    """Asked to, and when it is the last to close, it leaves log and database as they are."""
    path = tmp_path / "corpus.db"
    with Store(path, write=True) as store:
        store.ask("//a", "url", "https://a.example/")
        log = path.with_name("corpus.db-wal")
        before = (path.read_bytes(), log.read_bytes())
        with Store(path, write=False) as reader, pytest.raises(DiskFull):
            reader.one("PRAGMA wal_checkpoint(TRUNCATE)")
        assert (path.read_bytes(), log.read_bytes()) == before


def test_nothing_is_begun_on_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    """The words say how much is left, how much shall be, and where to change it; 0 asks for nothing."""
    Room(tmp_path / "new", 0).require()
    Room(tmp_path / "new", 1).require()
    with pytest.raises(DiskLow, match=r"free, and nothing is begun below \d+; make room, or set store.min_free"):
        Room(tmp_path / "new", free(tmp_path) * 2).require()
    assert not (tmp_path / "new").exists()
