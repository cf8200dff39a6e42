"""Small letters, and whether any of a few words is in a text: the look before a pattern's, and often instead of it.

Comes in: a text; for the look one in small letters, and the words. Goes out: the text as a pattern reads it; yes or no.
Must not know: what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterable


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
