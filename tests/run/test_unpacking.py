"""Web archives behind addresses: fetched one at a time, gone on with after a break, unpacked once, then gone.

Comes in: files on the fault server, whole and broken. Goes out: outcomes, the ledger, what the server was asked for.
"""

from __future__ import annotations

import gzip
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.fetch import visit, wire
from broadsheet.options import ArchiveOptions, FetchOptions, FollowOptions, Options, WorkerOptions
from broadsheet.records import Dropped
from broadsheet.source import Take, named
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from tests.cli.conftest import Run, run
from tests.faults import FaultServer, Line, reply
from tests.run.test_following import feed, front, paper, path, rows
from tests.stories import broadsheet, start
from tests.warcs import FOLDER, File, archive, name, publish

__all__ = ["run"]

HERE = Options(fetch=FetchOptions(allow_private=True, min_gap=0.0), workers=WorkerOptions(processes=1))


def add(folder: Path, server: FaultServer, *sources: str, site: str | None = None, **how: Any) -> Counter[str]:
    """Outcomes of one `add` by name, `site`, `since` and `until` as the command line has them."""
    days = {key: how.pop(key) for key in ("since", "until") if key in how}
    limit = {"limit": how.pop("limit")} if "limit" in how else {}
    options = replace(HERE, follow=FollowOptions(**days, **limit), archives=ArchiveOptions(cc_news=server.url("/")))
    take = Take(10_000_000, None, site, days.get("since"), days.get("until"), cc_news=server.url("/"))
    with Corpus(folder) as corpus:
        outcomes = list(corpus.add(lists=[named(sources, "argument", take)], options=options, **how))
    return Counter(outcome.reason.value if isinstance(outcome, Dropped) else "article" for outcome in outcomes)


def evidence(folder: Path, reason: str = "list_page") -> list[str]:
    """What the ledger says of such inputs."""
    return [row[0] for row in rows(folder, f"SELECT evidence FROM inputs WHERE reason = '{reason}' ORDER BY id")]


def is_clean(folder: Path) -> bool:
    """Is no file of an archive left?"""
    return not (folder / "shards").exists()


def test_an_archive_behind_an_address_is_read_and_gone(tmp_path: Path) -> None:
    """Each of its pages is an input under its own name, the archive a listing; the second time nothing is fetched."""
    with FaultServer() as server:
        server.scripts["/x.warc.gz"] = file = File(archive(range(3)))
        url = server.url("/x.warc.gz")
        assert add(tmp_path, server, url) == {"article": 5, "list_page": 1}
        assert add(tmp_path, server, url) == {"duplicate_url": 1}
        assert len(file.ranges) == 1
    assert is_clean(tmp_path)
    assert evidence(tmp_path) == ["web archive: 5 pages; passed over: 1 warcinfo records; 2024-03-05 5"]
    sources = [row[0] for row in rows(tmp_path, "SELECT source FROM inputs WHERE state = 'article'")]
    assert all(source.startswith(f"{url}#") for source in sources)
    urls = {row[0] for row in rows(tmp_path, "SELECT url FROM articles")}
    assert "https://www.paper.example/2024/03/0.html" in urls


def test_a_month_is_read_file_by_file_for_one_site(tmp_path: Path) -> None:
    """With `www.` or without; the files of other days are not asked for; the ledger names month and list."""
    files = {
        name(number, day): File(archive(range(10 * number, 10 * number + 3), day=day))
        for number, day in enumerate((1, 5, 9))
    }
    with FaultServer() as server:
        publish(server, files)
        how = {"site": "paper.example", "since": "2024-03-06", "until": "2024-03-09"}
        assert add(tmp_path, server, "cc-news:2024-03", **how)["article"] == 3
        assert [len(file.ranges) for file in files.values()] == [0, 1, 1]
        with Corpus(tmp_path) as corpus:
            origins = corpus.census().origins
            assert origins["cc-news:2024-03"] == 1 + 3
            assert "named by Common Crawl News" in corpus.methods()
    assert "1 files of other days" in evidence(tmp_path)[0]
    assert "passed over: 2 other sites" in evidence(tmp_path)[2]
    assert is_clean(tmp_path)


