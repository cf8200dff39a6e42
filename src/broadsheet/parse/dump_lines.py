"""The lines of a plain-text dump: their text without edges, their span, their indent, the blanks before.

Comes in: the dump as one string. Goes out: `Line`s in order, blank ones counted and left out.
Must not know: what a line means, or which program made the dump.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.parse.hyphens import SOFT, by_program

_INVISIBLE = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f\\u200b\\u2060\\ufeff]")
"""Controls (C0, DEL) and zero-width spaces; joiners and bidi marks stay, scripts need them (Unicode 23.2)."""

_TAB = 8
"""Columns of a tab stop, as terminals and browsers have it."""

_MARK = re.compile(r"[•‣◦▪▫●○■□▶►➤✓✔·∙⁃*+\-]+ (?=\S)")
"""What opens a list item. No dashes: they open direct speech in half of Europe."""

_NUMBER = re.compile(r"\(?(\d{1,2})[.)] (?=\S)")


class Line(NamedTuple):
    """One line with text on it."""

    text: str
    """Every run of white space as one space."""
    start: int
    end: int
    """Span in the dump, without the white space around the text."""
    indent: int
    """Columns before the text."""
    gap: int
    """Blank lines before the line."""
    cells: bool
    """Does a tab stand inside it?"""


def tidy(text: str) -> str:
    """`text` with every run of white space as one space, none at the edges, nothing invisible."""
    return " ".join(_INVISIBLE.sub("", text).split())


def lines(text: str) -> list[Line]:
    """The lines of a dump that have text; line ends are those of Unicode (CR, LF, CRLF, FF, NEL, LS, PS)."""
    found: list[Line] = []
    position = gap = 0
    hyphenated = by_program(text)
    for raw in text.splitlines(keepends=True):
        content = tidy(raw.replace(SOFT, "") if hyphenated else raw)
        if content:
            stripped = raw.strip()
            left = len(raw) - len(raw.lstrip())
            indent = len(raw[:left].expandtabs(_TAB))
            start = position + left
            found.append(Line(content, start, start + len(stripped), indent, gap, "\t" in stripped))
            gap = 0
        else:
            gap += 1
        position += len(raw)
    return found


def bullet(text: str) -> int:
    """How many characters of `text` are a list mark with its space; 0 where there is none."""
    found = _MARK.match(text)
    return found.end() if found else 0


def number(text: str) -> int | None:
    """The number that `text` opens with as a list item does ("3. ", "(3) "); a date may look the same."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else None
