"""Which wanted passages a text holds, and which unwanted ones it keeps out.

Comes in: a text and passages. Goes out: counts. A passage is held where it is a substring after both were
white-space-normalised; shares are micro averages, so that each passage weighs the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from benchmarks.bootstrap import Interval, interval


class Held(msgspec.Struct, frozen=True):
    """One page's counts."""

    found: int
    wanted: int
    kept_out: int
    unwanted: int


class SnippetScore(msgspec.Struct, frozen=True):
    """Shares of 1 over all pages, each with its 95 % interval over pages."""

    pages: int
    found: float
    found_interval: Interval
    kept_out: float
    kept_out_interval: Interval
    both: float
    """Mean of the two shares."""
    both_interval: Interval


def held(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> Held:
    """What one page's text holds."""
    spaced = normal(text)
    inside = [normal(snippet) in spaced for snippet in wanted]
    outside = [normal(snippet) not in spaced for snippet in unwanted]
    return Held(sum(inside), len(inside), sum(outside), len(outside))


def normal(text: str) -> str:
    """Each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def score(pages: Sequence[Held]) -> SnippetScore:
    """Both shares over pages; a share of no passages is 1."""
    rows = [(page.found, page.wanted, page.kept_out, page.unwanted) for page in pages]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    shares = [(figure(sums), interval(rows, figure)) for figure in (_found, _kept_out, _both)]
    return SnippetScore(len(pages), *shares[0], *shares[1], *shares[2])


def _found(sums: Sequence[float]) -> float:
    return sums[0] / sums[1] if sums[1] else 1.0


def _kept_out(sums: Sequence[float]) -> float:
    return sums[2] / sums[3] if sums[3] else 1.0


def _both(sums: Sequence[float]) -> float:
    return (_found(sums) + _kept_out(sums)) / 2
