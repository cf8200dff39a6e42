"""The doctor: what is weak or broken is told, what is well is not complained of, nothing is changed.

Comes in: corpora, some spoiled by hand. Goes out: findings by name.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.doctor import Finding, examine
from broadsheet.store import Store
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
    (warc,) = (sick / "warc").iterdir()
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
