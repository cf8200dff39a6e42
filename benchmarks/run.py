"""One run: every system over every page, quality and process time side by side.

Comes in: samples and systems. Goes out: one `Result` a system. The systems take turns on each page, so
that a drifting machine hits all alike; each has seen a page before its time counts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import msgspec

from benchmarks.datasets import Sample
from benchmarks.metrics import Overlap, exact, shingle_f1, shingle_overlap, word_f1
from benchmarks.systems import System

RESAMPLES = 1000
"""Bootstrap resamples over pages for the interval of the shingle F1."""


class Result(msgspec.Struct, frozen=True):
    """How one system did on one set."""

    system: str
    pages: int
    shingle_f1: float
    interval: tuple[float, float]
    """95 %, bootstrap over pages, seeded."""
    exact: float
    word_f1: float
    failed: float
    """Share of pages with a word F1 under .5."""
    milliseconds: float
    """Process time a page, mean."""


def measure(samples: Sequence[Sample], systems: dict[str, System]) -> list[Result]:
    """Run every system on every sample."""
    texts: dict[str, list[str]] = {name: [] for name in systems}
    seconds = dict.fromkeys(systems, 0.0)
    for name, system in systems.items():
        system(samples[0].html, samples[0].url)  # imports and caches are not the page's
        texts[name].clear()
    for sample in samples:
        for name, system in systems.items():
            start = time.process_time()
            texts[name].append(system(sample.html, sample.url))
            seconds[name] += time.process_time() - start
    return [_result(name, samples, texts[name], seconds[name]) for name in systems]


def _result(name: str, samples: Sequence[Sample], texts: list[str], seconds: float) -> Result:
    pairs = [(text, sample.text) for text, sample in zip(texts, samples, strict=True)]
    overlaps = [shingle_overlap(text, reference) for text, reference in pairs]
    words = [word_f1(text, reference) for text, reference in pairs]
    return Result(
        system=name,
        pages=len(samples),
        shingle_f1=shingle_f1(overlaps),
        interval=interval(overlaps),
        exact=sum(exact(text, reference) for text, reference in pairs) / len(pairs),
        word_f1=sum(words) / len(words),
        failed=sum(f1 < 0.5 for f1 in words) / len(words),
        milliseconds=seconds / len(samples) * 1000,
    )


def interval(overlaps: Sequence[Overlap]) -> tuple[float, float]:
    """95 % bootstrap interval of the shingle F1."""
    chance = random.Random(7)
    values = sorted(shingle_f1(chance.choices(overlaps, k=len(overlaps))) for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
