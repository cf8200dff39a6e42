"""`python -m training`: from the data in `BROADSHEET_DATA` to the weights that the extract room runs.

read → align labels → features → for each fold: augment, train, predict → calibrate → train on all → quantise →
report. Same data, machine and pinned packages give the same bytes. About a quarter of an hour on two cores.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import click
import msgspec
import numpy as np
import torch
from benchmarks.datasets import data_folder

from broadsheet.extract import weights as runtime
from training import calibrate, card, report
from training.align import HALF
from training.fold import Prepared, Recipe, train
from training.folds import FOLDS
from training.label import Labels, snippet_marks, strong
from training.opinions import opinions
from training.read import PUBLISHERS, WCXB, Example, digest, read
from training.sheet import Vocabulary, measured, sheet, vocabularies
from training.store import stored

TARGET = Path(__file__).parent.parent / "src" / "broadsheet" / "extract" / "weights" / runtime.FILE
FOLDER = Path("build") / "folds"
"""Where the weights of each fold go, for measuring on pages they have not seen."""
FLAT = (np.array([0.0, 1.0], np.float32), np.array([0.0, 1.0], np.float32))

_state: tuple[list[Prepared], Vocabulary, Vocabulary, str] | None = None
"""Set before the children are forked; they share it without copying."""


@click.command()
@click.option("--folds", default=",".join(map(str, range(FOLDS))), help="Folds to cross-validate, by number.")
@click.option("--no-final", is_flag=True, help="Cross-validate only; leave the weights as they are.")
@click.option("--without", multiple=True, type=click.Choice(["pseudo", "grafts"]), help="Leave a step out.")
@click.option("--leave-out", multiple=True, help="Leave a set out: wcxb, publishers, readability, snippets, more.")
@click.option("--jobs", default=2, help="Processes.", show_default=True)
def main(folds: str, no_final: bool, without: tuple[str, ...], leave_out: tuple[str, ...], jobs: int) -> None:
    """Train, cross-validate, calibrate, write and report."""
    global _state  # noqa: PLW0603 (how forked children come by the pages)
    folder = data_folder()
    if folder is None:
        sys.exit("set BROADSHEET_DATA to the folder with the development data")
    start = time.monotonic()
    pages, names, words = prepare(folder)
    _state = pages, names, words, digest(folder)
    _say(start, f"{len(pages)} pages, {len(names)} names and {len(words)} words in the vocabulary")
    recipe = Recipe("pseudo" not in without, "grafts" not in without, leave_out)
    rounds: list[int | None] = [int(fold) for fold in folds.split(",") if fold]
    found: dict[tuple[str, str], Labels] = {}
    files: dict[int | None, bytes] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        for fold, model, p, counts in pool.map(
            _round, [(fold, recipe) for fold in rounds + ([] if no_final else [None])]
        ):
            found |= p
            files[fold] = model
            _say(start, f"fold {fold}: {counts}" if fold is not None else f"all pages: {counts}")
    outcomes = [report.outcome(page.example, found[page.key], page.sheet.title) for page in pages if page.key in found]
    line = calibration(outcomes)
    if not no_final:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for fold, model in files.items():
            (TARGET if fold is None else FOLDER / f"{fold}.msgpack").write_bytes(calibrated(model, line))
    print(card.tables(outcomes))
    _say(start, "done")


def prepare(folder: Path) -> tuple[list[Prepared], Vocabulary, Vocabulary]:
    """Read, label and measure all pages; nothing here depends on a fold."""
    examples = list(read(folder))
    seen = [measured(example.document) for example in examples]
    names, words = vocabularies(
        (example.domain or example.id, found) for example, (found, _) in zip(examples, seen, strict=True)
    )
    pages = []
    for example, (found, title) in zip(examples, seen, strict=True):
        known = example.reference is not None
        pages.append(
            Prepared(
                example._replace(html=b""),
                sheet(example.document, found, title, names, words),
                strong(example, title) if known else None,
                () if known else opinions(example, found),
                None if known else snippet_marks(example),
            )
        )
    for name in (PUBLISHERS, WCXB):
        print(f"ceiling of the labels on {name}: {card.figures_line(_ceiling(pages, name))}")
    return pages, names, words


def _ceiling(pages: Sequence[Prepared], name: str) -> report.Figures:
    """The figures of a perfect scorer: the aligned labels themselves, no rule after them."""
    return report.figures(
        [
            report.measured(page.example, _joined(page.example, page.strong[0]), 1.0)
            for page in pages
            if page.example.set == name and page.strong is not None
        ]
    )


def _joined(example: Example, label: Labels) -> str:
    return "\n".join(text for text, share in zip(example.document.blocks.text, label, strict=True) if share >= HALF)


def _round(task: tuple[int | None, Recipe]) -> tuple[int | None, bytes, dict[tuple[str, str], Labels], dict[str, int]]:
    assert _state is not None
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    pages, names, words, data = _state
    fold, recipe = task
    model, p = train(pages, fold, names, words, recipe)
    return fold, stored(data, names, words, model.regression, model.network, FLAT), p, model.pages


def calibration(outcomes: Sequence[report.Outcome]) -> tuple[Labels, Labels]:
    known = [page for page in outcomes if page.example.reference is not None]
    return calibrate.line([page.expected for page in known], [page.word_f1 for page in known]) if known else FLAT


def calibrated(model: bytes, line: tuple[Labels, Labels]) -> bytes:
    """The same model with its confidence calibrated."""
    found = msgspec.msgpack.decode(model, type=runtime.Stored)
    points = {name: runtime.pack(values, exact=True) for name, values in zip(("expected", "actual"), line, strict=True)}
    return msgspec.msgpack.encode(msgspec.structs.replace(found, arrays={**found.arrays, **points}))


def _say(start: float, words: str) -> None:
    print(f"{(time.monotonic() - start) / 60:5.1f} min  {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
