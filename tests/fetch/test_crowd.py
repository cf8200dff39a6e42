"""Politeness with many targets, judged by the server's log: gaps, one in flight, several sites; and how a run ends."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest

from broadsheet.errors import ContactMissing, UsageError
from broadsheet.fetch import Robots, Schedule, Visit, fetch_all, wire
from broadsheet.fetch import crowd as crowd_module
from broadsheet.options import FetchOptions
from broadsheet.records import Dropped, Pace, Page, Target
from tests.faults import FaultServer, Line, Script, reply
from tests.fetch.asking import LOCAL, Stopwatch

PAGE = "<html><p>News</p>"
GAP = 0.12
NAMED = msgspec.structs.replace(LOCAL, min_gap=GAP)


def home(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


def run(urls: list[str], options: FetchOptions = NAMED) -> dict[str, Visit]:
    """Visits by URL, every name being this machine."""
    return {target.url: visit for target, visit in fetch_all(map(Target, urls), options, resolver=home)}


def reasons(visits: dict[str, Visit]) -> list[str]:
    """Reason or `page`, sorted."""
    return sorted(v.outcome.reason if isinstance(v.outcome, Dropped) else "page" for v in visits.values())


def gaps(server: FaultServer) -> list[float]:
    """Seconds between one request's arrival and the next one's."""
    times = [asked.at for asked in server.log]
    return [later - earlier for earlier, later in pairwise(times)]


def test_one_site_by_three_names_keeps_one_gap() -> None:
    """Sub-domains and schemes share a site key: robots.txt, pages, hops and retries all keep the gap."""
    scripts: dict[str, bytes | Script] = {f"/{n}": reply(PAGE) for n in range(3)}
    scripts["/hop"] = reply("", "302 Found", location="/0")
    scripts["/reset"] = lambda line: line.reset()
    names = ["gazette.example", "www.gazette.example", "news.gazette.example"]
    with FaultServer(scripts) as server:
        urls = [server.url(path, name) for path, name in zip(scripts, names * 3, strict=False) if path != "/robots.txt"]
        visits = run(urls)
    assert reasons(visits) == ["connect_error", "page", "page", "page", "page"]
    assert len(server.log) == 3 + 3 + 2 + 3  # rules of three origins, pages, a page with its hop, three tries
    assert min(gaps(server)) >= GAP


def test_sites_are_asked_side_by_side() -> None:
    """Four slow sites take as long as one."""

    def slow(line: Line) -> None:
        line.wait(0.5)
        line.send(reply(PAGE))

    with FaultServer({"/a": slow}) as server, Stopwatch() as watch:
        visits = run([server.url("/a", f"site{n}.example") for n in range(4)])
    assert reasons(visits) == ["page"] * 4
    assert watch.seconds < 1.5


def test_a_slow_site_is_asked_less_often() -> None:
    """The gap is twice the last latency, and never are two requests in flight."""
    flying: list[int] = []

    def slow(line: Line) -> None:
        flying.append(1)
        most.append(len(flying))
        line.wait(0.2)
        flying.pop()
        line.send(reply(PAGE))

    most: list[int] = []
    with FaultServer({"/a": slow, "/b": slow}) as server:
        run([server.url("/a", "gazette.example"), server.url("/b", "gazette.example")])
    assert gaps(server)[1] >= 0.2 + 2 * 0.2
    assert max(most) == 1


def test_a_crawl_delay_slows_the_site_down() -> None:
    """The delay holds from the first page on."""
    scripts = {"/robots.txt": reply("User-agent: *\nCrawl-delay: 0.4"), "/a": reply(PAGE), "/b": reply(PAGE)}
    with FaultServer(scripts) as server:
        run([server.url("/a", "gazette.example"), server.url("/b", "gazette.example")])
    assert min(gaps(server)) >= 0.4


def test_rules_are_asked_for_once_and_reported_once() -> None:
    """Ten pages of an origin share one robots.txt; its exchange is in one visit."""
    with FaultServer({f"/{n}": reply(PAGE) for n in range(10)}) as server:
        visits = run([server.url(f"/{n}") for n in range(10)], LOCAL)
    assert len(server.asked("/robots.txt")) == 1
    assert sum(len(visit.robots) for visit in visits.values()) == 1


def test_schedule_and_rules_can_outlive_a_run() -> None:
    """A second run in the same process keeps the first one's gap and asks for no rules again."""
    schedule, robots = Schedule(GAP), Robots()
    with FaultServer({"/a": reply(PAGE)}) as server:
        for _ in range(3):
            target = Target(server.url("/a", "gazette.example"))
            list(fetch_all([target], NAMED, schedule=schedule, robots=robots, resolver=home))
    assert [asked.path for asked in server.log] == ["/robots.txt", "/a", "/a", "/a"]
    assert min(gaps(server)) >= GAP


