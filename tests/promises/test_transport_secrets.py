"""Promise 4 (rows B3-B5): nothing of one origin is told to another, nothing of this machine to anybody.

Comes in: redirects of every shape, servers that set cookies and ask for passwords, an environment full of secrets.
Goes out: every byte that the servers received, and every file that was opened, by an audit hook.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from broadsheet.fetch import visit as visit_module
from broadsheet.fetch import wire as wire_module
from broadsheet.records import Page
from tests.faults import FaultServer, reply
from tests.faults.certificate import believing, certificate, presenting
from tests.fetch.asking import ask

HOST, SUB, OTHER = "a.gazette.example", "b.gazette.example", "gazette.example"
OURS = {"host", "user-agent", "accept", "accept-encoding", "connection"}
"""The only fields that we send to anybody."""
SECRET = "s3cret"
TEMPTING = {
    "set_cookie": f"id={SECRET}; Domain=gazette.example; Path=/; Max-Age=99999",
    "www_authenticate": 'Basic realm="a", Digest realm="a", nonce="b", Negotiate',
    "proxy_authenticate": "Basic",
    "refresh": "0; url=/other",
    "alt_svc": 'h2=":443"',
    "link": "</other>; rel=preload",
    "accept_ch": "Sec-CH-UA-Full-Version",
    "authorization": f"Bearer {SECRET}",
}

opened: list[str] = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)


class Servers(NamedTuple):
    """Two that speak HTTP, one that speaks HTTPS."""

    first: FaultServer
    second: FaultServer
    secure: FaultServer


def away(location: str, status: str = "302 Found", **fields: str) -> bytes:
    """A redirect that tries all it can to have something remembered."""
    return reply("moved", status, location=location, **{**TEMPTING, **fields})


def shape(name: str, s: Servers) -> str:
    """Set the servers up for one shape of redirect; where to begin."""
    second, secure, first = s.second.url("/end", OTHER), s.secure.url("/end", SUB), s.first.url("/end", HOST)
    flood = "\r\nSet-Cookie: ".join(f"c{n}={SECRET * 30}" for n in range(60))
    moves = {
        "301 to another port": (s.first, HOST, away(s.second.url("/end", HOST), "301 Moved")),
        "302 to another host": (s.first, HOST, away(second)),
        "303 to another host": (s.first, HOST, away(second, "303 See")),
        "307 to another host": (s.first, HOST, away(second, "307 Again")),
        "308 to another host": (s.first, HOST, away(second, "308 Moved")),
        "http to https": (s.first, SUB, away(secure)),
        "https to http": (s.secure, SUB, away(first)),
        "to the parent domain": (s.first, HOST, away(second)),
        "to a sibling domain": (s.second, OTHER, away(s.first.url("/end", SUB))),
        "a password in Location": (s.first, HOST, away(second.replace("//", f"//me:{SECRET}@"))),
        "no scheme, and a password": (s.first, HOST, away(second.replace("http://", f"//me:{SECRET}@"))),
        "a flood of cookies": (s.first, HOST, away(second, set_cookie=flood)),
        "within the origin, then away": (s.first, HOST, away("/on")),
        "there and back again": (s.first, HOST, away(s.second.url("/back", OTHER))),
    }
    server, host, answer = moves[name]
    server.scripts["/a"] = answer
    s.first.scripts["/on"] = away(second)
    s.second.scripts["/back"] = away(first)
    return server.url("/a", f"me:{SECRET}@{host}")


SHAPES = [
    "301 to another port", "302 to another host", "303 to another host", "307 to another host", "308 to another host",
    "http to https", "https to http", "to the parent domain", "to a sibling domain", "a password in Location",
    "no scheme, and a password", "a flood of cookies", "within the origin, then away", "there and back again",
]  # fmt: skip


@pytest.fixture
def servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Servers, Callable[[str], object]]]:
    """Three servers that pass for public, and how to ask one; an environment that offers secrets and proxies."""
    for module in (wire_module, visit_module):
        monkeypatch.setattr(module, "special_purpose", lambda _: None)
    made = certificate(tmp_path)
    end = {"/end": reply("<p>news", **TEMPTING), "/robots.txt": reply("", **TEMPTING)}
    with ExitStack() as held:
        first, second, proxy = (held.enter_context(FaultServer(end)) for _ in range(3))
        secure = held.enter_context(FaultServer(end, tls=presenting(made)))
        for name in (".netrc", "_netrc"):
            lines = [f"machine {host} login me password {SECRET}\n" for host in (HOST, SUB, OTHER, "127.0.0.1")]
            (tmp_path / name).write_text("".join(lines) + f"default login me password {SECRET}\n")
            (tmp_path / name).chmod(0o600)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        for name in ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"):
            monkeypatch.setenv(name, proxy.url().replace("//", f"//me:{SECRET}@"))
            monkeypatch.setenv(name.upper(), proxy.url())
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
            monkeypatch.setenv(name, str(tmp_path / "none.pem"))
        monkeypatch.delenv("no_proxy", raising=False)
        trusting = believing(made)

        def fetch(url: str) -> object:
            return ask(url, resolver=lambda *_: ["127.0.0.1"], trust=trusting, allow_private=False, min_gap=1e-4)

        yield Servers(first, second, secure), fetch
        assert proxy.log == []


def test_nothing_crosses_an_origin_and_nothing_leaves_this_machine(
    servers: tuple[Servers, Callable[[str], object]], told: Callable[[str], None]
) -> None:
    """Redirects of every shape, with cookies, passwords, .netrc and proxies in reach: five plain fields, no secret."""
    all_three, fetch = servers
    opened.clear()
    seen: Counter[str] = Counter()
    for name in SHAPES:
        before = [len(server.log) for server in all_three]
        visit = fetch(shape(name, all_three))
        assert isinstance(visit.outcome, Page), (name, visit)  # type: ignore[attr-defined]
        asked = [one for server, start in zip(all_three, before, strict=True) for one in server.log[start:]]
        assert len(asked) >= 3, name
        for one in asked:
            fields = {line.partition(b":")[0].decode().lower() for line in one.head.split(b"\r\n")[1:] if line}
            assert fields == OURS, (name, fields)
            assert SECRET.encode() not in one.head, name
            seen[name] += 1
        assert SECRET not in repr(visit.outcome.url)  # type: ignore[attr-defined]
        assert all(SECRET.encode() not in kept.request_head for kept in visit.exchanges)  # type: ignore[attr-defined]
    assert not [path for path in opened if "netrc" in path or path.endswith("none.pem")]
    told(f"{len(SHAPES)} shapes, {seen.total()} requests: 0 credentials, cookies or other fields; .netrc never opened")


@pytest.mark.parametrize("status", ["401 No", "407 No", "403 No", "511 No"])
def test_who_asks_for_a_password_gets_none(servers: tuple[Servers, Callable[[str], object]], status: str) -> None:
    """One request, one answer, and no second try with what lies about."""
    (first, *_), fetch = servers
    first.scripts["/a"] = reply("who are you?", status, **TEMPTING)
    fetch(first.url("/a", f"me:{SECRET}@{HOST}"))
    assert len(first.asked("/a")) == 1
    assert first.asked("/a")[0].field("authorization") is None
