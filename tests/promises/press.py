"""A press for big papers: thousands of stories over many sites, every one named by some listing, and traps without end.

Comes in: how many sites and stories. Goes out: an open `Press`: fault servers on loopback addresses, one a site, whose
own log is the judge. Everything is made from numbers when it is asked for, and is the same each time.

    of ten stories: five by the month's sitemap alone, two by sections alone (on page 1, 2, 3 …), one by the paged feed
    alone, one by the news sitemap alone, one by all of them, each with another tracking parameter
"""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from types import TracebackType
from typing import Any, Self

from tests.faults import FaultServer, reply
from tests.promises.press_traps import HEAVY, MAZES, ODD, REACHED, SETS, Links, front

SECTIONS = ("coast", "council", "harbour", "letters")
FIRST = date(2013, 1, 1)
DAYS = 4_000
"""From 2013 to 2023: the days on which the stories were published."""
A_PAGE = 15
"""Stories on a page of a section, and in a part of a feed."""
VARIANTS = 4
"""Stories of a site that have a page for telephones, too: as few as teach a site's shapes nothing."""

_NAME = re.compile(r"[-./]")
_NOUNS = "ferry lamp gull harbour rope engine ladder bucket window letter market bridge orchard tower kettle".split()
_VERBS = "moved mended painted counted lifted carried forgot sold lent praised measured drew hid cleaned".split()
_PEOPLE = "the pilot;a baker;her neighbour;the mayor;two sisters;the ferrywoman;a clerk;his aunt".split(";")


def day_of(number: int) -> date:
    """When a story was published."""
    return FIRST + timedelta(days=number * 7919 % DAYS)


def path_of(number: int) -> str:
    """A story's address."""
    return f"/{SECTIONS[number % len(SECTIONS)]}/{day_of(number):%Y/%m/%d}/the-ferry-of-day-{number}"


def story(number: int, root: str) -> bytes:
    """A page with an article that no other number has."""
    dice = random.Random(number)
    body = ""
    for part in range(4):
        words = ", and ".join(
            f"{dice.choice(_PEOPLE)} {dice.choice(_VERBS)} the {dice.choice(_NOUNS)} by the {dice.choice(_NOUNS)}"
            for _ in range(4)
        )
        body += f"<p>On day {number} of the ferry {words}; that was all of part {part}.</p>"
    title = f"The ferry and the {dice.choice(_NOUNS)} of day {number}"
    head = f'<!doctype html><title>{title}</title><link rel="canonical" href="{root}{path_of(number)}">'
    meta = f'<meta property="article:published_time" content="{day_of(number)}">'
    return reply(f"{head}{meta}<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article>")


