"""The page's own URL, where a dump has it on a line of its own.

Comes in: the texts of the dump's blocks. Goes out: the line that holds the page's URL, or None.
An article's URL says what the article is about: its words stand elsewhere on the page. Assets,
share buttons and links to other pages fail that test. Must not know: any site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from broadsheet.urls import host, normalise

_ALONE = re.compile(r"(?:[^\s:/]{1,20} ?){0,3}:? ?<?(https?://[^\s<>]{4,2000})>?$")
"""A URL, with at most a short label before it ("Source:", "URL:")."""

_ASSET = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|webm|ogg|wav|css|js|json|xml|rss|pdf|zip|woff2?)"
    r"(?:[?#;@:!]|$)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"https?[:%]|//", re.IGNORECASE)
"""A URL inside the path or query: a share button, an archive or a login that leads back."""

_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|t|instagram|youtube|youtu|tiktok|linkedin|pinterest|reddit|telegram|wa|vk|ok"
    r"|whatsapp|flipboard|threads|bsky|google|apple|weibo|line)\.(?:com|me|co|be|it|ru|net|app|in|social)$"
)
"""Places where a page is shared, never where a newspaper prints an article."""

_DATE = re.compile(r"(?:19|20)\d\d[-/_.]?(?:0[1-9]|1[0-2])(?:[-/_.]?(?:0[1-9]|[12]\d|3[01]))?")
_NUMBER = re.compile(r"\d{4,}")
_WORD = re.compile(r"[^\W\d_]{3,}")

_CANDIDATES = 40
"""Lines with a URL that are looked at; a page with more is a list of links."""

_ENOUGH = 2.0
"""Points: two words of the page, or a date and a long path."""


def is_asset(url: str) -> bool:
    """Does the URL name an image, a script, a feed or another file that is no page?"""
    return _ASSET.search(url.split("?", 1)[0]) is not None


def lone_url(text: str) -> str | None:
    """The URL that makes up the line, or None."""
    if "://" not in text:
        return None
    found = _ALONE.match(text)
    return found[1] if found else None


def find_page_url(texts: Sequence[str]) -> str | None:
    """The URL of the dumped page, normalised; None where no line is it.

    Candidates are lines that are nothing but a URL with a path; the one whose path shares most
    words with the page wins, the first of equals.
    """
    candidates: list[str] = []
    for text in texts:
        url = lone_url(text)
        if url is not None and url not in candidates and _plausible(url):
            candidates.append(url)
            if len(candidates) == _CANDIDATES:
                break
    if not candidates:
        return None
    page = {word.lower() for text in texts if "://" not in text for word in _WORD.findall(text)}
    points = [_points(url, page) for url in candidates]
    best = max(points)
    return normalise(candidates[points.index(best)]) if best >= _ENOUGH else None


def own_reference(references: Mapping[int, str]) -> str | None:
    """The page's URL in a text browser's list of links, by number; None where no link shows it.

    The first link to a place in a page ("Skip to content") leads to a place in this one. The list
    holds every other story that the page links to, so the words of its URLs prove nothing.
    """
    inside = (references[number] for number in sorted(references) if "#" in references[number])
    url = next(inside, "").partition("#")[0]
    return normalise(url) if url.startswith(("http://", "https://")) and _plausible(url) else None


def _plausible(url: str) -> bool:
    rest = url.split("://", 1)[1]
    path = rest.partition("/")[2]
    return bool(path.strip("/")) and not is_asset(url) and not _ELSEWHERE.search(rest) and not _SOCIAL.search(host(url))


def _points(url: str, page: set[str]) -> float:
    path = url.split("://", 1)[1].partition("/")[2].split("#", 1)[0]
    words = {word.lower() for word in _WORD.findall(path)}
    known = len(words & page)
    return known + (1.5 if _DATE.search(path) else 0.0) + (0.5 if _NUMBER.search(path) else 0.0)
