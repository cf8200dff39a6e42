"""What the systems' claims are worth, as Markdown: a table a set, halves of the publishers, and what is wrong.

Comes in: samples and claims. Goes out: text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.bootstrap import interval
from benchmarks.datasets import Sample
from benchmarks.metadata.claims import Claims
from benchmarks.metadata.fields import Measure, Worth

Pairs = Sequence[tuple[Sample, Claims]]


def table(fields: Mapping[str, Measure], samples: Sequence[Sample], systems: Mapping[str, Sequence[Claims]]) -> str:
    """A row a field: how many pages have a reference, and each system's mean worth with its 95 % interval."""
    lines = [_row(["field", "pages", *systems]), "|" + "---|" * (2 + len(systems))]
    for field, measure in fields.items():
        columns = [worths(measure, list(zip(samples, claims, strict=True))) for claims in systems.values()]
        lines.append(_row([field, str(len(columns[0])), *map(_cell, columns)]))
    return "\n".join(lines)


def halves(fields: Mapping[str, Measure], samples: Sequence[Sample], claims: Sequence[Claims]) -> str:
    """One system's worth on either half of the sites: rules that were found on one must hold on the other."""
    lines = [_row(["field", "one half", "other half"]), "|---|---|---|"]
    pairs = list(zip(samples, claims, strict=True))
    for field, measure in fields.items():
        sides = [[pair for pair in pairs if half(pair[0]) == side] for side in (0, 1)]
        lines.append(_row([field, *(f"{_mean(_sums(worths(measure, side))):.3f}" for side in sides)]))
    return "\n".join(lines)


def half(sample: Sample) -> int:
    """Which half a page's site is in: the parity of a hash of the publisher's name, the start of the page's id."""
    site = sample.id.rpartition("_20")[0] or sample.id
    return hashlib.sha256(site.encode()).digest()[0] % 2


def wrong(field: str, measure: Measure, samples: Sequence[Sample], claims: Sequence[Claims]) -> Iterator[str]:
    """Every page on which a field is not wholly right: its id, what the reference says, what is claimed."""
    attribute = {"day": "published", "minute": "published", "author": "authors"}.get(field, field)
    column = {"day": "date_published", "minute": "date_published"}.get(field, field)
    column = {"tags": "topics", "captions": "images", "credits": "images"}.get(column, column)
    for sample, claim in zip(samples, claims, strict=True):
        worth = measure(sample.facts, claim)
        if worth is not None and worth.value < 1:
            known = sample.facts.get(column, sample.facts.get(field))
            yield f"{worth.value:.2f} {sample.id}\n  reference {known!r}\n  claimed   {getattr(claim, attribute)!r}"


def worths(measure: Measure, pairs: Pairs) -> list[Worth]:
    """What the claims are worth, on pages whose reference knows the field."""
    return [worth for sample, claim in pairs if (worth := measure(sample.facts, claim)) is not None]


def _cell(found: Sequence[Worth]) -> str:
    if not found:
        return ""
    low, high = interval([(worth.value * worth.weight, worth.weight) for worth in found], _mean)
    return f"{_mean(_sums(found)):.3f} ({low:.3f}-{high:.3f})"


def _sums(found: Sequence[Worth]) -> tuple[float, float]:
    return sum(worth.value * worth.weight for worth in found), sum(worth.weight for worth in found)


def _mean(sums: Sequence[float]) -> float:
    return sums[0] / sums[1] if sums[1] else 0.0


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