class Paper(dict[str, Any]):
    """What a site answers: `get(path)`, made when it is asked for."""

    def __init__(self, stories: range, heavy: bool = False) -> None:
        super().__init__()
        self.sets = [*SETS, *(HEAVY if heavy else ())]
        self.root = ""
        self.by_path = {path_of(number): number for number in stories}
        self.kinds: dict[str, list[int]] = {"map": [], "section": [], "feed": [], "news": []}
        for number in stories:
            kind = ("map", "map", "map", "map", "map", "section", "section", "feed", "news", "all")[number % 10]
            for name, numbers in self.kinds.items():
                if kind in (name, "all"):
                    numbers.append(number)
        self.doubled = {f"{path_of(number)}/amp": number for number in self.kinds["section"][:VARIANTS]}

    def get(self, path: str, default: Any = None) -> Any:
        """The answer to a request."""
        plain, _, query = path.partition("?")
        number = self.by_path.get(plain, self.doubled.get(plain))
        if number is not None:
            return story(number, self.root)
        if plain in ODD:
            return ODD[plain](self.root)
        name = _NAME.split(plain.strip("/"))[0]
        maker: Callable[[str, str], bytes | None] = getattr(self, f"_{name or 'front'}", self._section)
        return maker(plain, query) or default

    def listings(self) -> set[str]:
        """All that is to be asked for besides stories, each once."""
        months = {f"/sitemap-{day_of(number):%Y-%m}.xml.gz" for number in self.kinds["map"]}
        parts = range(2, len(self._parts("feed")) + 1)
        paged = {f"/{name}/page/{n}" for name in SECTIONS for n in range(2, len(self._parts("section", name)) + 1)}
        here = {"/", "/index.xml", "/news.xml", "/feed", "/tag/ferry", *(f"/{name}/" for name in SECTIONS)}
        return here | months | paged | {f"/feed?page={n}" for n in parts} | {*self.sets} | REACHED

    def _front(self, *_: str) -> bytes:
        newest = [f"{path_of(number)}?utm_source=front" for number in self.kinds["section"] if number % 10 == 9][:10]
        links = [*newest, *(f"/{name}/" for name in SECTIONS), "/tag/ferry", "/login", "/coast/?utm_source=menu"]
        return front(links, '<link rel="alternate" type="application/rss+xml" href="/feed">')

    def _robots(self, *_: str) -> bytes:
        return reply(f"Sitemap: {self.root}/index.xml\nSitemap: {self.root}/news.xml\n", content_type="text/plain")

    def _parts(self, kind: str, section: str = "") -> list[list[int]]:
        numbers = [number for number in self.kinds[kind] if not section or SECTIONS[number % 4] == section]
        return [numbers[start : start + A_PAGE] for start in range(0, len(numbers), A_PAGE)] or [[]]

    def _section(self, plain: str, _: str) -> bytes | None:
        name, *paged = plain.strip("/").split("/")
        if name not in SECTIONS or (paged and (len(paged) != 2 or not paged[1].isdigit())):
            return None
        parts, at = self._parts("section", name), int(paged[1]) if paged else 1
        if at > len(parts):
            return None
        links = [f"{path_of(number)}?utm_medium={name}" for number in parts[at - 1]]
        links += [path for path, number in self.doubled.items() if number in parts[at - 1]]
        fill = [f"/{other}/" for other in SECTIONS for _ in range(2)]  # as many headlines as make a page a list
        return front([*links, *fill, *([f"/{name}/page/{at + 1}"] if at < len(parts) else [])])

    def _tag(self, *_: str) -> bytes:
        return front([f"{path_of(number)}?utm_campaign=tag" for number in self.kinds["section"][:20]])

    def _feed(self, _: str, query: str) -> bytes | None:
        parts, at = self._parts("feed"), int(query.removeprefix("page=") or 1)
        if at > len(parts):
            return None
        items = "".join(
            f"<item><title>T</title><link>{self.root}{path_of(number)}?utm_source=rss</link>"
            f"<pubDate>{day_of(number):%a, %d %b %Y} 06:00:00 GMT</pubDate></item>"
            for number in parts[at - 1]
        )
        more = f'<atom:link rel="next" href="{self.root}/feed?page={at + 1}"/>' if at < len(parts) else ""
        head = '<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        return reply(f"{head}<title>Ferry</title>{more}{items}</channel></rss>", content_type="application/rss+xml")

    def _news(self, *_: str) -> bytes:
        entries = "".join(
            f"<url><loc>{self.root}{path_of(number)}</loc><news:news><news:publication_date>{day_of(number)}"
            "</news:publication_date></news:news></url>"
            for number in self.kinds["news"]
        )
        head = '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        return reply(f"{head}{entries}</urlset>", content_type="application/xml")

    def _index(self, *_: str) -> bytes:
        months = sorted({f"/sitemap-{day_of(number):%Y-%m}.xml.gz" for number in self.kinds["map"]})
        subs = [*months, *self.sets, "/index.xml"]
        named = [f"{self.root}{sub}" for sub in subs] + ["http://127.0.9.9:9/sitemap.xml"]
        body = "".join(f"<sitemap><loc>{loc}</loc></sitemap>" for loc in named)
        return reply(f"<sitemapindex>{body}</sitemapindex>", content_type="text/plain")

    def _sitemap(self, plain: str, _: str) -> bytes:
        month = plain.removeprefix("/sitemap-").removesuffix(".xml.gz")
        numbers = [number for number in self.kinds["map"] if f"{day_of(number):%Y-%m}" == month]
        entries = "".join(
            f"<url><loc>{self.root}{path_of(number)}?fbclid={number}</loc><lastmod>{day_of(number)}</lastmod></url>"
            for number in numbers
        )
        return reply(gzip.compress(f"<urlset>{entries}</urlset>".encode(), 1), content_type="application/x-gzip")


class Press:
    """`with Press(sites, stories) as press:` all of them open, on addresses of their own."""

    def __init__(self, sites: int, stories: int, *, heavy: bool = False) -> None:
        share = stories // sites
        self.papers = [
            Paper(range(site * share, (site + 1) * share), heavy=heavy and not site) for site in range(sites)
        ]
        self.mazes: list[Links] = [make() for make in MAZES]
        self.servers: list[FaultServer] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for number, paper in enumerate([*self.papers, *self.mazes]):
            server = FaultServer(host=f"127.0.{3 + number // 200}.{number % 200 + 1}")
            self._stack.enter_context(server)
            paper.root = server.url("")
            server.scripts = paper
            self.servers.append(server)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    @property
    def fronts(self) -> list[str]:
        """The addresses of all front pages."""
        return [server.url("/") for server in self.servers]

    def requests(self) -> int:
        """How many there have been."""
        return sum(len(server.log) for server in self.servers)

    def stories(self) -> Counter[str]:
        """How often each story was asked for, whatever its parameters."""
        return Counter(
            server.url(plain)
            for server, paper in zip(self.servers, self.papers, strict=False)
            for plain in (one.path.partition("?")[0] for one in server.log)
            if plain in paper.by_path
        )

    def others(self) -> Counter[str]:
        """The same of all other addresses of the papers, robots.txt left out."""
        return Counter(
            server.url(one.path)
            for server, paper in zip(self.servers, self.papers, strict=False)
            for one in server.asked()
            if one.path.partition("?")[0] not in paper.by_path
        )

    def in_mazes(self) -> dict[str, Counter[str]]:
        """How often each page of a maze was asked for, its front page and robots.txt left out."""
        return {
            maze.name: Counter(one.path for one in server.asked() if one.path != "/")
            for server, maze in zip(self.servers[len(self.papers) :], self.mazes, strict=True)
        }
