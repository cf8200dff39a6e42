"""The words that say what a page is about: of its URL, of its headline, of its best text.

Comes in: texts. Goes out: stems. Names carry a topic in any language: capitalised words where a script
has capitals, pairs of characters where it has no spaces, else the longer words. Must not know: meanings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from broadsheet.extract.words.lexicon import SPACELESS, stem
from broadsheet.extract.words.lexicons import tokens

_NAME = re.compile(rf"[^\W\d_a-zà-öø-ÿа-яёα-ω{SPACELESS}][^\W_{SPACELESS}]{{3,}}")
_HAN = re.compile("(?=([\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{2}))")
_PATH_WORDS = re.compile(r"[^\W\d_]{3,}")

_KEPT = 60
"""Topic words taken from a text: beyond that they are its vocabulary, not its topic."""


def terms(text: str) -> set[str]:
    """The names in a text, as stems."""
    found = {stem(word.casefold()) for word in _NAME.findall(text)}
    if not text.isascii():
        found.update(_HAN.findall(text))
    return found


def headline_terms(text: str) -> frozenset[str]:
    """All longer words of a headline, and its names."""
    return frozenset(stem(word) for word in tokens(text) if len(word) >= 4) | terms(text)


def url_terms(url: str | None) -> frozenset[str]:
    """Stems of the words in the path of an article's URL, four letters or more; the folders are left out."""
    if not url or "://" not in url:
        return frozenset()
    path = url.split("://", 1)[1].partition("/")[2].split("?", 1)[0].split("#", 1)[0]
    parts = [part for part in path.split("/") if part]
    named = [part for part in parts if len(_PATH_WORDS.findall(part)) >= 3] or parts[-1:]
    words = (word for part in named for word in tokens(part.replace("_", " ")))
    return frozenset(stem(word) for word in words if len(word) >= 4 and word.isalpha())


def text_terms(inside: Iterable[str], outside: Iterable[str]) -> frozenset[str]:
    """The names that several blocks of a text share and the rest of the page hardly has."""
    here = Counter(term for text in inside for term in terms(text))
    there = Counter(term for text in outside for term in terms(text) if term in here)
    shared = [(count, term) for term, count in here.items() if count >= 2 and there[term] <= count]
    return frozenset(term for _, term in sorted(shared, reverse=True)[:_KEPT])
