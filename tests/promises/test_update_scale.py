"""Updates of a large corpus cost what is due, not what is there.

Comes in: thousands of followed listings and a hundred thousand articles as rows, a handful of them due at a server.
Goes out: seconds, megabytes, and the plans of SQLite, which must find what is due by an index.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.store import Store
from broadsheet.store import due as rooms
from tests.faults import FaultServer
from tests.run.test_following import feed

UPDATE = """
import re, sys, time
from pathlib import Path
from broadsheet.corpus import Corpus
from tests.run.test_following import HERE
with Corpus(Path(sys.argv[1]), options=HERE) as corpus:
    began = time.monotonic()
    outcomes = list(corpus.update())
    # of this program alone: getrusage counts what the process was before it began
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10
    print(len(outcomes), time.monotonic() - began, peak)
"""
SECONDS, MEGABYTES = 30.0, 250
"""Bounds: ten times and more what it takes on an idle machine; of memory an empty run takes a quarter."""


def stamp(**after: float) -> str:
    """A moment from now on, as the store writes it."""
    return (datetime.now(UTC) + timedelta(**after)).strftime("%Y-%m-%dT%H:%M:%SZ")


def grow(folder: Path, server: FaultServer, listings: int, articles: int, due: int) -> None:
    """A corpus of so many rows, of which `due` feeds are due, at the server."""
    then, soon, past = stamp(days=-40), stamp(hours=9), stamp(hours=-1)
    with Store(folder / "corpus.db", write=True) as store:
        run = store.begin_run("add", {})
        with store.transaction() as db:
            db.execute("INSERT INTO sources VALUES ('argument', ?, ?)", (then, then))
            feeds = ((n, server.url(f"/feed-{n}") if n <= due else f"https://p{n}.example/feed") for n in
                     range(1, listings + 1))  # fmt: skip
            stories = ((listings + n, f"https://p{n % 500}.example/story-{n}") for n in range(1, articles + 1))
            db.executemany(
                "INSERT INTO articles (id, url, latest_version, first_seen, last_seen, date_published)"
                " VALUES (?, ?, 1, ?, ?, ?)",
                ((f"{n:016x}", f"https://p{n % 500}.example/story-{n}", then, then, then)
                 for n in range(1, articles + 1)),
            )  # fmt: skip
            for rows, state, reason in ((feeds, "dropped", "list_page"), (stories, "article", None)):
                db.executemany(
                    "INSERT INTO inputs (id, key, kind, source, site, origin, state, reason, article_id, first_run,"
                    " last_run, added_at, updated_at) VALUES (?, ?, 'url', ?, ?, 'argument', ?, ?, ?, ?, ?, ?, ?)",
                    ((n, url.partition(":")[2], url, url.split("/")[2].partition(":")[0], state, reason,
                      None if reason else f"{n - listings:016x}", run, run, then, then) for n, url in rows),
                )  # fmt: skip
            db.executemany(
                "INSERT INTO versions (article_id, number, text, text_digest, article_json, created_at)"
                " VALUES (?, 1, ?, 'x', ?, ?)",
                ((f"{n:016x}", "word " * 600, "x" * 6000, then) for n in range(1, articles + 1)),
            )
            db.executemany(
                "INSERT INTO listings VALUES (?, 'feed', NULL, 9, 0, 9, 3600, ?, ?, NULL)",
                ((n, past, past if n <= due else soon) for n in range(1, listings + 1)),
            )
            db.executemany(
                "INSERT INTO looks VALUES (?, ?, ?, ?, ?)",
                ((f"{n:016x}", listings + n, then, then, soon) for n in range(1, articles + 1)),
            )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc")
def test_ten_due_feeds_of_ten_thousand_cost_ten_requests(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Listings and articles that are not due cost an update neither requests nor time nor memory."""
    listings, articles = tries(10_000, 10_000), tries(5_000, 100_000)
    with FaultServer() as server:
        server.scripts |= {f"/feed-{n}": feed([]) for n in range(1, 11)}
        grow(tmp_path, server, listings, articles, 10)
        with Store(tmp_path / "corpus.db", write=False) as store:
            began = time.process_time()
            counts = store.overdue("update")
            looked = time.process_time() - began
        assert (counts.listings, counts.articles, counts.queued) == (10, 0, 0)
        ran = subprocess.run(
            [sys.executable, "-c", UPDATE, str(tmp_path)], capture_output=True, text=True, check=False
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        outcomes, seconds, peak = map(float, ran.stdout.split())
        assert len(server.asked()) == outcomes == 10
    told(f"{listings:,} listings, {articles:,} articles, 10 due: {seconds:.1f} s, {peak:.0f} MB; found due in "
         f"{1000 * looked:.1f} ms")  # fmt: skip
    assert looked < 0.5
    assert seconds < SECONDS
    assert peak < MEGABYTES


def test_what_is_due_is_found_by_an_index(tmp_path: Path) -> None:
    """No plan reads all listings, articles or inputs."""
    values = rooms._moments(None) | {"command": "update"}
    with Store(tmp_path / "corpus.db", write=True) as store:
        for which in (rooms._DUE_LISTINGS, rooms._DUE_ARTICLES, rooms._LEFT):
            plan = [row["detail"] for row in store.select(f"EXPLAIN QUERY PLAN SELECT count(*) {which}", values)]
            assert not [step for step in plan if step.startswith(("SCAN l", "SCAN i"))], plan
        plan = [row["detail"] for row in store.select("EXPLAIN QUERY PLAN SELECT min(due_at) FROM looks")]
        assert ["INDEX" in step for step in plan] == [True], plan
