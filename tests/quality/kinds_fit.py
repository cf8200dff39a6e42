"""The weights of `extract.kinds.weights`, fitted on the tuning part of the sample: `python -m tests.quality.kinds_fit`.

Comes in: the folder of data. Goes out: the file of weights, written in place. A conditional logit: each kind of a
block has a score, the sum of the weights of the signs that speak for it; a block labelled with two kinds may be either.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds import evidence
from broadsheet.extract.kinds import weights as module
from broadsheet.extract.kinds.surroundings import STANDING
from broadsheet.extract.names import inherit, names_of
from broadsheet.extract.title import title_row
from broadsheet.records import Kind
from tests.quality.kinds_sample import Row, pages
from tests.shared import need

Numbers = npt.NDArray[np.float64]
KINDS = tuple(Kind)
ALTERNATIVE = 0.5
"""What the second kind of a label is worth beside the first."""
SOURCE, SINGLE, BIAS = 0.5, 1.5, 0.3
"""Ridge penalties of a source's weight, of its surplus for one kind and of a place's, and of a kind's bias; the best
of six combinations in ten folds by registered domain."""
BELIEF = 0.5
"""Weight of a source before anything is known: every sign speaks for its kind."""
STEPS, RATE = 1500, 0.03
"""Steps and rate of the descent (Adam), after which no weight moves by a hundredth."""
LEAST = 0.07
"""Weights under which a sign's surplus and a place's share are dropped."""
TARGET = Path(module.__file__)


class Feature(NamedTuple):
    """A weight: of a source, of a source for one kind, of a place for one kind, or a kind's bias."""

    table: str
    source: str
    kind: Kind | None


def features(parts: tuple[str, ...], heard: Iterable[tuple[str, Kind]]) -> Iterator[tuple[Feature, Kind]]:
    """The weights that one block's evidence adds up, each with the kind it is added to."""
    for source, kind in set(heard):
        yield Feature("SOURCES", source, None), kind
        yield Feature("SIGNS", source, kind), kind
    for kind in KINDS:
        yield Feature("BIAS", "", kind), kind
        for part in parts:
            yield Feature("PLACES", part, kind), kind


def collect(folder: Path) -> Iterator[tuple[Row, set[tuple[Feature, Kind]]]]:
    """Every label of the tuning part with its block's evidence."""
    for page in pages("tune", folder):
        blocks = page.document.blocks
        draft = Draft(blocks, np.where(page.kept, 0.9, 0.1), list(page.kept))
        title = title_row(page.document)
        for row, parts, signs in evidence(draft, page.document, inherit(blocks, names_of(blocks.elements)), title):
            if row in page.labels:
                yield page.labels[row], set(features(parts, ((sign.source, sign.kind) for sign in signs)))


def fit(samples: list[tuple[Row, set[tuple[Feature, Kind]]]]) -> dict[Feature, float]:
    """Maximum likelihood under the penalties."""
    names = sorted({feature for _, found in samples for feature, _ in found}, key=str)
    number = {feature: at for at, feature in enumerate(names)}
    given = np.zeros((len(samples), len(KINDS), len(names)))
    wanted = np.zeros((len(samples), len(KINDS)))
    for at, (label, found) in enumerate(samples):
        for feature, kind in found:
            given[at, KINDS.index(kind), number[feature]] = 1
        if label.alternative is not None:
            wanted[at, KINDS.index(label.alternative)] = ALTERNATIVE
        wanted[at, KINDS.index(label.kind)] = 1
    penalty = np.array([{"SOURCES": SOURCE, "BIAS": BIAS}.get(name.table, SINGLE) for name in names])
    start = np.array([BELIEF if name.table == "SOURCES" else 0.0 for name in names])
    return dict(zip(names, _descend(given, wanted, penalty, start).tolist(), strict=True))


def _descend(given: Numbers, wanted: Numbers, penalty: Numbers, start: Numbers) -> Numbers:
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    flat = given.reshape(-1, given.shape[2])
    for step in range(1, STEPS + 1):
        scores = (flat @ weights).reshape(wanted.shape)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        right = likely * wanted
        right /= right.sum(axis=1, keepdims=True)
        slope = (likely - right).reshape(-1) @ flat + 2 * penalty * (weights - start)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def written(weights: dict[Feature, float], seen: set[Kind]) -> str:
    """The module with these weights; kinds that were not seen have neither bias nor places."""
    sources = {f.source: round(w, 2) for f, w in weights.items() if f.table == "SOURCES"}
    bias = {f.kind: round(w, 2) if f.kind in seen else 0.0 for f, w in weights.items() if f.table == "BIAS" and f.kind}
    head = TARGET.read_text(encoding="utf-8").partition("SOURCES: dict")[0]
    lines = [f'    "{source}": {weight},' for source, weight in sorted(sources.items(), key=lambda item: -item[1])]
    return (
        head
        + "SOURCES: dict[str, float] = {\n"
        + "\n".join(lines)
        + '\n}\n"""How much a source of evidence is believed, whatever the kind."""\n\n'
        + _tables("SIGNS", weights, seen)
        + '"""How much more, or less, when it speaks for one kind."""\n\n'
        + _tables("PLACES", weights, seen, *(part for meanings in STANDING for part in meanings))
        + '"""What a block\'s standing makes likely: where it is, how linked, how long."""\n\n'
        + f"BIAS: dict[Kind, float] = {_table(bias)}\n"
        + '"""How likely a kind is before anything is known."""\n'
    )


def _tables(name: str, weights: dict[Feature, float], seen: set[Kind], *sources: str) -> str:
    rows: dict[str, dict[Kind, float]] = {source: {} for source in sources}
    for feature, weight in weights.items():
        if feature.table == name and feature.kind in seen and abs(weight) >= LEAST:
            rows.setdefault(feature.source, {})[feature.kind] = round(weight, 2)
    lines = [f'    "{source}": {_table(row)},' for source, row in sorted(rows.items())]
    return f"{name}: dict[str, dict[Kind, float]] = {{\n" + "\n".join(lines) + "\n}\n"


def _table(row: dict[Kind, float]) -> str:
    words = ", ".join(f"{kind} {weight:g}" for kind, weight in sorted(row.items(), key=lambda item: -item[1]))
    return '_table(\n"""\n' + textwrap.fill(words, 104) + '"""\n)' if row else "{}"


def main() -> None:
    """Fit and write."""
    samples = list(collect(need("data", 0)))
    TARGET.write_text(written(fit(samples), {label.kind for label, _ in samples}), encoding="utf-8")


if __name__ == "__main__":
    main()
