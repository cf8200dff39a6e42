"""A run whose time is over stops between two pages, of a web archive too; the next one goes on behind the last.

Comes in: web archives here and behind addresses; time limits, Ctrl-C. Goes out: outcomes, and what is asked for again.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.options import FollowOptions
from broadsheet.records import Article, Dropped, ListingKind
from broadsheet.run.dispatch import Dispatch
from broadsheet.run.unpacking import Hands, Unpacking
from broadsheet.run.watch import Watch
from broadsheet.source import Source, Take, named
from broadsheet.store import Input, Store, Wanted
from tests.faults import FaultServer
from tests.run.test_following import HERE, rows
from tests.stories import broadsheet, folder_of, start
from tests.warcs import File, archive

COUNT, TAKEN, SECONDS = 48, 20, 0.4


def add(folder: Path, *sources: str | Path, seconds: float | None = None, **how: Any) -> Counter[str]:
    """Outcomes of one `add`, by name; with `seconds`, the first outcome is looked at until the time is over."""
    found: Counter[str] = Counter()
    with Corpus(folder) as corpus:
        options = replace(HERE, follow=FollowOptions(seconds=seconds))
        for outcome in corpus.add(*sources, options=options, **how):
            if seconds and not found:
                time.sleep(seconds)
            found[outcome.reason.value if isinstance(outcome, Dropped) else "article"] += 1
    return found


def slowly(sources: Iterator[Source]) -> Iterator[Source]:
    """Some pages at once, and no more before the time is over."""
    for number, source in enumerate(sources):
        if number == TAKEN:
            time.sleep(SECONDS)
        yield source


@pytest.mark.parametrize("kind", ["web archive", "folder"])
def test_pages_that_are_here_wait_for_the_next_run(tmp_path: Path, kind: str) -> None:
    """What was begun is recorded, the rest is not looked at; the same command brings it, no page twice."""
    here = tmp_path / "x.warc.gz"
    if kind == "folder":
        here = folder_of(tmp_path / "saved", COUNT)
    else:
        here.write_bytes(archive(range(COUNT), others=0))
    pages = slowly(named([str(here)], "argument", Take(10_000_000)))
    assert add(tmp_path / "c", lists=[pages], seconds=SECONDS) == {"article": TAKEN}
    assert rows(tmp_path / "c", "SELECT count(*) FROM inputs") == [(TAKEN,)]
    assert add(tmp_path / "c", here) == {"duplicate_url": TAKEN, "article": COUNT - TAKEN}


def test_a_web_archive_that_was_fetched_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays where it is, queued; the next run begins with its first page without an outcome; then it is gone."""
    monkeypatch.setattr("broadsheet.run.turns.LONGEST", 8)  # as many are in hand
    with FaultServer() as server:
        server.scripts["/x.warc.gz"] = file = File(archive(range(COUNT), others=0))
        first = add(tmp_path, server.url("/x.warc.gz"), seconds=1.0)
        assert 0 < first["article"] < COUNT
        assert rows(tmp_path, "SELECT count(*) FROM inputs WHERE state = 'queued' AND kind = 'url'") == [(1,)]
        assert add(tmp_path, resume=True) == {"article": COUNT - first["article"], "list_page": 1}
        assert len(file.ranges) == 1
    assert not (tmp_path / "shards").exists()
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT input_id) FROM attempts") == [(COUNT + 1, COUNT + 1)]


@pytest.mark.parametrize("far", [False, True])
def test_ctrl_c_stops_between_two_pages(tmp_path: Path, far: bool) -> None:
    """What was begun is recorded; the same command ends with every page, once."""
    (tmp_path / "x.warc.gz").write_bytes(data := archive(range(COUNT), others=0))
    with FaultServer({"/x.warc.gz": File(data)}) as server:
        source = server.url("/x.warc.gz") if far else tmp_path / "x.warc.gz"
        common = ("-c", tmp_path / "c", "add", source, "--allow-private", "--min-gap", "0", "--workers", "1")
        process = start(*common)
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate()
        assert broadsheet(*common).returncode == 0
    assert rows(tmp_path / "c", "SELECT count(*), count(DISTINCT id) FROM articles") == [(COUNT, COUNT)]
    assert rows(tmp_path / "c", "SELECT count(*) FROM attempts WHERE outcome = 'article'") == [(COUNT,)]
    assert rows(tmp_path / "c", "SELECT count(*) FROM inputs WHERE state = 'queued'") == [(0,)]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[Unpacking, Dispatch, Callable[[], None]]]:
    """Three web archives that have gone out: one in hand, two behind it; and what ends the run's time."""
    clock = [0.0]
    with Store(tmp_path / "corpus.db", write=True) as store:
        store.begin_run("add", {})
        urls = [f"https://a.example/{number}.warc.gz" for number in range(3)]
        store.want([Wanted(url, url, 1.0, 1, ListingKind.WEB_ARCHIVE) for url in urls], "https://a.example/")
        dispatch = Dispatch(store, FollowOptions(seconds=5.0), clock=lambda: clock[0])

        def begin(batch: list[Source]) -> Iterator[Article | Dropped]:
            yield from ()

        def never(*_: object, **__: object) -> Any:
            raise AssertionError

        hands = Hands(never, set(), begin, never, never, lambda known, target: None, Watch())  # type: ignore[arg-type]
        unpacking = Unpacking(store, HERE, dispatch, hands)
        for known in dispatch.next():
            dispatch.sent(known, listing=True)
            unpacking.fetch(known)
        yield unpacking, dispatch, lambda: clock.__setitem__(0, 9.0)


Three = tuple[Unpacking, Dispatch, Callable[[], None]]


def test_archives_behind_one_whose_site_wants_a_pause_come_back(three: Three) -> None:
    """They are under way no more; the one in hand is, until its own outcome is recorded."""
    unpacking, dispatch, _ = three
    assert dispatch.listings == 3
    unpacking.put_off()
    assert dispatch.listings == 1
    assert not unpacking.reading
    assert dispatch.next() == []  # they stay for another run


def test_an_archive_in_hand_when_the_time_is_over_comes_back(three: Three) -> None:
    """It is under way no more, and its file waits on the disk."""
    unpacking, dispatch, end = three
    known: Input = unpacking._shards.known
    unpacking._shards.file.parent.mkdir()
    unpacking._shards.file.write_bytes(archive(range(2)))
    unpacking._shards.opened()
    assert unpacking.reading
    end()
    assert list(unpacking.some()) == []
    assert (dispatch.listings, unpacking.reading) == (2, False)
    assert known.id not in {one.id for one in dispatch.next()}
    assert len(list((dispatch._store.path.parent / "shards").iterdir())) == 1
