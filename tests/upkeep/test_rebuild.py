"""The database made again from the archive: the same rows, and what is lost is told.

Comes in: corpora of the demo newspaper, saved pages, dumps, drops and duplicates; their databases damaged or taken
away. Goes out: every table compared, row for row.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from broadsheet.archive import Archive, Found, read_archive
from broadsheet.corpus import Corpus
from broadsheet.demo import open_newspaper
from broadsheet.errors import CorpusBusy, DiskFull, UsageError
from broadsheet.options import DEFAULT, Options
from broadsheet.run.journal import Tried, read_event
from broadsheet.store import Store
from broadsheet.upkeep.rebuild import BEFORE, NEW, Lost, Rebuilt, rebuild
from tests.stories import HANG, broadsheet, dump, folder_of, page, start

TABLES = ("runs", "sources", "inputs", "attempts", "articles", "versions", "images", "page_texts")
QUICK: Options = replace(
    DEFAULT,
    fetch=replace(DEFAULT.fetch, allow_private=True, min_gap=0.0, contact="desk@paper.example"),
    workers=replace(DEFAULT.workers, processes=2, seconds=2.0),
)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and of the full-text index each word with its places."""
    with closing(sqlite3.connect(folder / "corpus.db")) as database:
        found = {table: database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES}
        database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, article_fts, instance)")
        found["words"] = database.execute("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4").fetchall()
        return found


def made_again(folder: Path) -> tuple[list[Lost], Rebuilt]:
    """The corpus's database taken away and made again."""
    for path in folder.glob("corpus.db*"):
        path.unlink()
    done = Rebuilt()
    return list(rebuild(folder, QUICK, done)), done


def grown(folder: Path, saved: Path) -> Path:
    """A corpus with a bit of everything that can happen."""
    folder_of(saved, 8, hang=HANG, empty=b"<html></html>", gallery=b"<html><p>Four words, no more.</html>")
    (saved / "two.txt").write_bytes(dump(20) + b"\n\f\n" + dump(21))
    with open_newspaper() as paper, Corpus(folder, options=QUICK) as corpus:
        list(corpus.add(*paper.urls, *paper.urls[:3], "https://[::bad", "ftp://paper.example/a"))
        list(corpus.add(saved, saved / "missing.html", "http://127.0.0.1:9/nobody-listens"))
        first = next(corpus.articles())
        (saved / "0001.html").write_bytes(page(1).replace(b"on time", b"late"))
        list(corpus.add(saved, *paper.urls[:2], command="add again"))
        assert first.id
    return folder


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of `grown`."""
    place = tmp_path_factory.mktemp("rebuild")
    return grown(place / "c", place / "saved")


def test_every_row_comes_back(everything: Path) -> None:
    """Runs, inputs, attempts, articles, versions, pictures, templates and index: the same, to the byte."""
    before = rows(everything)
    lost, done = made_again(everything)
    after = rows(everything)
    assert lost == []
    assert done.otherwise == 0
    for table in before:
        assert after[table] == before[table], table
    assert len(before["attempts"]) == done.attempts
    assert {row[1] for row in before["articles"]}
    with Store(everything / "corpus.db", write=True) as store:
        assert store.check() == []


def test_what_was_removed_stays_removed(tmp_path: Path) -> None:
    """Tombstones, the numbers that their rows had, and the erased pages; other articles of the site are untouched."""
    with Corpus(tmp_path / "c", options=QUICK) as corpus:
        found = list(corpus.add(folder_of(tmp_path / "saved", 4)))
        corpus.remove(found[1].id)
        list(corpus.add(folder_of(tmp_path / "saved", 2, first=4)))
        corpus.remove(next(iter(corpus.add(folder_of(tmp_path / "more", 1, first=9)))).id)
        list(corpus.add(tmp_path / "saved"))
    before = rows(tmp_path / "c")
    lost, done = made_again(tmp_path / "c")
    assert (lost, done.erased, done.otherwise, done.buried) == ([], 2, 0, 0)
    assert rows(tmp_path / "c") == before
    assert [row[-1] is None for row in before["articles"]].count(False) == 2


def test_a_whole_site_that_was_removed_stays_removed(tmp_path: Path) -> None:
    """Its dropped pages too."""
    with open_newspaper() as paper, Corpus(tmp_path / "c", options=QUICK) as corpus:
        list(corpus.add(*paper.urls, folder_of(tmp_path / "saved", 2)))
        corpus.remove("127.0.0.1")
    before = rows(tmp_path / "c")
    lost, _ = made_again(tmp_path / "c")
    assert lost == []
    assert rows(tmp_path / "c") == before


def test_articles_made_anew_are_made_anew_again(tmp_path: Path) -> None:
    """After `reextract` the rows are those that it left, and those of what came later."""
    with open_newspaper() as paper, Corpus(tmp_path / "c", options=QUICK) as corpus:
        list(corpus.add(*paper.urls))
        changed = [one.state for one in corpus.reextract()]
        list(corpus.add(folder_of(tmp_path / "saved", 2)))
    before = rows(tmp_path / "c")
    lost, done = made_again(tmp_path / "c")
    assert (lost, done.otherwise) == ([], 0)
    assert rows(tmp_path / "c") == before
    assert changed


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A corpus of five saved pages."""
    with Corpus(tmp_path / "c", options=QUICK) as corpus:
        list(corpus.add(folder_of(tmp_path / "saved", 5)))
    return tmp_path / "c"


def spoil(folder: Path, offset: int) -> None:
    """One bit of the archive's one file."""
    (path,) = (folder / "warc").glob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[offset] ^= 4
    path.write_bytes(data)


