"""Listings as bad as they come, and runs that break off: one named outcome each, nothing lost, nothing without end.

Comes in: fault servers. Goes out: what was asked for, and the ledger.
"""

from __future__ import annotations

import gzip
import signal
from pathlib import Path

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.options import FollowOptions
from tests.faults import FaultServer, reply
from tests.faults.nursery import Nursery
from tests.run.test_following import HERE, SET, add, feed, front, paper, path, rows, sitemap, story


def evidence(folder: Path, name: str) -> str:
    """What the ledger says of an address."""
    [(words,)] = rows(folder, f"SELECT evidence FROM inputs WHERE source LIKE '%{name}'")
    return str(words)


def test_a_front_page_that_redirects_to_another_host_leads_nowhere(tmp_path: Path) -> None:
    """Not to a host on this machine that nobody named, either."""
    with FaultServer(paper(), host="127.0.0.1") as server, FaultServer(paper(), host="127.0.0.2") as other:
        other.scripts["/"] = front([*map(path, range(6)), "/coast/"])
        server.scripts["/"] = reply("", "302 Found", location=other.url("/"))
        counts = add(tmp_path, server.url("/"))
        assert counts == {"private_address": 1}
        assert other.log == []


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "308 Permanent Redirect"])
def test_listings_behind_redirects_are_read(tmp_path: Path, status: str) -> None:
    """Of the same site; relative links are those of the place where it ends."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = reply("", status, location="/2024/03/feed.xml")
        server.scripts["/2024/03/feed.xml"] = feed([path(number).removeprefix("/2024/03/") for number in range(3)])
        assert add(tmp_path, server.url("/feed")) == {"list_page": 1, "article": 3}


@pytest.mark.parametrize("label", ["text/html", "text/plain", "application/octet-stream", "image/svg+xml"])
def test_a_sitemap_is_one_whatever_its_label(tmp_path: Path, label: str) -> None:
    """And packed or not, with a byte order mark or not."""
    with FaultServer(paper()) as server:
        body = sitemap([(path(1), "2024-03-02")], server).partition(b"\r\n\r\n")[2]
        server.scripts["/a.xml"] = reply(b"\xef\xbb\xbf" + body, content_type=label)
        server.scripts["/b.xml.gz"] = reply(gzip.compress(body), content_type=label)
        server.scripts["/c.xml"] = reply(gzip.compress(body), content_type=label, content_encoding="gzip")
        server.scripts["/d.xml.gz"] = reply(body, content_type="application/x-gzip")
        for name in ("/a.xml", "/b.xml.gz", "/c.xml", "/d.xml.gz"):
            counts = add(tmp_path / name[1], server.url(name))
            assert counts == {"list_page": 1, "article": 1}, name


def test_a_page_that_is_served_as_a_feed_is_a_page(tmp_path: Path) -> None:
    """Under a feed's address, labelled as one: an article, or what else it is; under a feed's label, no page."""
    with FaultServer() as server:
        server.scripts["/feed"] = reply(story(1), content_type="text/xml")
        server.scripts["/rss"] = reply(story(2), content_type="application/rss+xml")
        assert add(tmp_path, server.url("/feed"), server.url("/rss")) == {"article": 1, "not_html": 1}


def test_listings_that_list_themselves_are_asked_for_once(tmp_path: Path) -> None:
    """A feed whose next part is itself, an index and a set that name themselves and each other."""
    with FaultServer(paper(4)) as server:
        named = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{server.url("/feed")}"/><item>'
        own = feed([path(1), "/feed"]).partition(b"\r\n\r\n")[2].replace(b"<item>", named.encode(), 1)
        server.scripts["/feed"] = reply(own, content_type="application/rss+xml")
        locs = "".join(f"<sitemap><loc>{server.url(to)}</loc></sitemap>" for to in ("/i.xml", "/s.xml", "/j.xml"))
        for name in ("/i.xml", "/j.xml"):
            server.scripts[name] = reply(f"<sitemapindex>{locs}</sitemapindex>", content_type="text/xml")
        server.scripts["/s.xml"] = sitemap([("/s.xml", "2024-03-03"), ("/i.xml", "2024-03-03"), (path(2), "")], server)
        counts = add(tmp_path, server.url("/feed"), server.url("/i.xml"), since="2020")
        assert counts == {"list_page": 4, "article": 2}
        assert len(server.asked()) == 6


def test_a_feed_of_twenty_megabytes_is_read_as_far_as_feeds_go(tmp_path: Path) -> None:
    """More than a page may have; 20,000 entries, and a note."""
    with FaultServer(paper(1)) as server:
        body = feed([f"/2023/01/01/a-storm-of-number-{number}" for number in range(25_000)]).partition(b"\r\n\r\n")[2]
        body = body.replace(b"<title>T</title>", b"<title>" + b"storm " * 130 + b"</title>")
        assert len(body) > 20_000_000
        server.scripts["/feed"] = reply(body, content_type="application/rss+xml")
        assert add(tmp_path, server.url("/feed"), since="2024") == {"list_page": 1}
    assert "20,000 out of range" in evidence(tmp_path, "/feed")
    assert "read up to 20000 addresses" in evidence(tmp_path, "/feed")


def test_a_listing_that_was_cut_says_so(tmp_path: Path) -> None:
    """A gzip file that ends early, named in its label's way: what came is followed."""
    with FaultServer(paper(4)) as server:
        packed = gzip.compress(sitemap([(path(n), "2024-03-03") for n in range(4)], server).partition(b"\r\n\r\n")[2])
        server.scripts["/s.xml"] = reply(packed[:-9], content_type="text/xml", content_encoding="gzip")
        counts = add(tmp_path, server.url("/s.xml"))
    assert counts == {"list_page": 1, "article": 4}
    assert evidence(tmp_path, "/s.xml").endswith("bytes were read")


