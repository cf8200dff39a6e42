"""`update`, `queue` and `feeds` as a user types them: what they print, how they end."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from broadsheet.store import at
from tests.cli.conftest import Run
from tests.faults import FaultServer, reply
from tests.run.test_following import add, feed, story

LOCAL = ("--allow-private", "--min-gap", "0")


@pytest.fixture
def served(tmp_path: Path) -> FaultServer:
    """A paper with a feed of one story."""
    return FaultServer({"/feed": feed(["/a"]), "/a": reply(story(1)), "/b": reply(story(2))})


def added(folder: Path, server: FaultServer) -> None:
    """The feed, followed two hours ago."""
    with at((datetime.now(UTC) - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")):
        add(folder, server.url("/feed"))


def test_an_update_prints_outcomes_and_ends_as_add_does(tmp_path: Path, served: FaultServer, run: Run) -> None:
    """One line an outcome, a summary on stderr; 0 where all is well or nothing is due, 3 where something failed."""
    with served as server:
        added(tmp_path, server)
        server.scripts["/feed"] = feed(["/b", "/c"])
        server.scripts["/c"] = reply("no", "404 Not Found")
        ran = run("-c", tmp_path, "update", *LOCAL, "--format", "jsonl")
        assert ran.code == 3
        outcomes = {json.loads(line)["source"].rpartition("/")[2]: json.loads(line) for line in ran.out.splitlines()}
        assert {name: one.get("reason", "article") for name, one in outcomes.items()} == {
            "feed": "list_page", "a": "not_modified", "b": "article", "c": "gone",
        }  # fmt: skip
        assert "4 inputs: 1 article, 1 followed, 1 gone, 1 not_modified" in ran.err
        again = run("-c", tmp_path, "update", "--once", *LOCAL)
        assert (again.code, again.out, again.err) == (0, "", "nothing is due\n")


def test_an_update_needs_a_corpus_and_one_manner(tmp_path: Path, run: Run) -> None:
    """A folder without one is a usage error, as are both manners at once."""
    assert run("-c", tmp_path, "update").code == 2
    assert run("-c", tmp_path, "update", "--once", "--watch").code == 2


def test_queue_tells_what_waits_and_what_is_due(tmp_path: Path, served: FaultServer, run: Run) -> None:
    """Site by site: queued, due, the next; a sum on stderr."""
    with served as server:
        server.scripts["/feed"] = feed(["/a", "/b"])
        with at((datetime.now(UTC) - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")):
            add(tmp_path, server.url("/feed"), limit=1)
    ran = run("-c", tmp_path, "queue", "--format", "jsonl")
    (row,) = map(json.loads, ran.out.splitlines())
    assert (row["queued"], row["listings"], row["listings_due"], row["articles_due"]) == (1, 0, 1, 1)
    assert row["next"] == server.url("/b")
    assert row["next_due"] < datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert run("-c", tmp_path, "queue").err == "1 queued, 2 due\n"
    assert run("-c", tmp_path, "queue", "--site", "paper.example").out == ""


def test_feeds_tells_what_is_followed_and_lets_go(tmp_path: Path, served: FaultServer, run: Run) -> None:
    """Text, JSON lines, OPML that `add` takes in; `--remove` of what is not followed is a usage error."""
    with served as server:
        added(tmp_path, server)
    url = server.url("/feed")
    kind, polls, found, failures, _, address, title = run("-c", tmp_path, "feeds").out.rstrip("\n").split("\t")
    assert (kind, polls, found, failures, address, title) == ("feed", "1", "1", "0", url, "Gazette")
    assert json.loads(run("-c", tmp_path, "feeds", "--format", "jsonl").out)["url"] == url
    outline = ElementTree.fromstring(run("-c", tmp_path, "feeds", "--opml").out)
    assert [one.get("xmlUrl") for one in outline.iter("outline")] == [url]
    assert run("-c", tmp_path, "feeds", "--remove", url).code == 0
    assert run("-c", tmp_path, "feeds").out == ""
    assert run("-c", tmp_path, "feeds", "--remove", url).code == 2
