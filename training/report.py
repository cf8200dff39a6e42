"""The figures of a cross-validation, as the model card prints them.

Comes in: held-out pages and their p. Goes out: figures by set, the calibration's points, the worst pages. Texts go
through every rule that follows the network at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from benchmarks.bootstrap import interval
from benchmarks.metrics import Overlap, exact, shingle_f1, shingle_overlap, word_f1
from benchmarks.snippets import Held, held

from broadsheet.extract.core import draft_of
from broadsheet.extract.features import features
from broadsheet.extract.opinion import reconsidered
from broadsheet.extract.roles import body_blocks
from training.label import Labels
from training.read import Example

FAILED = 0.5
"""Word F1 below which a page is lost."""


class Outcome(NamedTuple):
    """What came of one held-out page."""

    example: Example
    text: str
    expected: float
    overlap: Overlap
    exact: bool
    word_f1: float
    snippets: Held


class Figures(NamedTuple):
    """One set's line of the table."""

    pages: int
    shingle_f1: float
    shingle_interval: tuple[float, float]
    exact: float
    exact_interval: tuple[float, float]
    word_f1: float
    word_interval: tuple[float, float]
    failed: float


def outcome(example: Example, p: Labels, title: int | None) -> Outcome:
    """Finish the extraction of a page whose p is known, and measure it."""
    document = example.document
    p = reconsidered(p, document.blocks.words, lambda: features(document, title))
    draft, expected = draft_of(document, p, title)
    text = "\n".join(block.text for block in body_blocks(document, draft.labels()))
    return measured(example, text, expected)


def measured(example: Example, text: str, expected: float) -> Outcome:
    """A text beside what is known of its page."""
    reference = example.reference or ""
    return Outcome(
        example,
        text,
        expected,
        shingle_overlap(text, reference),
        exact(text, reference),
        word_f1(text, reference),
        held(text, example.wanted, example.unwanted),
    )


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of one set, with 95 % bootstrap intervals over pages."""
    overlaps = [page.overlap for page in outcomes]
    exacts = [float(page.exact) for page in outcomes]
    words = [page.word_f1 for page in outcomes]
    return Figures(
        len(outcomes),
        shingle_f1(overlaps),
        interval([(one.precision, one.recall) for one in overlaps], lambda sums: _harmonic(sums, len(overlaps))),
        _mean(exacts),
        interval([(value,) for value in exacts], lambda sums: sums[0] / len(exacts)),
        _mean(words),
        interval([(value,) for value in words], lambda sums: sums[0] / len(words)),
        _mean([float(value < FAILED) for value in words]),
    )


def _harmonic(sums: Sequence[float], pages: int) -> float:
    return Overlap(sums[0] / pages, sums[1] / pages).f1


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
