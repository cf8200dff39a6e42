"""A range of days is planned before it is run: by month and by what names the stories, and nothing is changed.

Comes in: small papers on the fault server. Goes out: the plan, and the run that does what the plan said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.options import FetchOptions, FollowOptions, Options, WorkerOptions
from broadsheet.plan import Plan, months, plan
from broadsheet.source import named
from tests.cli.conftest import Run, run
from tests.faults import FaultServer, reply
from tests.run.test_following import feed, front, paper, path, sitemap

__all__ = ["run"]

HERE = Options(fetch=FetchOptions(allow_private=True, min_gap=0.0), workers=WorkerOptions(processes=1))
WORDPRESS = b"<generator>https://wordpress.org/?v=6</generator><item>"
RANGE = {"since": "2024-02", "until": "2024-04"}


def planned(folder: Path, *sources: str, **follow: Any) -> Plan:
    """The plan for these sources."""
    options = replace(HERE, follow=FollowOptions(**(follow or RANGE)))
    return plan(folder, options, [named(sources, "argument", 10_000_000)])


def old_paper(server: FaultServer) -> str:
    """A paper with a front page, and an index of sitemaps by month in its robots.txt."""
    server.scripts.update(paper())
    server.scripts["/"] = front([*map(path, range(3)), *["/a/", "/b/", "/c/"]])
    server.scripts["/robots.txt"] = reply(f"Sitemap: {server.url('/index.xml')}", content_type="text/plain")
    sets = "".join(
        f"<sitemap><loc>{server.url(f'/map-{month}.xml')}</loc></sitemap>" for month in ("2024-03", "2023-12")
    )
    server.scripts["/index.xml"] = reply(f"<sitemapindex>{sets}</sitemapindex>", content_type="application/xml")
    server.scripts["/map-2024-03.xml"] = sitemap([(path(number), "2024-05-05") for number in range(6)], server)
    return server.url("/")


def files(folder: Path) -> list[str]:
    """Everything in a folder."""
    return sorted(str(file) for file in folder.rglob("*"))


def test_a_plan_counts_stories_by_month_and_source_and_asks_for_none(tmp_path: Path) -> None:
    """Sitemaps of other months are not even asked for; months without a story are named; no folder appears."""
    with FaultServer() as server:
        made = planned(tmp_path / "c", old_paper(server))
        asked = {one.path for one in server.log}
    assert sum(one.new for one in made.stories) == made.requests == 6
    assert {one.month for one in made.stories} == {"2024-03"}
    assert {one.source for one in made.stories} <= {"section", "sitemap"}
    assert made.uncovered == ("2024-02", "2024-04")
    assert not {path(number) for number in range(6)} & asked
    assert "/map-2023-12.xml" not in asked
    assert files(tmp_path) == []


def test_the_run_does_what_the_plan_said(tmp_path: Path) -> None:
    """The second plan knows all of it, and a corpus is byte for byte what it was before a plan."""
    with FaultServer() as server:
        first = planned(tmp_path, old_paper(server))
        with Corpus(tmp_path) as corpus:
            outcomes = list(corpus.add(server.url("/"), options=replace(HERE, follow=FollowOptions(**RANGE))))
        before = {name: Path(name).read_bytes() for name in files(tmp_path) if name.endswith((".db", ".gz", ".toml"))}
        second = planned(tmp_path, server.url("/"))
        after = {name: Path(name).read_bytes() for name in before}
    assert sum(outcome.ok for outcome in outcomes) == first.requests == 6
    assert (second.requests, second.known) == (0, 6)
    assert before == after


def test_a_later_range_is_looked_up_in_listings_that_are_known(tmp_path: Path) -> None:
    """A front page and sitemaps that did not change since lead on all the same, to what was left before."""
    with FaultServer() as server:
        old_paper(server)
        server.scripts["/map-2024-03.xml"] = sitemap(
            [(path(1), "2024-03-05"), ("/storm-of-june-is-over-now", "2024-06-06")], server
        )
        server.scripts["/storm-of-june-is-over-now"] = server.scripts[path(2)]
        server.scripts["/index.xml"] = server.scripts["/map-2024-03.xml"]
        with Corpus(tmp_path) as corpus:
            for since, until in (("2024-03", "2024-03"), ("2024-06", "2024-06")):
                options = replace(HERE, follow=FollowOptions(since=since, until=until))
                list(corpus.add(server.url("/"), options=options))
        assert len(server.asked("/storm-of-june-is-over-now")) == 1
        assert len(server.asked("/index.xml")) == 2


def test_pages_of_the_archive_are_found_by_the_dates_in_their_addresses(tmp_path: Path) -> None:
    """A link to one month is enough: the others of the range are guessed; those that are not there cost a request."""
    with FaultServer(paper()) as server:
        server.scripts["/"] = front(["/archive/2019/07/", *map(path, range(3)), "/a/", "/b/"])
        server.scripts["/archive/2024/03/"] = front([*map(path, range(6))])
        made = planned(tmp_path, server.url("/"))
        asked = [one.path for one in server.asked() if one.path.startswith("/archive/")]
    assert sorted(asked) == ["/archive/2024/02/", "/archive/2024/03/", "/archive/2024/04/"]
    assert made.requests == 6
    assert len(made.failed) == 2 + 2  # the months and the sections that are not there


def test_the_parts_of_a_weblog_feed_are_read_until_there_are_no_more(tmp_path: Path) -> None:
    """`?paged=`, as WordPress has it; a server that knows no parts answers with the first, and that ends it."""
    with FaultServer() as server:
        for name, parts in (("/feed/", 3), ("/blog/feed/", 0)):
            pages = [feed([path(2 * number), path(2 * number + 1)]) for number in range(max(parts, 1))]
            bodies = [page.partition(b"\r\n\r\n")[2].replace(b"<item>", WORDPRESS, 1) for page in pages]
            for number in range(1, 6):
                known = bodies[min(number, len(bodies)) - 1] if number <= parts or not parts else None
                answer = (
                    reply("", "404 Not Found") if known is None else reply(known, content_type="application/rss+xml")
                )
                server.scripts[name if number == 1 else f"{name}?paged={number}"] = answer
        assert planned(tmp_path, server.url("/feed/")).requests == 6
        assert len(server.asked()) == 4
        assert planned(tmp_path, server.url("/blog/feed/")).requests == 2
        assert len(server.asked()) == 4 + 2


def test_a_dry_run_prints_its_plan(tmp_path: Path, run: Run) -> None:
    """The table on stdout, the rest on stderr; as JSON lines for programs; exit 0, and 4 where nothing can be had."""
    with FaultServer() as server:
        common = ("--since", "2024-02", "--until", "2024-04", "--dry-run", "--allow-private", "--min-gap", "0")
        url = old_paper(server)
        told = run("-c", tmp_path / "c", "add", url, *common)
        lines = [line.split() for line in told.out.splitlines()]
        assert (told.code, lines[0][0], lines[1][0], lines[-1][0]) == (0, "month", "2024-03", "total")
        assert "no source names a story of: 2024-02, 2024-04" in told.err
        assert "6 stories to ask for, 0 known already" in told.err
        objects = [json.loads(line) for line in run("add", url, *common, "--format", "jsonl").out.splitlines()]
        assert (objects[-1]["requests"], objects[-1]["uncovered"]) == (6, ["2024-02", "2024-04"])
        failed = run("-c", tmp_path / "c", "add", server.url("/nothing-here/"), *common)
        assert (failed.code, "gone" in failed.err) == (4, True)
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2013", "2013-02", ["2013-01", "2013-02"]),
        ("2013-12-31", "2014-01-01", ["2013-12", "2014-01"]),
        (None, None, []),
    ],
)
def test_the_months_of_a_range(since: str | None, until: str | None, found: list[str]) -> None:
    """Both ends are included, however far they are written out."""
    assert list(months(since, until)) == found
