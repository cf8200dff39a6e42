"""A page of the paper that leads to stories: home, section, tag, archive.

Comes in: a parsed page. Goes out: a `Listing`: links that may be stories, links to other sections, the feeds that the
page declares (RSS Autodiscovery, `<link rel=alternate>`). Links within the site only; what the page asks not to be
followed (`nofollow`) is not. Must not say which link is a story for sure: a site's shapes may know better.
"""

from __future__ import annotations

import re

from broadsheet import urls
from broadsheet.place import Place, place_of
from broadsheet.records import Document, Listing, ListingKind
from broadsheet.source.listings.gathered import Gathered

MOST_LINKS = 5_000
"""Links read of one page: front pages have 200 to 800."""

_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_COMMENTS = re.compile(r"/comments?/feed|/feed/comments|[?&]feed=comments", re.IGNORECASE)
"""Feeds of readers' comments, as the most common system for blogs names them."""
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|mp[34]|m4[av]|webm|mov|css|js|json|xml|pdf|zip|docx?|xlsx?|pptx?|epub|apk"
    r"|ics)$|[/.]amp(?:[/.]|$)|/(?:login|log-in|signin|sign-in|signup|register|registration|account|subscribe|subscription|abo|newsletters?"
    r"|privacy|terms|imprint|impressum|datenschutz|contact|kontakt|agb|anmelden|about|advertise|jobs|shop|wp-admin|wp-login\.php|cart|logout|rss|feed"
    r"|share|print|cookies?|cdn-cgi)(?:[/.]|$)",
    re.IGNORECASE,
)
"""Addresses that are no story and lead to none, and those of a story's second page for telephones."""


def read_section(document: Document) -> Listing:
    """What the page links to within its site; stories in `pages`, sections and feeds in `listings`."""
    base = urls.resolve(document.url, document.declared.base or "") or document.url
    found, site = Gathered(base, MOST_LINKS), urls.site_key(document.url or "")
    found.title = document.declared.title
    for rel, href, kind in document.declared.links:
        if "alternate" in rel.split() and kind.split(";")[0].strip() in _FEEDS and not _COMMENTS.search(href):
            found.sublisting(href, ListingKind.FEED)
    if "nofollow" in (document.declared.first("robots", "broadsheet") or "").lower():
        found.note("the page asks that its links are not followed")
        return found.listing(ListingKind.SECTION)
    for link in document.links:
        url = urls.resolve(base, link.href)
        if url is None or "nofollow" in link.rel.split() or urls.site_key(url) != site or not site:
            continue
        if _NO_PAGE.search(urls.path(url)) or url == document.url:
            continue
        if place_of(url) is Place.STORY:
            found.page(url, title=link.text)
        elif place_of(url) in {Place.SECTION, Place.LISTING, Place.ROOT}:
            found.sublisting(url, ListingKind.SECTION, title=link.text)
    return found.listing(ListingKind.SECTION)
