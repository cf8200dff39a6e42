"""What lists pages is followed: feeds, sitemaps, front pages and their sections; in bounds, in range, once.

Comes in: small papers on the fault server. Goes out: what was asked for, by the server's own log, and the ledger.
"""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.options import FetchOptions, FollowOptions, Options, WorkerOptions
from broadsheet.records import Article, Dropped
from broadsheet.store import Store
from tests.faults import FaultServer, Line, reply
from tests.stories import page

HERE = Options(fetch=FetchOptions(allow_private=True, min_gap=0.0), workers=WorkerOptions(processes=1))
SET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def add(folder: Path, *sources: str, again: bool = False, **follow: Any) -> Counter[str]:
    """Outcomes of one `add`, by name."""
    options = replace(HERE, follow=FollowOptions(**follow))
    with Corpus(folder) as corpus:
        outcomes = list(corpus.add(*sources, options=options, again=again))
    return Counter(outcome.reason.value if isinstance(outcome, Dropped) else "article" for outcome in outcomes)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query to the corpus's database."""
    with Store(folder / "corpus.db", write=False) as store:
        assert store.check() == []
        return [tuple(row) for row in store.select(query)]


def story(number: int, day: str = "") -> bytes:
    """A page with an article, and its day."""
    meta = f'<meta property="article:published_time" content="{day}">' if day else ""
    return page(number).replace(b"<nav>", meta.encode() + b"<nav>")


def path(number: int) -> str:
    """A story's address."""
    return f"/2024/03/{number % 28 + 1:02}/storm-{number}-is-over-now"


def paper(count: int = 6) -> dict[str, Any]:
    """The stories of a small paper, by their addresses."""
    return {path(number): reply(story(number)) for number in range(count)}


def front(links: list[str], head: str = "") -> bytes:
    """A front page or section: headlines that link to stories."""
    items = "".join(f'<div><h2><a href="{link}">Headline of {link}</a></h2></div>' for link in links)
    return reply(f"<!doctype html><html><head><title>The Gazette</title>{head}</head><body>{items}</body></html>")


def feed(links: list[str], **fields: str) -> bytes:
    """An RSS feed; header fields as `reply` has them."""
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'
    return reply(body, content_type="application/rss+xml", **fields)


def sitemap(entries: list[tuple[str, str]], server: FaultServer) -> bytes:
    """A sitemap of (path, lastmod)."""
    body = "".join(f"<url><loc>{server.url(to)}</loc><lastmod>{day}</lastmod></url>" for to, day in entries)
    return reply(SET.format(body), content_type="application/xml")


