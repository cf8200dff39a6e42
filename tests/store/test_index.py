"""The full-text index stays in step with the articles, and the checks notice where something is not.

Comes in: changes by the store and by strangers' SQL. Goes out: hits and findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.search import search
from broadsheet.store import AttemptRow, Store
from tests.store.samples import article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A corpus with one article."""
    with Store(tmp_path / "corpus.db", write=True) as opened:
        number = opened.ask("//harbour", "url", article().url or "").id
        opened.record_article(number, None, AttemptRow(), article())
        yield opened


def found(store: Store, words: str) -> int:
    """How many articles the words find."""
    return len(search(store, words))


def test_a_new_version_replaces_the_old_words(store: Store) -> None:
    """Old words no longer find the article, new ones do."""
    store.record_article(1, None, AttemptRow(), article(text="A bridge.", title="Bridge", tags=(), authors=()))
    assert (found(store, "harbour"), found(store, "bridge"), found(store, "núñez")) == (0, 1, 0)
    assert store.check() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET title = 'Bridge', tags = NULL",
        "UPDATE versions SET text = 'Bridge'",
        "UPDATE articles SET latest_version = NULL",
        "DELETE FROM versions",
        "DELETE FROM images",
    ],
)
def test_a_strangers_change_keeps_the_index_true(store: Store, sql: str) -> None:
    """Triggers follow whatever tool edits the tables: the index equals the articles, word for word."""
    store.db.execute(sql)
    assert [finding for finding in store.check() if "index" in finding.check] == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=20), st.booleans()), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_keeps_the_store_whole(tmp_path: Path, history: list[tuple[str, str, bool]]) -> None:
    """After any order of new articles, versions, repetitions and removals every check passes."""
    path = tmp_path / "corpus.db"
    with Store(path, write=True) as store:
        for name, text, removed in history:
            made = article(f"https://morning.example/{name}", text=text, title=text)
            number = store.ask(f"//{name}{len(text) % 2}", "url", made.url or "").id
            store.record_article(number, None, AttemptRow(), made)
            if removed:
                store.remove(made.id)
        assert store.check() == []
        assert sum(store.ledger().values()) == store.one("SELECT count(*) FROM inputs")[0]


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("INSERT INTO article_fts (article_fts, rowid, title) VALUES ('delete', 1, 'Harbour reopens')", "index"),
        ("INSERT INTO article_fts (article_fts) VALUES ('delete-all')", "every article is in the index"),
        ("DELETE FROM attempts", "every outcome has an attempt"),
        ("UPDATE articles SET latest_version = 7", "every article has its latest version"),
        ("UPDATE articles SET removed_at = 'x'", "no removed article has a version"),
        ("UPDATE inputs SET first_run = 5", "foreign keys"),
    ],
)
def test_what_does_not_fit_is_found(store: Store, sql: str, check: str) -> None:
    """Each kind of damage has a finding of its own."""
    store.db.execute("PRAGMA foreign_keys = OFF")
    store.db.execute(sql)
    assert any(finding.check.startswith(check) for finding in store.check())


def test_a_lost_index_is_made_anew(store: Store) -> None:
    """From the articles alone, `rebuild_index` gives back what was there."""
    store.db.execute("INSERT INTO article_fts (article_fts) VALUES ('delete-all')")
    store.rebuild_index()
    assert (found(store, "harbour"), store.check()) == (1, [])


def test_a_flipped_page_is_found(tmp_path: Path) -> None:
    """A damaged page of the file is a finding, for a reader too, never a traceback."""
    path = tmp_path / "corpus.db"
    with Store(path, write=True) as store:
        for n in range(50):
            number = store.ask(str(n), "file", str(n)).id
            store.record_article(number, None, AttemptRow(), article(f"https://a.example/{n}", text=f"words {n} " * 50))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = bytes(range(256)) * 16
    path.write_bytes(data)
    with Store(path, write=False) as store:
        assert store.check()
