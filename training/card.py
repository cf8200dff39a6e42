"""The tables of the model card, from held-out outcomes.

Comes in: outcomes and the calibration. Goes out: Markdown. Must not measure anything itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from benchmarks.snippets import score

from training import calibrate
from training.read import PUBLISHERS, SNIPPETS, WCXB
from training.report import Figures, Outcome, figures

WORST = 12
"""Pages that are named, those with the lowest word F1."""


def tables(outcomes: Sequence[Outcome]) -> str:
    """All figures of a cross-validation."""
    parts = [
        "| set | pages | shingle F1 (95 %) | exact (95 %) | word F1 (95 %) | pages < .5 |",
        "|---|---|---|---|---|---|",
    ]
    strong = [page for page in outcomes if page.example.set in (PUBLISHERS, WCXB)]
    for name in (PUBLISHERS, WCXB):
        of = [page for page in outcomes if page.example.set == name]
        if of:
            parts.append(f"| {name} | {figures_line(figures(of))} |")
    if strong:
        lost = sum(page.word_f1 < 0.5 for page in strong) / len(strong)
        error = held_out_error(strong)
        parts += ["", f"Pages below word F1 .5 on both: {lost:.2%}. Expected calibration error: {error:.4f}."]
    weak = [page for page in outcomes if page.example.set == SNIPPETS]
    if weak:
        held = score([page.snippets for page in weak])
        parts += [
            "",
            f"Snippets of {held.pages} pages: wanted found {held.found:.4f}, unwanted kept out {held.kept_out:.4f}.",
        ]
    parts += ["", "Lowest: " + ", ".join(_name(page) for page in sorted(strong, key=lambda page: page.word_f1)[:WORST])]
    return "\n".join(parts)


def held_out_error(pages: Sequence[Outcome]) -> float:
    """Calibration error of each fold's pages by the line of the others'."""
    sure: list[float] = []
    actual: list[float] = []
    for fold in sorted({page.example.fold or 0 for page in pages}):
        others = [page for page in pages if (page.example.fold or 0) != fold]
        if len(others) < calibrate.POINTS:
            return float("nan")
        points = calibrate.line([page.expected for page in others], [page.word_f1 for page in others])
        mine = [page for page in pages if (page.example.fold or 0) == fold]
        sure += np.interp([page.expected for page in mine], *points).tolist()
        actual += [page.word_f1 for page in mine]
    return calibrate.error(sure, actual)


def figures_line(found: Figures) -> str:
    """One set's figures as cells of a table."""
    cells = [
        f"{value:.4f} ({low:.3f}-{high:.3f})"
        for value, (low, high) in (
            (found.shingle_f1, found.shingle_interval),
            (found.exact, found.exact_interval),
            (found.word_f1, found.word_interval),
        )
    ]
    return " | ".join([str(found.pages), *cells, f"{found.failed:.2%}"])


def _name(page: Outcome) -> str:
    return f"{page.example.set} {page.example.id} ({page.word_f1:.2f})"
