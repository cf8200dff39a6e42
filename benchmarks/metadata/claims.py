"""What a system says of one page, in the form that all systems are asked for.

Comes in: JSON that a system's function returned as its text, or nothing. Goes out: `Claims`.
"""

from __future__ import annotations

import msgspec


class Claims(msgspec.Struct, frozen=True):
    """A system's metadata of one page; what it does not know stays empty."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601: a day, or a time with or without a zone."""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


def read(answer: str) -> Claims:
    """Claims from an answer; none where the system found no article or failed."""
    return msgspec.json.decode(answer, type=Claims) if answer else Claims()
