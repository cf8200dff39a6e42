"""news-please's extractor, a vote among newspaper4k, readability and its own date and language finders.

Comes in: bytes and URL. Goes out: text. The page is handed over and pictures are left alone: nothing is fetched.
"""

from __future__ import annotations

from newsplease import NewsPlease

from benchmarks.charset import decode
from benchmarks.peers.newspaper4k import address


def extract(html: bytes, url: str | None) -> str:
    """The main text of its article."""
    return NewsPlease.from_html(decode(html), url=address(url), fetch_images=False).maintext or ""
