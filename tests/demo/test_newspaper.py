"""The demo's newspaper over real sockets: it serves what it lists and is gone when it is closed.

Comes in: `open_newspaper()`. Goes out: one sentence each about what a reader of it gets.
"""

from __future__ import annotations

import gzip
import http.client
import socket
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from msgspec.structs import replace
from protego import Protego

import broadsheet
from broadsheet.corpus import Corpus
from broadsheet.demo import Newspaper, open_newspaper
from broadsheet.demo.sites import SITES
from broadsheet.options import FetchOptions, FollowOptions, Options
from broadsheet.records import Dropped
from tests.extract.test_dump_quality import copied


class Answer(NamedTuple):
    """Status, head and raw body of one response."""

    status: int
    head: http.client.HTTPMessage
    body: bytes


def get(url: str, method: str = "GET", **headers: str) -> Answer:
    """One request on a connection of its own."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        line.request(method, parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        line.close()


def ending(paper: Newspaper, path: str) -> str:
    """The one URL of the newspaper that ends so."""
    (url,) = [url for url in paper.urls if url.endswith(path)]
    return url


@pytest.fixture(scope="module")
def paper() -> Iterator[Newspaper]:
    """An open newspaper."""
    with open_newspaper() as opened:
        yield opened


def test_every_url_answers_as_a_reader_expects(paper: Newspaper) -> None:
    """All listed pages are there, but for the redirect and the one that is missing on purpose."""
    odd = {url: get(url).status for url in paper.urls if get(url).status != 200}
    assert odd == {ending(paper, "/n/841"): 301, ending(paper, "/lamps-moths.html"): 404}


def test_every_answer_names_its_length_and_type(paper: Newspaper) -> None:
    """Content-Length is the number of bytes that follow, and there is a Content-Type."""
    for url in (*paper.urls, *paper.feeds, *paper.sitemaps):
        answer = get(url)
        assert int(answer.head["Content-Length"]) == len(answer.body)
        assert answer.head["Content-Type"]


def test_there_are_two_sites(paper: Newspaper) -> None:
    """Two hosts or at least two ports, so that two sites are fetched side by side."""
    assert len({urlsplit(url).netloc for url in paper.urls}) == len(SITES) == 2


def test_robots_denies_what_the_newspaper_says(paper: Newspaper) -> None:
    """robots.txt, read by a parser that is not ours to write, forbids the denied pages and no other."""
    refused = []
    for url in paper.urls:
        parts = urlsplit(url)
        rules = Protego.parse(get(f"{parts.scheme}://{parts.netloc}/robots.txt").body.decode())
        refused += [] if rules.can_fetch(url, "broadsheet") else [url]
    assert tuple(refused) == paper.denied != ()


def test_the_sitemap_and_the_feed_name_pages_that_exist(paper: Newspaper) -> None:
    """Each address in them is on this server and answers 200, but for a short link."""
    text = "".join(get(url).body.decode() for url in (*paper.feeds, *paper.sitemaps))
    named = {piece.partition("</")[0] for tag in ("<loc>", "<link>") for piece in text.split(tag)[1:]}
    assert len(named) >= 10
    assert [url for url in named if get(url).status != 200] == [ending(paper, "/n/841")]


def test_every_section_that_a_front_page_names_exists(paper: Newspaper) -> None:
    """Nothing that the papers link to from their front pages and sections is missing, but for one page on purpose."""
    missing = set()
    for front in paper.fronts:
        menu = _links(front)
        for page in (front, *(link for link in menu if link.endswith("/") and link.count("/") == 4)):
            missing |= {link for link in _links(page) if get(link).status not in {200, 301}}
    assert missing == {ending(paper, "/lamps-moths.html")}


def _links(url: str) -> set[str]:
    """What the teasers and the menu of a page link to."""
    body = get(url).body.decode().partition("<body")[2].partition('class="colophon"')[0].partition('class="footer"')[0]
    return {urljoin(url, piece.partition('"')[0]) for piece in body.split('<a href="')[1:]}


def test_the_front_pages_lead_to_everything(paper: Newspaper, tmp_path: Path) -> None:
    """Every article, every wall and every missing page; each page of the newspaper is asked for once."""
    before = len(paper.requests)
    with Corpus(tmp_path) as corpus:
        outcomes = list(corpus.add(*paper.fronts, options=HERE))
        articles = {one.url for one in corpus.articles()}
    asked = Counter(paper.requests[before:])
    assert {outcome.reason for outcome in outcomes if isinstance(outcome, Dropped)} == {
        "list_page", "login_wall", "captcha", "soft_404", "gone", "robots_denied",
    }  # fmt: skip
    assert len(articles) == 10
    assert set(paper.urls) - set(paper.denied) <= set(asked)
    assert max(asked.values()) == 1


def test_a_range_of_days_leads_to_its_stories(paper: Newspaper, tmp_path: Path) -> None:
    """By the front page and by robots.txt, which names an index of sitemaps, a month each."""
    options = replace(HERE, follow=FollowOptions(since="1999", until="1999-12"))
    with Corpus(tmp_path) as corpus:
        list(corpus.add(paper.fronts[0], options=options))
        assert [one.url for one in corpus.articles()] == [ending(paper, "/cafe-zoe.html")]


def test_no_page_keeps_a_placeholder(paper: Newspaper) -> None:
    """`%SITE%` became the server's own address everywhere."""
    bodies = [get(url).body for url in (*paper.urls, *paper.feeds, *paper.sitemaps)]
    assert not any(b"%SITE%" in body for body in bodies)
    assert sum(urlsplit(paper.urls[0]).netloc.encode() in body for body in bodies) > 5


