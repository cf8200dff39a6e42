"""Nowhere private, nothing from the environment, nothing secret, no strange redirects."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from broadsheet.errors import ContactMissing, UsageError
from broadsheet.fetch import visit as visit_module
from broadsheet.fetch import wire
from broadsheet.fetch.address import special_purpose
from broadsheet.fetch.exchange import exchange
from broadsheet.fetch.redirect import is_home
from broadsheet.fetch.session import Session
from broadsheet.records import Reason
from tests.faults import FaultServer, Line, Script, reply
from tests.fetch.asking import ask, evidence, page, reason

PAGE = "<html><p>News</p>"
PRIVATE = """
    0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
    239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
    ::ffff:0:7f00:1 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1
    fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 nonsense
""".split()
PUBLIC = (
    "8.8.8.8 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.167.0.1 223.255.255.255 2a00:1450::1 2606:4700::1"
)

connected: list[Any] = []
sys.addaudithook(lambda event, args: connected.append(args[1]) if event == "socket.connect" else None)


@pytest.fixture
def connects() -> list[Any]:
    """The addresses of every connect() from now on, by an oracle that knows none of our code."""
    connected.clear()
    return connected


@pytest.mark.parametrize("address", PRIVATE)
def test_special_purpose_addresses_are_known(address: str) -> None:
    """Each is refused, wrapped ones whatever they wrap, and what is no address too."""
    assert special_purpose(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses_pass(address: str) -> None:
    """Neighbours of the denied networks are ordinary."""
    assert special_purpose(address) is None


SPELLINGS = """
    http://127.0.0.1/ http://127.1/ http://2130706433/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://127.0.0.1./
    http://%31%32%37.0.0.1/ http://１２７.0.0.1/ http://[::1]/ http://[::ffff:127.0.0.1]/ http://[0:0::7f00:1]/
    http://user@127.0.0.1/ http://8.8.8.8@127.0.0.1/ http://0/ http://169.254.169.254/latest/ https://10.0.0.1/
    http://[fe80::1]/ http://[fd00:ec2::254]/ http:127.0.0.1 http:\\\\127.0.0.1/
