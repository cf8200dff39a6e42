"""A person's words to an FTS5 expression that is always valid.

Comes in: words, "phrases", -exclusions, OR, prefix*. Goes out: an expression in which each term is
quoted, or None where nothing can be searched for. Must not know: the index. Nothing raises.
"""

from __future__ import annotations

import re
from itertools import islice

from broadsheet.store.scrub import scrub

TERMS = 64
"""Terms looked at; more is a pasted text, not a query, and FTS5 refuses trees deeper than 256."""

_ATOM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')
_OPERATORS = {"AND", "OR", "NOT"}


def match_expression(words: str) -> str | None:
    """The FTS5 MATCH expression for a query; None where it asks for nothing that can be found.

    Terms are joined by AND; OR binds the two terms beside it first; `-x` and `NOT x` exclude; `x*` finds
    words that begin with x. Anything else is text.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    operator = ""
    for atom in islice(_ATOM.finditer(scrub(words).translate(_QUOTES)), TERMS):
        if atom["word"] in _OPERATORS and not atom["no"]:
            operator = atom["word"]
            continue
        term = _term(atom)
        if term is None:
            continue
        if atom["no"] or operator == "NOT":
            unwanted.append(term)
        elif operator == "OR" and wanted:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        operator = ""
    if not wanted:
        return None
    found = " AND ".join(f"({' OR '.join(terms)})" for terms in wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _term(atom: re.Match[str]) -> str | None:
    text = atom["word"] if atom["phrase"] is None else atom["phrase"]
    if not any(character.isalnum() for character in text):  # the tokeniser would find no word in it
        return None
    prefix = "*" if atom["word"] and text.endswith("*") else ""
    return f'"{text}"{prefix}'  # no text of ours holds a quote: see _ATOM