def seconds_left(visit: Visit) -> int:
    """What a visit that was put off says of its site's pause."""
    assert isinstance(visit.outcome, Dropped)
    return int(visit.outcome.evidence.split(",")[1].split()[0])


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_site_that_asks_for_a_long_pause_is_left_alone(status: str) -> None:
    """The host is deferred, its other targets are put off with the seconds left; nobody sleeps, others go on."""
    scripts = {"/a": reply("", status, retry_after="3600"), "/b": reply(PAGE)}
    with FaultServer(scripts) as server, Stopwatch() as watch:
        urls = [server.url(path, "gazette.example") for path in ("/a", "/b", "/a?2")]
        visits = run([*urls, server.url("/b", "courier.example")])
    assert reasons(visits) == ["page", "rate_limited", "rate_limited", "rate_limited"]
    assert all(3590 < seconds_left(visits[url]) <= 3600 for url in urls[1:])
    assert len(server.asked()) == 2
    assert watch.seconds < 2


def test_what_was_never_asked_for_is_put_off_and_what_was_is_not() -> None:
    """The page that met the 429 has its answer; those behind it have none."""
    with FaultServer({"/a": reply("", "429 Slow", retry_after="3600"), "/b": reply(PAGE)}) as server:
        urls = [server.url(path, "gazette.example") for path in ("/a", "/b")]
        visits = run(urls)
    assert [visits[url].put_off for url in urls] == [False, True]
    assert [len(visits[url].exchanges) for url in urls] == [1, 0]
    first = visits[urls[0]].outcome
    assert isinstance(first, Dropped)
    assert first.evidence.startswith("HTTP 429 Too Many Requests; the site asked for a pause, 3")


def test_a_page_behind_a_short_pause_is_asked_for_again() -> None:
    """`Retry-After: 1`, then the page: the page it is, a second later; both answers are reported."""
    answers = [reply("", "503 Busy", retry_after="1"), reply(PAGE)]
    with FaultServer({"/a": lambda line: line.send(answers.pop(0))}) as server:
        visits = run([server.url("/a", "gazette.example")])
    assert reasons(visits) == ["page"]
    assert gaps(server)[-1] >= 1.0
    assert [len(visit.exchanges) for visit in visits.values()] == [2]


def test_a_page_is_asked_for_three_times_at_most() -> None:
    """Then it is `rate_limited`; the site's other pages go on."""
    with FaultServer({"/a": reply("", "429 Slow", retry_after="0.3"), "/b": reply(PAGE)}) as server:
        visits = run([server.url(path, "gazette.example") for path in ("/a", "/b")])
    assert reasons(visits) == ["page", "rate_limited"]
    assert len(server.asked("/a")) == 3
    assert all(gap >= 0.3 for gap in gaps(server)[1:])


@pytest.mark.parametrize(
    ("value", "least"),
    [
        ("1", 1.0),
        (" 1.2 ", 1.2),
        ("Mon, 04 May 2026 12:00:02 GMT", 2.0),
    ],
)
def test_no_request_comes_before_the_time_named(value: str, least: float) -> None:
    """Seconds, or a date by the server's own clock, which is months off."""
    refusal = reply("", "429 Slow", retry_after=value, date="Mon, 04 May 2026 12:00:00 GMT")
    answers = [refusal, reply(PAGE)]
    with FaultServer({"/a": lambda line: line.send(answers.pop(0))}) as server:
        visits = run([server.url("/a", "gazette.example")])
    waits = gaps(server)[1:]
    assert (reasons(visits), len(waits), min(waits) >= least) == (["page"], 1, True)