""".split()


@pytest.mark.parametrize("url", SPELLINGS)
def test_no_spelling_of_a_private_address_is_connected_to(url: str, connects: list[Any]) -> None:
    """Refused before connect(), as the audit hook sees it."""
    assert reason(ask(url, allow_private=False, min_gap=1.0)) is Reason.PRIVATE_ADDRESS
    assert connects == []


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["2606:4700::1", "::1"], ["::ffff:8.8.8.8"]]
)
def test_a_name_with_any_private_address_is_refused(addresses: list[str], connects: list[Any]) -> None:
    """Mixed records are an attack: all addresses are vetted, none is connected to."""
    visit = ask("http://gazette.example/", resolver=lambda *_: addresses, allow_private=False, min_gap=1.0)
    assert reason(visit) is Reason.PRIVATE_ADDRESS
    assert connects == []


@pytest.mark.parametrize("answer", ["localhost", "127.1", "2130706433", "127.0.0.1%lo", "127.0.0.1\0", ""])
def test_what_a_resolver_says_must_be_an_address(answer: str, connects: list[Any]) -> None:
    """Even where private ones are allowed: connect() would take a name, and look it up again."""
    for private, expected in ((True, Reason.DNS_ERROR), (False, Reason.PRIVATE_ADDRESS)):
        visit = ask("http://gazette.example/", resolver=lambda *_: [answer], allow_private=private, min_gap=1.0)
        assert reason(visit) is expected
    assert connects == []


def test_a_name_is_looked_up_once_for_each_connection(connects: list[Any]) -> None:
    """A resolver that changes its mind between vetting and connecting changes nothing (rebinding)."""
    answers = iter([["192.0.2.1"], ["127.0.0.1"]] * 100)
    for _ in range(200):
        ask("http://gazette.example/", resolver=lambda *_: next(answers), allow_private=False, min_gap=1.0)
    assert connects == []


def test_the_connection_goes_to_the_vetted_address_and_keeps_the_name() -> None:
    """The name stands in `Host`, the address in the exchange; no second look-up happens on the way."""
    asked: list[str] = []

    def once(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with FaultServer({"/a": reply(PAGE)}) as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=once, min_gap=0.01)
    assert server.asked("/a")[0].field("host") == f"gazette.example:{server.port}"
    assert page(visit).exchanges[0].address == "127.0.0.1"
    assert asked == ["gazette.example"] * 2  # robots.txt and the page: one connection each


def test_no_connection_serves_twice(connects: list[Any]) -> None:
    """A server that keeps the line open, though asked to close it, is looked up, vetted and counted anew each time."""

    def keep_open(line: Line) -> None:
        while True:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = line.connection.recv(65536)
                if not piece:
                    return
                head += piece
            line.send(reply(PAGE))

    wired = wire.Wire()
    session = Session(wired)
    with FaultServer(greet=keep_open) as server:
        url, limits = server.url("/a"), {"seconds": 5, "cap": 1000}
        answers = [exchange(session, url, {"Connection": "close"}, **limits, private=True) for _ in range(3)]
        refused = exchange(session, url, {"Connection": "close"}, **limits)
        session.close()
    assert [(one.failure, one.touched) for one in answers] == [(None, True)] * 3
    assert [one.exchange.address for one in answers if one.exchange] == ["127.0.0.1"] * 3
    assert len(connects) == 3
    assert refused.failure is not None
    assert refused.failure[0] is Reason.PRIVATE_ADDRESS


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    """A dead first record costs a try, not the page."""
    with FaultServer({"/a": reply(PAGE)}, host="127.0.0.2") as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=lambda *_: ["127.0.0.3", "127.0.0.2"], min_gap=0.01)
    assert page(visit).exchanges[0].address == "127.0.0.2"


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard stands at every hop: only the fault server's own address passes for public here."""
    monkeypatch.setattr(wire, "special_purpose", lambda one: None if one == "127.0.0.1" else special_purpose(one))
    addresses = {"gazette.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    with FaultServer({"/a": reply("", "302 Found", location="http://inside.example/")}) as server:
        url = server.url("/a", "gazette.example")
        visit = ask(url, resolver=lambda name, _: addresses[name], allow_private=False, min_gap=0.01)
    assert (reason(visit), "10.0.0.1" in evidence(visit)) == (Reason.PRIVATE_ADDRESS, True)


def test_the_peer_is_vetted_again_after_connecting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is at the other end in truth: refused before a byte is sent."""
    verdicts = iter([None, "somebody else"])
    monkeypatch.setattr(wire, "special_purpose", lambda _: next(verdicts))
    with FaultServer({"/a": reply(PAGE)}) as server:
        assert reason(ask(server.url("/a"), allow_private=False)) is Reason.PRIVATE_ADDRESS
    assert server.log == []


def test_the_environment_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxy variables, .netrc and user info in the URL reach no server."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    with FaultServer() as proxy, FaultServer({"/a": reply(PAGE)}) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        visit = ask(server.url("/a", "me:secret@127.0.0.1"))
    assert proxy.log == []
    [asked] = server.asked("/a")
    assert asked.field("authorization") is None
    assert b"secret" not in asked.head
    assert "secret" not in repr(visit)


@pytest.mark.parametrize("path", ["/page", "/robots.txt"])
def test_a_private_server_leads_nowhere_that_was_not_named(path: str) -> None:
    """`--allow-private` is for the origin that was named: another port of the same machine stays closed."""
    with FaultServer({"/page": reply(PAGE)}) as other:
        away = reply("", "302 Found", location=other.url("/page"))
        with FaultServer({"/page": reply(PAGE), path: away}) as named:
            visit = ask(named.url("/page"))
            again = ask(other.url("/page"))
    assert isinstance(page(again).body, bytes)
    assert reason(visit) in {Reason.PRIVATE_ADDRESS, Reason.ROBOTS_DENIED}
    assert [asked.path for asked in other.log] == ["/robots.txt", "/page"]


@pytest.mark.parametrize(
    ("url", "named", "home"),
    [
        ("http://intra.example/b", "HTTP://me@Intra.example:80/a", True),
        ("https://intra.example/", "http://intra.example/", True),
        ("http://intra.example/", "https://intra.example/", False),
        ("http://intra.example:8080/", "http://intra.example/", False),
        ("http://www.intra.example/", "http://intra.example/", False),
        ("http://127.0.0.1/", "http://localhost/", False),
        ("http://127.0.0.1/", "http://0x7f.1/", True),
    ],
)
def test_home_is_the_origin_that_was_named(url: str, named: str, home: bool) -> None:
    """However it is spelt, and its https; not back from https, no other port or name."""
    assert is_home(url, named) is home


def test_a_private_server_may_lead_on_within_its_origin() -> None:
    """Its own redirects are followed, and its robots.txt's."""
    scripts = {"/robots.txt": reply("", "302 Found", location="/r"), "/r": reply(""), "/b": reply(PAGE)}
    with FaultServer({**scripts, "/a": reply("", "302 Found", location="/b")}) as server:
        assert page(ask(server.url("/a"))).url == server.url("/b")


def test_a_name_that_answered_in_public_is_no_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding under `--allow-private`: robots.txt came from a public address, the page's name is now private."""
    monkeypatch.setattr(visit_module, "special_purpose", lambda one: None if one == "127.0.0.1" else "private")
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    with FaultServer({"/a": reply(PAGE)}) as server:
        visit = ask(server.url("/a", "gazette.example"), resolver=lambda *_: next(answers), min_gap=0.01)
    assert (reason(visit), "127.0.0.2" in evidence(visit)) == (Reason.PRIVATE_ADDRESS, True)


def test_nothing_of_one_origin_is_told_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cookie, referrer or credential is sent, not even back to where it came from."""
    monkeypatch.setattr(wire, "special_purpose", lambda one: None if one == "127.0.0.1" else special_purpose(one))
    with FaultServer({"/b": reply(PAGE)}) as second:
        cookie = {"set_cookie": "id=1; Path=/"}
        scripts: dict[str, bytes | Script] = {
            "/robots.txt": reply("", **cookie),
            "/a": reply("", "302 Found", location="/c", **cookie),
            "/c": reply("", "307 Temporary Redirect", location=second.url("/b"), **cookie),
        }
        with FaultServer(scripts) as first:
            page(ask(first.url("/a")))
    sent = [{line.split(b":")[0] for line in asked.head.split(b"\r\n")[1:] if line} for asked in first.log + second.log]
    assert len(sent) == 5
    assert all(names == {b"Host", b"User-Agent", b"Accept", b"Accept-Encoding", b"Connection"} for names in sent)


LOCATIONS = {
    "file:///etc/passwd": Reason.UNSUPPORTED_SCHEME,
    "ftp://gazette.example/": Reason.UNSUPPORTED_SCHEME,
    "data:text/html,hello": Reason.UNSUPPORTED_SCHEME,
    "javascript:alert(1)": Reason.UNSUPPORTED_SCHEME,
    "http://[::bad": Reason.PROTOCOL_ERROR,
    "": Reason.PROTOCOL_ERROR,
    "http://a..b/": Reason.DNS_ERROR,
    "http://" + "x" * 300 + "/": Reason.DNS_ERROR,
    "/a": Reason.TOO_MANY_REDIRECTS,
}


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_redirect_to_nowhere_is_named(location: str) -> None:
    """Schemes, malformed targets, impossible names, loops."""
    with FaultServer({"/a": reply("", "302 Found", location=location)}) as server:
        visit = ask(server.url("/a"), resolver=socket_resolver, min_gap=0)
    assert reason(visit) is LOCATIONS[location]
    assert len(server.asked("/a")) == (11 if location == "/a" else 1)


def socket_resolver(host: str, port: int) -> list[str]:
    """What the system says to names that cannot exist, without asking any server for those that might."""
    host.encode("idna")
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def test_ten_hops_are_followed_and_kept() -> None:
    """Every hop is an exchange of the page, the last one last."""
    hops = {f"/{n}": reply("", "302 Found", location=f"{n + 1}") for n in range(10)}
    with FaultServer({**hops, "/10": reply(PAGE)}) as server:
        visit = ask(server.url("/0"))
    assert page(visit).url == server.url("/10")
    assert page(visit).requested_url == server.url("/0")
    assert [kept.url for kept in visit.exchanges] == [server.url(f"/{n}") for n in range(11)]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "mailto:desk@gazette.example", "no url", "http://[::bad", ""])
def test_only_the_web_is_fetched(url: str, connects: list[Any]) -> None:
    """Other schemes and what is no URL are named without a request."""
    assert reason(ask(url)) is Reason.UNSUPPORTED_SCHEME
    assert connects == []


def test_without_a_contact_only_this_machine_is_asked() -> None:
    """The error says how to set one; loopback needs none."""
    with pytest.raises(ContactMissing, match=r"corpus\.toml.*BROADSHEET_CONTACT"):
        ask("http://gazette.example/", contact=None, min_gap=1.0)
    with FaultServer({"/a": reply(PAGE)}) as server:
        page(ask(server.url("/a"), contact=None))
        page(ask(server.url("/a"), contact="desk@gazette.example\r\nX-Evil: 1"))
    agents = [asked.field("user-agent") or "" for asked in server.asked("/a")]
    assert agents[0].startswith("broadsheet/")
    assert agents[1].endswith("(+desk@gazette.exampleX-Evil: 1)")


@pytest.mark.parametrize(
    ("url", "gap"), [("http://gazette.example/", 0), ("http://10.0.0.1/", 0), ("http://[::1]/", -1)]
)
def test_a_gap_of_nothing_is_for_loopback_only(url: str, gap: float) -> None:
    """Politeness cannot be switched off for others."""
    with pytest.raises(UsageError, match="loopback"):
        ask(url, min_gap=gap)