def test_another_site_of_the_same_month_is_another_input(tmp_path: Path) -> None:
    """And the same once more brings nothing, and asks for the list alone."""
    with FaultServer() as server:
        publish(server, {name(1): (file := File(archive(range(3))))})
        assert add(tmp_path, server, "cc-news:2024-03", site="paper.example")["article"] == 3
        assert add(tmp_path, server, "cc-news:2024-03", site="other.example")["article"] == 2
        assert add(tmp_path, server, "cc-news:2024-03", site="other.example") == {"list_page": 1}
        assert len(file.ranges) == 2


def test_a_broken_connection_goes_on_where_it_broke(tmp_path: Path) -> None:
    """By Range and If-Range, within the run; after three the file stays queued, and the next run goes on with it."""
    data = archive(range(3))
    with FaultServer() as server:
        server.scripts["/x.warc.gz"] = file = File(data, cuts=(1_000, 500, 250, 125))
        url = server.url("/x.warc.gz")
        assert add(tmp_path, server, url) == {"incomplete": 1}
        assert file.ranges == [(0, ""), (1_000, '"one"'), (1_500, '"one"')]
        assert rows(tmp_path, "SELECT state FROM inputs") == [("queued",)]
        assert not is_clean(tmp_path)
        assert add(tmp_path, server, url) == {"article": 5, "list_page": 1}
        assert file.ranges[3:] == [(1_750, '"one"'), (1_875, '"one"')]
    assert is_clean(tmp_path)


def test_a_file_that_changed_is_begun_anew(tmp_path: Path) -> None:
    """The server answers 200 where the validator is another's; what was there is forgotten."""
    with FaultServer() as server:
        server.scripts["/x.warc.gz"] = File(archive(range(9)), cuts=(900, 0, 0))
        add(tmp_path, server, server.url("/x.warc.gz"))
        server.scripts["/x.warc.gz"] = file = File(archive(range(3)), etag='"two"')
        assert add(tmp_path, server, server.url("/x.warc.gz")) == {"article": 5, "list_page": 1}
        assert file.ranges == [(900, '"one"')]


@pytest.mark.parametrize("status", ["416 Range Not Satisfiable", "206 Partial Content"])
@pytest.mark.parametrize("told", ["bytes */7", "bytes 5-9/10", "nonsense"])
def test_a_server_that_lies_of_ranges_gives_the_file_all_the_same(tmp_path: Path, status: str, told: str) -> None:
    """What does not fit is forgotten, and asked for from the beginning."""
    whole, tries = File(archive(range(3)), cuts=(900, 0, 0)), iter(range(99))

    def lying(line: Line) -> None:
        if next(tries) == 3:
            line.send(reply(b"xyz", status, content_range=told, etag='"one"'))
        else:
            whole(line)

    with FaultServer({"/x.warc.gz": lying}) as server:
        add(tmp_path, server, server.url("/x.warc.gz"))
        assert add(tmp_path, server, server.url("/x.warc.gz")) == {"article": 5, "list_page": 1}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (reply("gone", "404 Not Found"), "gone"),
        (reply("<html><body>Please log in</body></html>"), "unreadable"),
        (reply(b"", content_type="application/gzip"), "unreadable"),
        (reply("no", "403 Forbidden"), "http_4xx"),
        (reply("later", "500 Internal Server Error"), "http_5xx"),
    ],
    ids=["404", "html", "empty", "403", "500"],
)
def test_a_file_that_cannot_be_had_is_an_outcome_and_the_next_one_comes(
    tmp_path: Path, answer: bytes, outcome: str
) -> None:
    """A month goes on behind it; what a server may repair stays queued, the rest has its outcome."""
    with FaultServer() as server:
        publish(server, {name(1): File(b""), name(2): File(archive(range(3)))})
        server.scripts[f"{FOLDER}{name(1)}"] = answer
        counts = add(tmp_path, server, "cc-news:2024-03", site="paper.example")
        assert counts == {"list_page": 2, "article": 3, outcome: 1}
        queued = rows(tmp_path, "SELECT count(*) FROM inputs WHERE state = 'queued'")[0][0]
        assert queued == (outcome == "http_5xx")
    assert is_clean(tmp_path)