NEVER = ["abc", "", "0", "-5", "Mon, 04 May 2009 11:00:00 GMT", "1" + "0" * 20, "Fri, 31 Dec 9999 23:59:59 GMT"]


@pytest.mark.parametrize("value", NEVER)
def test_a_time_that_is_none_or_never_does_not_hold_up_the_run(value: str) -> None:
    """Nonsense, now and the past fall back to 60 s and more, never is a day: nobody sleeps, the site is put off."""
    with FaultServer({"/a": reply("", "429 Slow", retry_after=value), "/b": reply(PAGE)}) as server, Stopwatch() as w:
        urls = [server.url(path, "gazette.example") for path in ("/a", "/b")]
        visits = dict(fetch_all(map(Target, urls), NAMED, resolver=home, patience=5))
    assert [visit.outcome.reason for visit in visits.values() if isinstance(visit.outcome, Dropped)] == [
        "rate_limited",
        "rate_limited",
    ]
    assert (len(server.asked()), w.seconds < 2) == (1, True)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 451])
def test_a_refusal_is_an_answer_and_is_asked_for_once(status: int) -> None:
    """No status that says no is tried again, `Retry-After` or not."""
    with FaultServer({"/a": reply("", f"{status} No", retry_after="0")}) as server:
        visits = run([server.url("/a", "gazette.example")])
    expected = {404: "gone", 410: "gone", 451: "legal_block"}.get(status, "http_4xx")
    assert (reasons(visits), len(server.asked())) == ([expected], 1)


def test_rules_that_ask_for_a_short_pause_are_asked_for_again() -> None:
    """A 429 for robots.txt with `Retry-After: 1` costs the pause, not the site's pages."""
    answers = [reply("", "429 Slow", retry_after="1"), reply("User-agent: *\nDisallow: /b")]
    with FaultServer({"/robots.txt": lambda line: line.send(answers.pop(0)), "/a": reply(PAGE)}) as server:
        visits = run([server.url(path, "gazette.example") for path in ("/a", "/b")])
    assert reasons(visits) == ["page", "robots_denied"]
    assert gaps(server)[0] >= 1.0


def test_rules_that_ask_for_a_long_pause_put_the_site_off() -> None:
    """No page is asked for before a decision; none has an outcome either."""
    with FaultServer({"/robots.txt": reply("", "429 Slow", retry_after="3600"), "/a": reply(PAGE)}) as server:
        visits = run([server.url(path, "gazette.example") for path in ("/a", "/a?2")])
    assert [visit.put_off for visit in visits.values()] == [True, True]
    assert (server.asked(), sum(len(visit.robots) for visit in visits.values())) == ([], 1)


def test_a_site_is_not_asked_before_its_pace_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hop to another site waits until that site's pace is on disk, too."""
    monkeypatch.setattr(wire, "special_purpose", lambda _: None)  # what leads elsewhere must pass for public
    kept: list[str] = []

    def keep(paces: list[Pace]) -> None:
        kept.extend(f"{pace.site} {len(server.log)}" for pace in paces)
        schedule.kept(paces)

    schedule = Schedule(GAP, keep=keep)
    with FaultServer({"/b": reply(PAGE)}) as server:
        server.scripts["/a"] = reply("", "302 Found", location=server.url("/b", "courier.example"))
        list(fetch_all([Target(server.url("/a", "gazette.example"))], NAMED, schedule=schedule, resolver=home))
    assert kept == ["gazette.example 0", "courier.example 2"]
    assert len(server.log) == 4


