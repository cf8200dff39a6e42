"""What is due is asked for again, and nothing else: listings by their rhythm, articles by their age, politely, once.

Comes in: small papers on the fault server; moments of the store's own clock. Goes out: what was asked for, by the
server's own log, and the ledger.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.options import FollowOptions
from broadsheet.records import Dropped
from broadsheet.store import Store, at
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from tests.faults import FaultServer, reply
from tests.run.test_following import HERE, add, feed, front, paper, path, rows, sitemap, story

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def moment(**after: float) -> str:
    """A moment of the simulated month, as the store writes it."""
    return (START + timedelta(**after)).strftime("%Y-%m-%dT%H:%M:%SZ")


def update(folder: Path, site: str | None = None, **follow: Any) -> Counter[str]:
    """Outcomes of one update, by name."""
    with Corpus(folder) as corpus:
        outcomes = list(corpus.update(site, options=replace(HERE, follow=FollowOptions(**follow))))
    return Counter(outcome.reason.value if isinstance(outcome, Dropped) else "article" for outcome in outcomes)


def test_nothing_is_asked_before_it_is_due(tmp_path: Path) -> None:
    """Right after an `add` an update makes no request, and no entry in the table of runs."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1), path(2)])
        add(tmp_path, server.url("/feed"))
        before = len(server.log)
        assert update(tmp_path) == {}
        assert len(server.log) == before
    assert rows(tmp_path, "SELECT count(*) FROM runs") == [(1,)]


def test_a_feed_that_is_due_brings_its_new_stories(tmp_path: Path) -> None:
    """The feed, its new story; the old ones say that they are of 2024 and are let alone."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1), path(2)])
        for number in (1, 2, 3):
            server.scripts[path(number)] = reply(story(number, "2024-03-05"))
        with at(moment()):
            add(tmp_path, server.url("/feed"))
        server.scripts["/feed"] = feed(["/now-the-storm-is-over", path(2)])
        server.scripts["/now-the-storm-is-over"] = reply(story(8))
        with at(moment(minutes=59)):
            assert update(tmp_path) == {}
        with at(moment(minutes=60)):
            assert update(tmp_path) == {"list_page": 1, "article": 1}
        asked = Counter(one.path for one in server.asked())
    assert asked == {"/feed": 2, path(1): 1, path(2): 1, "/now-the-storm-is-over": 1}
    assert rows(tmp_path, "SELECT polls, found FROM listings") == [(2, 3)]


def test_an_article_is_looked_at_by_its_age(tmp_path: Path) -> None:
    """With validators; a change is a version, and makes it young again; what stands still is let alone for longer."""
    with FaultServer() as server:
        server.scripts["/a"] = reply(story(1), etag='"1"')
        with at(moment()):
            add(tmp_path, server.url("/a"))
        with at(moment(minutes=14)):
            assert update(tmp_path) == {}
        with at(moment(minutes=15)):
            assert update(tmp_path) == {"not_modified": 1}
        assert server.asked("/a")[1].field("if-none-match") == '"1"'
        with at(moment(days=5)):
            assert update(tmp_path) == {"not_modified": 1}
        with at(moment(days=5, hours=2, minutes=59)):
            assert update(tmp_path) == {}
        server.scripts["/a"] = reply(story(2), etag='"2"')
        with at(moment(days=5, hours=3)):
            assert update(tmp_path) == {"article": 1}
        with at(moment(days=5, hours=3, minutes=15)):
            assert update(tmp_path) == {"not_modified": 1}
        with at(moment(days=500)):
            assert update(tmp_path) == {"not_modified": 1}
        with at(moment(days=5000)):
            assert update(tmp_path) == {}
    assert rows(tmp_path, "SELECT count(*) FROM versions") == [(2,)]
    assert rows(tmp_path, "SELECT due_at FROM looks") == [(None,)]


@pytest.mark.parametrize(("status", "times"), [("410 Gone", 2), ("404 Not Found", 3), ("500 No", 3)])
def test_an_article_that_went_is_no_hot_potato(tmp_path: Path, status: str, times: int) -> None:
    """A look that failed is a look: the next one is due by its age; after a 410 there is none. The article stays."""
    with FaultServer() as server:
        server.scripts["/a"] = reply(story(1))
        with at(moment()):
            add(tmp_path, server.url("/a"))
        server.scripts["/a"] = reply("gone", status)
        for minutes in (15, 16, 29, 30):
            with at(moment(minutes=minutes)):
                update(tmp_path)
        assert len(server.asked("/a")) == times
    assert rows(tmp_path, "SELECT state FROM inputs") == [("article",)]


def test_a_listing_that_fails_backs_off(tmp_path: Path) -> None:
    """An error, a wall or a page that lists nothing any more: an hour, two, four … and back with the first answer."""
    answers = [reply("no", "503 No"), reply(story(3)), reply("<title>Not found</title><h1>Page not found</h1>")]
    with FaultServer(paper()) as server:
        server.scripts["/"] = front([*map(path, range(6))])
        with at(moment()):
            add(tmp_path, server.url("/"), limit=1)
        for number, (minutes, answer) in enumerate(zip((60, 120, 240), answers, strict=True), start=1):
            server.scripts["/"] = answer
            with at(moment(minutes=minutes - 1)):
                update(tmp_path)
            with at(moment(minutes=minutes)):
                update(tmp_path)
            assert rows(tmp_path, "SELECT failures FROM listings") == [(number,)]
        assert len(server.asked("/")) == 4
        server.scripts["/"] = front([*map(path, range(6))])
        with at(moment(minutes=480)):
            update(tmp_path)
    assert rows(tmp_path, "SELECT failures FROM listings") == [(0,)]


def test_a_feed_that_is_dead_is_let_rest_and_comes_back_when_it_is_named(tmp_path: Path) -> None:
    """After 35 failures in a row nobody asks; `feeds` and the ledger tell; added again it is a feed as before."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1)])
        with at(moment()):
            add(tmp_path, server.url("/feed"))
        with Store(tmp_path / "corpus.db", write=True) as store, store.transaction() as db:
            db.execute("UPDATE listings SET failures = 33")
        server.scripts["/feed"] = reply("no", "404 Not Found")
        for days in (1, 2, 3, 400):
            with at(moment(days=days)):
                update(tmp_path)
        assert len(server.asked("/feed")) == 3
        with Corpus(tmp_path) as corpus:
            assert [one.rests for one in corpus.feeds()] == [True]
        words = "HTTP 404 Not Found; failed 35 times in a row: it rests until it is added again"
        assert rows(tmp_path, "SELECT evidence FROM inputs WHERE source LIKE '%feed'") == [(words,)]
        server.scripts["/feed"] = feed([path(1), path(2)])
        with at(moment(days=401)):
            assert add(tmp_path, server.url("/feed")) == {"list_page": 1, "article": 1}
        with at(moment(days=402)):
            update(tmp_path)
        assert len(server.asked("/feed")) == 5


