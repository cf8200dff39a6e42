"""How many words a text has, in scripts with spaces and without.

Comes in: a text. Goes out: a count. Must not know languages beyond their script. `compiled/words.pyx` is the same.
"""

from __future__ import annotations

import re

RANGES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Thai, Lao, Burmese, Khmer, kana, Han: scripts written without spaces between words (UAX #29, 4.1)."""
_SPACELESS = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in RANGES) + "]+")
"""A run of their characters."""

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