def test_targets_are_read_no_faster_than_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million targets of one site are not read into memory."""
    monkeypatch.setattr(crowd_module, "BACKLOG", 20)
    taken: list[int] = []

    def many() -> Iterator[Target]:
        for n in range(1_000_000):
            taken.append(n)
            yield Target(server.url(f"/a?{n}"))

    with FaultServer() as server:
        visits = fetch_all(many(), LOCAL)
        for _ in range(5):
            next(visits)
        visits.close()  # type: ignore[attr-defined] # it is a generator
    assert 5 <= len(taken) <= 40


def fetch_threads() -> list[str]:
    """Workers that are still there."""
    return [thread.name for thread in threading.enumerate() if thread.name == "fetch"]


def test_closing_the_iterator_cuts_off_what_is_in_flight() -> None:
    """Threads are gone at once, although a server would keep them waiting."""
    with FaultServer({"/a": reply(PAGE), "/slow": lambda line: line.wait(30)}) as server, Stopwatch() as watch:
        targets = [Target(server.url(path, f"{n}.example")) for n, path in enumerate(["/slow", "/slow", "/a"])]
        visits = fetch_all(targets, NAMED, resolver=home)
        assert isinstance(next(visits)[1].outcome, Page)
        visits.close()  # type: ignore[attr-defined] # it is a generator
    assert watch.seconds < 2
    assert fetch_threads() == []


def test_stop_finishes_what_is_in_flight_and_asks_nothing_new() -> None:
    """Pages in hand come, the rest is never asked for."""
    stop = threading.Event()

    def last(line: Line) -> None:
        stop.set()
        line.wait(0.2)
        line.send(reply(PAGE))

    with FaultServer({"/a": last, "/b": reply(PAGE)}) as server:
        targets = [Target(server.url(path, "gazette.example")) for path in ("/a", "/b", "/b?2")]
        visits = list(fetch_all(targets, NAMED, resolver=home, stop=stop))
    assert [target.url for target, _ in visits] == [targets[0].url]
    assert fetch_threads() == []


def test_an_interrupt_finishes_the_pages_in_hand() -> None:
    """SIGINT while waiting: what is in flight is yielded, then KeyboardInterrupt is raised; no thread hangs."""

    def last(line: Line) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        line.wait(0.3)
        line.send(reply(PAGE))

    got: list[Visit] = []

    def collect() -> None:
        for _, visit in fetch_all(targets, NAMED, resolver=home):
            got.append(visit)

    with FaultServer({"/a": last, "/b": reply(PAGE)}) as server, Stopwatch() as watch:
        targets = [Target(server.url(path, "gazette.example")) for path in ("/a", "/b")]
        with pytest.raises(KeyboardInterrupt):
            collect()
    assert [type(visit.outcome) for visit in got] == [Page]
    assert fetch_threads() == []
    assert watch.seconds < LOCAL.deadline


@pytest.mark.parametrize(
    ("options", "error"), [(FetchOptions(), ContactMissing), (FetchOptions(contact="me", min_gap=0), UsageError)]
)
def test_options_that_cannot_be_end_the_run(options: FetchOptions, error: type[Exception]) -> None:
    """The error comes when the first such target comes up, and leaves no thread."""
    with pytest.raises(error):
        next(fetch_all([Target("http://gazette.example/")], options))
    assert fetch_threads() == []


def test_a_fault_of_ours_is_raised_and_not_swallowed() -> None:
    """A resolver with a bug ends as `internal_error` of its page, with the words of the bug."""

    def broken(host: str, port: int) -> list[str]:
        raise RuntimeError("no resolver today")

    [(_, visit)] = fetch_all([Target("http://gazette.example/")], NAMED, resolver=broken)
    assert isinstance(visit.outcome, Dropped)
    assert "no resolver today" in visit.outcome.evidence


def test_many_targets_of_many_sites_all_come_back() -> None:
    """300 targets of 30 sites: each has one visit, no gap is short, no thread is left."""
    with FaultServer({f"/{n}": reply(PAGE) for n in range(10)}) as server:
        urls = [server.url(f"/{n}", f"site{s}.example") for s in range(30) for n in range(10)]
        options = msgspec.structs.replace(NAMED, min_gap=0.02)
        began = time.monotonic()
        visits = run(urls, options)
    assert reasons(visits) == ["page"] * 300
    by_host: dict[str | None, list[float]] = {}
    for asked in server.log:
        by_host.setdefault(asked.field("host"), []).append(asked.at)
    assert min(b - a for times in by_host.values() for a, b in pairwise(times)) >= 0.02
    assert time.monotonic() - began < 20
