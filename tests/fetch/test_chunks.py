"""Bodies in chunks (RFC 9112, 7.1): as servers write them, broken, cut, in floods."""

from __future__ import annotations

import time

import pytest

from broadsheet.records import Reason
from tests.faults import FaultServer, Line
from tests.fetch.asking import LOCAL, Stopwatch, ask, evidence, page, reason
from tests.test_decode import MIB

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

CHUNKS: dict[str, tuple[bytes, set[Reason]]] = {
    "bad size": (b"zz\r\nabc\r\n0\r\n\r\n", {Reason.INCOMPLETE, Reason.PROTOCOL_ERROR}),
    "negative size": (b"-5\r\nabc\r\n0\r\n\r\n", {Reason.INCOMPLETE, Reason.PROTOCOL_ERROR}),
    "minus one": (b"-1\r\n" + b"x" * 9999, {Reason.INCOMPLETE, Reason.PROTOCOL_ERROR, Reason.TOO_LARGE}),
    "no last chunk": (b"5\r\n<p>hi\r\n", {Reason.INCOMPLETE}),
    "cut in a chunk": (b"50\r\n<p>hi", {Reason.INCOMPLETE}),
    "cut in a size with zeros before it": (b"5\r\n<p>hi\r\n0", {Reason.INCOMPLETE}),
    "cut behind the last chunk": (b"5\r\n<p>hi\r\n0\r\n", {Reason.INCOMPLETE}),
    "cut in a trailer": (b"5\r\n<p>hi\r\n0\r\nX-A: 1", {Reason.INCOMPLETE}),
    "a size with a prefix": (b"0x5\r\n<p>hi\r\n0\r\n\r\n", {Reason.PROTOCOL_ERROR}),
    "a size with an underscore": (b"0_5\r\n<p>hi\r\n0\r\n\r\n", {Reason.PROTOCOL_ERROR}),
    "a size that is too small by two": (b"3\r\n<p>hi0\r\n\r\n", {Reason.PROTOCOL_ERROR}),
    "huge size": (b"ffffffffffffffff\r\n<p>hi\r\n", {Reason.INCOMPLETE}),
    "huge extension": (b"5;" + b"x" * 100_000 + b"\r\n<p>hi\r\n0\r\n\r\n", {Reason.INCOMPLETE, Reason.PROTOCOL_ERROR}),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_broken_chunks_are_named(name: str) -> None:
    """Whatever is wrong with the chunks, the body is not taken for whole."""
    body, expected = CHUNKS[name]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    with FaultServer({"/a": head + body}) as server:
        visit = ask(server.url("/a"))
    assert reason(visit) in expected
    assert len(server.asked("/a")) == (3 if reason(visit) is Reason.INCOMPLETE else 1)


def test_chunks_as_servers_write_them_are_read() -> None:
    """Sizes with zeros before and blanks behind them, extensions, trailers, white space round the coding's name."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding:\tChunked \r\n\r\n"
    body = b"0003  \r\n<p>\r\n2;a=b;c\r\nhi\r\nA\r\n0123456789\r\n000000\r\nX-Digest: a\r\n\r\n"
    with FaultServer({"/a": head + body}) as server:
        assert page(ask(server.url("/a"))).body == b"<p>hi0123456789"


def test_a_flood_of_tiny_chunks_is_bounded() -> None:
    """A byte a chunk: given up long before the cap of bytes, in little processor time, the server's share included."""

    def flood(line: Line) -> None:
        line.send(OK + b"Transfer-Encoding: chunked\r\n\r\n")
        line.flood(b"1\r\nx\r\n" * 10_000)

    with FaultServer({"/a": flood}) as server:
        began = time.process_time()
        visit = ask(server.url("/a"), deadline=20)
    assert (reason(visit), evidence(visit)) == (Reason.TOO_LARGE, "more than 100000 chunks")
    assert len(visit.exchanges[0].response_body) == 100_001
    assert time.process_time() - began < 1.5


def test_a_flood_of_trailers_is_bounded() -> None:
    """Trailers without end stop at the cap of bytes, not at the deadline."""

    def flood(line: Line) -> None:
        line.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>hi\r\n0\r\n"
        )
        line.flood(b"X-More: " + b"y" * 8000 + b"\r\n")

    with FaultServer({"/a": flood}) as server, Stopwatch() as watch:
        visit = ask(server.url("/a"), max_bytes=MIB)
    assert reason(visit) is Reason.TOO_LARGE
    assert watch.seconds < LOCAL.deadline
