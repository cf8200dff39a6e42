"""The operator's cookies go where RFC 6265 lets them, never to another site, and are kept nowhere.

Comes in: Netscape files and URLs. Goes out: what is sent, what is archived, and what a bad line is told.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import urls
from broadsheet.corpus import Corpus
from broadsheet.errors import UsageError
from broadsheet.fetch import wire
from broadsheet.fetch.cookies import Cookie, Jar, read_jar
from broadsheet.options import FetchOptions, Options, WorkerOptions
from tests.faults import FaultServer, reply
from tests.fetch.asking import ask, page
from tests.stories import page as story

SECRET = "s3cr3t-of-the-subscriber"
LATER = 4_000_000_000.0


def write(path: Path, *lines: str) -> str:
    """A cookie file; a line's fields are given with blanks."""
    made = path / "cookies.txt"
    made.write_text("# Netscape HTTP Cookie File\n\n" + "".join("\t".join(line.split(" ")) + "\n" for line in lines))
    return str(made)


CASES = [
    ("gazette.example TRUE / FALSE 0", "http://gazette.example/a", True),
    ("gazette.example TRUE / FALSE 0", "http://www.gazette.example/a", True),
    (".gazette.example TRUE / FALSE 0", "http://gazette.example:8080/a", True),
    ("gazette.example FALSE / FALSE 0", "http://www.gazette.example/a", False),
    ("www.gazette.example TRUE / FALSE 0", "http://gazette.example/a", False),
    ("gazette.example TRUE / FALSE 0", "http://notgazette.example/a", False),
    ("gazette.example TRUE / FALSE 0", "http://gazette.example.evil.example/a", False),
    ("co.uk TRUE / FALSE 0", "http://gazette.co.uk/a", False),
    ("example TRUE / FALSE 0", "http://gazette.example/a", False),
    ("0.0.1 TRUE / FALSE 0", "http://127.0.0.1/a", False),
    ("gazette.example TRUE /paper FALSE 0", "http://gazette.example/paper", True),
    ("gazette.example TRUE /paper FALSE 0", "http://gazette.example/paper/a", True),
    ("gazette.example TRUE /paper FALSE 0", "http://gazette.example/papers", False),
    ("gazette.example TRUE /paper/ FALSE 0", "http://gazette.example/paper", False),
    ("gazette.example TRUE / TRUE 0", "http://gazette.example/a", False),
    ("gazette.example TRUE / TRUE 0", "https://gazette.example/a", True),
    ("gazette.example TRUE / FALSE 1000", "http://gazette.example/a", False),
    ("gazette.example TRUE / FALSE 4000000001", "http://gazette.example/a", True),
    ("GAZETTE.example true / false 0", "http://gazette.example/a", True),
    ("#HttpOnly_gazette.example TRUE / FALSE 0", "http://gazette.example/a", True),
]


@pytest.mark.parametrize(("line", "url", "sent"), CASES)
def test_a_cookie_goes_where_it_belongs(tmp_path: Path, line: str, url: str, sent: bool) -> None:
    """Domain, subdomains, path, secure, expiry; a public suffix is no domain."""
    jar = read_jar(write(tmp_path, f"{line} id {SECRET}"))
    assert jar.header(url, url, LATER) == ({"Cookie": f"id={SECRET}"} if sent else {})


LINES = [
    "gazette.example TRUE / FALSE 0",
    "gazette.example / 0 id x",
    "gazette.example yes / FALSE 0 id x",
    "gazette.example TRUE paper FALSE 0 id x",
    "gazette.example TRUE / no 0 id x",
    "gazette.example TRUE / FALSE soon id x",
    "gazette.example TRUE / FALSE 0 i;d x",
    "gazette.example TRUE / FALSE 0 id x;y",
    "gazette.example TRUE / FALSE 0 id é",
    "gazette.example TRUE / FALSE 0 id x\x0bHost:y",
    "gazette.example/x TRUE / FALSE 0 id x",
    ". TRUE / FALSE 0 id x",
    '{"domain":"gazette.example"}',
]


@pytest.mark.parametrize("line", LINES)
def test_a_bad_line_is_named_and_not_shown(tmp_path: Path, line: str) -> None:
    """The error names file and line, and what is wrong; no value is in it."""
    path = write(tmp_path, "gazette.example TRUE / FALSE 0 id x", line.replace("id x", f"id {SECRET}x"))
    with pytest.raises(UsageError, match=r"cookies.txt, line 4: ") as error:
        read_jar(path)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path: Path, content: bytes | None) -> None:
    """Missing, or no text."""
    path = tmp_path / "cookies.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"cookies\.txt"):
        read_jar(path)


