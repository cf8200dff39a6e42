"""Certificates are checked, names too, and a handshake has its deadline."""

from __future__ import annotations

import gzip
import ssl
from pathlib import Path

import pytest

from broadsheet.records import Reason
from tests.faults import FaultServer, Line, reply
from tests.faults.certificate import believing, certificate, expired, presenting
from tests.fetch.asking import DEADLINE, SLACK, Stopwatch, ask, evidence, page, reason

PAGE = "<html><p>News</p>"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for gazette.example that signs itself."""
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server_side(made: Path) -> ssl.SSLContext:
    """What a server presents."""
    return presenting(made)


@pytest.fixture
def trusting(made: Path) -> ssl.SSLContext:
    """A client that believes in this one certificate."""
    return believing(made)


def home(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


def test_a_self_signed_certificate_is_refused(server_side: ssl.SSLContext) -> None:
    """The handshake fails closed, before any request."""
    with FaultServer({"/a": reply(PAGE)}, tls=server_side) as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=home, min_gap=0.01)
    assert reason(visit) is Reason.TLS_ERROR
    assert server.log == []


def test_a_trusted_certificate_of_the_right_name_is_accepted(
    server_side: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    """The name looked up is the name checked and sent (SNI), not the address connected to."""
    names: list[str | None] = []
    server_side.sni_callback = lambda _, name, __: names.append(name)
    with FaultServer({"/a": reply(PAGE)}, tls=server_side) as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=home, trust=trusting, min_gap=0.01)
    assert page(visit).exchanges[0].response_head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert set(names) == {"gazette.example"}


def test_a_certificate_for_another_name_is_refused(server_side: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    """A trusted signature is not enough."""
    with FaultServer({"/a": reply(PAGE)}, tls=server_side) as server:
        visit = ask(server.url("/a", "courier.example"), resolver=home, trust=trusting, min_gap=0.01)
    assert reason(visit) is Reason.TLS_ERROR


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    """Even one that is believed in, of the right name."""
    made = expired(tmp_path)
    with FaultServer({"/a": reply(PAGE)}, tls=presenting(made)) as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=home, trust=believing(made), min_gap=0.01)
    assert (reason(visit), "expired" in evidence(visit)) == (Reason.TLS_ERROR, True)
    assert server.log == []


def test_a_slow_body_over_tls_has_its_deadline(server_side: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    """The clock runs through the encrypted stream as well."""
    with (
        FaultServer({"/a": lambda line: line.drip(reply(PAGE * 9), 0.1)}, tls=server_side) as server,
        Stopwatch() as watch,
    ):
        visit = ask(server.url("/a", "gazette.example"), resolver=home, trust=trusting, min_gap=0.01, deadline=DEADLINE)
    assert reason(visit) is Reason.TIMEOUT
    assert watch.seconds < DEADLINE + SLACK


CUTS = {
    "by length": reply(PAGE * 9, content_length="9999"),
    "in a chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n" + PAGE.encode(),
    "in gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE.encode())[:-1],
}


@pytest.mark.parametrize("name", CUTS)
@pytest.mark.parametrize("way", ["close", "reset", "goodbye"])
def test_a_cut_under_tls_is_flagged(name: str, way: str, server_side: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    """With and without the alert that ends a connection properly (RFC 8446, 6.1): the body's own end counts."""

    def cut(line: Line) -> None:
        line.send(CUTS[name])
        if way == "goodbye":
            line.connection.unwrap()  # type: ignore[attr-defined]
        elif way == "reset":
            line.reset()
        else:
            line.connection.close()

    with FaultServer({"/a": cut}, tls=server_side) as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=home, trust=trusting, min_gap=0.001)
    assert reason(visit) in {Reason.INCOMPLETE, *([Reason.CONNECT_ERROR] if way == "reset" else [])}


def test_more_than_was_declared_is_flagged_under_tls(server_side: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    """In the same record and in the next."""
    body = PAGE * 3000
    scripts = {f"/{size}": reply(body, content_length=str(size)) for size in (20, 16_384, 40_000, len(body))}
    with FaultServer(scripts, tls=server_side) as server:
        for path in scripts:
            url = server.url(path, "gazette.example")
            got = page(ask(url, resolver=home, trust=trusting, min_gap=0.001))
            assert len(got.body) == int(path[1:])
            assert bool(got.cut) is (len(got.body) < len(body))


@pytest.mark.parametrize("pace", [0.05, 30])
def test_a_handshake_that_never_ends_has_its_deadline(pace: float) -> None:
    """One byte of a TLS record at a time, or none at all."""

    def stall(line: Line) -> None:
        line.drip(b"\x16\x03\x03\x3f\xff" + bytes(1000), pace)

    with FaultServer(greet=stall) as server, Stopwatch() as watch:
        visit = ask(server.url("/a").replace("http:", "https:"), deadline=DEADLINE)
    assert reason(visit) is Reason.TIMEOUT
    assert watch.seconds < DEADLINE + SLACK


def test_plain_http_on_a_tls_port_is_a_tls_error() -> None:
    """What is no TLS is named so."""
    with FaultServer(greet=lambda line: line.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
        assert reason(ask(server.url("/a").replace("http:", "https:"))) is Reason.TLS_ERROR
