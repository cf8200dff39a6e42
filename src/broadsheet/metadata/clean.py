"""Declared text as a reader would see it: entities decoded, markup and odd spaces out.

Comes in: a string from a page's declarations. Goes out: one line of plain text, or the folded
form in which two spellings of one headline are equal. Must not know: any field.
"""

from __future__ import annotations

import html
import re

try:
    from broadsheet.metadata.compiled.letters import fold
except ImportError:  # not built here: the same in Python
    from broadsheet.metadata.letters import fold

__all__ = ["fold", "plain"]

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00]+")


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