HOSTS = st.sampled_from(
    ["a.example", "x.a.example", "b.example", "co.uk", "a.co.uk", "b.co.uk", "127.0.0.1", "localhost"]
)


@given(HOSTS, st.booleans(), HOSTS, HOSTS)
def test_no_cookie_crosses_a_site(domain: str, subdomains: bool, host: str, asked: str) -> None:
    """What is sent was asked of the site, goes to the site, and is the site's."""
    jar = Jar([Cookie(domain, subdomains, "/", False, 0, "id", "x")])
    if jar.header(f"http://{host}/", f"http://{asked}/", LATER):
        assert len({urls.site_key(f"http://{name}/") for name in (domain, host, asked)}) == 1


def test_longer_paths_come_first() -> None:
    """RFC 6265, 5.4; and a cookie does not show its value."""
    cookies = [Cookie("a.example", True, path, False, 0, path[1:] or "top", SECRET) for path in ("/", "/a/b", "/a")]
    sent = Jar(cookies).header("http://a.example/a/b", "http://a.example/", LATER)["Cookie"]
    assert [pair.partition("=")[0] for pair in sent.split("; ")] == ["a/b", "a", "top"]
    assert SECRET not in repr(cookies)


def home(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


def test_pages_get_cookies_and_rules_and_other_sites_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not robots.txt, not a hop to another site, even one that has cookies of its own; a hop within the site does."""
    monkeypatch.setattr(wire, "special_purpose", lambda _: None)  # what leads elsewhere must pass for public
    jar = write(tmp_path, "gazette.example TRUE / FALSE 0 id G", "courier.example TRUE / FALSE 0 id C")
    with FaultServer({"/b": reply("<p>News</p>")}) as server:
        server.scripts["/a"] = reply("", "302 Found", location=server.url("/hop", "www.gazette.example"))
        server.scripts["/hop"] = reply("", "302 Found", location=server.url("/b", "courier.example"))
        ask(server.url("/a", "gazette.example"), cookies=jar, resolver=home, min_gap=0.01)
        sent = [(asked.path, asked.field("cookie")) for asked in server.log if asked.path != "/robots.txt"]
        rules = [asked.field("cookie") for asked in server.asked("/robots.txt")]
    assert sent == [("/a", "id=G"), ("/hop", "id=G"), ("/b", None)]
    assert rules == [None, None, None]


def test_what_servers_set_is_not_sent_back(tmp_path: Path) -> None:
    """No cookie of a server is kept, not within a visit either."""
    with FaultServer(
        {"/a": reply("", "302 Found", location="/b", set_cookie="x=1"), "/b": reply("<p>News</p>")}
    ) as server:
        page(ask(server.url("/a")))
        assert [asked.field("cookie") for asked in server.log] == [None, None, None]


def test_no_cookie_is_archived(tmp_path: Path) -> None:
    """Neither those sent nor those that a server renews are anywhere in the corpus, or in a log line."""
    jar = write(tmp_path, f"127.0.0.1 FALSE / FALSE 0 id {SECRET}")
    fetch = FetchOptions(allow_private=True, min_gap=0, cookies=jar)
    options = Options(fetch=fetch, workers=WorkerOptions(processes=1))
    renewed = reply(story(1), set_cookie=f"id={SECRET}; Path=/")
    with FaultServer({"/a": renewed}) as server, Corpus(tmp_path / "corpus") as corpus:
        assert [outcome.ok for outcome in corpus.add(server.url("/a"), options=options)] == [True]
        assert server.asked("/a")[0].field("cookie") == f"id={SECRET}"
    files = [path.read_bytes() for path in (tmp_path / "corpus").rglob("*") if path.is_file()]
    archived = b"".join(gzip.decompress(file) for file in files if file.startswith(b"\x1f\x8b"))
    assert archived.count(b"ookie: [withheld]") == 2
    assert SECRET.encode() not in archived + b"".join(files)
    assert jar.encode() not in b"".join(files)


def test_a_bad_cookie_file_begins_nothing(tmp_path: Path) -> None:
    """The error comes before the first input is queued."""
    options = Options(fetch=FetchOptions(cookies=write(tmp_path, "nonsense")))
    with Corpus(tmp_path / "corpus") as corpus:
        with pytest.raises(UsageError, match="line 3"):
            list(corpus.add("http://127.0.0.1:1/a", options=options))
        assert corpus.ledger() == {"article": 0, "queued": 0}
