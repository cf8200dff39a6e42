"""What a page claims to be its URL, checked against the one it came from.

Comes in: the claims of `canonical_url`, the most trustworthy first, and the page's URL. Goes out: the first that can be
true, and a signal where it names another site. Must not know: how the claims were declared.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.records import Fact
from broadsheet.urls import host, path, resolve, site_key


def believable(claims: Iterable[Fact], url: str | None) -> Fact | None:
    """The first claim that can name this page: an address of the web, and no front page for a story.

    Templates declare the front page for all pages (one of the common mistakes with `rel=canonical` that Google names).
    Another site is believed: that is how papers mark copies.
    """
    story = url is not None and len(path(url)) > 1
    absolute = (Fact(c.field, value, c.source, c.raw) for c in claims if (value := _absolute(str(c.value), url)))
    return next((claim for claim in absolute if not (story and _is_front(claim.value))), None)


def elsewhere(claim: Fact | None, url: str | None) -> list[Fact]:
    """The signal `canonical_site`: the site that the chosen claim names, where the page came from another."""
    if claim is None or url is None:
        return []
    if host(claim.value) == host(url):
        return []
    site = site_key(claim.value)
    return [Fact("signals.canonical_site", site, claim.source, claim.raw)] if site and site != site_key(url) else []


def _absolute(value: str, url: str | None) -> str | None:
    if value.startswith(("http://", "https://")):
        return value
    return resolve(url, value) if url and value.startswith("/") else None


def _is_front(url: str) -> bool:
    return len(path(url)) <= 1 and "?" not in url
