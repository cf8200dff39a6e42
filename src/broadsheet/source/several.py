"""One file, several pages: a dump that holds the text of many, taken apart.

Comes in: a `Page` of a local file. Goes out: its pages in order, a lone one as it is. Three forms are known: records of
a WET file (Common Crawl; WARC 1.1, 6.7 `conversion`), form feeds, lines that are a URL alone. Must not extract.

A page's URL stays in its text, or is put there: what is stored says where it is from. A form feed may be a page break
of one long document, a URL a link in its text: what stands between two separators must be long enough for an article,
and a form feed must not stand amid a sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from broadsheet.records import Dropped, Form, Page
from broadsheet.source.wet import is_wet, texts
from broadsheet.urls import dedup_key, normalise

_FEED = re.compile(rb"\n?\f\s*")
_OPEN = re.compile(rb"[^.!?:\"'\x80-\xff)\]\s>]\s*$")
"""The end of a part that ends no sentence …"""
_GOES_ON = re.compile(rb"[a-z,;)]")
"""… and the beginning of one that goes on with it."""
_URL_LINE = re.compile(
    rb"(?:^|(?<=\n))(?:[-=*#_~]{3,80}+[ \t]{0,4}+\r?\n)?[-=*#_~ \t]{0,80}+"
    rb"(?:(?:URL|Source|Link|Page)[ \t]{0,4}:[ \t]{0,4})?<?(https?://[^\s<>]{4,2000}+)>?"
    rb"[-=*#_~ \t]{0,80}+\r?(?:\n[-=*#_~]{3,80}+[ \t]{0,4}+\r?)?(?:\n|$)",
    re.IGNORECASE,
)
"""A URL alone, with a label or between rules, as tools that write many pages to one file head each."""
_ASSET = re.compile(
    rb"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|mp[34]|css|js|pdf|zip|woff2?)(?:[?#;@:!]|$)", re.IGNORECASE
)
_WORDS = 40
"""Words between two separators from which they part pages: a captioned link has fewer, a short article more."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def pages_of(page: Page) -> list[Page | Dropped]:
    """The pages of a text dump; the page itself where it is one, of HTML, or of a wide charset.

    What is damaged in a WET file is `unreadable` in its place.
    """
    body = page.body
    if page.form is not Form.TEXT or body.startswith(_WIDE):
        return [page]
    wet = texts(body, page.path or "the file", len(body)) if is_wet(body) else ()
    parts = [*(wet or _by_feeds(body) or _by_urls(body))]
    return [
        part
        if isinstance(part, Dropped)
        else msgspec.structs.replace(page, body=part[0], url=part[1] or page.url, path=part_name(page.path, number))
        for number, part in enumerate(parts, start=1)
    ] or [page]


def part_name(path: str | None, number: int) -> str | None:
    """What a page of a file is called: the file's path, and its place in the file."""
    return None if path is None else f"{path}#{number}"


Part = tuple[bytes, str | None]


def _by_feeds(body: bytes) -> list[Part]:
    """The parts between form feeds; none where there are none, or where one stands amid a sentence."""
    parts = [part for part in _FEED.split(body) if part.strip()]
    if len(parts) < 2 or any(_size(part) < _WORDS for part in parts):
        return []
    for part, following in pairwise(parts):
        if _OPEN.search(part[-40:]) and _GOES_ON.match(following):
            return []
    return [(part, _own_url(part)) for part in parts]


def _own_url(part: bytes) -> str | None:
    """The URL that heads a part."""
    found = _URL_LINE.match(part.lstrip())
    return normalise(found[1].decode("utf-8", "replace")) if found else None


def _by_urls(body: bytes) -> list[Part]:
    """The parts that each begin with a URL of their own; none where the file begins otherwise."""
    heads = [found for found in _URL_LINE.finditer(body) if _ASSET.search(found[1]) is None]
    if not heads or body[: heads[0].start()].strip(b"\xef\xbb\xbf \t\r\n-=*#_~"):
        return []
    starts: list[tuple[int, str]] = []
    known: set[str] = set()
    for found, following in zip(heads, [*(head.start() for head in heads[1:]), len(body)], strict=True):
        url = normalise(found[1].decode("utf-8", "replace"))
        whole = _size(body[found.end() : following]) >= _WORDS
        if url is not None and (not starts or (whole and dedup_key(url) not in known)):
            starts.append((found.start(), url))
            known.add(dedup_key(url))
    ends = [start[0] for start in starts[1:]] + [len(body)]
    parts: list[Part] = [(body[start:end], url) for (start, url), end in zip(starts, ends, strict=True)]
    return parts if len(parts) > 1 and all(_size(text) >= _WORDS for text, _ in parts) else []


def _size(text: bytes) -> int:
    """Words; of scripts without spaces, whose characters begin with a byte from E3 on, two characters a word."""
    wide = sum(byte >= 0xE3 for byte in text)
    return len(text.split()) + wide // 2
