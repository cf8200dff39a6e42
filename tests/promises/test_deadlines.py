"""Promise 2 (row A7): every fetch ends within its deadline, whatever is slow.

Comes in: scripts that are slow in every place where a fetch can wait. Goes out: seconds beyond the deadline, the most.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from broadsheet.fetch import Visit
from broadsheet.records import Reason
from tests.faults import FaultServer, Line, Script, reply
from tests.faults.certificate import believing, certificate, presenting
from tests.fetch.asking import SLACK, Open, ask, evidence, page, reason

PAGE = b"<html><p>" + b"news " * 400
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKS = OK + b"Transfer-Encoding: chunked\r\n\r\n"
NAME = "www.gazette.example"

MUCH = 4_000_000
"""Bytes of a URL that socket buffers do not hold where the other side keeps its own small."""

Fetch = Callable[[float], Visit]
"""Seconds of deadline -> what came of it."""


def after(start: bytes, then: bytes = b"", pause: float = 0.05) -> Script:
    """Send `start` at once, then `then` one byte at a time, again and again."""

    def slow(line: Line) -> None:
        line.send(start)
        while True:
            line.drip(then, pause)
            line.wait(pause)

    return slow


def hop(line: Line) -> None:
    """A redirect a little deeper, each after a while."""
    line.wait(0.6)
    line.send(reply("", "302 Found", location=f"{line.path}/a"))


def reset(line: Line) -> None:
    """Break the connection, each time after a while."""
    line.wait(0.4)
    line.reset()


SCRIPTS: dict[str, Script] = {
    "silence": after(b""),
    "the status line drips": after(b"", OK),
    "the header drips": after(OK, b"X-Long: word\r\n"),
    "a header line without end": after(OK + b"X-Long: ", b"word "),
    "100 after 100": after(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01),
    "103 after 103": after(b"", b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", 0.01),
    "silence after 100": after(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "the body drips": after(OK + b"Content-Length: 2009\r\n\r\n", PAGE),
    "a body without length drips": after(OK + b"\r\n", PAGE),
    "a gzip body drips": after(OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08", b"\0"),
    "silence in the body": after(reply(PAGE)[:-9]),
    "chunks drip": after(CHUNKS, b"1\r\nx\r\n"),
    "a chunk's size drips": after(CHUNKS, b"0"),
    "a chunk's extension drips": after(CHUNKS + b"5;", b"x"),
    "silence behind the last chunk": after(CHUNKS + b"1\r\nx\r\n0\r\n"),
    "trailers drip": after(CHUNKS + b"1\r\nx\r\n0\r\n", b"X-A: 1\r\n"),
    "every redirect is slow": hop,
    "a redirect's body drips": after(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n", b"gone "),
    "a refusal's body drips": after(b"HTTP/1.1 404 Not Found\r\n\r\n", b"gone "),
    "resets, each after a while": reset,
}
ROBOTS: dict[str, Script] = {
    "robots.txt: silence": after(b""),
    "robots.txt drips": after(OK + b"\r\n", b"Disallow: /x\r\n"),
    "robots.txt: every redirect is slow": hop,
}


OTHERWISE = {
    "resets, each after a while": {Reason.TIMEOUT, Reason.CONNECT_ERROR},
    "robots.txt: every redirect is slow": {
        Reason.TIMEOUT,
        Reason.ROBOTS_DENIED,
    },  # by its sixth hop
}


def never(host: str, port: int) -> list[str]:
    """A look-up that takes longer than anybody waits."""
    time.sleep(4)
    return []


def late(host: str, port: int) -> list[str]:
    """A look-up that leaves little time for the rest."""
    time.sleep(0.4)
    return ["127.0.0.1"]


def home(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


@contextlib.contextmanager
def full_backlog() -> Iterator[int]:
    """The port of a listener whose queue is full: it answers no SYN."""
    with contextlib.ExitStack() as held:
        listener = held.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            filler = held.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def trickle(context: ssl.SSLContext, free: int) -> Script:
    """TLS with every byte that the server sends 0.05 s after the last; the first `free` bytes at once."""

    def speak(line: Line) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls, left = context.wrap_bio(incoming, outgoing, server_side=True), free
        said = False
        while True:
            with contextlib.suppress(ssl.SSLWantReadError):
                tls.do_handshake()
                if not said and tls.read(65536):
                    tls.write(reply(PAGE))
                    said = True
            data = outgoing.read()
            line.send(data[:left])
            line.drip(data[left:], 0.05)
            left = max(0, left - len(data))
            incoming.write(line.connection.recv(65536))

    return speak


@pytest.fixture
def fetches(tmp_path: Path) -> Iterator[dict[str, Fetch]]:
    """Every slow place there is, each behind a server of its own where one is needed."""
    made = certificate(tmp_path)
    shown, trusting = presenting(made), believing(made)
    with contextlib.ExitStack() as held:

        def serve(**how: object) -> FaultServer:
            return held.enter_context(FaultServer(**how))  # type: ignore[arg-type]

        def plain(server: FaultServer, **how: object) -> Fetch:
            return lambda seconds: ask(server.url("/a"), deadline=seconds, **how)  # type: ignore[arg-type]

        def secure(server: FaultServer) -> Fetch:
            url = server.url("/a", NAME).replace("http:", "https:")
            return lambda seconds: ask(url, deadline=seconds, resolver=home, trust=trusting, min_gap=0.001)

        paths = ["/a" * n for n in range(1, 14)]
        found = {name: plain(serve(scripts=dict.fromkeys(paths, script))) for name, script in SCRIPTS.items()}
        for name, script in ROBOTS.items():
            found[name] = plain(serve(scripts=dict.fromkeys(["/robots.txt" + path for path in ["", *paths]], script)))
        deaf = serve(greet=after(b""), window=4096)
        silent, port = serve(greet=after(b"")), held.enter_context(full_backlog())
        named = f"http://{NAME}:{port}/"
        found |= {
            "the name server never answers": lambda s: ask(named, deadline=s, resolver=never, min_gap=0.001),
            "the name server is late, the site silent": lambda s: ask(
                silent.url("/a", NAME), deadline=s, resolver=late, min_gap=0.001
            ),
            "nobody accepts": lambda s: ask(f"http://127.0.0.1:{port}/", deadline=s),
            "nobody accepts at three addresses": lambda s: ask(
                named, deadline=s, resolver=lambda *_: ["127.0.0.1"] * 3, min_gap=0.001
            ),
            "a long request is not read": lambda s: ask(deaf.url("/" + "a" * MUCH), deadline=s, robots=Open()),
            "TLS: silence": secure(silent),
            "TLS: a record drips": secure(serve(greet=after(b"\x16\x03\x03\x3f\xff", b"\0"))),
            "TLS: the server's hello drips": secure(serve(greet=trickle(shown, 0))),
            "TLS: the body's record drips": secure(serve(greet=trickle(shown, 1400))),
            "TLS: the body drips": secure(serve(scripts={"/a": SCRIPTS["the body drips"]}, tls=shown)),
        }
        yield found


def test_no_slow_answer_outlives_its_deadline(
    fetches: dict[str, Fetch], tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Look-up, connecting, TLS, sending, header, body, redirects, robots.txt, tries: deadline + 0.5 s at the most."""
    over: dict[tuple[str, float], float] = {}

    def run(name: str, seconds: float) -> Visit:
        began = time.monotonic()
        visit = fetches[name](seconds)
        over[name, seconds] = time.monotonic() - began - seconds
        return visit

    for seconds in (1.0,) * tries(1, 3) + (0.5, 2.0, 3.0)[: tries(0, 3)]:
        with ThreadPoolExecutor(8) as pool:
            visits = pool.map(lambda name, seconds=seconds: run(name, seconds), fetches)
            for name, visit in zip(fetches, visits, strict=True):
                assert reason(visit) in OTHERWISE.get(name, {Reason.TIMEOUT}), (name, visit.outcome)
                assert "deadline" in evidence(visit) or name in OTHERWISE
                assert "sending" in evidence(visit) or "is not read" not in name
    for name, seconds in [key for key, value in over.items() if value > SLACK]:
        run(name, seconds)  # alone: eight at once are late, too, where others have the processors
    late = {key: round(value, 2) for key, value in over.items() if value > SLACK}
    assert late == {}
    told(f"{len(fetches)} slow scripts, {len(over)} fetches, at most {max(over.values()):.2f} s beyond the deadline")


def test_who_is_slow_but_done_in_time_is_a_page() -> None:
    """The clock of the scripts above is no trap: the same drip, short enough, arrives."""
    with FaultServer({"/a": lambda line: line.drip(reply("<p>x"), 0.005)}) as server:
        assert page(ask(server.url("/a"), deadline=5)).body == b"<p>x"
