"""When two spellings are alike: letter case, punctuation and white space do not count, compatibility forms are one.

Comes in: strings. Goes out: what is compared. Unicode NFKC and full case folding (Unicode Standard, chapters 3.11 and
3.13).
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_JOINTS = frozenset({"and", "und", "et", "y", "e", "og", "och", "i", "ja", "en", "ve", "by", "von", "par", "por"})
"""Words between the names of a byline, and before them."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def fold(text: str) -> str:
    """The text without what does not count."""
    return "".join(words(text))


def names(*bylines: str) -> frozenset[str]:
    """The words of all names in bylines, wherever one name ends: some references hold a whole byline in one string."""
    return frozenset(word for byline in bylines for word in words(byline) if word not in _JOINTS)