def test_what_an_update_left_the_next_one_takes_up(tmp_path: Path) -> None:
    """What `add` left by its limit stays for `add --resume`, though; nothing is asked for twice."""
    with FaultServer(paper(20)) as server:
        server.scripts["/feed"] = feed([path(number) for number in range(6)])
        with at(moment()):
            add(tmp_path, server.url("/feed"), limit=2)
        new = [f"/storm-number-{number}-is-over" for number in range(5)]
        server.scripts |= {to: reply(story(number + 10)) for number, to in enumerate(new)}
        server.scripts["/feed"] = feed(new)
        with at(moment(hours=1)):
            assert update(tmp_path, limit=1)["article"] == 1
        asked = len(server.asked())
        with at(moment(hours=1, minutes=1)):
            assert update(tmp_path) == {"article": 4}
        assert len(server.asked()) == asked + 4
    assert rows(tmp_path, "SELECT count(*) FROM inputs WHERE state = 'queued'") == [(4,)]


def test_only_what_is_new_is_taken_of_a_listing_that_was_followed_within_a_range(tmp_path: Path) -> None:
    """A range of days was asked for; an update does not go on with the rest of the archive."""
    with FaultServer(paper(20)) as server:
        sets = "".join(f"<sitemap><loc>{server.url(to)}</loc><lastmod>{day}</lastmod></sitemap>" for to, day in
                       (("/a.xml", "2023-05-01"), ("/b.xml", "2026-03-01"), ("/c.xml", "2026-03-02")))  # fmt: skip
        server.scripts["/sitemap.xml"] = reply(f"<sitemapindex>{sets}</sitemapindex>", content_type="text/xml")
        server.scripts["/b.xml"] = sitemap([("/old-is-the-storm-now", "2020-01-01"), (path(2), "2024-03-03")], server)
        server.scripts["/c.xml"] = sitemap([(path(3), "2024-03-03"), ("/new-is-the-storm-now", "2026-03-02")], server)
        server.scripts["/new-is-the-storm-now"] = reply(story(30))
        with at(moment()):
            add(tmp_path, server.url("/sitemap.xml"), since="2026-04")
            assert len(server.asked()) == 1
        index = reply(f"<sitemapindex>{sets}</sitemapindex><!-- new -->", content_type="text/xml")
        server.scripts["/sitemap.xml"] = index
        with at(moment(days=40)):
            assert update(tmp_path)["article"] == 1
        asked = {one.path for one in server.asked()}
    assert asked == {"/sitemap.xml", "/b.xml", "/c.xml", "/new-is-the-storm-now"}


