"""How alike an extracted text and its reference are, by the published definitions.

Comes in: two texts. Goes out: numbers. Must not know where either came from. Tokens are `\\w+`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

_TOKEN = re.compile(r"\w+")
SHINGLE = 4
"""Tokens per shingle, as in the article-extraction benchmark that defined the measure."""


class Overlap(msgspec.Struct, frozen=True):
    """Precision and recall of one page, shares of 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tokens(text: str) -> list[str]:
    """The words of a text."""
    return _TOKEN.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """4-grams of tokens as a multiset; a shorter text is one shingle."""
    found = tokens(text)
    if len(found) < SHINGLE:
        return Counter([tuple(found)] if found else [])
    return Counter(tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))


def overlap(ours: Counter[tuple[str, ...]] | Counter[str], theirs: Counter[tuple[str, ...]] | Counter[str]) -> Overlap:
    """Precision and recall of two multisets; two empty ones agree wholly."""
    if not ours and not theirs:
        return Overlap(1.0, 1.0)
    common = sum((ours & theirs).values())  # type: ignore[operator]
    return Overlap(common / (ours.total() or 1), common / (theirs.total() or 1))


def shingle_overlap(text: str, reference: str) -> Overlap:
    """Shingle precision and recall of one page."""
    return overlap(shingles(text), shingles(reference))


def shingle_f1(overlaps: Iterable[Overlap]) -> float:
    """F1 of mean precision and mean recall over pages."""
    pages = list(overlaps)
    mean = Overlap(sum(o.precision for o in pages) / len(pages), sum(o.recall for o in pages) / len(pages))
    return mean.f1


def exact(text: str, reference: str) -> bool:
    """Are the token lists equal?"""
    return tokens(text) == tokens(reference)


def word_f1(text: str, reference: str) -> float:
    """F1 of the lower-cased token multisets of one page."""
    return overlap(Counter(tokens(text.lower())), Counter(tokens(reference.lower()))).f1
