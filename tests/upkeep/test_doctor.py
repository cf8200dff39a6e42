"""The doctor: what is weak or broken is told, what is well is not complained of, nothing is changed.

Comes in: corpora, some spoiled by hand. Goes out: findings by name.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.store import Store, disk
from broadsheet.upkeep import doctor
from broadsheet.upkeep.doctor import Finding, examine
from tests.stories import folder_of


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of twenty saved pages."""
    folder = tmp_path_factory.mktemp("healthy")
    with Corpus(folder / "c") as corpus:
        assert len(list(corpus.add(folder_of(folder / "saved", 20)))) == 20
    return folder / "c"


@pytest.fixture
def sick(healthy: Path, tmp_path: Path) -> Path:
    """A copy to be spoiled."""
    return shutil.copytree(healthy, tmp_path / "c")


def bad(folder: Path) -> list[Finding]:
    """What is broken; how full this machine's disk is, is another matter."""
    return [finding for finding in examine(folder) if finding.state == "bad" and finding.what != "disk"]


def test_where_no_corpus_is_there_is_no_fault(tmp_path: Path) -> None:
    """Machine and settings are looked at, and nothing is made."""
    assert bad(tmp_path / "c") == []
    assert {finding.what for finding in examine(tmp_path / "c")} >= {
        "broadsheet",
        "libraries",
        "sqlite",
        "clock",
        "disk",
    }
    assert not (tmp_path / "c").exists()


def test_a_healthy_corpus_is_told_so(healthy: Path) -> None:
    """Ledger, database and archive with their sizes."""
    words = {finding.what: finding.words for finding in examine(healthy)}
    assert bad(healthy) == []
    assert words["ledger"].startswith("20 article")
    assert words["database"].startswith("whole")
    assert words["archive"].startswith("1 WARC files")


def test_the_doctor_changes_nothing(healthy: Path) -> None:
    """Every file is as it was, byte for byte."""
    before = {path: path.read_bytes() for path in healthy.rglob("*") if path.is_file()}
    examine(healthy)
    assert {path: path.read_bytes() for path in before} == before


def test_a_missing_contact_is_a_weak_point(healthy: Path, sick: Path) -> None:
    """Without one nothing can be fetched; with one it is shown."""
    assert ("weak", "contact") in {(finding.state, finding.what) for finding in examine(healthy)}
    (sick / "corpus.toml").write_text('contact = "desk@a.example"', encoding="utf-8")
    assert Finding("ok", "contact", "desk@a.example") in examine(sick)


def test_bad_settings_are_found(sick: Path) -> None:
    """The key is named, and the corpus is examined all the same."""
    (sick / "corpus.toml").write_text("[fetch]\ngap = 1", encoding="utf-8")
    (found,) = [finding for finding in bad(sick) if finding.what == "settings"]
    assert "fetch.gap" in found.words


def test_a_damaged_database_is_found(sick: Path) -> None:
    """Pages overwritten in the middle of the file: told, not raised."""
    path = sick / "corpus.db"
    data = bytearray(path.read_bytes())
    data[8192:40_000] = b"\xa5" * (40_000 - 8192)
    path.write_bytes(data)
    assert "database" in {finding.what for finding in bad(sick)}


def test_no_database_at_all_is_found(sick: Path) -> None:
    """A file that is none."""
    (sick / "corpus.db").write_bytes(b"not a database, whatever its name says" * 100)
    assert "database" in {finding.what for finding in bad(sick)}


def test_a_broken_rule_is_found(sick: Path) -> None:
    """An outcome without an attempt, put in by hand."""
    db = sqlite3.connect(sick / "corpus.db")
    db.execute("DELETE FROM versions WHERE article_id = (SELECT min(id) FROM articles)")
    db.commit()
    db.close()
    assert any("latest version" in finding.words for finding in bad(sick))


def test_a_later_version_is_told(sick: Path) -> None:
    """Its schema is newer than ours."""
    db = sqlite3.connect(sick / "corpus.db")
    db.execute("PRAGMA user_version = 999")
    db.close()
    assert [finding.what for finding in bad(sick)] == ["database"]


def test_an_archive_left_open_is_a_weak_point(sick: Path) -> None:
    """A killed run's file is named, with what mends it."""
    (warc,) = (sick / "warc").glob("*.warc.gz")
    warc.rename(warc.with_name(warc.name + ".open"))
    found = [finding for finding in examine(sick) if finding.state == "weak" and finding.what == "archive"]
    assert [".open" in finding.words for finding in found] == [True]


