"""Bodies too large, cut, mislabelled, slow, and heads that are no heads."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
import zlib
from collections.abc import Callable

import brotli
import pytest

from broadsheet.records import Reason
from tests.faults import FaultServer, Line, Script, reply
from tests.fetch.asking import DEADLINE, SLACK, Stopwatch, ask, evidence, page, reason
from tests.test_decode import CODERS, MIB

PAGE = b"<html><p>" + b" ".join(b"%d" % (n * n) for n in range(200)) + b"</p></html>"


def test_a_page_comes_whole_with_its_bytes_kept() -> None:
    """The page is decoded; the exchange holds request, head and body as they went over the wire."""
    packed = brotli.compress(PAGE)
    with FaultServer({"/a": reply(packed, content_encoding="br", content_type="text/html; charset=latin1")}) as server:
        visit = ask(server.url("/a#part"))
    got, [kept] = page(visit), visit.exchanges
    assert (got.body, got.status, got.charset, got.url) == (PAGE, 200, "latin1", server.url("/a"))
    assert kept.request_head == server.asked("/a")[0].head
    assert kept.response_head + kept.response_body == server.scripts["/a"]
    assert (kept.address, kept.truncated, kept.started_at[-1]) == ("127.0.0.1", None, "Z")
    assert got.exchanges == visit.exchanges


@pytest.mark.parametrize("name", CODERS)
def test_a_bomb_stops_at_the_cap_and_its_wire_bytes_are_kept(name: str) -> None:
    """20 MiB in some kilobytes: `too_large`, within a second."""
    label, code = CODERS[name]
    bomb = code(bytes(20 * MIB))
    with FaultServer({"/a": reply(bomb, content_encoding=label)}) as server, Stopwatch() as watch:
        visit = ask(server.url("/a"), max_bytes=MIB)
    assert reason(visit) is Reason.TOO_LARGE
    assert visit.exchanges[0].response_body == bomb
    assert watch.seconds < 1.0


def test_an_endless_body_stops_at_the_cap() -> None:
    """Chunk after chunk without end: cut at the cap, `WARC-Truncated: length`."""

    def endless(line: Line) -> None:
        line.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        line.flood(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    with FaultServer({"/a": endless}) as server:
        visit = ask(server.url("/a"), max_bytes=MIB)
    assert reason(visit) is Reason.TOO_LARGE
    assert (len(visit.exchanges[0].response_body), visit.exchanges[0].truncated) == (MIB, "length")


def test_a_bomb_in_a_redirect_or_in_robots_costs_nothing() -> None:
    """Bodies that nobody reads are cut at 64 KiB, robots.txt at 500 KiB."""
    bomb = gzip.compress(bytes(20 * MIB))
    scripts: dict[str, bytes | Script] = {
        "/robots.txt": reply(bomb, content_encoding="gzip"),
        "/a": reply(bytes(5 * MIB), "302 Found", location="/b"),
        "/b": reply(PAGE),
    }
    with FaultServer(scripts) as server:
        visit = ask(server.url("/a"))
    assert page(visit).body == PAGE
    assert (len(visit.exchanges[0].response_body), visit.exchanges[0].truncated) == (65536, "length")


@pytest.mark.parametrize("name", CODERS)
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_a_cut_body_is_never_a_page(name: str, framing: str) -> None:
    """Cut anywhere, in any coding, however framed: `incomplete`, with what came kept."""
    label, code = CODERS[name]
    body = code(PAGE)
    fields = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {label}\r\n".encode()
    heads = {
        "length": fields + b"Content-Length: %d\r\n\r\n" % len(body),
        "chunked": fields + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body),
        "close": fields + b"\r\n",
    }
    cuts = range(1, len(body), max(1, len(body) // 5))
    with FaultServer({f"/{cut}": heads[framing] + body[:cut] for cut in cuts}) as server:
        for cut in cuts:
            visit = ask(server.url(f"/{cut}"))
            assert reason(visit) is Reason.INCOMPLETE
            assert visit.exchanges[0].response_body == body[:cut]


LENGTHS: dict[str, tuple[bytes, Reason | None]] = {
    "too long": (b"Content-Length: 99999", Reason.INCOMPLETE),
    "negative": (b"Content-Length: -5", Reason.PROTOCOL_ERROR),
    "words": (b"Content-Length: many", Reason.PROTOCOL_ERROR),
    "two": (b"Content-Length: 5\r\nContent-Length: 6", Reason.PROTOCOL_ERROR),
    "two in one": (b"Content-Length: 5, 6", Reason.PROTOCOL_ERROR),
    "the same twice": (b"Content-Length: %d\r\nContent-Length: %d" % (len(PAGE), len(PAGE)), None),
    "short": (b"Content-Length: 20", None),
    "short, twice in one": (b"Content-Length: 20, 20", None),
    "too long, and identity": (
        b"Transfer-Encoding: identity\r\nContent-Length: 99999",
        Reason.INCOMPLETE,
    ),
    "hidden behind a bare return": (b"X-A: a\rContent-Length: 20", Reason.PROTOCOL_ERROR),
    "too long behind a broken line": (b"nonsense\r\nContent-Length: 99999", Reason.INCOMPLETE),
    "none": (b"X-Nothing: 1", None),
    "a coding unheard of": (b"Transfer-Encoding: braille", Reason.PROTOCOL_ERROR),
}


@pytest.mark.parametrize("name", LENGTHS)
def test_a_doubtful_length_is_named(name: str) -> None:
    """Too long is incomplete, negative and conflicting are protocol errors, short is believed and flagged."""
    field, expected = LENGTHS[name]
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + field + b"\r\n\r\n" + PAGE
    with FaultServer({"/a": answer}) as server:
        visit = ask(server.url("/a"))
    if expected is None:
        assert page(visit).body == (PAGE[:20] if name.startswith("short") else PAGE)
        assert (visit.exchanges[0].truncated == "unspecified") is name.startswith("short")
    else:
        assert reason(visit) is expected


@pytest.mark.parametrize("size", [20, 8192, 100_000])
def test_more_than_was_declared_is_flagged_wherever_it_is_cut(size: int) -> None:
    """What lies in our buffer and what still lies in the system's; a length that is right is not flagged."""
    text = b"<p>" + b"x" * 300_000
    told = {"/short": text[: size + 1], "/right": text[:size]}
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % size
    with FaultServer({path: head + body for path, body in told.items()}) as server:
        short, right = (page(ask(server.url(path))) for path in told)
    assert short.body == right.body == text[:size]
    assert (short.exchanges[0].truncated, right.exchanges[0].truncated) == ("unspecified", None)
    assert (bool(short.cut), right.cut) == (True, None)


