"""Removal: the words are gone from every byte of the corpus, a tombstone stays, and the sums still hold.

Comes in: a corpus with a word found nowhere else. Goes out: files without it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.archive import Archive
from broadsheet.errors import UnknownArticle
from broadsheet.records import Dropped, Exchange, Reason
from broadsheet.search import search
from broadsheet.store import AttemptRow, Store
from tests.store.samples import article

SECRET = "Quagmirevale"


def keep(store: Store, archive: Archive, name: str, text: str) -> str:
    """Add a page as the pipeline does: raw first, then the row; returns the article's id."""
    made = article(f"https://morning.example/{name}", text=text, title=text, tags=(text,), authors=(text,))
    number = store.ask(f"//{name}", "url", made.url or "").id
    exchange = Exchange(made.url or "", b"GET / HTTP/1.1", b"HTTP/1.1 200 OK", text.encode(), "2026-03-01T10:00:00Z")
    (record,) = archive.append_exchanges([exchange])
    store.record_article(number, None, AttemptRow(200, made.url, record), made)
    return made.id


def holding(folder: Path, word: str) -> list[str]:
    """The files that contain the word."""
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and word.encode() in path.read_bytes()]


def test_a_removed_article_leaves_no_word_on_disk(tmp_path: Path) -> None:
    """Neither database nor journal nor archive still holds it; the others are untouched."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        (tmp_path / "corpus.db.schema1").write_text(f"a copy made before a migration, with {SECRET}")
        ids = [keep(store, archive, f"n{n}", f"Plain words {n}.") for n in range(20)]
        secret = keep(store, archive, "secret", SECRET)
        assert holding(tmp_path, SECRET)
        for record in store.remove(secret):
            archive.erase(record)
        assert search(store, SECRET) == []
        assert len(search(store, "plain", limit=50)) == 20
        assert [one.id for one in store.articles()] == sorted(ids)
        assert store.check() == []
    assert holding(tmp_path, SECRET) + holding(tmp_path, SECRET.lower()) == []


def test_a_tombstone_stays_and_counts(tmp_path: Path) -> None:
    """Id, URL and day of removal stay; the ledger is unchanged; reading it says that it was removed."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        secret = keep(store, archive, "secret", SECRET)
        before = store.ledger()
        store.remove(secret)
        row = store.one("SELECT url, removed_at, title FROM articles")
        assert (row["url"], row["title"]) == ("https://morning.example/secret", None)
        assert row["removed_at"].endswith("Z")
        assert store.ledger() == before
        with pytest.raises(UnknownArticle, match="was removed"):
            store.get(secret)


def test_removal_can_be_repeated_until_the_archive_is_done(tmp_path: Path) -> None:
    """After a crash between database and archive, the tombstone still says what to erase."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        secret = keep(store, archive, "secret", SECRET)
        first = store.remove(secret)
        assert store.remove(secret) == first
        assert [record.digest for record in first] == [""]


def test_duplicates_raw_pages_go_too(tmp_path: Path) -> None:
    """Another URL's copy of the story is in the archive as well: its record is named with the article's own."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        secret = keep(store, archive, "secret", SECRET)
        copy = store.ask("//amp", "url", "https://morning.example/amp").id
        record = archive.append_resource("file:///amp", SECRET.encode(), "text/html", "")
        kept = article("https://morning.example/secret", text=SECRET)
        store.record_article(copy, None, AttemptRow(record=record), kept)
        assert record.offset in {one.offset for one in store.remove(secret)}


def test_a_removed_article_does_not_come_back(tmp_path: Path) -> None:
    """The same page met again is a duplicate of the tombstone; its words are not stored."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        secret = keep(store, archive, "secret", SECRET)
        store.remove(secret)
        other = store.ask("//other", "url", "https://morning.example/other").id
        kept = article("https://morning.example/secret", text="other words")
        assert store.record_article(other, None, AttemptRow(), kept) == "same"
        assert store.ledger() == {"article": 1, "duplicate_url": 1, "queued": 0}
        assert list(store.articles()) == []
        assert store.check() == []


def test_a_site_is_removed_with_its_dropped_pages(tmp_path: Path) -> None:
    """All articles of the site go, and the raw pages of its walls; other sites stay."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        for name in ("a", "b"):
            keep(store, archive, name, name)
        wall = store.ask("//wall", "url", "https://www.morning.example/wall").id
        record = archive.append_resource("file:///wall", b"wall", "text/html", "")
        store.record_dropped(wall, None, AttemptRow(record=record), Dropped(url=None, reason=Reason.CAPTCHA))
        assert len(store.remove_site("morning.example")) == 3
        assert list(store.articles()) == []
        with pytest.raises(UnknownArticle):
            store.remove_site("evening.example")


def test_what_is_to_be_taken_out_is_an_id_a_url_or_a_site(tmp_path: Path) -> None:
    """A URL stands for its one article, so that a misspelt one never takes a whole site with it."""
    with Store(tmp_path / "corpus.db", write=True) as store, Archive(tmp_path / "warc") as archive:
        ids = [keep(store, archive, name, name) for name in ("a", "b", "c", "d")]
        assert store.take_out(ids[0][:7])[0] == [ids[0]]
        assert store.take_out("https://morning.example/b")[0] == [ids[1]]
        with pytest.raises(UnknownArticle):
            store.take_out("https://morning.example/typo")
        assert len(list(store.articles())) == 2
        removed, records = store.take_out("www.morning.example")
        assert (removed, len(records), list(store.articles())) == (sorted(ids), 4, [])