def test_robots_forbids_the_feed_and_the_sitemap(tmp_path: Path) -> None:
    """`robots_denied` each, never asked for; the front page leads to its stories all the same."""
    with FaultServer(paper(8)) as server:
        rules = f"User-agent: *\nDisallow: /feed\nDisallow: /news.xml\nSitemap: {server.url('/news.xml')}\n"
        server.scripts["/robots.txt"] = reply(rules, content_type="text/plain")
        alternate = '<link rel="alternate" type="application/rss+xml" href="/feed">'
        server.scripts["/"] = front([*map(path, range(8))], alternate)
        assert add(tmp_path, server.url("/")) == {"list_page": 1, "article": 8, "robots_denied": 2}
        assert not server.asked("/feed") + server.asked("/news.xml")


def test_a_server_that_answers_304_to_everything(tmp_path: Path) -> None:
    """Unasked: an outcome each, and nothing is followed; once it answers, all is found."""
    with FaultServer() as server:
        unchanged = reply("", "304 Not Modified")
        server.scripts = {"/robots.txt": unchanged, "/feed": unchanged, path(1): unchanged}
        first = add(tmp_path, server.url("/feed"), server.url(path(1)))
        assert first.total() == 2
        assert first["article"] == 0
        server.scripts = {**paper(3), "/feed": feed([path(0), path(1), path(2)])}
        with Corpus(tmp_path) as corpus:
            list(corpus.add(server.url("/feed"), server.url(path(1)), options=HERE, resume=True))
            assert corpus.ledger()["article"] == 3


def test_a_run_whose_time_is_over_asks_for_nothing_more(tmp_path: Path) -> None:
    """What is in hand, too, stays queued; what was in flight has its outcome, and the caller is told all of them."""
    with FaultServer(paper(28)) as server:
        server.scripts["/feed"] = feed([path(number) for number in range(28)])
        polite = replace(HERE, fetch=replace(HERE.fetch, min_gap=0.5), follow=FollowOptions(seconds=2.0))
        with Corpus(tmp_path) as corpus:
            told = list(corpus.add(server.url("/feed"), options=polite))
            counts = corpus.ledger()
        assert len(server.asked()) == len(told) < 8
    assert counts["queued"] == sum(counts.values()) - len(told) > 0


def test_a_long_sitemap_that_was_interrupted_is_read_again(tmp_path: Path) -> None:
    """Killed while its 12,000 addresses are queued: afterwards each is known once, and the listing has its outcome."""
    count = 12_000
    with FaultServer() as server, Nursery() as nursery:
        entries = "".join(f"<url><loc>{server.url(f'/2024/05/05/storm-{n}-is-over')}</loc></url>" for n in range(count))
        server.scripts["/s.xml"] = reply(SET.format(entries), content_type="text/xml")
        words = ("-c", tmp_path, "add", "--allow-private", "--min-gap", "0", "--limit", "1")
        killed = nursery.run(*words, server.url("/s.xml"), die_at=11_000, in_sql=True)
        assert killed.code == -signal.SIGKILL, killed.err
        [(queued, listings)] = rows(tmp_path, "SELECT count(*), sum(source LIKE '%s.xml') FROM inputs")
        assert (listings, 0 < queued < count) == (1, True)
        assert nursery.run(*words, "--resume").code in {0, 3, 4}
        assert rows(tmp_path, "SELECT count(*), count(DISTINCT key) FROM inputs") == [(count + 1, count + 1)]
        assert rows(tmp_path, "SELECT polls FROM listings") == [(1,)]
        assert len(server.asked("/s.xml")) == 1  # the archive has it