def test_the_old_page_is_latin_1_and_says_so_only_in_its_meta(paper: Newspaper) -> None:
    """Its bytes are no UTF-8, and the header names no charset."""
    answer = get(ending(paper, "/cafe-zoe.html"))
    assert answer.head["Content-Type"] == "text/html"
    assert "Café Zoë" in answer.body.decode("latin-1")
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")


def test_the_budget_is_zipped_for_those_who_accept_it(paper: Newspaper) -> None:
    """gzip is sent when asked for, plain text when not, and the two have different tags."""
    url = ending(paper, "/budget-2025.html")
    plain, zipped = get(url), get(url, Accept_Encoding="gzip, br")
    assert (plain.head["Content-Encoding"], zipped.head["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(zipped.body) == plain.body
    assert plain.head["ETag"] != zipped.head["ETag"]


def test_an_unchanged_page_is_not_sent_twice(paper: Newspaper) -> None:
    """If-None-Match with the page's tag gives 304 without a body."""
    first = get(paper.urls[0])
    again = get(paper.urls[0], If_None_Match=first.head["ETag"])
    assert first.head["Last-Modified"] == again.head["Last-Modified"]
    assert (again.status, again.body) == (304, b"")


def test_head_is_get_without_the_body(paper: Newspaper) -> None:
    """HEAD names the same length and tag, and sends nothing."""
    full, head = get(paper.urls[0]), get(paper.urls[0], "HEAD")
    assert head.body == b""
    assert [full.head[name] for name in ("ETag", "Content-Length")] == [
        head.head[n] for n in ("ETag", "Content-Length")
    ]


def test_the_redirect_leads_to_a_page_that_is_not_listed(paper: Newspaper) -> None:
    """The short link is the only way to its article, which it names in full."""
    target = get(ending(paper, "/n/841")).head["Location"]
    assert target not in paper.urls
    assert get(target).status == 200


def test_the_server_remembers_what_it_was_asked(paper: Newspaper) -> None:
    """`requests` is the witness of a polite visit."""
    before = len(paper.requests)
    get(paper.urls[3])
    assert paper.requests[before:] == [paper.urls[3]]


def test_a_closed_newspaper_leaves_its_ports_free() -> None:
    """After the block nobody listens, and another server may take the port."""
    with open_newspaper() as opened:
        places = {(urlsplit(url).hostname or "", urlsplit(url).port or 0) for url in opened.urls}
    for place in places:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(place, timeout=5)
        with socket.socket() as taker:
            taker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taker.bind(place)


def test_it_closes_when_the_block_fails() -> None:
    """An error inside the block reaches the caller, and the server is gone."""
    with pytest.raises(KeyError), open_newspaper() as opened:
        raise KeyError("the caller's own")
    with pytest.raises(OSError, match="refused"):
        get(opened.urls[0])


def test_it_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither a page nor a missing one writes to the terminal."""
    with open_newspaper() as opened:
        get(opened.urls[0])
        get(opened.urls[0] + "-not-there")
    assert capfd.readouterr() == ("", "")


def test_every_file_has_a_route_and_every_route_a_file() -> None:
    """Nothing lies in `pages/` that nobody serves, and nothing is promised that is not there."""
    for site in SITES:
        there = {file.name for file in (files("broadsheet.demo") / "pages" / site.folder).iterdir()}
        assert there == {route.file for route in site.routes if route.file} | {"missing.html"}


CLOSINGS = ("Tabitha Crewe has reported", "The Lantern belongs to nobody", "Letters about this story are welcome")
"""How a bio, a pitch and a policy begin that stand in full sentences under the stories, in their own paragraphs."""
HERE = Options(fetch=FetchOptions(allow_private=True, min_gap=0.0))


def stories(paper: Newspaper) -> list[str]:
    """The addresses of the stories that close so, as they are asked for; a short link leads to the last one."""
    found = [url for url in paper.urls if any(closing.encode() in get(url).body for closing in CLOSINGS)]
    return [*found, urljoin(found[0], get(ending(paper, "/n/841")).head["Location"])]


def left_from_the_third_on(corpus: Corpus, paper: Newspaper) -> set[tuple[str, str]]:
    """Which of the closings are left in which stories, where two that were added earlier have them too."""
    left = set()
    for closing in CLOSINGS:
        having = [url for url in stories(paper) if closing.encode() in get(url).body]
        assert len(having) >= 3
        assert closing in broadsheet.extract(get(having[2]).body).text  # type: ignore[union-attr]
        left |= {(closing, url) for url in having[2:] if closing in corpus.get(url).text}
    return left


def test_prose_that_the_site_repeats_is_gone_from_the_third_page_on(paper: Newspaper, tmp_path: Path) -> None:
    """The policy, the pitch and the bio, which a single page cannot tell from the story; then from all."""
    with Corpus(tmp_path) as corpus:
        list(corpus.add(*paper.urls, options=HERE))
        assert left_from_the_third_on(corpus, paper) == set()
        list(corpus.reextract())
        assert not [one.url for one in corpus.articles() if any(closing in one.text for closing in CLOSINGS)]


def test_it_is_gone_from_dumps_too(paper: Newspaper, tmp_path: Path) -> None:
    """Of the same pages, as a browser copies them, each with its address."""
    for number, url in enumerate(stories(paper)):
        (tmp_path / f"{number}.txt").write_text(f"{copied(get(url).body)}\n\n{url}\n", encoding="utf-8")
    with Corpus(tmp_path / "c") as corpus:
        assert all(outcome.ok for outcome in corpus.add(*sorted(tmp_path.glob("*.txt")), options=HERE))
        assert left_from_the_third_on(corpus, paper) == set()
        list(corpus.reextract())
        assert not [one.url for one in corpus.articles() if any(closing in one.text for closing in CLOSINGS)]
