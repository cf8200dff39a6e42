"""The lexicons that several rooms ask, each made once; in C where that was built (`extract.compiled`).

Comes in: nothing. Goes out: lexicons, and `tokens` to ask them with. Must not know what a hit is good for.
"""

from __future__ import annotations

from functools import cache

from broadsheet.extract.words.lines import LINES
from broadsheet.extract.words.prose import ADDRESS, PROSE
from broadsheet.records import Kind

try:
    from broadsheet.extract.compiled.lexicon import Lexicon, folded, tokens
except ImportError:  # not built here: the same in Python
    from broadsheet.extract.words.lexicon import Lexicon, folded, tokens

__all__ = ["Lexicon", "address_lexicon", "folded", "line_lexicon", "prose_lexicon", "tokens"]


@cache
def line_lexicon() -> Lexicon:
    """Phrases of short lines."""
    return Lexicon(LINES)


@cache
def prose_lexicon() -> Lexicon:
    """Vocabulary of rules, forms and notices."""
    return Lexicon(PROSE)


@cache
def address_lexicon() -> Lexicon:
    """Words that address the reader; the kind means nothing here."""
    return Lexicon({Kind.OTHER: ADDRESS})