def test_a_damaged_archive_gives_what_is_whole(tmp_path: Path) -> None:
    """Its damage is an outcome in its place; a file that is cut for good is read as far as it goes."""
    data = archive(range(4))
    with FaultServer({"/x.warc.gz": reply(data[:-200], content_type="application/gzip")}) as server:
        counts = add(tmp_path, server, server.url("/x.warc.gz"))
    assert (counts["article"], counts["list_page"], counts.total()) == (5, 1, 7)
    assert is_clean(tmp_path)


@pytest.mark.parametrize(
    ("index", "outcome"),
    [
        (b"", {"empty": 1}),
        (b"<html><body>sign in</body></html>", None),
        (gzip.compress(b"https://elsewhere.example/x.warc.gz\n../../etc/passwd.warc.gz\n"), {"not_html": 1}),
        (gzip.compress(b"crawl-data/../../x.warc.gz\ncrawl-data//evil.example/x.warc.gz?a=1\n"), {"not_html": 1}),
        (gzip.compress(b"crawl-data/x.warc.gz\n" * 1000 + b"\xff\xfe junk\n"), {"list_page": 1, "gone": 1}),
        (gzip.compress(b"x" * 50_000_000), {"not_html": 1}),
    ],
    ids=["empty", "html", "absolute", "dots", "repeated", "bomb"],
)  # fmt: skip
def test_a_list_that_lies_leads_nowhere_else(tmp_path: Path, index: bytes, outcome: dict[str, int] | None) -> None:
    """Only paths of web archives below the list's own root are asked for, each once."""
    with FaultServer() as server:
        publish(server, {}, index)
        counts = add(tmp_path, server, "cc-news:2024-03", site="paper.example")
        assert "article" not in counts
        assert outcome is None or counts == outcome
        assert {one.path for one in server.asked()} <= {f"{FOLDER}warc.paths.gz", "/crawl-data/x.warc.gz"}


def test_robots_rules_hold_for_archives_too(tmp_path: Path) -> None:
    """What the host denies is not fetched."""
    with FaultServer({"/robots.txt": reply("User-agent: *\nDisallow: /crawl-data/")}) as server:
        publish(server, {name(1): File(archive(range(3)))})
        assert add(tmp_path, server, "cc-news:2024-03") == {"robots_denied": 1}
        assert server.asked() == []


def test_a_limit_leaves_the_rest_of_a_file_to_the_next_run(tmp_path: Path) -> None:
    """The file stays, and is not fetched again; no page is taken twice."""
    with FaultServer() as server:
        server.scripts["/x.warc.gz"] = file = File(archive(range(9), others=0))
        url = server.url("/x.warc.gz")
        assert add(tmp_path, server, url, limit=4) == {"article": 4}
        assert not is_clean(tmp_path)
        assert add(tmp_path, server, resume=True) == {"article": 5, "list_page": 1}
        assert len(file.ranges) == 1
    assert is_clean(tmp_path)
    assert rows(tmp_path, "SELECT count(*) FROM attempts WHERE outcome = 'article'") == [(9,)]


