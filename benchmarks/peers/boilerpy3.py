"""boilerpy3's extractor for news articles.

Comes in: bytes. Goes out: text; on markup that it cannot read, none.
"""

from __future__ import annotations

from boilerpy3.extractors import ArticleExtractor

from benchmarks.charset import decode

_EXTRACTOR = ArticleExtractor()


def extract(html: bytes, url: str | None) -> str:
    """The content of the page."""
    return str(_EXTRACTOR.get_content(decode(html)))
