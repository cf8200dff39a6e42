"""newspaper4k's article text, and the metadata that it always looks for.

Comes in: bytes and URL. Goes out: text, or `metadata.claims` as JSON. The page is handed over and pictures are left
alone: nothing is fetched.
"""

from __future__ import annotations

import json

import newspaper

from benchmarks.charset import decode

NOWHERE = "https://page.example/"
"""Stands for the URL that it insists on."""


def extract(html: bytes, url: str | None) -> str:
    """Text as its parser leaves it."""
    return str(_article(html, url).text)


def claims(html: bytes, url: str | None) -> str:
    """Its metadata; tags are those it found on the page, else the declared keywords."""
    found = _article(html, url)
    published = found.publish_date
    return json.dumps(
        {
            "title": found.title or None,
            "authors": list(found.authors or ()),
            "published": published.isoformat() if published else None,
            "tags": sorted(found.tags or ()) or list(found.meta_keywords or ()),
        }
    )


def _article(html: bytes, url: str | None) -> newspaper.Article:
    return newspaper.article(address(url), input_html=decode(html), fetch_images=False)


def address(url: str | None) -> str:
    """The page's URL; a made-up one where it has none or one without a host."""
    return url if url and "://" in url else NOWHERE
