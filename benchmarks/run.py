"""One run: every system over every page, quality and process time side by side.

Comes in: samples and systems to ask. Goes out: one `Result` a system. The systems take turns of some pages, so that a
drifting machine hits all alike; each has seen a page before its time counts.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

import msgspec

from benchmarks import snippets
from benchmarks.bootstrap import Interval, interval
from benchmarks.child import PAGE
from benchmarks.datasets import Sample
from benchmarks.metrics import Overlap, exact, shingle_overlap, word_f1
from benchmarks.peer import Answer, Ask

HALF = 0.5
"""A word F1 below it: the page's text was missed rather than trimmed wrongly."""


class TextScore(msgspec.Struct, frozen=True):
    """Against whole references."""

    pages: int
    shingle_f1: float
    interval: Interval
    """95 %, of the shingle F1."""
    exact: float
    word_f1: float
    low: float
    """Share of pages with a word F1 under .5."""


class Times(msgspec.Struct, frozen=True):
    """Process time a page, in milliseconds."""

    mean: float
    p99: float


class Result(msgspec.Struct, frozen=True):
    """How one system did on one set."""

    system: str
    pages: int
    text: TextScore | None
    snippets: snippets.SnippetScore | None
    times: Times
    errors: dict[str, str]
    """Page id to the words of what the system raised there."""
    refused: int
    """Times it asked for the network, in vain."""
    word_f1: dict[str, float]
    """Page id to word F1, for those with a reference."""
    milliseconds: dict[str, float]
    """Page id to process time."""


TURN = 20
"""Pages that a system reads in a row, as every corpus is read. One at a time, none finds anything of its own in the
processor's caches: broadsheet takes a tenth longer, trafilatura a twenty-fifth. A turn of all takes some seconds."""

Watch = Callable[[Sequence[Sample]], Iterable[Sample]]


def measure(samples: Sequence[Sample], asks: Mapping[str, Ask], watch: Watch = iter) -> list[Result]:
    """Ask every system for every sample's text."""
    answers = ask_all(samples, asks, watch)
    return [result(name, samples, answers[name]) for name in asks]


def ask_all(samples: Sequence[Sample], asks: Mapping[str, Ask], watch: Watch = iter) -> dict[str, list[Answer]]:
    """Every system's answers to the samples, in their order; they take turns, `TURN` pages each."""
    answers: dict[str, list[Answer]] = {name: [] for name in asks}
    for ask in asks.values():
        ask(PAGE, None)  # imports and caches are not the page's
    gc.collect()
    gc.freeze()  # the samples in memory are not collected again and again at some system's cost
    try:
        watched = iter(watch(samples))
        while turn := list(islice(watched, TURN)):
            for name, ask in asks.items():
                answers[name] += [ask(sample.html, sample.url) for sample in turn]
    finally:
        gc.unfreeze()
    return answers


def result(name: str, samples: Sequence[Sample], answers: Sequence[Answer]) -> Result:
    """What one system's answers are worth."""
    pairs = list(zip(samples, answers, strict=True))
    words = {sample.id: word_f1(answer.text, sample.text) for sample, answer in pairs if sample.text}
    held = [
        snippets.held(answer.text, sample.must_have, sample.must_not_have)
        for sample, answer in pairs
        if sample.must_have or sample.must_not_have
    ]
    milliseconds = {sample.id: answer.seconds * 1000 for sample, answer in pairs}
    return Result(
        system=name,
        pages=len(samples),
        text=_text([(answer.text, sample.text) for sample, answer in pairs if sample.text], list(words.values())),
        snippets=snippets.score(held) if held else None,
        times=times(list(milliseconds.values())),
        errors={sample.id: answer.error for sample, answer in pairs if answer.error},
        refused=sum(answer.refused for answer in answers),
        word_f1=words,
        milliseconds=milliseconds,
    )


def _text(pairs: Sequence[tuple[str, str]], words: Sequence[float]) -> TextScore | None:
    if not pairs:
        return None
    overlaps = [shingle_overlap(text, reference) for text, reference in pairs]
    rows = [(overlap.precision, overlap.recall, 1.0) for overlap in overlaps]
    return TextScore(
        pages=len(pairs),
        shingle_f1=_mean_f1([sum(column) for column in zip(*rows, strict=True)]),
        interval=interval(rows, _mean_f1),
        exact=sum(exact(text, reference) for text, reference in pairs) / len(pairs),
        word_f1=sum(words) / len(words),
        low=sum(f1 < HALF for f1 in words) / len(words),
    )


def _mean_f1(sums: Sequence[float]) -> float:
    """Shingle F1 from the sums of precision, recall and pages."""
    precision, recall, pages = sums
    return Overlap(precision / pages, recall / pages).f1


def times(milliseconds: Sequence[float]) -> Times:
    """Mean, and the time that 99 in 100 pages do not exceed (nearest rank)."""
    ordered = sorted(milliseconds)
    rank = -(-99 * len(ordered) // 100)
    return Times(sum(ordered) / len(ordered), ordered[rank - 1])
