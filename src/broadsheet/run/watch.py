"""Who looks on while a run goes: told what happens, just before the outcome of it is given.

Comes in: nothing. Goes out: `Watch`, which a caller fills with what it wants to hear. Must not know who listens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec


def _nothing(_: object) -> None:
    """Nobody listens."""


class Watch(msgspec.Struct, frozen=True):
    """What a caller wants to be told."""

    asked: Callable[[int], None] = _nothing
    """How many inputs of this run are known so far."""
    done: Callable[[str], None] = _nothing
    """The name (URL or path) of the input whose outcome comes next."""
    followed: Callable[[str], None] = _nothing
    """The name of a listing: it is no article, and no failure."""
    covered: Callable[[Mapping[str, int]], None] = _nothing
    """Day → pages that a web archive has of it, when it has been read."""
