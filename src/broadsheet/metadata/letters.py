"""Letters of a text: small ones, folded ones, those it begins with, and whether any of a few words is among them.

Comes in: a text, words. Goes out: a text; yes or no. Must not know: what the words mean, or any field. The compiled
twin is `compiled/letters.pyx`; the rooms ask `stems.py` and `clean.py`, which choose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SHORT = 300
"""Characters of what is remembered folded: a page says its headline in many places."""
_LETTERS = re.compile(r"[\W_]+")
_FIRST = re.compile(r"[^\W_]+")
_ASCII_FOLD = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(0x80)).encode().ljust(0x100)


def holds(small: str, stems: Iterable[str]) -> bool:
    """Is any of the stems in the text? Each is tried in less than a pattern's time."""
    for stem in stems:  # a loop: `any` of a generator takes twice the time, on every line of a page  # noqa: SIM110
        if stem in small:
            return True
    return False


def small(text: str) -> str:
    """The text in small letters, one for one, so that places stay: what patterns of small letters are for.

    `re.IGNORECASE` finds the same in the text itself, in four times the time: it rules out no branch by a letter.
    """
    if text.isascii():
        return text.lower()
    for letter, plain in _TURKISH:
        if letter in text:
            text = text.replace(letter, plain)
    return text.lower()


_TURKISH = (("İ", "i"), ("ı", "i"))
"""Both letters i, of which one becomes two characters; the flag takes either for ours."""


def first_word(text: str) -> str:
    """The letters and digits that a text begins with, in small letters."""
    found = _FIRST.match(text)
    return small(found[0]) if found else ""


def fold(text: str) -> str:
    """Letters and digits alone, case and compatibility forms folded: equal for equal headlines."""
    return _folded(text) if len(text) <= SHORT else _folded.__wrapped__(text)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII_FOLD).decode().split())
    return _LETTERS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
