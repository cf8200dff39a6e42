"""What the bytes of a page are, before anybody decodes them: UTF-8, text at all, UTF-8 that was encoded twice.

Comes in: bytes. Goes out: yes or no. Must not know where they came from, nor change them. `compiled/octets.pyx` says
the same, each in one pass.
"""

from __future__ import annotations

import codecs
import re

CONTROLS = tuple(bytes([code]) for code in (*range(0x20), 0x7F) if code not in b"\t\n\f\r")
"""C0 controls and DEL that are no white space: no text holds them, and a terminal obeys them (ECMA-48)."""
SLICE = 32 * 1024
"""Bytes decoded at a time where the question is only whether they can be: they stay near the processor."""
_MARK = re.compile(rb"\xc3(?:[\x82\x83\x90\x91\x98\x99]\xc2|\xa3\xc2\x81|\xa2(?:\xc2\x80|\xe2\x82\xac))")
"""What nearly every page in UTF-8 that was encoded twice has somewhere, and hardly another: the beginnings (Â, Ã, Ð, Ñ,
Ø, Ù, ã, â€) of © and the space that does not break, letters with accents, Cyrillic, Arabic and Japanese ones, quotes
and dashes."""


def is_utf8(body: bytes) -> bool:
    """Read in slices: the text itself, of up to four bytes a character, is not wanted."""
    position = 0
    try:
        while position < len(body):
            last = position + SLICE >= len(body)
            position += codecs.utf_8_decode(body[position : position + SLICE], "strict", last)[1]
    except UnicodeDecodeError:
        return False
    return True


def has_controls(body: bytes) -> bool:
    """Is any of `CONTROLS` there? Looking for them one by one costs a third of a copy without them."""
    return any(control in body for control in CONTROLS)


def marked_twice(body: bytes) -> bool:
    """May this be UTF-8 that was encoded twice?"""
    return _MARK.search(body) is not None
