"""Which block is the headline: the heading that the page's own titles repeat.

Comes in: a document. Goes out: the row of the headline, or None. Must not choose the title that is
stored: that is `metadata`'s, which weighs all claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

import numpy as np

from broadsheet.records import Document, Flag

_WORD = re.compile(r"\w+")
LIKE = 0.6
"""Share of the heading's words that the declared title must hold, and at least half the other way."""

HEADLINE_WORDS = 4
"""Words from which an `<h1>` is a headline and no site name: nothing below its rank is looked at after it."""

TITLED, LONGEST = 3, 40
"""Words of a line that is a headline without being a heading: fewer may be the name of a section, more a
paragraph (guesses)."""


LINES, ALIKE = 3, 0.7
"""Kept lines that are looked at for the headline said again; the share of the longer's words that both must have
(guesses: kickers and the site's name are left, of standfirsts on the development pages none reaches it)."""


def words_of(text: str) -> frozenset[str]:
    """The distinct lower-cased words of a text."""
    return frozenset(_WORD.findall(text.lower()))


def title_row(document: Document) -> int | None:
    """The heading most like a declared title, `<h1>` before lower ranks; where none is, the first `<h1>`."""
    blocks, declared = document.blocks, document.declared
    claims = [words_of(text) for text in (declared.first("og:title", "twitter:title"), declared.title) if text]
    best: tuple[float, int] | None = None
    first: int | None = None
    is_headline = False
    for row in np.flatnonzero(blocks.flags() & int(Flag.HEADING)).tolist():
        is_h1 = _rank(document, row) == "h1"
        if is_h1 and first is None and blocks.words[row] > 1:
            first = row
            is_headline = bool(blocks.words[row] >= HEADLINE_WORDS)
        if is_headline and not is_h1:
            continue
        words = words_of(blocks.text[row])
        likeness = max((_likeness(words, claim) for claim in claims), default=0.0)
        worth = likeness + (0.25 if is_h1 else 0.0)
        if likeness >= LIKE and (best is None or worth > best[0]):
            best = (worth, row)
    return best[1] if best else first


def titled_line(document: Document, kept: Sequence[bool]) -> int | None:
    """The line that the text begins with, where a declared title holds it word for word.

    It is the headline of a page that sets it in large letters and not in a heading, as pages did before 2005.
    """
    row = next((row for row, keep in enumerate(kept) if keep), None)
    if row is None or not TITLED <= document.blocks.words[row] <= LONGEST:
        return None
    line = _WORD.findall(document.blocks.text[row].lower())
    titles = (document.declared.first("og:title", "twitter:title"), document.declared.title)
    said = [f" {' '.join(_WORD.findall(title.lower()))} " for title in titles if title]
    return row if any(f" {' '.join(line)} " in title for title in said) else None


def said_again(document: Document, kept: Sequence[bool], headline: int | None) -> list[int]:
    """The kept lines at the beginning that say the headline once more, with a kicker or for the eye of a search engine.

    A standfirst that takes up the headline's words has as many of its own.
    """
    declared = (document.declared.first("og:title", "twitter:title"), document.declared.title)
    said = [title for title in (*declared, document.blocks.text[headline] if headline is not None else "") if title]
    claims = [words for words in map(words_of, said) if len(words) >= TITLED]
    found = []
    rows = (row for row, keep in enumerate(kept) if keep)
    for row in islice(rows, LINES):
        words = words_of(document.blocks.text[row]) if document.blocks.words[row] <= LONGEST else frozenset[str]()
        if any(len(words & claim) >= ALIKE * max(len(words), len(claim)) for claim in claims):
            found.append(row)
    return found


def _rank(document: Document, row: int) -> str:
    elements = document.blocks.elements
    element = int(document.blocks.element[row])
    while element > 0 and not (len(elements.tag[element]) == 2 and elements.tag[element][0] == "h"):
        element = int(elements.parent[element])
    return elements.tag[element]


def _likeness(heading: frozenset[str], claim: frozenset[str]) -> float:
    common = len(heading & claim)
    if not common or common * 2 < min(len(claim), 6):
        return 0.0
    return common / len(heading)
