"""How much two titles have in common.

Comes in: two strings. Goes out: a share from 0 to 1. Must not know: where they come from.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
_SOLID = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Khmer, kana and Han: scripts that put no spaces between words."""


def kinship(one: str, other: str) -> float:
    """Share of the words of the shorter title that the other one has too."""
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def alike(one: str, other: str) -> float:
    """Share of the words of the longer title that the other one has too."""
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) / max(len(mine), len(theirs)) if mine and theirs else 0.0


@lru_cache(maxsize=32)
def _words(text: str) -> frozenset[str]:
    """Words in lower case; pairs of characters in scripts that have no spaces."""
    words = _WORD.findall(text.lower())
    if not text.isascii() and _SOLID.search(text):
        return frozenset(word[at : at + 2] for word in words for at in range(max(1, len(word) - 1)))
    return frozenset(words)
