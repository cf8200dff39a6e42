"""A disk that fills up: a run stops asking while it can still keep what it has asked for.

Comes in: a served newspaper, and a disk of which less is free each time it is asked. Goes out: the ledger.
"""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest

from broadsheet.archive import Archive
from broadsheet.corpus import Corpus
from broadsheet.errors import DiskFull, DiskLow
from broadsheet.options import FetchOptions, Options, StoreOptions, WorkerOptions
from broadsheet.store import disk
from tests.faults import FaultServer, reply
from tests.stories import folder_of, page

PAGES = 40
MANY = Options(
    fetch=FetchOptions(contact="a@b.example", allow_private=True, min_gap=0.0, connections=4),
    workers=WorkerOptions(processes=1),
    store=StoreOptions(min_free=1000),
)


def filling(monkeypatch: pytest.MonkeyPatch, looks: int) -> None:
    """A disk that has room when it is looked at so often, and then no more."""
    left = iter(range(1000 + looks, 999, -1))
    monkeypatch.setattr(disk, "free", lambda path: next(left, 999))


def test_fetching_stops_before_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server was asked for is recorded, page for page; the rest is queued, and the same command brings it."""
    with FaultServer({f"/{number}": reply(page(number)) for number in range(PAGES)}) as server:
        urls = [server.url(f"/{number}") for number in range(PAGES)]
        with Corpus(tmp_path / "c", options=MANY) as corpus:
            filling(monkeypatch, 8)
            with pytest.raises(DiskLow):
                list(corpus.add(*urls))
            counts = corpus.ledger()
            assert 0 < len(server.asked()) == counts["article"] < PAGES
            assert counts["queued"] == PAGES - counts["article"]
            monkeypatch.undo()
            list(corpus.add(*urls))
            assert corpus.ledger() == {"article": PAGES, "queued": 0}
            assert len(server.asked()) == PAGES


def test_a_corpus_is_not_even_made_on_such_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written; and `min_free` 0 goes on to the last byte."""
    folder = folder_of(tmp_path / "saved", 1)
    filling(monkeypatch, 0)
    monkeypatch.setattr(disk, "free", lambda path: 1)
    with Corpus(tmp_path / "c", options=MANY) as corpus:
        with pytest.raises(DiskLow):
            list(corpus.add(folder))
        assert not (tmp_path / "c").exists()
        assert len(list(corpus.add(folder, options=msgspec.structs.replace(MANY, store=StoreOptions(min_free=0))))) == 1


def test_nothing_is_made_anew_on_such_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`reextract` stops, too, and goes on where it was; `remove`, which makes room, is let through."""
    with Corpus(tmp_path / "c", options=MANY) as corpus:
        list(corpus.add(folder_of(tmp_path / "saved", 5)))
        filling(monkeypatch, 3)
        with pytest.raises(DiskLow):
            list(corpus.reextract())
        assert len(corpus.remove(next(corpus.articles()).id)) == 1
        monkeypatch.undo()
        assert len(list(corpus.reextract())) == 4


def test_a_disk_that_is_full_all_the_same_hangs_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped for want of room, the run finds none for what is in hand either: it ends, and no thread is left."""
    before = set(threading.enumerate())

    def refuse(*_: object) -> None:
        raise DiskFull("no space")

    with FaultServer({f"/{number}": reply(page(number)) for number in range(PAGES)}) as server:
        filling(monkeypatch, 3)
        monkeypatch.setattr(Archive, "append_exchanges", refuse)
        with Corpus(tmp_path / "c", options=MANY) as corpus, pytest.raises(DiskFull, match="no space"):
            list(corpus.add(*(server.url(f"/{number}") for number in range(PAGES))))
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
        assert not thread.is_alive()