def test_old_sitemaps_rest(tmp_path: Path) -> None:
    """One whose newest day is years ago is asked for every thirty days, one of this week by its rhythm."""
    with FaultServer(paper()) as server:
        server.scripts["/old.xml"] = sitemap([(path(1), "2019-03-03")], server)
        server.scripts["/new.xml"] = sitemap([(path(2), "2026-02-28")], server)
        server.scripts["/page.xml"] = reply(story(2, "2019-03-03"))
        with at(moment()):
            add(tmp_path, server.url("/old.xml"), server.url("/new.xml"))
        for hours in range(1, 29 * 24, 12):
            with at(moment(hours=hours)):
                update(tmp_path)
        assert len(server.asked("/old.xml")) == 1
        assert len(server.asked("/new.xml")) > 3
        with at(moment(days=31)):
            update(tmp_path)
        assert len(server.asked("/old.xml")) == 2


def test_a_site_that_asked_for_a_long_pause_is_not_due(tmp_path: Path) -> None:
    """Neither run nor request nor row until the pause is over; what waits is told by `overdue` no more."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1)])
        add(tmp_path, server.url("/feed"))
        server.scripts["/feed"] = reply("slowly", "429 Too Many", retry_after="86400")
        later = (datetime.now(UTC) + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
        with at(later):
            update(tmp_path)
            asked, runs = len(server.asked()), rows(tmp_path, "SELECT count(*) FROM runs")
            update(tmp_path)
        assert len(server.asked()) == asked
        assert rows(tmp_path, "SELECT count(*) FROM runs") == runs


def test_one_site_alone(tmp_path: Path) -> None:
    """`site` leaves the others alone, as they are."""
    with (
        FaultServer({"/a": reply(story(1))}) as server,
        FaultServer({"/a": reply(story(2))}, host="127.0.0.2") as other,
    ):
        with at(moment()):
            add(tmp_path, server.url("/a"), other.url("/a"))
        with at(moment(hours=1)):
            assert update(tmp_path, "127.0.0.2") == {"not_modified": 1}
        assert (len(server.asked()), len(other.asked())) == (1, 2)


def test_a_listing_that_is_followed_no_more_is_not_asked_for(tmp_path: Path) -> None:
    """Not even where its front page names it; added again, it is followed again though nothing in it changed."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1)])
        with Corpus(tmp_path) as corpus:
            add(tmp_path, server.url("/feed"))
            corpus.unfollow(server.url("/feed"))
            assert list(corpus.feeds()) == []
            corpus.close()
            assert list(rebuild(tmp_path, HERE, Rebuilt())) == []
            kept = "SELECT input_id FROM listings UNION ALL SELECT input_id FROM validators"
            assert rows(tmp_path, kept) == [(2,)]  # of the story
            with at(moment(days=9000)):
                update(tmp_path)
            assert len(server.asked("/feed")) == 1
            add(tmp_path, server.url("/feed"))
            assert [one.url for one in corpus.feeds()] == [server.url("/feed")]


def test_a_part_of_a_paged_feed_is_not_polled(tmp_path: Path) -> None:
    """Its first part tells what is new."""
    with FaultServer(paper()) as server:
        later = f'<link rel="next" href="{server.url("/feed?page=2")}"/>'
        first = "<entry><title>A</title><link href='{}'/><id>a</id></entry>"
        atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>{}</feed>'
        server.scripts["/feed"] = reply(atom.format(later + first.format(path(1))), content_type="text/xml")
        server.scripts["/feed?page=2"] = reply(atom.format(first.format(path(2))), content_type="text/xml")
        add(tmp_path, server.url("/feed"), since="2020")
        assert len(server.asked("/feed?page=2")) == 1
    assert rows(tmp_path, "SELECT source FROM listings JOIN inputs ON id = input_id") == [(server.url("/feed"),)]
