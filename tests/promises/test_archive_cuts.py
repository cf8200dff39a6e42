"""Power loss and rotten pages: whatever is cut or flipped of database and archive, nothing is wrong without being told.

Comes in: a corpus as a killed run leaves it, cut at every frame of its journal and all through its archive; a database
with flipped bytes. Goes out: how many were right (rows F1, F2, F6; promises 9, 12).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from broadsheet.archive import Archive, RecordRef, read_archive
from broadsheet.corpus import Corpus
from broadsheet.errors import CorpusDamaged
from broadsheet.pipeline import process
from broadsheet.records import Article, Page
from broadsheet.run.journal import Journal
from broadsheet.store import Asked, AttemptRow, Store
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from broadsheet.upkeep.verify import Verified, verify
from tests.stories import folder_of, page
from tests.upkeep.test_rebuild import QUICK, rows

Tries = Callable[[int, int], int]
Told = Callable[[str], None]

HEADER, FRAME = 32, 24 + 4096
"""Bytes of a WAL's header and of one of its frames (SQLite, File Format, 4.1)."""
STORIES = 4


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of four pages in the state in which a power loss finds it: journal not folded in, archive open."""
    live = tmp_path_factory.mktemp("live")
    with Store(live / "corpus.db", write=True) as store, Archive(live / "warc") as archive:
        journal = Journal(store, archive)
        run = journal.begin("add", QUICK)
        store.one("PRAGMA wal_checkpoint(TRUNCATE)")  # what the tables' making wrote is not cut
        for number in range(STORIES):
            body = page(number)
            asked = store.ask_many([Asked(f"file:{number}", "file", f"/saved/{number}.html")])
            journal.asked(asked)
            ref = archive.append_resource(f"file:///saved/{number}.html", body, "text/html", "2026-03-01T10:00:00Z")
            article = process(Page(body=body, fetched_at="2026-03-01T10:00:00Z"))
            assert isinstance(article, Article)
            journal.article(asked[0].id, run, AttemptRow(record=ref), article)
        copy = tmp_path_factory.mktemp("killed") / "c"
        shutil.copytree(live, copy)
    return copy


def attempts(folder: Path) -> list[tuple[int, RecordRef]]:
    """Number of each attempt and where its page is, as the database says; the database is whole."""
    with Store(folder / "corpus.db", write=True) as store:
        assert store.check() == []
        found = [one for number in range(1, STORIES + 1) for one in store.attempts_of_input(number)]
        return [(one.id, one.record) for one in found if one.record is not None]


def cut(folder: Path, name: str, size: int, target: Path) -> Path:
    """A copy of a corpus, one of its files cut."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    with next(target.rglob(name)).open("rb+") as file:
        file.truncate(size)
    (target / "corpus.db-shm").unlink(missing_ok=True)  # memory, not disk
    return target


def places(size: int, each: int, step: int) -> Iterator[int]:
    """Every frame of a WAL, or `each`th, the bytes about it, and every `step`th byte."""
    frames = {at + by for at in range(HEADER, size + 1, each * FRAME) for by in (-1, 0, 1)}
    yield from sorted(at for at in {0, *frames, *range(0, size, step)} if 0 <= at <= size)


def test_a_cut_journal_leaves_a_whole_database(killed: Path, tmp_path: Path, tries: Tries, told: Told) -> None:
    """The WAL cut anywhere: what is left is a beginning of what was committed, whole, with its pages."""
    expected = attempts(cut(killed, "corpus.db-wal", (killed / "corpus.db-wal").stat().st_size, tmp_path / "c"))
    size = (killed / "corpus.db-wal").stat().st_size
    tried = wrong = 0
    for at in places(size, tries(7, 1), tries(19_973, 97)):
        found = attempts(cut(killed, "corpus.db-wal", at, tmp_path / "c"))
        tried += 1
        wrong += found != expected[: len(found)]
    told(f"{tried - wrong} of {tried} cuts of a journal of {size // FRAME} frames leave a whole beginning")
    assert len(expected) == STORIES
    assert wrong == 0


