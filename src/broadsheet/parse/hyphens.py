"""Soft hyphens (U+00AD): those of a program are undone, a writer's own stay.

Comes in: a page's text. Goes out: whether a program hyphenated it. Must not know where the text came from.
"""

from __future__ import annotations

SOFT = "\u00ad"
"""SOFT HYPHEN: where a word may break, unseen elsewhere (Unicode 23.2)."""

WRITTEN = 8
"""Soft hyphens that a page may have by hand. On development pages writers set 1 to 6, programs 12 to 813."""


def by_program(text: str) -> bool:
    """Were so many soft hyphens set that no writer did it? Then they are no part of the words."""
    return not text.isascii() and text.count(SOFT) > WRITTEN