@pytest.mark.parametrize("moment", [0.1, 0.5, 1.0])
def test_a_killed_run_goes_on_with_the_file_in_hand(tmp_path: Path, moment: float) -> None:
    """Killed while it fetches or reads, the same command ends with the same articles, each once."""
    count = 60
    with FaultServer() as server:
        publish(server, {name(1): File(archive(range(count // 2))), name(2): File(archive(range(count // 2, count)))})
        folder = tmp_path / "c"
        with Corpus(folder) as corpus:
            list(corpus.add())
        (folder / "corpus.toml").write_text(f'[archives]\ncc_news = "{server.url("/")}"\n')
        common = ("-c", folder, "-q", "add", "cc-news:2024-03", "--site", "paper.example", "--allow-private")
        process = start(*common, "--min-gap", "0", "--workers", "1")
        until = time.monotonic() + 30
        while not server.asked(f"{FOLDER}{name(1)}") and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert broadsheet(*common, "--min-gap", "0", "--workers", "1").returncode == 0
    assert rows(folder, "SELECT count(*), count(DISTINCT id) FROM articles") == [(count, count)]
    assert rows(folder, "SELECT count(*) FROM versions") == [(count,)]
    assert rows(folder, "SELECT count(*) FROM inputs WHERE state = 'queued'") == [(0,)]
    assert rows(folder, "SELECT count(*) FROM attempts WHERE outcome = 'article'") == [(count,)]
    assert is_clean(folder)


def test_an_archive_that_a_public_listing_names_opens_nothing_in_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--allow-private` is for what was named, and a feed that was not may change the address of its name."""
    private = set[str]()
    for module in (wire, visit):
        monkeypatch.setattr(module, "special_purpose", lambda one: "private" if one in private else None)
    with FaultServer(host="127.0.0.3") as other, FaultServer(paper()) as server:

        def answer(line: Line) -> None:
            private.add("127.0.0.3")
            line.send(feed([other.url("/x.warc.gz")]))

        other.scripts |= {"/feed": answer, "/x.warc.gz": File(archive(range(3)))}
        declared = f'<link rel="alternate" type="application/rss+xml" href="{other.url("/feed")}">'
        server.scripts["/"] = front([path(1)], declared)
        private.add("127.0.0.1")  # which was named
        counts = add(tmp_path, server, server.url("/"))
    assert counts["private_address"] == 1
    assert [one.path for one in other.asked()] == ["/feed"]


def test_the_database_is_made_again_from_the_archive_of_what_was_unpacked(tmp_path: Path) -> None:
    """Inputs, outcomes and words as they were: the file itself is not needed any more."""
    tables = ("inputs", "articles", "versions", "listings")
    with FaultServer() as server:
        publish(server, {name(1): File(archive(range(3)))})
        add(tmp_path, server, "cc-news:2024-03", site="paper.example")
    before = [rows(tmp_path, f"SELECT * FROM {table} ORDER BY 1") for table in tables]
    done = Rebuilt()
    assert list(rebuild(tmp_path, HERE, done)) == []
    assert [rows(tmp_path, f"SELECT * FROM {table} ORDER BY 1") for table in tables] == before


def test_coverage_is_told_by_day(tmp_path: Path, run: Run) -> None:
    """On stderr, days without a page too; exit codes as for any other source."""
    with FaultServer() as server:
        publish(server, {name(1, 1): File(archive(range(2), day=1)), name(2, 3): File(archive(range(2, 5), day=3))})
        folder = tmp_path / "c"
        folder.mkdir()
        (folder / "corpus.toml").write_text(f'[archives]\ncc_news = "{server.url("/")}"\n')
        common = (
            "-c",
            folder,
            "add",
            "cc-news:2024-03",
            "--site",
            "paper.example",
            "--allow-private",
            "--min-gap",
            "0",
        )
        told = run(*common, "--since", "2024-03-01", "--until", "2024-03-04")
        assert told.code == 0
        lines = [line.split() for line in told.err.splitlines() if line.startswith("  2024")]
        assert lines == [["2024-03-01", "2"], ["2024-03-02", "0"], ["2024-03-03", "3"], ["2024-03-04", "0"]]
        assert run(*common, "--dry-run").out.splitlines()[0] == "month"
        assert run("-c", folder, "add", "cc-news:March").code == 2
        server.scripts[f"{FOLDER}{name(3)}"] = reply("", "404 Not Found")
        missing = server.url(f"{FOLDER}{name(3)}")
        assert run("-c", folder, "add", missing, "--allow-private", "--min-gap", "0").code == 4
