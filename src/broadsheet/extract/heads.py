"""With which letters a text begins that one of many alternatives matches.

Comes in: the alternatives, as a regular expression of phrases. Goes out: their first letters. A pattern of hundreds
of phrases is slow to say no; asked for these letters first, two in three texts need not be tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SHOWN = 3
"""Letters of a head at most, as `may_begin` looks them up: enough to tell most phrases from most texts."""
_GROUP = re.compile(r"\(\?i?:")
_NO_LETTERS = ("\\d", "\\(", "©")
_LITERAL = re.compile(r"[\w '’-]+(?![?*+{])")


def alternatives(words: str) -> Iterator[str]:
    """The parts between bars that stand outside parentheses."""
    start = 0
    for at, depth in _depths(words):
        if words[at] == "|" and not depth:
            yield words[start:at]
            start = at + 1
    yield words[start:]


def _depths(words: str) -> Iterator[tuple[int, int]]:
    """How many parentheses are open after each letter; escaped ones are none."""
    depth = 0
    for at, letter in enumerate(words):
        if at == 0 or words[at - 1] != "\\":
            depth += (letter == "(") - (letter == ")")
        yield at, depth


def heads(patterns: Iterable[str]) -> frozenset[str]:
    """The first letters of all alternatives, in small letters; "" stands for those that may begin with any letter."""
    return frozenset(head for words in patterns for head in _heads(words))


def cut(whole: frozenset[str]) -> frozenset[str]:
    """The beginnings of heads, for `may_begin`."""
    return frozenset(head[:SHOWN] for head in whole)


def _heads(words: str) -> Iterator[str]:
    for part in alternatives(words):
        group, literal = _GROUP.match(part), _LITERAL.match(part)
        if group:
            end = next(at for at, depth in _depths(part) if not depth)
            yield from _heads(part[group.end() : end])
            if part[end + 1 : end + 2] == "?":
                yield from _heads(part[end + 2 :])
        elif part.startswith("\\(?"):
            yield from _heads(part[3:])
        elif literal:
            yield literal[0].lower()
        elif not part.startswith(_NO_LETTERS):
            yield ""


def may_begin(text: str, known: frozenset[str]) -> bool:
    """May an alternative of these heads match a text in small letters? One that begins with no letter is not judged."""
    return text[:3] in known or text[:2] in known or text[:1] in known or not text[:1].isalpha()