def offsets(folder: Path, kind: str) -> list[Found]:
    """Where the archive's records of a type lie."""
    (path,) = (folder / "warc").glob("*.warc.gz")
    return [one for one in read_archive(path, 1 << 20) if isinstance(one, Found) and one.record.type == kind]


def test_a_damaged_page_costs_its_article(small: Path) -> None:
    """Its input is `unreadable`, which is told; all other rows are what they were."""
    before, third = rows(small), offsets(small, "resource")[2]
    spoil(small, third.offset + 60)
    lost, done = made_again(small)
    after = rows(small)
    assert {one.offset for one in lost} == {third.offset}
    assert done.articles == 4
    assert (after["attempts"][2][4], after["versions"]) == (
        "unreadable",
        [*before["versions"][:2], *before["versions"][3:]],
    )
    assert [row for row in after["articles"] if row in before["articles"]] == after["articles"]
    with Store(small / "corpus.db", write=True) as store:
        assert store.check() == []


def test_a_damaged_event_costs_its_attempt(small: Path) -> None:
    """The page that nobody tells of any more is named, and the rows behind it keep their numbers."""
    before = rows(small)
    events = [one for one in offsets(small, "metadata") if isinstance(read_event(one.record.body), Tried)]
    spoil(small, events[1].offset + 60)
    lost, _ = made_again(small)
    after = rows(small)
    assert [one.offset for one in lost] == [events[1].offset, offsets(small, "resource")[1].offset]
    assert after["attempts"] == [before["attempts"][0], *before["attempts"][2:]]
    assert after["versions"] == [before["versions"][0], *before["versions"][2:]]


def test_what_was_told_and_not_committed_is_void(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at a commit: the attempt that took its number counts, not the one before."""
    folder_of(tmp_path / "saved", 3)
    with monkeypatch.context() as full, Corpus(tmp_path / "c", options=QUICK) as corpus:
        kept = Store.record_article

        def second_fails(store: Store, input_id: int, *what: Any) -> str:
            if input_id == 2:
                raise DiskFull("no room")
            return kept(store, input_id, *what)

        full.setattr(Store, "record_article", second_fails)
        with pytest.raises(DiskFull):
            list(corpus.add(tmp_path / "saved"))
    (tmp_path / "saved" / "0001.html").unlink()
    with Corpus(tmp_path / "c", options=QUICK) as corpus:
        list(corpus.add(tmp_path / "saved", folder_of(tmp_path / "more", 2, first=7), resume=True))
    before = rows(tmp_path / "c")
    lost, _ = made_again(tmp_path / "c")
    assert rows(tmp_path / "c") == before
    assert lost == []


def test_a_writer_is_not_disturbed(small: Path) -> None:
    """While another holds the lock nothing is made."""
    with Store(small / "corpus.db", write=True):
        before = sorted(small.iterdir())
        with pytest.raises(CorpusBusy):
            list(rebuild(small, QUICK, Rebuilt(), patience=0.1))
        assert sorted(small.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_killed_it_leaves_the_old_one(everything: Path) -> None:
    """SIGKILL while the new database grows: the old one stands, and the next try takes its place."""
    before = rows(everything)
    child = start("-c", everything, "rebuild")
    while child.poll() is None and not (everything / NEW).exists():
        time.sleep(0.01)
    time.sleep(0.3)
    child.kill()
    child.communicate()
    assert rows(everything) == before
    ran = broadsheet("-c", everything, "rebuild", "--workers", "2")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert rows(everything) == before
    assert {path.name for path in everything.iterdir()} == {
        "corpus.db", "corpus.lock", "corpus.toml", "warc", BEFORE
    }  # fmt: skip


def test_the_old_database_is_kept_until_something_is_removed(small: Path) -> None:
    """It may hold what the archive does not; what is removed must go from it too."""
    before = (small / "corpus.db").read_bytes()
    list(rebuild(small, QUICK, Rebuilt()))
    assert (small / BEFORE).read_bytes() == before
    with Corpus(small) as corpus:
        corpus.remove(next(corpus.articles()).id)
    assert not (small / BEFORE).exists()


def test_a_damaged_database_is_found_and_made_again(small: Path) -> None:
    """`doctor` says which command helps; after it nothing is wrong."""
    before = rows(small)
    (small / "corpus.db").write_bytes(b"no database" * 1000)
    sick = broadsheet("-c", small, "doctor")
    assert "broadsheet rebuild" in sick.stdout
    ran = broadsheet("-c", small, "rebuild")
    assert (ran.returncode, "0 losses" in ran.stderr) == (0, True)
    assert rows(small) == before


def test_losses_are_printed_and_end_with_3(small: Path) -> None:
    """A line each, or an object."""
    spoil(small, offsets(small, "resource")[0].offset + 60)
    told = broadsheet("-c", small, "rebuild", "--format", "jsonl")
    again = broadsheet("-c", small, "rebuild")
    assert (told.returncode, again.returncode) == (3, 3)
    assert [msgspec.json.decode(line, type=Lost) for line in told.stdout.splitlines()]
    assert len(again.stdout.splitlines()) == len(told.stdout.splitlines())


def test_without_an_archive_or_a_journal_it_says_so(tmp_path: Path) -> None:
    """And leaves the database alone."""
    with pytest.raises(UsageError, match="no archive"):
        list(rebuild(tmp_path, QUICK, Rebuilt()))
    with Archive(tmp_path / "warc") as archive:
        archive.append_resource("file:///a.html", page(1), "text/html", "2026-03-01T10:00:00Z")
    with pytest.raises(UsageError, match="no journal"):
        list(rebuild(tmp_path, QUICK, Rebuilt()))
    assert [path.name for path in tmp_path.glob("corpus*")] == ["corpus.lock"]
