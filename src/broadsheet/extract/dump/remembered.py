"""What is asked of one short line again and again, remembered: by several rules, on page after page of a site.

Comes in: a judgement of a line, which depends on nothing else. Goes out: the same judgement. Must not know what it is
about. A dump asks the same of a line up to six times, and the lines of a menu stand on every page of its site.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

More = TypeVarTuple("More")
T = TypeVar("T")

SHORT = 200
"""Characters of the longest line that is remembered: so much memory, and no more, is held by what nobody asks for."""
LINES = 2048
"""Lines that are remembered: those of several pages."""


def remembered(judge: Callable[[str, *More], T]) -> Callable[[str, *More], T]:
    """The judgement, its answers about short lines kept."""
    known = lru_cache(LINES)(judge)

    @wraps(judge)
    def asked(text: str, *more: *More) -> T:
        return known(text, *more) if len(text) <= SHORT else judge(text, *more)

    return asked
