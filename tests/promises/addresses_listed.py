"""Every way by which a listing may lead to an address: one run for all addresses, each named by the same listing.

Comes in: addresses; whether private ones are allowed to who names them. Goes out: scripts of the public site, which is
asked for its front page or `/feed`. The judge is `addresses_child`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import broadsheet
from broadsheet import urls as urls_module
from broadsheet.corpus import Corpus
from broadsheet.options import FollowOptions, WorkerOptions
from tests.faults import Script, reply

GOOD = "/2024/01/02/the-tide-of-the-day-is-out"
"""A story of the public site, which each listing names last: it must be asked for, else nothing was tried."""

Scripts = dict[str, bytes | Script]


def feed(urls: list[str]) -> Scripts:
    """Stories of a feed; its site, hub, self and picture are nobody's business."""
    items = "".join(f"<item><title>T</title><link>{one}</link><comments>{one}</comments></item>" for one in xml(urls))
    others = "".join(f'<atom:link rel="{rel}" href="{one}"/>' for one in xml(urls[:50]) for rel in ("hub", "self"))
    image = "".join(f"<link>{one}</link><image><url>{one}</url></image>" for one in xml(urls[:50]))
    return {"/feed": reply(RSS.format(others + image + items), content_type="application/rss+xml")}


def next_parts(urls: list[str]) -> Scripts:
    """The next part of a feed."""
    names = [f"/p/{number}/feed.xml" for number in range(len(urls))]
    found = outline(names)
    for name, one in zip(names, xml(urls), strict=True):
        part = f'<atom:link rel="next" href="{one}"/><item><link>/page?{name}</link></item>'
        found[name] = reply(RSS.format(part), content_type="application/rss+xml")
    return found


def json_feed(urls: list[str]) -> Scripts:
    """Stories of a JSON Feed, and its next part."""
    items = [{"url": one, "external_url": one, "image": one} for one in urls]
    known = {"version": "https://jsonfeed.org/version/1.1", "items": items, "next_url": urls[0]}
    return {"/feed": reply(json.dumps(known), content_type="application/feed+json")}


def sitemap(urls: list[str]) -> Scripts:
    """Stories of a sitemap."""
    locs = "".join(f"<url><loc>{one}</loc></url>" for one in xml(urls))
    return {"/feed": reply(f"<urlset>{locs}</urlset>", content_type="text/xml")}


def text_sitemap(urls: list[str]) -> Scripts:
    """A list of addresses, one a line."""
    lines = [one for one in urls if one.startswith("http") and urls_module.scheme(one) and " " not in one]
    return {"/feed": reply("\n".join(lines), content_type="text/plain")}


def index(urls: list[str]) -> Scripts:
    """Sitemaps of an index."""
    locs = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in xml(urls))
    return {"/feed": reply(f"<sitemapindex>{locs}</sitemapindex>", content_type="text/xml")}


def outline(urls: list[str]) -> Scripts:
    """Feeds, and links, of an outline."""
    feeds = "".join(f'<outline xmlUrl="{one}" htmlUrl="{one}"/><outline type="link" url="{one}"/>' for one in xml(urls))
    return {"/feed": reply(f"<opml><body>{feeds}</body></opml>", content_type="text/xml")}


def rules(urls: list[str]) -> Scripts:
    """Sitemaps that robots.txt names."""
    lines = "".join(f"Sitemap: {one.strip()}\n" for one in urls)
    return {"/": front(), "/robots.txt": reply(lines, content_type="text/plain")}


def alternates(urls: list[str]) -> Scripts:
    """Feeds that a front page declares."""
    return {"/": front("".join(f'<link rel="alternate" type="application/rss+xml" href="{one}">' for one in xml(urls)))}


def links(urls: list[str]) -> Scripts:
    """Links of a front page."""
    return {"/": front("", *xml(urls))}


def redirects(urls: list[str]) -> Scripts:
    """Feeds and sitemaps of the site that redirect there."""
    names = [f"/r/{number}/feed.xml" for number in range(len(urls) - 1)]
    found = outline([*names, urls[-1]])
    for name, one in zip(names, urls, strict=False):
        found[name] = reply("", "302 Found", location=one.encode().decode("latin-1"))
    return found


LISTED: dict[str, Callable[[list[str]], Scripts]] = {
    "feed": feed,
    "next part of a feed": next_parts,
    "JSON Feed": json_feed,
    "sitemap": sitemap,
    "sitemap as text": text_sitemap,
    "sitemap index": index,
    "outline": outline,
    "sitemaps of robots.txt": rules,
    "feeds of a page": alternates,
    "links of a front page": links,
    "redirects of listings": redirects,
}
"""Every way by which a listing leads somewhere. A new one is one more function."""

RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{}</channel></rss>'


def front(head: str = "", *urls: str) -> bytes:
    """A front page: headlines that link to stories."""
    own = [f"/2024/03/{day:02}/storm-{day}-is-over-now" for day in range(1, 13)]
    items = "".join(f'<div><h2><a href="{one}">Headline of the day</a></h2></div>' for one in (*own, *urls))
    return reply(f"<!doctype html><html><head><title>The Ferry</title>{head}</head><body>{items}</body></html>")


def xml(urls: list[str]) -> list[str]:
    """As they stand in XML."""
    return [escape(one) for one in urls]


def follow(folder: str, first: str, *, private: bool) -> None:
    """`add` what is asked for first, and all that it leads to."""
    fetch = broadsheet.FetchOptions(contact="desk@gazette.example", min_gap=1e-4, allow_private=private)
    options = broadsheet.Options(
        fetch=fetch, follow=FollowOptions(since="2000", depth=4), workers=WorkerOptions(processes=1)
    )
    with Corpus(folder) as corpus:
        for _ in corpus.add(first, options=options):
            pass
