"""A visit that is told again of its answers is the visit that was made, and nobody is asked.

Comes in: servers of every kind; what they answered. Goes out: both visits, compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from broadsheet.fetch.retold import retold
from broadsheet.fetch.visit import Visit
from broadsheet.records import Exchange, Target
from tests.faults import FaultServer, Script, reply
from tests.fetch.asking import LOCAL, Open, ask

PAGE = reply("<p>A page.</p>")
ANSWERS: dict[str, dict[str, Script | bytes]] = {
    "a page": {"/a": PAGE},
    "a dead link": {"/a": reply("no", "404 Not Found")},
    "an error": {"/a": reply("no", "500 Internal Server Error")},
    "redirects": {"/a": reply("", "302 Found", location="/b"), "/b": reply("", "301 Moved", location="/c"), "/c": PAGE},
    "to another scheme": {"/a": reply("", "302 Found", location="ftp://a.example/")},
    "round and round": {"/a": reply("", "302 Found", location="/a")},
    "nothing": {"/a": reply("")},
    "a picture": {"/a": reply(b"\x89PNG\r\n\x1a\n", content_type="image/png")},
    "too much": {"/a": reply(b"x" * 5000)},
    "a coding nobody has": {"/a": reply("x", content_encoding="rot13")},
}


def told_again(url: str, made: Visit, most: int = 1000) -> Visit | None:
    """The visit of the same URL, made of the answers of one that was made."""
    left: Iterator[Exchange] = iter(made.exchanges)

    def following(asked: str) -> Exchange | None:
        one = next(left, None)
        return one if one is not None and one.url == asked else None

    return retold(Target(url), replace(LOCAL, max_bytes=most), following)


@pytest.mark.parametrize("kind", ANSWERS)
def test_it_is_the_same(kind: str) -> None:
    """Page or reason, evidence, every hop."""
    with FaultServer(ANSWERS[kind]) as server:  # type: ignore[arg-type]
        made = ask(server.url("/a"), robots=Open(), max_bytes=1000)
        asked = len(server.asked())
        assert told_again(server.url("/a"), made) == made
        assert len(server.asked()) == asked


def test_half_a_visit_is_none() -> None:
    """A hop without its end, an answer that broke off, one that asked for a pause: it must be asked."""
    scripts: dict[str, Script | bytes] = {
        "/a": reply("", "302 Found", location="/b"),
        "/b": PAGE,
        "/cut": lambda line: line.send(PAGE[:-5]),
        "/busy": reply("later", "429 Too Many Requests", retry_after="9999"),
    }
    with FaultServer(scripts) as server:  # type: ignore[arg-type]
        made = ask(server.url("/a"), robots=Open())
        assert told_again(server.url("/a"), replace(made, exchanges=made.exchanges[:1])) is None
        for path in ("/cut", "/busy"):
            made = ask(server.url(path), robots=Open())
            assert made.exchanges
            assert told_again(server.url(path), made) is None
