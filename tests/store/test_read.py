"""Reading: articles come out as they went in, found by id, site, day, language and words.

Comes in: a small corpus. Goes out: what each question finds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.errors import CorpusDamaged, UnknownArticle, UsageError
from broadsheet.records import Dropped, Reason
from broadsheet.store import AttemptRow, Store
from tests.store.samples import article

STORIES = {
    "a": {"date_published": "2026-03-02", "title": "Strait opened"},
    "b": {"date_published": "2026-03-01T23:59+01:00", "language": "de", "text": "Der Hafen öffnet."},
    "c": {"date_published": None, "title": "Undated"},
    "d": {"date_published": "2025-12-31", "url": "https://sport.evening.example/d"},
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four articles and a dropped page."""
    path = tmp_path / "corpus.db"
    with Store(path, write=True) as store:
        run = store.begin_run("add", {})
        for name, more in STORIES.items():
            made = article(**{"url": f"https://morning.example/{name}", **more})
            number = store.ask(made.url or "", "url", made.url or "").id
            store.record_article(number, run, AttemptRow(200, made.url), made)
        gone = store.ask("//gone", "url", "https://morning.example/gone", "list.txt").id
        store.record_dropped(gone, run, AttemptRow(404, "https://morning.example/gone"), DROPPED)
    return path


DROPPED = Dropped(url=None, reason=Reason.GONE, evidence="404")


@pytest.fixture
def store(corpus: Path) -> Iterator[Store]:
    """The corpus, open for reading."""
    with Store(corpus, write=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "dbac"),
        ({"since": "2026-03-01"}, "ba"),
        ({"until": "2026-03-01"}, "db"),
        ({"until": "2026-03"}, "dba"),
        ({"since": "2026", "until": "2026-03-01"}, "b"),
        ({"site": "morning.example"}, "bac"),
        ({"site": "https://www.evening.example/x"}, "d"),
        ({"language": "de-CH"}, "b"),
        ({"text": "hafen"}, "b"),
        ({"text": "offnet"}, "b"),
        ({"text": "strait OR undated -harbour"}, ""),
        ({"text": "!!!"}, ""),
        ({"text": "strait", "site": "evening.example"}, ""),
    ],
)
def test_filters_find(store: Store, filters: dict[str, str], found: str) -> None:
    """Each filter narrows; days are inclusive; order is by day, undated last."""
    assert "".join((one.url or "")[-1] for one in store.articles(**filters)) == found
    assert "".join((row.url or "")[-1] for row in store.rows(**filters)) == found


def test_an_article_is_found_by_the_beginning_of_its_id_and_by_its_url(store: Store) -> None:
    """Six digits do where they are unique; so does the URL in another spelling."""
    (one,) = store.articles(text="undated")
    assert store.get(one.id[:6]) == one
    assert store.get("http://www.morning.example/c/?utm_source=x") == one


@pytest.mark.parametrize("name", ["", "%", "ffffffffffff", "https://morning.example/none", "a" * 5])
def test_what_is_not_there_is_said(store: Store, name: str) -> None:
    """An unknown, too short or meaningless id raises with a message that names it."""
    with pytest.raises(UnknownArticle):
        store.get(name)


def test_an_ambiguous_beginning_is_refused(tmp_path: Path) -> None:
    """A beginning that two ids share finds neither."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        for name in ("abcdef01", "abcdef02"):
            number = store.ask(name, "file", name).id
            store.record_article(number, None, AttemptRow(), article(None, id=name))
        with pytest.raises(UnknownArticle, match="more than one"):
            store.get("abcdef")
        assert store.get("ABCDEF01").id == "abcdef01"


def test_the_ledger_adds_up_and_explains_each_input(store: Store) -> None:
    """Counts sum to what was asked for; each row says outcome, evidence, status and tries."""
    assert store.ledger() == {"article": 4, "gone": 1, "queued": 0}
    last = list(store.ledger_rows())[-1]
    assert (last.outcome, last.evidence, last.status, last.attempts) == ("gone", "404", 404, 1)
    assert (last.source, last.origin) == ("https://morning.example/gone", "list.txt")


def test_a_limit_cuts_the_list(store: Store) -> None:
    """`limit` gives the first rows only."""
    assert len(list(store.rows(limit=2))) == 2


def test_anyone_can_open_the_file(corpus: Path) -> None:
    """Plain sqlite3 reads the view of newest versions; keys are real; the index answers."""
    db = sqlite3.connect(corpus)
    rows = db.execute("SELECT title, text FROM articles_latest ORDER BY title").fetchall()
    keys = {row[2] for row in db.execute("PRAGMA foreign_key_list(attempts)")}
    hits = db.execute("SELECT count(*) FROM article_fts WHERE article_fts MATCH 'harbour'").fetchone()[0]
    db.close()
    assert rows[-1] == ("Undated", "The harbour opens again.")
    assert keys == {"inputs", "runs", "articles"}
    assert hits == 4


def test_a_reader_reads_while_a_writer_writes(corpus: Path) -> None:
    """Neither waits; a reader sees what was committed before it asked."""
    with Store(corpus, write=True) as writer, Store(corpus, write=False) as reader:
        writer.ask("//new", "url", "https://morning.example/new")
        assert reader.ledger()["queued"] == 1


def test_a_reader_cannot_write(store: Store) -> None:
    """The connection itself refuses."""
    with pytest.raises(Exception, match="readonly"):
        store.ask("//x", "url", "x")


def test_no_corpus_is_said_plainly(tmp_path: Path) -> None:
    """Reading where nothing is says what to do and makes nothing."""
    with pytest.raises(UsageError, match="no corpus"), Store(tmp_path / "corpus.db", write=False):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [True, False])
def test_another_kind_of_file_is_damage(tmp_path: Path, write: bool) -> None:
    """A file that is no database is refused, and the lock is free again."""
    path = tmp_path / "corpus.db"
    path.write_text("certainly not a database, but long enough to look at " * 9)
    for _ in range(2):
        with pytest.raises(CorpusDamaged, match="not a database"), Store(path, write=write, patience=0):
            pass


def test_a_corpus_without_its_journal_files_opens(corpus: Path) -> None:
    """A deposited corpus is the one file: it opens alone."""
    assert not corpus.with_name("corpus.db-wal").exists()
    with Store(corpus, write=False) as store:
        assert len(list(store.articles())) == 4