def test_a_feed_leads_to_its_stories(tmp_path: Path) -> None:
    """Each is an input of its own, asked for once; the feed is `list_page`, and says what it brought."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(number) for number in (1, 2, 3, 2)])
        assert add(tmp_path, server.url("/feed")) == {"list_page": 1, "article": 3}
        assert Counter(one.path for one in server.asked()) == Counter(["/feed", path(1), path(2), path(3)])
        server.scripts["/feed"] = feed([path(3), path(2)])
        assert add(tmp_path, server.url("/feed")) == {"list_page": 1}
        assert len(server.asked()) == 5
    evidence = rows(tmp_path, "SELECT evidence FROM inputs WHERE reason = 'list_page'")[0][0]
    assert evidence == "feed “Gazette”: 2 stories, 0 listings, 0 new"
    assert rows(tmp_path, "SELECT polls, found FROM listings") == [(2, 3)]
    origins = rows(tmp_path, "SELECT DISTINCT origin, found_by, depth FROM inputs WHERE state = 'article'")
    assert origins == [(server.url("/feed"), "feed", 1)]


@pytest.mark.parametrize(
    "label",
    ["application/rss+xml", "application/atom+xml", "application/json", "text/xml", "text/html", "application/x-gzip"],
)
def test_a_listing_is_read_to_its_end_under_every_label(tmp_path: Path, label: str) -> None:
    """Labels that no page comes under are read no further than to see what it was: not those of listings."""
    with FaultServer(paper(20)) as server:
        body = feed([path(number) for number in range(20)]).partition(b"\r\n\r\n")[2] + b"<!-- -->" * 400
        packed = gzip.compress(body, 0) if "gzip" in label else body
        server.scripts["/feed"] = reply(packed, content_type=label)
        assert add(tmp_path, server.url("/feed"), limit=1) == {"list_page": 1, "article": 1}
    assert rows(tmp_path, "SELECT count(*) FROM inputs WHERE found_by = 'feed'") == [(20,)]


def test_an_index_of_sitemaps_leads_to_stories(tmp_path: Path) -> None:
    """Whatever their label, packed or not; a sitemap of another site is left, and counted."""
    with FaultServer(paper()) as server:
        other = "https://elsewhere.example/sitemap.xml"
        sets = "".join(f"<sitemap><loc>{to}</loc></sitemap>" for to in (server.url("/a.xml"), other))
        server.scripts["/sitemap.xml"] = reply(f"<sitemapindex>{sets}</sitemapindex>", content_type="text/html")
        server.scripts["/a.xml"] = sitemap([(path(1), "2024-03-02"), (path(2), "2024-03-03")], server)
        assert add(tmp_path, server.url("/sitemap.xml")) == {"list_page": 2, "article": 2}
    evidence = rows(tmp_path, "SELECT evidence FROM inputs WHERE source LIKE '%sitemap.xml'")[0][0]
    assert "1 sitemaps of another site" in evidence


def test_a_front_page_leads_to_its_sections_and_their_stories(tmp_path: Path) -> None:
    """And to the feed that it declares; deeper sections are not asked for."""
    with FaultServer(paper(20)) as server:
        alternate = '<link rel="alternate" type="application/rss+xml" href="/feed">'
        server.scripts["/"] = front([*map(path, range(6)), "/coast/"], alternate)
        server.scripts["/coast/"] = front([*map(path, range(6, 12)), "/coast/boats/"])
        server.scripts["/coast/boats/"] = front([*map(path, range(12, 18))])
        server.scripts["/feed"] = feed([path(18)])
        counts = add(tmp_path, server.url("/"))
        assert counts == {"article": 13, "list_page": 3}
        assert server.asked("/coast/boats/") == []
        add(tmp_path / "deep", server.url("/"), depth=2)
        assert len(server.asked("/coast/boats/")) == 1


def test_what_a_killed_run_left_waiting_comes_with_the_next_poll(tmp_path: Path) -> None:
    """A listing behind which stories wait is read again, though it did not change; then it is not."""

    def poll() -> list[str]:
        with Corpus(tmp_path) as corpus:
            outcomes = corpus.add(server.url("/feed"), options=HERE, again=True)
            return [one.reason.value if isinstance(one, Dropped) else "article" for one in outcomes]

    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1), path(2)], etag='"1"')
        add(tmp_path, server.url("/feed"), limit=1)
        with Corpus(tmp_path) as corpus:
            assert corpus.ledger()["queued"] == 1
        assert poll() == ["list_page", "article"]
        poll()
        assert [asked.field("if-none-match") for asked in server.asked("/feed")] == [None, None, '"1"']


def test_a_story_that_was_named_leads_nowhere(tmp_path: Path) -> None:
    """Neither do the front page that a dead link ends at, nor a page of `--as page`."""
    with FaultServer(paper()) as server:
        server.scripts["/"] = front([*map(path, range(6))])
        server.scripts["/2023/01/01/gone-with-the-storm"] = reply("", "302 Found", location="/")
        assert add(tmp_path / "a", server.url("/2023/01/01/gone-with-the-storm")) == {"list_page": 1}
        assert add(tmp_path / "b", server.url("/"), listings=False) == {"list_page": 1}
    assert {one.path for one in server.asked()} == {"/", "/2023/01/01/gone-with-the-storm"}


def test_a_range_of_days_is_asked_for_and_nothing_else(tmp_path: Path) -> None:
    """By the listing's dates and the addresses'; what proves to be out of range on its page is told."""
    with FaultServer() as server:
        stories = {"/storm-of-may-is-over-now": "2024-05-05", "/storm-of-june-is-over-now": "2024-06-06"}
        for number, (to, day) in enumerate(stories.items()):
            server.scripts[to] = reply(story(number, day))
        server.scripts["/2024/04/01/storm-of-april-is-over"] = reply(story(7))
        entries = [(to, "2024-07-01") for to in stories] + [
            ("/2024/04/01/storm-of-april-is-over", "2024-07-01"),
            ("/storm-of-march-is-over-now", "2024-03-03"),
        ]
        server.scripts["/sitemap.xml"] = sitemap(entries, server)
        counts = add(tmp_path, server.url("/sitemap.xml"), since="2024-05", until="2024-05-31")
    assert counts == {"list_page": 1, "article": 1, "out_of_range": 1}
    assert {one.path for one in server.asked()} == {"/sitemap.xml", *stories}
    assert "2 out of range" in rows(tmp_path, "SELECT evidence FROM inputs WHERE reason = 'list_page'")[0][0]


def test_robots_names_sitemaps_that_a_range_is_looked_up_in(tmp_path: Path) -> None:
    """The front page of a site with `since` leads to all of its archive; without, to its news alone."""
    with FaultServer(paper()) as server:
        server.scripts["/"] = front([*map(path, range(3)), *["/a/", "/b/", "/c/"]])
        lines = f"Sitemap: {server.url('/all.xml')}\nSitemap: {server.url('/news.xml')}\n"
        server.scripts["/robots.txt"] = reply(lines, content_type="text/plain")
        server.scripts["/all.xml"] = sitemap([(path(number), "2024-03-09") for number in range(5)], server)
        server.scripts["/news.xml"] = sitemap([(path(1), "2024-03-09")], server)
        add(tmp_path / "now", server.url("/"))
        assert (len(server.asked("/all.xml")), len(server.asked("/news.xml"))) == (0, 1)
        assert add(tmp_path / "then", server.url("/"), since="2024")["article"] == 5


def test_a_limit_leaves_the_rest_queued_and_resume_brings_it(tmp_path: Path) -> None:
    """Listings do not count; the freshest are first; nothing is asked for twice."""
    with FaultServer(paper()) as server:
        server.scripts["/sitemap.xml"] = sitemap(
            [(path(number), path(number)[1:11].replace("/", "-")) for number in range(6)], server
        )
        assert add(tmp_path, server.url("/sitemap.xml"), limit=2) == {"list_page": 1, "article": 2}
        assert {one.path for one in server.asked()} == {"/sitemap.xml", path(5), path(4)}
        with Corpus(tmp_path) as corpus:
            assert corpus.ledger()["queued"] == 4
            outcomes = list(corpus.add(options=HERE, resume=True))
        assert sum(isinstance(outcome, Article) for outcome in outcomes) == 4
        assert len(server.asked()) == 7


def test_a_trap_gets_its_budget_and_not_one_request_more(tmp_path: Path) -> None:
    """A calendar that links to its next day for ever, each day with a story of its own."""

    def calendar(line: Line) -> None:
        number = int(line.path.rsplit("-", 1)[1])
        line.send(front([f"/calendar/day-of-the-month-{number + n}" for n in range(1, 9)]))

    with FaultServer() as server:
        server.scripts["/"] = front([f"/calendar/day-of-the-month-{n}" for n in range(1, 9)])
        for number in range(1, 60):
            server.scripts[f"/calendar/day-of-the-month-{number}"] = calendar
        add(tmp_path, server.url("/"), budget=5, depth=9)
        assert len(server.asked()) == 1 + 5
        add(tmp_path, server.url("/"), budget=5, depth=9)
        assert len(server.asked()) == 1 + 5 + 1  # the front page again, and no more of the calendar today


@pytest.mark.parametrize(
    "body", [page(1), b"<title>Not found</title><h1>Page not found</h1>"], ids=["same", "soft 404"]
)
def test_a_site_whose_pages_lead_to_no_story_is_left(tmp_path: Path, body: bytes) -> None:
    """After twenty in a row that say the same, or nothing; what is in hand comes back, the rest stays queued (D1)."""
    links = [f"/2024/03/05/no-story-here-{number}" for number in range(200)]
    with FaultServer({"/": front(links), **dict.fromkeys(links, reply(body))}) as server:
        add(tmp_path, server.url("/"))
        assert 20 < len(server.asked()) < 180
    assert rows(tmp_path, "SELECT count(*) > 20 FROM inputs WHERE state = 'queued'") == [(1,)]


def test_a_feed_at_a_public_address_leads_to_no_private_one(tmp_path: Path) -> None:
    """`--allow-private` opens what was named: a listing opens its own origin, and nothing else on this machine."""
    with FaultServer(paper()) as server, FaultServer(paper()) as other:
        server.scripts["/feed"] = feed([path(1), other.url(path(2))])
        assert add(tmp_path, server.url("/feed")) == {"list_page": 1, "article": 1, "private_address": 1}
        assert other.log == []


def test_what_the_options_do_not_allow_is_left(tmp_path: Path) -> None:
    """A feed on this machine that leads off it, without a pause or a contact: the run goes on, the ledger says so."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1), "https://elsewhere.example/2024/03/05/storm-is-over-now"])
        assert add(tmp_path, server.url("/feed")) == {"list_page": 1, "article": 1}
    evidence = rows(tmp_path, "SELECT evidence FROM inputs WHERE reason = 'list_page'")[0][0]
    assert "1 off this machine" in evidence


def test_a_listing_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    """By its ETag, or by its bytes: a poll without news."""
    with FaultServer(paper()) as server:
        server.scripts["/feed"] = feed([path(1)]).replace(b"\r\n\r\n", b'\r\nETag: "a"\r\n\r\n', 1)
        add(tmp_path, server.url("/feed"))
        assert add(tmp_path, server.url("/feed"), again=True) == {"not_modified": 1}
        assert server.asked("/feed")[1].field("if-none-match") == '"a"'
    assert rows(tmp_path, "SELECT polls, found FROM listings") == [(2, 1)]
    assert rows(tmp_path, "SELECT reason FROM inputs WHERE source LIKE '%feed'") == [("list_page",)]


@pytest.mark.parametrize("body", ["<rss", "<urlset>", "{}", '<?xml version="1.0"?><rss version="2.0"></rss>'])
def test_an_empty_or_broken_listing_is_an_outcome(tmp_path: Path, body: str) -> None:
    """It leads nowhere, and the run goes on."""
    with FaultServer({"/feed": reply(body, content_type="application/xml"), **paper(1)}) as server:
        counts = add(tmp_path, server.url("/feed"), server.url(path(0)))
    assert counts["article"] == 1
    assert counts.total() == 2
