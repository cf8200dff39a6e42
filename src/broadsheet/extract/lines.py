"""Which kind a short line is of, by its words: labels, headings, buttons, notices.

Comes in: a line. Goes out: a kind, and which share of the line says so. Serves HTML and dumps alike. Must not
look at the lines around it.
"""

from __future__ import annotations

import re

from broadsheet.extract.words.lexicon import unglue
from broadsheet.extract.words.lexicons import line_lexicon, prose_lexicon, tokens
from broadsheet.records import Kind

LABEL_WORDS = 9
"""Words up to which a line may be a label: the longest phrase of the table with a name behind it."""

_LABEL = re.compile(r"\W{0,3}([^:：]{2,40}?) ?[:：] ?")
_LABELS = frozenset(
    {
        Kind.RELATED,
        Kind.TAGS,
        Kind.AD,
        Kind.NEWSLETTER,
        Kind.SUBSCRIBE,
        Kind.DISCLAIMER,
        Kind.SHARE,
        Kind.SEARCH,
        Kind.TEASER,
    }
)
"""Kinds whose label tells of the words behind its colon; "Video:" and "Comment:" also open headlines."""


def opening_kind(text: str) -> tuple[Kind | None, int]:
    """The kind of the label that a text begins with, colon or not, and how many words it has."""
    found = line_lexicon().find(tokens(text)[:LABEL_WORDS])
    return (found[0][2], found[0][1]) if found and found[0][0] == 0 else (None, 0)


def speaks_of_rules(text: str) -> bool:
    """Has the text words of rules, forms and notices?"""
    return bool(prose_lexicon().find(tokens(text)))


def line_kind(text: str) -> tuple[Kind | None, float]:
    """The kind that most of a short line's words belong to, and which share of them it is.

    A counter ("12 Comments") does not count as a word; where a label ends in a colon, the label alone counts.
    """
    opening = opening_label(text)
    if opening[0] is not None:
        return opening
    words = [w for w in tokens(unglue(text)) if not w.isdigit()]
    found = line_lexicon().find(words)
    if not found:
        return None, 0.0
    share: dict[Kind, int] = {}
    for first, past, kind in found:
        share[kind] = share.get(kind, 0) + past - first
    total = sum(share.values())
    kind = max(share, key=lambda k: share[k])
    return kind, total / len(words)


def opening_label(text: str) -> tuple[Kind | None, float]:
    """The kind of the label that a text opens with ("Read also: …"); full cover, or none."""
    found = _LABEL.match(text)
    words = [w for w in tokens(found[1]) if not w.isdigit()] if found else []
    phrases = line_lexicon().find(words) if words else []
    whole = len(phrases) == 1 and phrases[0][0] == 0 and phrases[0][1] == len(words)
    bare = found is not None and found.end() == len(text)
    return (phrases[0][2], 1.0) if whole and (bare or phrases[0][2] in _LABELS) else (None, 0.0)
