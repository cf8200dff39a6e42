"""What robots.txt lets us ask for, whatever state it is in."""

from __future__ import annotations

import base64
import gzip
import json
import time

import pytest

from broadsheet.fetch import wire
from broadsheet.fetch.robots import BAD_FOR, GOOD_FOR, Robots, Rules, parse_rules, robots_url
from broadsheet.records import Reason
from tests.faults import FaultServer, Script, reply
from tests.fetch.asking import DEADLINE, ask, evidence, page, reason
from tests.shared import need

PAGE = "<html><p>News</p>"
CLOSED = b"User-agent: *\nDisallow: /"


def allowed(robots: bytes, path: str = "/private/a") -> bool:
    """What the file says about a path, for us."""
    return Rules(parse_rules(robots)).allow(f"http://gazette.example{path}")


def seconds(robots: bytes) -> float:
    """Processor time of reading a file and asking it once."""
    began = time.thread_time()
    allowed(robots)
    return time.thread_time() - began


@pytest.mark.suites
def test_every_real_robots_txt_is_read_quickly() -> None:
    """No exception and under 50 ms for each of 4,231 files (6 µs a line in huge ones); a slow one is timed again."""
    slow, count = [], 0
    with gzip.open(need("suites", 4231) / "robots-txt-real.jsonl.gz", "rt", encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            count += 1
            body = case["text"].encode() if "text" in case else base64.b64decode(case["base64"])
            limit = max(0.05, body.count(b"\n") * 6e-6)  # one file has 19,134 rules: protego takes 4 µs for each
            if seconds(body) > limit and min(seconds(body) for _ in range(4)) > limit:
                slow.append(case["id"])
    assert count == 4231
    assert slow == []


FILES: dict[str, tuple[bytes, bool]] = {
    "nothing": (b"", True),
    "closed to all": (CLOSED, False),
    "closed to others": (b"User-agent: otherbot\nDisallow: /", True),
    "closed to us": (b"User-agent: Broadsheet\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
    "closed to us by version": (b"User-agent: broadsheet/1.0 beta\nDisallow: /", False),
    "open to us alone": (b"User-agent: broadsheet\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
    "a longer name is not ours": (b"User-agent: broadsheet-pro\nDisallow: /", True),
    "a shorter name is not ours": (b"User-agent: broad\nDisallow: /", True),
    "one group, many names": (b"User-agent: a\nUser-agent: broadsheet\nUser-agent: b\nDisallow: /private/", False),
    "the longest rule wins": (b"User-agent: *\nDisallow: /private/\nAllow: /private/a", True),
    "wildcards": (b"User-agent: *\nDisallow: /*/a$", False),
    "a byte order mark": (b"\xef\xbb\xbf" + CLOSED, False),
    "UTF-16": (CLOSED.decode().encode("utf-16"), False),
    "UTF-16 without a mark": (CLOSED.decode().encode("utf-16-le"), False),
    "carriage returns": (CLOSED.replace(b"\n", b"\r"), False),
    "both line ends": (CLOSED.replace(b"\n", b"\r\n"), False),
    "NULs": (CLOSED.replace(b"\n", b"\0\n"), False),
    "a comment behind": (b"User-agent: * # all\nDisallow: / # everything", False),
    "HTML": (b"<!doctype html><p>Not found</p>", True),
    "agents with spaces": (b"User-agent: broadsheet news reader\nDisallow: /", False),
    "our name is not the first word": (b"User-agent: daily broadsheet\nDisallow: /", True),
    "a name that begins like ours": (b"User-agent: broadsheets\nDisallow: /", True),
    "a sitemap between agents": (
        b"User-agent: broadsheet\nSitemap: https://x.example/\nUser-agent: b\nDisallow: /",
        False,
    ),
    "an unknown line between agents": (b"User-agent: broadsheet\nNoise: unknown\nUser-agent: b\nDisallow: /", False),
    "a sitemap between rules": (b"User-agent: *\nAllow: /a\nSitemap: https://x.example/s\nDisallow: /", False),
    "a host between agent and rules": (b"User-agent: *\nHost: x.example\nDisallow: /", False),
    "a delay ends a list of agents": (b"User-agent: *\nCrawl-delay: 9\nUser-agent: b\nDisallow: /", True),
    "rules before any agent": (CLOSED.split(b"\n")[1], True),
    "an agent without a name": (b"User-agent:\nDisallow: /", True),
    "no colon": (b"User-agent *\nDisallow /", False),
    "a typing error": (b"useragent: *\nDissallow: /", False),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + CLOSED, False),
    "half a byte order mark": (b"\xef\xbb" + CLOSED, False),
    "a byte order mark amid the file": (b"Sitemap: /s\n\xef\xbb\xbf" + CLOSED, False),
    "a blank line amid a group": (b"User-agent: *\n\nDisallow: /", False),
    "Latin-1 letters": (b"# caf\xe9\n" + CLOSED, False),
    "an empty rule": (b"User-agent: *\nDisallow:", True),
    "a line cut at the limit": (b"User-agent: *\nDisallow: /\n#".ljust(511_990, b"#") + b"\nAllow: /private/a", False),
    "beyond the limit": (b"#" * 512_000 + b"\n" + CLOSED, True),
    "within the limit": (CLOSED + b"\n" + b"#" * 5_000_000, False),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_it_is_meant(name: str) -> None:
    """Groups, names, encodings, line ends and size."""
    body, expected = FILES[name]
    assert allowed(body) is expected


def test_ten_thousand_agents_cost_no_more_than_three() -> None:
    """Agents times rules is the product an attacker would choose."""
    attack = b"".join(b"User-agent: a%d\n" % n for n in range(15_000)) + b"Disallow: /x\n" * 20_000
    began = time.perf_counter()
    assert allowed(attack)
    assert time.perf_counter() - began < 1.0


HOSTILE = {
    "stars": b"User-agent: *\nDisallow: /" + b"*a" * 100_000,
    "many stars": b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*b$\n" * 10_000,
    "dollars": b"User-agent: *\n" + b"Disallow: /$\n" * 30_000,
    "escapes": b"User-agent: *\nDisallow: /" + b"%" * 400_000,
    "blanks": b"User-agent" + b" " * 400_000 + b"x",
    "one line": b"User-agent: *" + b" a" * 250_000,
    "NULs alone": b"\0" * 512_000,
    "line ends": b"\r" * 512_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_of_the_permitted_size_takes_a_second(name: str) -> None:
    """Read, and asked about a long path, in under a second of processor time."""
    began = time.thread_time()
    Rules(parse_rules(HOSTILE[name])).allow("http://gazette.example/" + "a" * 2000)
    assert time.thread_time() - began < 1.0


ANSWERS: dict[str, tuple[bytes | Script, Reason | None]] = {
    "401": (reply("", "401 Unauthorized"), None),
    "404": (reply("", "404 Not Found"), None),
    "451": (reply(CLOSED, "451 Unavailable"), None),
    "429": (reply("", "429 Too Many Requests"), Reason.RATE_LIMITED),
    "500": (reply("", "500 Internal Server Error"), Reason.ROBOTS_DENIED),
    "503": (reply("", "503 Service Unavailable"), Reason.ROBOTS_DENIED),
    "closed": (reply(CLOSED, content_type="text/html"), Reason.ROBOTS_DENIED),
    "closed, gzipped": (reply(gzip.compress(CLOSED), content_encoding="gzip"), Reason.ROBOTS_DENIED),
    "a cut gzip": (reply(gzip.compress(CLOSED)[:-3], content_encoding="gzip"), Reason.ROBOTS_DENIED),
    "an unknown coding": (reply(CLOSED, content_encoding="braille"), Reason.ROBOTS_DENIED),
    "cut": (reply(b"User-agent: *\n", **{"content-length": "99"}), Reason.ROBOTS_DENIED),
    "no HTTP": (b"hello", Reason.ROBOTS_DENIED),
    "no answer": (lambda line: line.wait(30), Reason.TIMEOUT),
    "moved to a page": (reply("", "302 Found", location="/b"), None),
    "moved in circles": (reply("", "302 Found", location="/robots.txt"), Reason.ROBOTS_DENIED),
    "moved to nowhere": (reply("", "302 Found", location="ftp://x/"), Reason.ROBOTS_DENIED),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_to_robots_txt_decides(name: str) -> None:
    """4xx allows, 429, 5xx and failures forbid; the page is asked for only after a decision."""
    script, expected = ANSWERS[name]
    with FaultServer({"/robots.txt": script, "/a": reply(PAGE), "/b": reply(PAGE)}) as server:
        visit = ask(server.url("/a"), deadline=DEADLINE)
    assert server.log[0].path == "/robots.txt"
    assert len(server.asked("/a")) == (expected is None)
    if expected is None:
        assert page(visit).body == PAGE.encode()
    else:
        assert (reason(visit), bool(evidence(visit))) == (expected, True)


def test_five_redirects_to_the_rules_are_followed() -> None:
    """RFC 9309, 2.3.1.2; all their exchanges are reported."""
    hops: dict[str, bytes | Script] = {f"/{n}": reply("", "301 Moved", location=f"/{n + 1}") for n in range(1, 5)}
    scripts = {"/robots.txt": reply("", "301 Moved", location="/1"), **hops, "/5": reply(CLOSED), "/a": reply(PAGE)}
    with FaultServer(scripts) as server:
        visit = ask(server.url("/a"))
    assert reason(visit) is Reason.ROBOTS_DENIED
    assert (len(visit.robots), visit.exchanges) == (6, ())


def test_the_target_of_a_redirect_has_rules_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hop to another origin asks that origin first."""
    monkeypatch.setattr(wire, "special_purpose", lambda _: None)  # what leads elsewhere must pass for public
    with FaultServer({"/robots.txt": reply(CLOSED), "/b": reply(PAGE)}) as closed, FaultServer() as server:
        server.scripts["/a"] = reply("", "302 Found", location=closed.url("/b"))
        visit = ask(server.url("/a"))
    assert (reason(visit), closed.url("/b") in evidence(visit)) == (Reason.ROBOTS_DENIED, True)
    assert closed.asked("/b") == []
    assert (len(visit.exchanges), len(visit.robots)) == (1, 2)


class Hand:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_rules_are_kept_a_day_and_failures_a_minute() -> None:
    """RFC 9309, 2.4; an origin is scheme, host and port."""
    clock = Hand()
    robots = Robots(clock)
    robots.learn("http://gazette.example/a", Rules())
    robots.learn("http://courier.example/a", Rules(failure=(Reason.ROBOTS_DENIED, "HTTP 500")))
    clock.now = BAD_FOR + 1
    assert robots.rules("http://courier.example/b") is None
    assert robots.rules("http://gazette.example/b") is not None
    assert robots.rules("https://gazette.example/b") is None
    clock.now = GOOD_FOR + 1
    assert robots.rules("http://gazette.example/b") is None


def test_failures_in_a_row_are_kept_for_longer_each_time() -> None:
    """A minute, two, four, at most an hour; a run comes back to a site in trouble, and a pause is the schedule's."""
    clock, down = Hand(), Rules(failure=(Reason.ROBOTS_DENIED, "HTTP 500"))
    robots, kept = Robots(clock), []
    for _ in range(9):
        robots.learn("http://courier.example/a", down)
        began = clock.now
        while robots.rules("http://courier.example/a") is not None:
            clock.now += 30
        kept.append(clock.now - began)
    assert kept == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    robots.learn("http://courier.example/a", Rules(failure=(Reason.RATE_LIMITED, "HTTP 429")))
    assert robots.rules("http://courier.example/a") is None


def test_memory_of_origins_is_bounded() -> None:
    """The oldest origins are forgotten."""
    robots = Robots()
    for n in range(5_100):
        robots.learn(f"http://site{n}.example/", Rules())
    assert robots.rules("http://site0.example/") is None
    assert robots.rules("http://site5099.example/") is not None


def test_rules_lie_at_the_top_of_the_origin() -> None:
    """Port and scheme count, path and query do not."""
    assert robots_url("https://gazette.example:8443/a/b?c") == "https://gazette.example:8443/robots.txt"


@pytest.mark.parametrize(
    ("delay", "seconds"),
    [("0", None), ("-3", None), ("nan", None), ("abc", None), ("7.5", 7.5), ("1e9", 300), ("inf", None)],
)
def test_a_crawl_delay_is_clamped(delay: str, seconds: float | None) -> None:
    """0 to 300 seconds, nonsense is none."""
    rules = Rules(parse_rules(f"User-agent: *\nCrawl-delay: {delay}\n".encode()))
    assert rules.crawl_delay == seconds
