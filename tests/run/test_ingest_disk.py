"""A disk that fills up: a run stops asking while it can still keep what it has asked for.

Comes in: a served newspaper, and a disk of which less is free each time it is asked. Goes out: the ledger.
"""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from broadsheet.archive import Archive
from broadsheet.corpus import Corpus
from broadsheet.errors import DiskFull, DiskLow
from broadsheet.options import FetchOptions, Options, StoreOptions, WorkerOptions
from broadsheet.records import RecordRef
from broadsheet.store import disk
from tests.faults import FaultServer, reply
from tests.stories import folder_of, page

PAGES = 40
"""More than may be in hand at once with two connections."""
MANY = Options(
    fetch=FetchOptions(contact="a@b.example", allow_private=True, min_gap=0.0, connections=2),
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


NO_ROOM = "no space|nothing is begun"
"""Whether a visit that is not kept yet comes before the run looks how much is free is chance."""


def test_a_disk_that_is_full_all_the_same_hangs_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped for want of room, with visits waiting, the run finds none for them either: it ends, with its threads."""
    before, full, keep = set(threading.enumerate()), threading.Event(), Archive.append_visits

    def append(archive: Archive, *what: Any, **how: Any) -> list[tuple[RecordRef, ...]]:
        if full.is_set():
            raise DiskFull("no space")
        return keep(archive, *what, **how)

    def fill(name: str) -> None:
        if not full.is_set():
            time.sleep(1)  # more visits come than may wait
            full.set()

    four = msgspec.structs.replace(MANY, fetch=msgspec.structs.replace(MANY.fetch, connections=4))
    pages = {f"/{number}": reply(page(number)) for number in range(PAGES)}
    with ExitStack() as stack:
        servers = [stack.enter_context(FaultServer(pages, host=f"127.0.0.{last}")) for last in range(1, 5)]
        monkeypatch.setattr(disk, "free", lambda path: 999 if full.is_set() else 1000)
        monkeypatch.setattr(Archive, "append_visits", append)
        urls = [server.url(path) for path in pages for server in servers]
        with Corpus(tmp_path / "c", options=four) as corpus, pytest.raises(DiskFull, match=NO_ROOM):
            list(corpus.add(*urls, on_done=fill))
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
        assert not thread.is_alive()
