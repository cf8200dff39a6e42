"""Declared text as a reader would see it: entities decoded, markup and odd spaces out.

Comes in: a string from a page's declarations. Goes out: one line of plain text, or the folded
form in which two spellings of one headline are equal. Must not know: any field.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00]+")
_LETTERS = re.compile(r"[\W_]+")
_SHORT = 300
"""Characters of what is remembered folded: a page says its headline in many places."""
_ASCII_FOLD = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(0x80)).encode().ljust(0x100)


def plain(text: str) -> str:
    """One line without markup; entities decoded, twice where a page encoded them twice."""
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if not text.isprintable():
        text = text.replace("\0", "") if text.isascii() else _INVISIBLE.sub("", text)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Letters and digits alone, case and compatibility forms folded: equal for equal headlines."""
    return _folded(text) if len(text) <= _SHORT else _folded.__wrapped__(text)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII_FOLD).decode().split())
    return _LETTERS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
