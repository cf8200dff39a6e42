"""The one border that every text crosses on its way in: what UTF-8 or SQLite cannot hold is replaced.

Comes in: text as pages give it. Goes out: the same, without U+0000 and lone surrogates. Must not
know: where the text goes. SQLite ends a text at U+0000, and a lone surrogate is no Unicode scalar.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from broadsheet.records import Article

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


def scrub_article(article: Article) -> Article:
    """The article with every text in it scrubbed; the very same one where nothing was to be done."""
    try:
        clean = b"\\u0000" not in msgspec.json.encode(article)
    except UnicodeEncodeError:
        clean = False
    return article if clean else msgspec.convert(_scrubbed(article.to_dict()), Article)


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrub(key): _scrubbed(item) for key, item in value.items()}
    return [_scrubbed(item) for item in value] if isinstance(value, list | tuple) else value
