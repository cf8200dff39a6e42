"""Promises 8 and 11 (rows A3-A6): what is cut is never whole, and whatever a server does has one named outcome.

Comes in: every cut of responses in six encodings, and responses damaged at random. Goes out: outcomes, counted.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Callable

import brotli
import pytest

from broadsheet.fetch import fetch_all
from broadsheet.records import Dropped, Page, Reason, Target
from tests.faults import FaultServer, Line, Script, reply
from tests.fetch.asking import LOCAL, Open, ask
from tests.test_decode import CODERS

PAGE = b"<html><body><p>" + b" ".join(b"%d" % (n * n) for n in range(60)) + b"</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def chunked(body: bytes, size: int = 70) -> bytes:
    """A body in chunks whose sizes begin with zeros, as some servers write them."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%04x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def framings(label: str, body: bytes) -> dict[str, bytes]:
    """A body under every framing that can tell where it ends; a coding has an end of its own."""
    head = OK + (b"Content-Encoding: %s\r\n" % label.encode() if label else b"")
    found = {
        "Content-Length": head + b"Content-Length: %d\r\n\r\n" % len(body) + body,
        "chunked": head + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(body),
    }
    return {**found, "close": head + b"\r\n" + body} if label else found


RESPONSES = {
    f"{name}, {framing}": response
    for name, label, body in [("identity", "", PAGE), *((n, label, code(PAGE)) for n, (label, code) in CODERS.items())]
    for framing, response in framings(label, body).items()
}


def test_every_cut_of_a_body_is_flagged_and_none_is_a_page(
    tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Cut anywhere, six encodings under every framing, ended by FIN or RST: never a page."""
    stride = tries(7, 1)
    cuts = [(name, at) for name, whole in RESPONSES.items() for at in range(len(name) % stride, len(whole), stride)]
    found: Counter[Reason] = Counter()
    with FaultServer() as server:
        for name, whole in RESPONSES.items():
            server.scripts["/whole"] = whole
            outcome = ask(server.url("/whole"), robots=Open()).outcome
            assert isinstance(outcome, Page), (name, outcome)
            assert outcome.body == PAGE
        for number, (name, at) in enumerate(cuts):
            start = RESPONSES[name][:at]
            server.scripts["/cut"] = start if number % 5 else _reset_after(start)
            visit = ask(server.url("/cut"), robots=Open())
            assert isinstance(visit.outcome, Dropped), (name, at)
            in_body = at > RESPONSES[name].index(b"\r\n\r\n") + 4
            assert visit.outcome.reason is Reason.INCOMPLETE or not in_body or number % 5 == 0, (
                name,
                at,
                visit.outcome,
            )
            found[visit.outcome.reason] += 1
    assert set(found) <= {Reason.INCOMPLETE, Reason.CONNECT_ERROR, Reason.PROTOCOL_ERROR, Reason.EMPTY}
    told(f"{found.total()} of {len(cuts)} cuts flagged ({found[Reason.INCOMPLETE]} incomplete), 0 taken for a page")


def _reset_after(start: bytes) -> Script:
    def cut(line: Line) -> None:
        line.send(start)
        line.reset()

    return cut


BITS = [
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\n", b"HTTP/1.1 302 Found\r\nLocation: /a\r\n", b"HTTP/1.1 103 Hints\r\n\r\n",
    b"HTTP/1.1 304 Same\r\n", b"HTTP/9.9 999 ?\r\n", b"Content-Length: 12\r\n", b"Content-Length: -1\r\n",
    b"Content-Length: 0x1f\r\n", b"Content-Length: 99999999999999999999999\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n", b"Content-Encoding: br\r\n", b"Content-Encoding: gzip, deflate, zstd\r\n",
    b"Location: http://[::bad\r\n", b"Location: //\r\n", b"Location: \xff\xfe:\0\r\n", b"Content-Type: text/html\r\n",
    b"Content-Type: ;;;\r\n", b" folded\r\n", b": nameless\r\n", b"\0", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b"\xff" * 9,
    b"5\r\nhello\r\n", b"-1\r\n", b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"<p>words</p>", brotli.compress(PAGE),
    *(code(PAGE) for _, code in CODERS.values()), b"Set-Cookie: " + b"a" * 9000 + b"\r\n", b"X: 1\r\n" * 120,
    b"Retry-After: 1\r\n", b"HTTP/1.1 500 Oh\r\n", b"HTTP/1.1 200 \xc3\x28\r\n", b"Date: never\r\n",
]  # fmt: skip


def noise(dice: random.Random) -> bytes:
    """A response put together from bits of responses, or a good one with bytes turned over."""
    if dice.random() < 0.5:
        start = dice.choice([b"", b"HTTP/1.1 200 OK\r\n", OK])
        return start + b"".join(dice.choice(BITS) for _ in range(dice.randrange(12)))
    response = bytearray(dice.choice(list(RESPONSES.values())))
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(response))
        response[at : at + dice.randrange(3)] = dice.choice([b"", bytes([dice.randrange(256)]), dice.choice(BITS)])
    return bytes(response)


@pytest.mark.timeout(1800)
def test_every_response_has_one_named_outcome_and_the_counts_add_up(
    tries: Callable[[int, int], int], told: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Responses made of noise: one outcome each, none an error of ours, no traceback."""
    dice, count = random.Random(11), tries(1000, 20_000)
    found: Counter[str] = Counter()
    with FaultServer() as server, caplog.at_level(logging.ERROR):
        scripts = {f"/{n}": noise(dice) for n in range(count)}
        server.scripts.update(scripts)
        server.scripts["/a"] = reply(PAGE)
        targets = [Target(server.url(path)) for path in scripts]
        asked = []
        for target, visit in fetch_all(targets, LOCAL, robots=Open()):
            asked.append(target.url)
            outcome = visit.outcome
            found[outcome.reason if isinstance(outcome, Dropped) else "page"] += 1
            assert found["internal_error"] == 0, (scripts[target.url.removeprefix(server.url(""))], outcome)
    assert sorted(asked) == sorted(target.url for target in targets)
    assert not caplog.records
    assert len(found) > 5
    told(f"{found.total()} responses, {len(found)} different outcomes, 0 errors of ours, 0 unaccounted for")
