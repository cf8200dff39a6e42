"""How many words a text has, in scripts with spaces and without.

Comes in: a text. Goes out: a count. Must not know languages beyond their script.
"""

from __future__ import annotations

import re

_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana, Han: scripts written without spaces between words (UAX #29, 4.1)."""

CHARS_PER_WORD = 2
"""Mean word length of Chinese and Japanese running text is close to two characters (a round figure)."""


def count_words(text: str) -> int:
    """Words of `text`: runs between white space; in spaceless scripts, every two characters."""
    if text.isascii():
        return len(text.split())
    spaceless = len(_SPACELESS.findall(text))
    if not spaceless:
        return len(text.split())
    return spaceless // CHARS_PER_WORD + len(_SPACELESS.sub(" ", text).split())
