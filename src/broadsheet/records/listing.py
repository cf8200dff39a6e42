"""What lists pages instead of being one: feeds, sitemaps, outlines, the sections of a paper.

Comes in: nothing. Goes out: `Listing` and `Listed`. Must not know how a listing was fetched or read.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ListingKind(StrEnum):
    """What a listing is."""

    FEED = "feed"
    """RSS, Atom, JSON Feed."""
    SITEMAP = "sitemap"
    """sitemaps.org 0.9: an urlset, or a text file of URLs."""
    SITEMAP_INDEX = "sitemap_index"
    OUTLINE = "outline"
    """OPML: a list of feeds."""
    SECTION = "section"
    """A page of the paper that leads to stories: home, section, tag, archive."""
    ARCHIVE_INDEX = "archive_index"
    """A list of web archives, as Common Crawl publishes one a month."""
    WEB_ARCHIVE = "web_archive"
    """A file of recorded pages: WARC, ARC, WACZ."""
    CDX = "cdx"
    """Captures that a web archive has of a site."""


class Listed(msgspec.Struct, frozen=True, gc=False):
    """What a listing says of one address: claims, none of them checked."""

    url: str
    """Absolute and normalised."""
    title: str | None = None
    published: str | None = None
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339, as far as the listing goes."""
    modified: str | None = None
    kind: ListingKind | None = None
    """Of a further listing: what it is said to be."""


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """A listing, read: which pages it names, and which further listings."""

    kind: ListingKind
    pages: tuple[Listed, ...] = ()
    """In the listing's order, no address twice."""
    listings: tuple[Listed, ...] = ()
    """Child sitemaps, the feeds of a page or an outline, the next part of a paged feed."""
    title: str | None = None
    notes: tuple[str, ...] = ()
    """What was wrong with it: cut, above a limit, not well-formed."""