def test_a_lost_or_damaged_archive_is_found(sick: Path) -> None:
    """Raw pages that are not what the database says: one byte, or the whole file."""
    (warc,) = (sick / "warc").glob("*.warc.gz")
    with Store(sick / "corpus.db", write=False) as store:
        (page,) = store.newest_records(1)
    data = bytearray(warc.read_bytes())
    data[page.offset + page.length // 2] ^= 1
    warc.write_bytes(data)
    (found,) = bad(sick)
    assert (found.what, found.words.split(" ", 1)[0]) == ("archive", "1")
    warc.unlink()
    (found,) = bad(sick)
    assert (found.what, found.words.split(" ", 1)[0]) == ("archive", "20")


def found(folder: Path, what: str) -> list[tuple[str, str]]:
    """State and words of all that is said of something."""
    return [(finding.state, finding.words) for finding in examine(folder) if finding.what == what]


def test_an_old_library_is_a_weak_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the pin: named, with both versions and the command that mends it; later ones and extras are not."""
    monkeypatch.setattr(doctor, "requires", lambda name: ["numpy>=999", "click>=1.0", "lxml>=9; extra == 'x'"])
    (weak, ok) = found(tmp_path, "libraries")
    assert weak[0] == "weak"
    assert "is older than 999: pip install 'numpy>=999'" in weak[1]
    assert (ok[0], "click" in ok[1], "lxml" in ok[1]) == ("ok", True, False)


def test_a_missing_library_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said; nothing is raised. Neither where broadsheet itself was never installed."""
    monkeypatch.setattr(doctor, "requires", lambda name: ["no-such-package>=1.5"])
    assert ("bad", "no-such-package is missing: pip install 'no-such-package>=1.5'") in found(tmp_path, "libraries")
    monkeypatch.setattr(doctor, "PACKAGE", "no-such-package")
    monkeypatch.undo()
    monkeypatch.setattr(doctor, "PACKAGE", "no-such-package")
    assert [state for state, _ in found(tmp_path, "libraries")] == ["weak"]


@pytest.mark.parametrize(
    ("older", "newer"), [("2.9", "2.10"), ("1.2.20260101", "1.2.20261023"), ("2.0rc1", "2.0.1"), ("3", "3.0.0.1")]
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    """Not as text; trailing zeros say nothing."""
    assert doctor._number(older) < doctor._number(newer)
    assert doctor._number("2.0.0") == doctor._number("2")


def test_a_network_disk_is_a_weak_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its kind, what it costs, and what to do."""
    (tmp_path / "mounts").write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(disk, "MOUNTS", tmp_path / "mounts")
    ((state, words),) = found(tmp_path / "c", "file system")
    assert (state, words.startswith("nfs4: no WAL"), "move the corpus to a local disk" in words) == ("weak", True, True)


def test_a_disk_that_is_nearly_full_is_found(tmp_path: Path) -> None:
    """By the corpus's own number."""
    (tmp_path / "corpus.toml").write_text(f"[store]\nmin_free = {1 << 60}", encoding="utf-8")
    ((state, words),) = found(tmp_path, "disk")
    assert (state, "make room first" in words, str(1 << 40) in words) == ("bad", True, True)
    (tmp_path / "corpus.toml").write_text("[store]\nmin_free = 1", encoding="utf-8")
    assert [state for state, _ in found(tmp_path, "disk")] == ["ok"]


def test_a_clock_that_was_set_back_is_a_weak_point(sick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later attempts than now, or a year before this was written: set it."""
    assert [state for state, _ in found(sick, "clock")] == ["ok"]
    with Store(sick / "corpus.db", write=True) as store, store.transaction() as db:
        db.execute("UPDATE attempts SET at = '2999-01-01T00:00:00Z' WHERE id = 1")
    assert [state for state, _ in found(sick, "clock")] == ["ok", "weak"]
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert found(sick, "clock")[0][0] == "bad"


@pytest.mark.parametrize(("race", "state"), [(True, "weak"), (False, "ok")])
def test_an_sqlite_with_the_wal_reset_bug_is_a_weak_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, race: bool, state: str
) -> None:
    """With the version that is free of it, and what must not be done until then."""
    monkeypatch.setattr(doctor, "has_race", lambda: race)
    ((told, words),) = found(tmp_path, "sqlite")
    assert (told, "let no other program write (3.51.3 is free of it)" in words) == (state, race)


def test_who_writes_and_what_migrations_left_is_told(sick: Path) -> None:
    """The holder of the lock, and copies of older schemas."""
    assert (found(sick, "writer"), found(sick, "old copies")) == ([], [])
    shutil.copy(sick / "corpus.db", sick / "corpus.db.schema1")
    assert "corpus.db.schema1" in found(sick, "old copies")[0][1]
    with Store(sick / "corpus.db", write=True):
        assert found(sick, "writer")[0][1].startswith("process ")