CUT_ANSWERS = {"301 M": None, "404 No": Reason.GONE, "429 Too": Reason.RATE_LIMITED, "304 Not": Reason.NOT_MODIFIED}


@pytest.mark.parametrize("status", CUT_ANSWERS)
def test_of_an_answer_that_is_no_page_the_head_is_enough(status: str) -> None:
    """A body that ends early costs a redirect, an error or a 304 neither its meaning nor a second request."""
    cut = reply("<p>see", status, location="/b", content_length="99")
    with FaultServer({"/a": cut, "/b": reply(PAGE)}) as server:
        visit = ask(server.url("/a"))
    expected = CUT_ANSWERS[status]
    assert page(visit).body == PAGE if expected is None else reason(visit) is expected
    assert len(server.asked("/a")) == 1
    assert visit.exchanges[0].truncated == (None if status.startswith("304") else "disconnect")


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HEADS: dict[str, tuple[bytes, Reason | None]] = {
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE, None),
    "bare line feeds": (b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + PAGE, None),
    "a folded field": (OK + b"X-Long: a\r\n b\r\n\r\n" + PAGE, None),
    "a line without colon": (OK + b"nonsense\r\nX-A: 1\r\n\r\n" + PAGE, None),
    "100 first": (b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"\r\n" + PAGE, None),
    "HTTP/0.9": (PAGE, Reason.PROTOCOL_ERROR),
    "nothing": (b"", Reason.CONNECT_ERROR),
    "a status in words": (b"HTTP/1.1 fine\r\n\r\n", Reason.PROTOCOL_ERROR),
    "early hints first": (b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + OK + b"\r\n" + PAGE, None),
    "early hints only": (b"HTTP/1.1 103 Early Hints\r\n\r\n", Reason.CONNECT_ERROR),
    "switching protocols": (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", Reason.PROTOCOL_ERROR),
    "NUL": (OK + b"X-A: a\0b\r\n\r\n" + PAGE, Reason.PROTOCOL_ERROR),
    "200 fields": (OK + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n" + PAGE, Reason.PROTOCOL_ERROR),
    "a line of 70 KB": (OK + b"X-A: " + b"x" * 70_000 + b"\r\n\r\n" + PAGE, Reason.PROTOCOL_ERROR),
    "interim answers without end": (b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, Reason.PROTOCOL_ERROR),
    "hidden framing": (OK + b"nonsense\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Reason.PROTOCOL_ERROR),
    "a broken charset": (b"HTTP/1.1 200 \xff\xfe\r\nContent-Type: text/html; charset=\xff\r\n\r\n" + PAGE, None),
}


@pytest.mark.parametrize("name", HEADS)
def test_strange_heads_are_read_or_named(name: str) -> None:
    """A page, or one named outcome; never a traceback."""
    answer, expected = HEADS[name]
    with FaultServer({"/a": answer}) as server:
        visit = ask(server.url("/a"))
    if expected is None:
        assert page(visit).body == PAGE
    else:
        assert reason(visit) is expected


def _slow_redirects(line: Line) -> None:
    line.wait(0.3)
    line.send(reply("", "302 Found", location=f"/hop{line.path}"[:100]))


SLOW: dict[str, Callable[[Line], None]] = {
    "a head one byte at a time": lambda line: line.drip(reply(PAGE), 0.2),
    "a body one byte at a time": lambda line: (line.send(reply(PAGE)[:80]), line.drip(PAGE, 0.2))[0],
    "chunks one byte at a time": lambda line: (
        line.send(OK + b"Transfer-Encoding: chunked\r\n\r\n"),
        line.drip(b"1\r\nx\r\n" * 99, 0.05),
    )[0],
    "no answer at all": lambda line: line.wait(30),
    "interim answers": lambda line: [line.drip(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01) for _ in range(99)] and None,
    "redirects": _slow_redirects,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_slow_answer_outlives_the_deadline(name: str) -> None:
    """One wall-clock bound over everything, half a second of grace."""
    paths = ["/a"] + ["/hop" * n + "/a" for n in range(1, 12)]
    with FaultServer(dict.fromkeys(paths, SLOW[name])) as server, Stopwatch() as watch:
        visit = ask(server.url("/a"), deadline=DEADLINE)
    assert reason(visit) is Reason.TIMEOUT
    assert watch.seconds < DEADLINE + SLACK
    assert "the deadline passed while" in evidence(visit)


def test_a_server_that_never_accepts_is_a_timeout() -> None:
    """A full queue drops every new connection: connecting has the deadline too."""
    with contextlib.ExitStack() as held:
        listener = held.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            filler = held.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        with Stopwatch() as watch:
            visit = ask(f"http://127.0.0.1:{listener.getsockname()[1]}/", deadline=DEADLINE)
    assert (reason(visit), "connecting" in evidence(visit)) == (Reason.TIMEOUT, True)
    assert watch.seconds < DEADLINE + SLACK


def test_what_came_before_the_deadline_is_kept() -> None:
    """A body that stalls is an exchange cut by time."""

    def stall(line: Line) -> None:
        line.send(reply(PAGE)[:-10])
        line.wait(30)

    with FaultServer({"/a": stall}) as server:
        [kept] = ask(server.url("/a"), deadline=DEADLINE).exchanges
    assert (kept.response_body, kept.truncated) == (PAGE[:-10], "time")


def test_a_name_server_that_never_answers_is_a_timeout() -> None:
    """The look-up runs under the same deadline."""

    def never(host: str, port: int) -> list[str]:
        time.sleep(2 * DEADLINE)
        return []

    with Stopwatch() as watch:
        visit = ask("http://gazette.example/", resolver=never, deadline=DEADLINE, min_gap=1.0)
    assert reason(visit) is Reason.TIMEOUT
    assert "looking up" in evidence(visit)
    assert watch.seconds < DEADLINE + SLACK


@pytest.mark.parametrize("error", [OSError("no such name"), UnicodeError("label too long")])
def test_an_unknown_name_is_a_dns_error(error: Exception) -> None:
    """What the resolver raises is the outcome of the page, not of its robots.txt."""

    def unknown(host: str, port: int) -> list[str]:
        raise error

    visit = ask("http://gazette.example/", resolver=unknown, min_gap=1.0)
    assert reason(visit) is Reason.DNS_ERROR
    assert str(error) in evidence(visit)


def test_resets_are_tried_again_twice_and_then_named() -> None:
    """Three requests for a connection reset in the body, and what came is kept."""

    def broken(line: Line) -> None:
        line.send(reply(PAGE)[:-10])
        line.wait(0.05)
        line.reset()

    with FaultServer({"/a": broken}) as server:
        visit = ask(server.url("/a"))
    assert reason(visit) is Reason.INCOMPLETE
    assert len(server.asked("/a")) == 3
    assert [kept.truncated for kept in visit.exchanges] == ["disconnect"]


def test_a_second_try_may_succeed() -> None:
    """One reset before the answer, then the page."""

    def moody(line: Line) -> None:
        if len(server.asked("/a")) == 1:
            line.reset()
        else:
            line.send(reply(PAGE))

    with FaultServer({"/a": moody}) as server:
        assert page(ask(server.url("/a"))).body == PAGE


def test_a_closed_port_is_a_connect_error() -> None:
    """Nobody listens: named, with the system's words."""
    with FaultServer() as server:
        pass
    visit = ask(server.url("/"))
    assert reason(visit) is Reason.CONNECT_ERROR
    assert "refused" in evidence(visit).lower()


def test_a_video_is_left_after_a_look() -> None:
    """What is labelled as no page costs a few packets, whatever its size."""

    def film(line: Line) -> None:
        line.send(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 4000000000\r\n\r\n")
        line.flood(bytes(65536))

    with FaultServer({"/a": film}) as server:
        visit = ask(server.url("/a"))
    assert (reason(visit), evidence(visit)) == (Reason.NOT_HTML, "video/mp4")
    assert len(visit.exchanges[0].response_body) == 1445


def test_an_unknown_coding_and_an_empty_body_are_named() -> None:
    """`Content-Encoding: compress` is unsupported; white space is empty."""
    scripts = {
        "/z": reply(b"\x1f\x9d", content_encoding="compress"),
        "/e": reply(" \r\n"),
        "/n": reply(status="204 No"),
    }
    with FaultServer(scripts) as server:
        outcomes = [reason(ask(server.url(path))) for path in scripts]
    assert outcomes == [Reason.UNSUPPORTED_ENCODING, Reason.EMPTY, Reason.EMPTY]


def test_damage_under_a_checksum_is_incomplete() -> None:
    """A wrong CRC is as good as a cut; a gzip label on plain text is forgiven."""
    bad = bytearray(gzip.compress(PAGE))
    bad[-6] ^= 1
    scripts = {
        "/crc": reply(bytes(bad), content_encoding="gzip"),
        "/plain": reply(PAGE, content_encoding="gzip"),
        "/raw": reply(zlib.compress(PAGE)[2:-4], content_encoding="deflate"),
    }
    with FaultServer(scripts) as server:
        assert reason(ask(server.url("/crc"))) is Reason.INCOMPLETE
        assert page(ask(server.url("/plain"))).body == page(ask(server.url("/raw"))).body == PAGE
