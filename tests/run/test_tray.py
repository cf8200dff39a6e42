"""Visits that come together are recorded together, large listings alone; what breaks that off loses none.

Comes in: visits made by hand, served papers. Goes out: the hands in which they are recorded.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.archive import Archive
from broadsheet.archive.volume import Volume
from broadsheet.corpus import Corpus
from broadsheet.fetch import Visit
from broadsheet.records import Dropped, Form, Listed, Listing, ListingKind, Page, Reason, RecordRef, Target
from broadsheet.run import tray as module
from broadsheet.run.events import Arrived
from broadsheet.run.intake import TOGETHER
from broadsheet.run.journal import AT_ONCE
from broadsheet.run.recording import Recording
from broadsheet.run.tray import Tray
from broadsheet.run.turns import Line
from broadsheet.store import AttemptRow, Input
from tests.faults import FaultServer
from tests.run.test_following import add, feed, paper, path, rows

GONE = Dropped(url=None, reason=Reason.GONE)
SMALL, LARGE = 3, AT_ONCE + 1


def known(number: int) -> Input:
    """An input of that number."""
    return Input(number, f"//a.example/{number}", "url", f"https://a.example/{number}", "", "queued", None, None, None)


def arrived(number: int, outcome: Page | Dropped) -> Arrived:
    """A visit that came to an outcome."""
    return Arrived(Target(known(number).source), Visit(outcome), AttemptRow(200))


def listing_in(one: Input, _: Visit) -> Listing | None:
    """Number 7 is a large listing, other odd ones are small, even ones are none."""
    count = LARGE if one.id == 7 else SMALL
    pages = tuple(Listed(f"https://a.example/{one.id}/{number}") for number in range(count))
    return Listing(ListingKind.FEED, pages) if one.id % 2 else None


def tray(*visits: Arrived) -> Tray:
    """Visits that have come."""
    found = Tray(listing_in, lambda: None)
    for number, visit in enumerate(visits):
        found.add(known(number), visit)
    return found


def hands(found: Tray) -> Iterator[list[int]]:
    """The numbers of those that are no pages, hand by hand."""
    while hand := found.hand():
        yield [one.known.id for one in hand]
        for _ in hand:
            found.taken()


def test_those_that_came_together_are_recorded_together() -> None:
    """Up to a number; a large listing by itself."""
    found = tray(*(arrived(number, GONE) for number in range(2 * TOGETHER)))
    assert [*hands(found)] == [[*range(7)], [7], [*range(8, 8 + TOGETHER)], [*range(8 + TOGETHER, 2 * TOGETHER)]]
    assert len(found) == 0


def test_pages_go_their_own_way() -> None:
    """What may be a listing is looked at; a page that is HTML is none."""
    found = tray(*(arrived(number, Page(b"<p>", form=Form.HTML) if number == 4 else GONE) for number in range(6)))
    assert [one.id for one, _, _ in found.pages] == [4]
    assert [*hands(found)] == [[0, 1, 2, 3, 5]]
    assert len(found) == 1, "it waits until it is taken"


def test_what_is_not_taken_is_in_the_next_hand() -> None:
    """An interrupt between loses none, and reads none twice."""
    found = tray(*(arrived(number, GONE) for number in range(3)))
    listings = [one.listing for one in found.hand()]
    assert [one.listing is before for one, before in zip(found.hand(), listings, strict=True)] == [True] * 3
    found.taken()
    assert [*hands(found)] == [[1, 2]]


def test_a_run_whose_listings_are_all_large_comes_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is recorded by itself, and nothing waits for ever behind it."""
    monkeypatch.setattr(module, "AT_ONCE", 1)
    with FaultServer(paper(7), host="127.0.0.1") as one, FaultServer(paper(7), host="127.0.0.2") as other:
        urls = []
        for server in (one, other):
            for number in range(6):
                server.scripts[f"/feed-{number}"] = feed([path(number), path(number + 1)])
                urls.append(server.url(f"/feed-{number}"))
        assert add(tmp_path, *urls) == {"list_page": 12, "article": 14}
        assert max(len(server.asked(path(3))) for server in (one, other)) == 1


def test_ctrl_c_while_visits_are_archived_loses_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server was asked for is recorded, and asked for once."""
    keep, times = Archive.append_visits, iter(range(100))

    def interrupted(self: Archive, *what: Any, **how: Any) -> list[tuple[RecordRef, ...]]:
        if next(times) == 1:
            signal.raise_signal(signal.SIGINT)
        return keep(self, *what, **how)

    monkeypatch.setattr(Archive, "append_visits", interrupted)
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(number) for number in range(10)])
        with pytest.raises(KeyboardInterrupt):
            add(tmp_path, server.url("/feed"))
        [(asked,)] = rows(tmp_path, "SELECT count(*) FROM inputs WHERE state <> 'queued'")
        assert asked == len(server.asked())
        with Corpus(tmp_path) as corpus:
            assert corpus.ledger()["article"] == asked - 1


def test_a_visit_is_on_disk_before_anything_is_made_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written when it comes, and synced before its page is read or its outcome told."""
    synced, made = [0], list[int]()
    sync, join, outcome = Volume.sync, Line.join, Recording.outcome

    def on_disk(volume: Volume) -> None:
        sync(volume)
        synced.append(volume.size)

    def look(attempt: AttemptRow) -> None:
        if attempt.record is not None:
            made.append(attempt.record.offset + attempt.record.length)
            assert made[-1] <= synced[-1]

    def joined(line: Line[Any], key: tuple[Input, AttemptRow], page: Page) -> None:
        look(key[1])
        join(line, key, page)

    def told(recording: Recording, one: Input, attempt: AttemptRow, *rest: Any, **how: Any) -> Any:
        look(attempt)
        return outcome(recording, one, attempt, *rest, **how)

    monkeypatch.setattr(Volume, "sync", on_disk)
    monkeypatch.setattr(Line, "join", joined)
    monkeypatch.setattr(Recording, "outcome", told)
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(number) for number in range(9)])
        assert add(tmp_path, server.url("/feed")) == {"list_page": 1, "article": 6, "gone": 3}
    assert len(made) == 1 + 2 * 6 + 3
