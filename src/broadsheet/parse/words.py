"""How many words a text has, in scripts with spaces and without.

Comes in: a text. Goes out: a count. Must not know languages beyond their script.
"""

from __future__ import annotations

import re

_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""A run of Thai, Lao, Burmese, Khmer, kana, Han: scripts written without spaces between words (UAX #29, 4.1)."""

CHARS_PER_WORD = 2
"""Mean word length of Chinese and Japanese running text is close to two characters (a round figure)."""


_LEADS = bytes({0xE0, 0xE1, *range(0xE3, 0xEA), 0xEF, *range(0xF0, 0xF5)})
"""First bytes that the characters of those scripts have in UTF-8; most other text has none of them."""
_OTHERS = bytes(set(range(0x100)) - set(_LEADS))


def has_spaceless(text: str) -> bool:
    """May `text` hold characters of a spaceless script? False is sure."""
    return not text.isascii() and bool(text.encode("utf-8", "surrogatepass").translate(None, _OTHERS))


def count_words(text: str) -> int:
    """Words of `text`: runs between white space; in spaceless scripts, every two characters."""
    if not has_spaceless(text):
        return len(text.split())
    rest, runs = _SPACELESS.subn(" ", text)
    return (len(text) - len(rest) + runs) // CHARS_PER_WORD + len(rest.split())
