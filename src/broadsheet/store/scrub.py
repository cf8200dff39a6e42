"""The one border that every text crosses on its way in: what UTF-8 or SQLite cannot hold is replaced.

Comes in: text as pages give it. Goes out: the same, without U+0000 and lone surrogates. Must not
know: where the text goes. SQLite ends a text at U+0000, and a lone surrogate is no Unicode scalar.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from broadsheet.records import Article, article_json, digest16

_UNFIT = re.compile("[\0\ud800-\udfff]")


def scrub(text: str) -> str:
    """The text with U+FFFD for each U+0000 and lone surrogate; two halves of one character become it."""
    if not _UNFIT.search(text):
        return text
    return (
        text.encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
        .replace("\0", "\N{REPLACEMENT CHARACTER}")
    )


class Fair(msgspec.Struct, frozen=True):
    """A fair copy: an article as a version keeps it, encoded once for all who look at it on its way in."""

    article: Article
    """Scrubbed."""
    encoded: bytes
    """Its JSON."""

    @property
    def digest(self) -> str:
        """SHA-256 of its text."""
        return hashlib.sha256(self.article.text.encode()).hexdigest()

    @property
    def made(self) -> str:
        """Digest of all of it: the same way of making it makes the same."""
        return digest16(self.encoded)


def fair(article: Article) -> Fair:
    """The article's fair copy."""
    try:
        encoded = article_json(article)
    except UnicodeEncodeError:
        encoded = _NUL
    if _NUL in encoded:
        article = msgspec.convert(_scrubbed(article.to_dict()), Article)
        encoded = article_json(article)
    return Fair(article, encoded)


_NUL = b"\\u0000"


def scrub_article(article: Article) -> Article:
    """The article with every text in it scrubbed; the very same one where nothing was to be done."""
    return fair(article).article


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrub(key): _scrubbed(item) for key, item in value.items()}
    return [_scrubbed(item) for item in value] if isinstance(value, list | tuple) else value
