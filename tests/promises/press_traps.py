"""The traps of the press: sites that go on for ever, and sitemaps that a site had better not have (D1, D2).

Comes in: a path of a maze, the root of a site. Goes out: answers; how many requests a maze may get, exactly.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from tests.faults import reply

MANY = 8
"""Links of a page of a maze: eight times as many pages at every step."""


def front(links: list[str], head: str = "") -> bytes:
    """A front page or section: headlines that link to stories."""
    items = "".join(
        f'<div><h2><a href="{link}">Headline {number} of the day</a></h2></div>' for number, link in enumerate(links)
    )
    return reply(f"<!doctype html><html><head><title>The Ferry</title>{head}</head><body>{items}</body></html>")


class Links(dict[str, Any]):
    """A maze: every page links to pages that `links` makes of its path; `most`: requests that it may get, of `budget`.

    The front page is not counted.
    """

    def __init__(self, name: str, links: Callable[[str], list[str]], most: Callable[[int], int]) -> None:
        super().__init__()
        self.name, self.links, self.most = name, links, most
        self.root = ""

    def get(self, path: str, default: Any = None) -> Any:
        """The answer to a request."""
        return reply("", content_type="text/plain") if path == "/robots.txt" else front(self.links(path))


def _numbers(path: str) -> list[int]:
    """Numbers that follow from a path, and no other path."""
    dice = random.Random(path)
    return [dice.randrange(10**9) for _ in range(MANY)]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _calendar(path: str) -> list[str]:
    return [f"/calendar/week-{_letters(number)}/" for number in _numbers(path)]


def _folders(path: str) -> list[str]:
    return [path.rstrip("/") + "/alpha/"] * MANY


def _query(path: str) -> list[str]:
    _, _, query = path.partition("?")
    names = [pair for pair in query.split("&") if pair]
    return ["/list/?" + "&".join([*names, f"a{len(names)}=x"])] * MANY


def _sessions(path: str) -> list[str]:
    return [f"/section-{_letters(n)}/?sid={random.Random(path).randbytes(16).hex()}" for n in range(MANY)]


def _facets(path: str) -> list[str]:
    """Eight of 10^9 choices; some pages have more parameters than any page needs."""
    return [f"/shelf/?color={_letters(number)[:3]}&size={_letters(number)[3:6]}&form={_letters(number)[6:]}"
            for number in _numbers(path)]  # fmt: skip


MAZES: tuple[Callable[[], Links], ...] = (
    lambda: Links("calendar of 10^9 weeks", _calendar, lambda budget: budget),
    lambda: Links("facets of 10^9 choices", _facets, lambda budget: budget),
    lambda: Links("/alpha/alpha/alpha/", _folders, lambda _: 2),
    lambda: Links("growing query", _query, lambda _: 6),
    lambda: Links("session ids", _sessions, lambda _: MANY),
)
"""The last three are seen through: by a folder's return, by the number of parameters, by the sessions' name."""


def _set(root: str, paths: list[str], day: str) -> bytes:
    body = "".join(f"<url><loc>{root}{path}</loc><lastmod>{day}</lastmod></url>" for path in paths)
    return reply(f"<urlset>{body}</urlset>", content_type="application/xml")


def _deeper(root: str, level: int) -> bytes:
    body = f"<sitemap><loc>{root}/level-{level + 1}.xml</loc></sitemap>" if level < 12 else ""
    return reply(f"<sitemapindex>{body}</sitemapindex>", content_type="application/xml")


def _back(root: str) -> bytes:
    return reply(f"<sitemapindex><sitemap><loc>{root}/index.xml</loc></sitemap></sitemapindex>")


def _too_many(root: str) -> bytes:
    return _set(root, [f"/old/{number}" for number in range(50_001)], "1999-01-01")


@cache
def _bomb() -> bytes:
    packed = gzip.compress(b"<urlset>" + b"<url><loc>https://x.example/</loc></url>" * 4_000_000, 1)
    return reply(packed, content_type="application/x-gzip")


def _elsewhere(_: str) -> bytes:
    return _set("http://127.0.9.9:9", ["/a", "/b"], "2014-05-05")


def _rss(root: str) -> bytes:
    items = (
        "<item><title>T</title><link>http://127.0.9.9:9/never</link><pubDate>Mon, 04 Jan 1999 06:00:00 GMT</pubDate>"
    )
    return reply(f'<rss version="2.0"><channel><title>No sitemap</title>{items}</item></channel></rss>')


def _members(root: str) -> bytes:
    return reply("", "302 Found", location=f"{root}/login")


def _login(_: str) -> bytes:
    fields = "<input name=user><input type=password name=word><button>Log in</button>"
    return reply(f"<!doctype html><title>Log in</title><p>Log in to read on.<form method=post>{fields}</form>")


Answer = Callable[[str], bytes]
LEVELS: dict[str, Answer] = {f"/level-{level}.xml": partial(_deeper, level=level) for level in range(2, 13)}
SETS: dict[str, Answer] = {
    "/back.xml": _back,
    "/level-2.xml": LEVELS["/level-2.xml"],
    "/elsewhere.xml": _elsewhere,
    "/rss-that-is-no-sitemap.xml": _rss,
    "/members-only.xml": _members,
}
"""Sitemaps that a paper's index names besides: each is asked for once, and leads nowhere."""
HEAVY: dict[str, Answer] = {"/too-many.xml": _too_many, "/bomb.xml.gz": lambda _: _bomb()}
"""Those that take seconds to read: one paper has them."""
ODD = SETS | HEAVY | LEVELS | {"/login": _login}
REACHED = {"/level-3.xml", "/login"}
"""What those lead to: an index on the third level, and nothing below it; a wall."""
