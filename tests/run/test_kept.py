"""What a killed run had fetched and kept is not asked for again: the archive gives it to the next run.

Comes in: a small paper; runs in children that are killed (SIGKILL) when their pages are in the archive, and not one is
recorded. Goes out: the server's own log, and the corpus compared with one of an undisturbed run.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.options import FollowOptions
from broadsheet.records import Dropped
from broadsheet.run import kept
from broadsheet.store import Store
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from tests.faults import FaultServer, reply
from tests.run.test_following import HERE, feed, front, paper, path
from tests.source.records import http, packed, response
from tests.stories import page
from tests.upkeep.test_rebuild import rows
from tests.warcs import File

KILLED = """
import os, signal, sys
from broadsheet.run import arrivals, turns
from tests.run.test_kept import add
folder, count, *urls = sys.argv[1:]
keep, visits = arrivals.Arrivals._keep, []
def killing(self):
    visits.extend(event for event in self._come if isinstance(event, arrivals.Fetched))
    keep(self)
    if len(visits) >= int(count):
        os.kill(os.getpid(), signal.SIGKILL)
arrivals.Arrivals._keep = killing
turns.Line.answered = lambda *done: None  # what is in the line stays there
add(folder, *urls)
"""


def add(folder: str | Path, *sources: str, again: bool = False, **follow: Any) -> Counter[str]:
    """Outcomes of one `add`, by name, of what was left first."""
    with Corpus(folder) as corpus:
        outcomes = list(
            corpus.add(*sources, options=replace(HERE, follow=FollowOptions(**follow)), resume=True, again=again)
        )
    return Counter(outcome.reason.value if isinstance(outcome, Dropped) else "article" for outcome in outcomes)


def killed(folder: Path, visits: int, *urls: str) -> None:
    """An `add` that ends when it has made so many visits, and kept them."""
    command = [sys.executable, "-c", KILLED, str(folder), str(visits), *urls]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL


def asked(server: FaultServer) -> Counter[str]:
    """How often each page was asked for."""
    return Counter(one.path for one in server.asked() if one.path != "/robots.txt")


def outcomes(folder: Path) -> list[tuple[object, ...]]:
    """What became of each address."""
    with Store(folder / "corpus.db", write=False) as store:
        found = store.select("SELECT source, state, reason FROM inputs ORDER BY source")
        return [(urlsplit(row[0]).path, *tuple(row)[1:]) for row in found]


def site() -> dict[str, Any]:
    """A paper with a feed, a redirect, a dead link, a page that is none."""
    pages = paper(4)
    pages["/feed"] = feed([*pages, "/moved", "/dead", "/empty"])
    pages["/moved"] = reply("", "302 Found", location="/hop")
    pages["/hop"] = reply("", "301 Moved Permanently", location=path(5))
    pages[path(5)] = paper(6)[path(5)]
    pages["/empty"] = reply("")
    return pages


def test_pages_in_the_archive_are_not_asked_for_again(tmp_path: Path) -> None:
    """Redirects, dead links and all: each request is made once; the outcomes are a run's in peace, rebuilt too"""
    with FaultServer(site()) as server:
        add(tmp_path / "whole", server.url("/feed"))
        once = asked(server)
    with FaultServer(site()) as server:
        killed(tmp_path / "killed", 8, server.url("/feed"))
        assert asked(server) == once
        add(tmp_path / "killed")
        assert asked(server) == once
    assert outcomes(tmp_path / "killed") == outcomes(tmp_path / "whole")
    before = rows(tmp_path / "killed")
    for one in (tmp_path / "killed").glob("corpus.db*"):
        one.unlink()
    assert list(rebuild(tmp_path / "killed", HERE, Rebuilt())) == []
    assert rows(tmp_path / "killed") == before


def test_a_front_page_in_the_archive_is_followed(tmp_path: Path) -> None:
    """A listing that was killed in the line leads on from where it is."""
    pages = {**paper(3), "/": front(list(paper(3)))}
    with FaultServer(pages) as server:
        killed(tmp_path, 1, server.url("/"))
        assert add(tmp_path) == {"list_page": 1, "article": 3}
        assert set(asked(server).values()) == {1}


def test_an_old_visit_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a day, where it has no outcome yet; and none is taken of which a later one is known."""
    with FaultServer(paper(2)) as server:
        urls = [server.url(path(number)) for number in (0, 1)]
        killed(tmp_path, 2, *urls)
        with monkeypatch.context() as later:
            later.setattr(kept, "GOOD_FOR", 0.0)
            assert add(tmp_path) == {"article": 2}
        assert asked(server) == {path(0): 2, path(1): 2}
        with Store(tmp_path / "corpus.db", write=True) as store, store.transaction() as db:
            db.execute("UPDATE runs SET finished_at = NULL")
        assert add(tmp_path, *urls, again=True) == {"not_modified": 2}
        assert asked(server) == {path(0): 3, path(1): 3}


def test_a_page_of_a_web_archive_is_no_visit(tmp_path: Path) -> None:
    """What somebody else recorded says nothing of what the page is when we ask; only answers to our requests do."""
    with FaultServer() as server:
        url = server.url("/story")
        server.scripts["/x.warc.gz"] = File(packed(response(url, http(page(7)))))
        server.scripts["/story"] = paper(1)[path(0)]
        assert add(tmp_path, server.url("/x.warc.gz"))["list_page"] == 1
        with Store(tmp_path / "corpus.db", write=True) as store, store.transaction() as db:
            db.execute("UPDATE runs SET finished_at = NULL")
            db.execute("UPDATE attempts SET warc_offset = 0")
        add(tmp_path, url)
        assert asked(server)["/story"] == 1
