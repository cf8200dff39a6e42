"""A month of updates of a small paper, to the request: what is due is asked for, what is not is not, nothing is lost.

Comes in: a paper that grows and changes, moments of the store's own clock. Goes out: the server's own log, compared
with a calendar worked out here by the ages of the stories alone; the rows, before and after `rebuild`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.rhythm import revisit_after
from broadsheet.store import Store, at
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from tests.faults import FaultServer, reply
from tests.run.test_following import HERE, feed, front
from tests.stories import page

STEP = timedelta(hours=36)
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
TABLES = ("runs", "inputs", "attempts", "articles", "versions", "listings", "looks", "validators")


class Story:
    """A story as the paper has it, and as it should be asked for."""

    def __init__(self, number: int) -> None:
        self.path = f"/storm-number-{number}-is-over-now"
        self.number = number
        self.text = self.seen = number
        self.changed = self.due = START
        self.asked = 0

    def look(self, now: datetime) -> bool:
        """Ask for it if it is due; is it another than it was?"""
        if self.asked and now < self.due:
            return False
        new = self.asked == 0 or self.seen != self.text
        self.changed, self.seen, self.asked = (now if new else self.changed), self.text, self.asked + 1
        self.due = now + timedelta(seconds=revisit_after((now - self.changed).total_seconds()) or 10**9)
        return new


def table_rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that an update writes."""
    with closing(sqlite3.connect(folder / "corpus.db")) as database:
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}


@pytest.mark.slow
def test_a_month_of_updates_asks_for_what_is_due_to_the_request(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Two stories a step come, one changes: each path is asked for as often as the calendar says; `rebuild` agrees."""
    stories: list[Story] = []
    versions, steps = 0, tries(5, 20)
    with FaultServer() as server, Corpus(tmp_path, options=HERE) as corpus:
        for step in range(steps + 1):
            now = START + step * STEP
            stories += [Story(2 * step), Story(2 * step + 1)]
            if step:
                stories[step].text += 1000
            server.scripts |= {one.path: reply(page(one.text), etag=f'"{one.text}"') for one in stories}
            newest = [one.path for one in reversed(stories)][:10]
            server.scripts |= {"/feed": feed(newest), "/": front([*newest, "/x/", "/y/", "/z/"])}
            versions += sum([one.look(now) for one in stories])
            with at(now.strftime("%Y-%m-%dT%H:%M:%SZ")):
                if step:
                    list(corpus.update())
                    assert list(corpus.update()) == []
                else:
                    list(corpus.add(server.url("/feed"), server.url("/")))
            asked = Counter(one.path for one in server.asked())
            assert {one.path: asked[one.path] for one in stories} == {one.path: one.asked for one in stories}, step
            assert asked["/feed"] == asked["/"] == step + 1
    with Store(tmp_path / "corpus.db", write=True) as store:
        assert store.check() == []
    before = table_rows(tmp_path)
    assert (len(before["articles"]), len(before["versions"])) == (len(stories), versions)
    for name in tmp_path.glob("corpus.db*"):
        name.unlink()
    assert list(rebuild(tmp_path, HERE, Rebuilt())) == []
    after = table_rows(tmp_path)
    assert [name for name in TABLES if after[name] != before[name]] == []
    told(f"{steps} updates, {sum(asked.values()):,} requests, as many as were due; rebuilt: the same rows")