@pytest.mark.parametrize("at", [0.1, 0.6])
def test_what_a_cut_journal_lost_comes_back_from_the_archive(killed: Path, tmp_path: Path, at: float) -> None:
    """No acknowledged row is lost whose page is in the archive."""
    whole = attempts(cut(killed, "corpus.db-wal", (killed / "corpus.db-wal").stat().st_size, tmp_path / "c"))
    folder = cut(killed, "corpus.db-wal", int((killed / "corpus.db-wal").stat().st_size * at), tmp_path / "c")
    assert list(rebuild(folder, QUICK, Rebuilt())) == []
    assert attempts(folder) == whole


def test_a_cut_archive_is_mended_and_told(killed: Path, tmp_path: Path, tries: Tries, told: Told) -> None:
    """The file that was being written, cut anywhere: pages before the cut are read, those behind it are told."""
    (path,) = (killed / "warc").iterdir()
    named = attempts(cut(killed, "corpus.db-wal", (killed / "corpus.db-wal").stat().st_size, tmp_path / "c"))
    ends = [one.offset + one.length for one in read_archive(path, 1 << 20)]
    near = {end + by for end in ends for by in (-1, 0, 1)}
    size, tried, wrong = path.stat().st_size, 0, 0
    for at in sorted(one for one in {*range(0, size, tries(997, 97)), *near} if one <= size):
        folder = cut(killed, path.name, at, tmp_path / "c")
        last = max([end for end in ends if end <= at], default=0)
        with Store(folder / "corpus.db", write=True), Archive(folder / "warc") as archive:
            torn = [(one.offset, one.bytes) for one in archive.torn]
        faults = {fault.offset for fault in verify(folder, Verified())}
        lost = {ref.offset for _, ref in named if ref.offset + ref.length > at}
        tried += 1
        wrong += torn != ([(last, at - last)] if at > last else []) or faults != lost
    told(f"{tried - wrong} of {tried} cuts of an archive: torn tail told, pages before it read, those behind it named")
    assert wrong == 0


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed corpus of thirty pages."""
    place = tmp_path_factory.mktemp("rotten")
    with Corpus(place / "c", options=QUICK) as corpus:
        list(corpus.add(folder_of(place / "saved", 30)))
    return place / "c"


def sick(folder: Path) -> bool:
    """Does `doctor`'s check of the database find something?"""
    try:
        with Store(folder / "corpus.db", write=True) as store:
            return bool(store.check())
    except CorpusDamaged:
        return True


def read_all(folder: Path) -> dict[str, list[tuple[object, ...]]] | None:
    """Every row, or None where the database cannot be read."""
    try:
        return rows(folder)
    except sqlite3.DatabaseError:
        return None


def words(found: dict[str, list[tuple[object, ...]]] | None) -> object:
    """What is said of the articles: their rows without the days on which they were seen, their texts."""
    assert found is not None
    return [row[:-3] for row in found["articles"]], [row[1:5] for row in found["versions"]]


def test_flipped_bytes_in_the_database_are_found_and_made_good(
    corpus: Path, tmp_path: Path, tries: Tries, told: Told
) -> None:
    """Sixteen bytes of a page of the database, flipped: found, or no row is another; `rebuild` makes the same rows."""
    before, data = rows(corpus), (corpus / "corpus.db").read_bytes()
    random, folder = Random(6), tmp_path / "c"
    pages = len(data) // 4096
    found = harmless = elsewhere = silent = 0
    shutil.copytree(corpus, folder)
    for place in random.sample(range(pages), min(pages, tries(24, 10_000))):
        at = place * 4096 + random.randrange(4080)
        (folder / "corpus.db").write_bytes(
            data[:at] + bytes(byte ^ 0x5A for byte in data[at : at + 16]) + data[at + 16 :]
        )
        for name in ("corpus.db-wal", "corpus.db-shm"):
            (folder / name).unlink(missing_ok=True)
        if sick(folder):
            found += 1
        elif read_all(folder) == before:
            harmless += 1
        elif words(read_all(folder)) == words(before):
            elsewhere += 1
        else:
            silent += 1
    told(
        f"{found} found by doctor, {harmless} change no row, {elsewhere} none that says what an article is, {silent} do"
    )
    assert (found > 0, silent) == (True, 0)
    assert list(rebuild(folder, QUICK, Rebuilt())) == []
    assert rows(folder) == before
