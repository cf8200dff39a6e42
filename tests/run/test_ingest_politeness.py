"""Politeness of whole runs: pauses outlive them, what was never asked for stays queued.

Comes in: hostile servers on loopback. Goes out: what the corpus and the server's log say.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from broadsheet.corpus import Corpus
from tests.faults import FaultServer, reply
from tests.run.test_ingest import HERE, add, reasons, rows, sums_up
from tests.stories import page

SLOW = reply("", "429 Too Many Requests", retry_after="3600")


def test_what_was_never_asked_for_stays_queued(tmp_path: Path) -> None:
    """A site that asks for an hour: its page is `rate_limited`, the one behind it has no outcome yet, but a reason."""
    with FaultServer({"/a": SLOW, "/b": reply(page(1))}) as server:
        outcomes = add(tmp_path, server.url("/a"), server.url("/b"))
        asked = len(server.asked())
    assert (reasons(outcomes)["rate_limited"], asked) == (2, 1)
    with Corpus(tmp_path) as corpus:
        assert corpus.ledger() == {"article": 0, "rate_limited": 1, "queued": 1}
    assert [row[0] for row in rows(tmp_path, "SELECT outcome FROM attempts")] == ["rate_limited"] * 2
    assert "pause" in str(rows(tmp_path, "SELECT evidence FROM attempts")[1][0])
    assert sums_up(tmp_path)


def test_a_pause_outlives_the_run(tmp_path: Path) -> None:
    """A second run asks the site for nothing while the pause lasts; other sites go on."""
    with FaultServer({"/a": SLOW, "/b": reply(page(1))}) as server:
        add(tmp_path, server.url("/a"))
        before = len(server.log)
        outcomes = add(tmp_path, server.url("/b"), server.url("/b", "localhost"))
        later = [asked.field("host") for asked in server.log[before:]]
    assert reasons(outcomes) == {"rate_limited": 1, "article": 1}
    assert {str(host).partition(":")[0] for host in later} == {"localhost"}


def test_what_was_put_off_is_taken_up_after_the_pause(tmp_path: Path) -> None:
    """`resume`, once the pause is over, makes it an article."""
    with FaultServer({"/a": SLOW, "/b": reply(page(1))}) as server:
        add(tmp_path, server.url("/a"), server.url("/b"))
        with Corpus(tmp_path) as corpus, corpus._writing() as (store, _):
            store.keep_paces([replace(pace, free_at=0.0) for pace in store.paces(0.0)])
        with Corpus(tmp_path) as corpus:
            outcomes = list(corpus.add(resume=True, options=HERE))
            assert corpus.ledger() == {"article": 1, "rate_limited": 1, "queued": 0}
    assert reasons(outcomes) == {"article": 1}


def test_a_run_leaves_no_site_open(tmp_path: Path) -> None:
    """At its end every site has a time; a site is one row, whatever its names."""
    with FaultServer({"/a": reply(page(1))}) as server:
        add(tmp_path, server.url("/a"), server.url("/b"), server.url("/a", "localhost"))
    kept = rows(tmp_path, "SELECT site, free_at IS NULL, gap, strikes FROM sites ORDER BY site")
    assert kept == [("127.0.0.1", 0, 0.0, 0), ("localhost", 0, 0.0, 0)]
