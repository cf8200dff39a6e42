"""`python -m training.dumps`: the weights for text dumps, from the same data by the same steps as those for HTML.

read → label (`dumped`) → measures → for each fold: train, predict → calibrate → train on all → quantise → report.
`python -m training` comes first: its models, each without its fold, teach the pages that have no reference.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import click
import torch
from benchmarks.datasets import data_folder

from broadsheet.extract import weights as runtime
from broadsheet.extract.dump.learned import agreed, merged, plain
from broadsheet.extract.dump.measures import NAMES as COLUMNS
from broadsheet.extract.dump.rules import by_rule
from training import augment, card, fit, report, tokens
from training.__main__ import FLAT, FOLDER, calibrated, calibration
from training.dumped import BY_TEACHER, NAMES, SHORT, Dump, dump_of, labelled, referenced, shortened, taught
from training.folds import FOLDS
from training.graft import Labelled
from training.label import Labels
from training.read import PUBLISHERS, WCXB, Example, digest, read
from training.sheet import Sheet, Vocabulary, sheet, vocabularies
from training.store import stored

TARGET = Path(runtime.__file__).parent / runtime.DUMPS
EPOCHS = 10
"""Each page comes more than once an epoch."""
WRITTEN = 2
"""Dumps of a page that are learnt from: every other dumper, in turn; all four are scored."""

_state: tuple[list[Dump], list[Sheet], Vocabulary, Vocabulary, str] | None = None
"""Set before the children are forked; they share it without copying."""


@click.command()
@click.option("--some", type=click.IntRange(min=1), help="Only every so many pages, to try things out.")
@click.option("--folds", default=",".join(map(str, range(FOLDS))), help="Folds to cross-validate, by number.")
@click.option("--no-final", is_flag=True, help="Cross-validate only; leave the weights as they are.")
@click.option("--jobs", default=2, help="Processes.", show_default=True)
def main(some: int | None, folds: str, no_final: bool, jobs: int) -> None:
    """Train, cross-validate, calibrate, write and report."""
    global _state  # noqa: PLW0603 (how forked children come by the dumps)
    folder = data_folder()
    if folder is None:
        sys.exit("set BROADSHEET_DATA to the folder with the development data")
    start = time.monotonic()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        dumps = list(prepared(list(read(folder))[:: some or 1], pool))
    names, words = vocabularies((dump.domain or dump.id, dump.measures) for dump in dumps)
    sheets = [sheet(dump.document, dump.measures, dump.headline, names, words) for dump in dumps]
    _state = dumps, sheets, names, words, digest(folder)
    _say(start, f"{len(dumps)} dumps, {len(names)} names and {len(words)} words in the vocabulary")
    rounds: list[int | None] = [int(fold) for fold in folds.split(",") if fold]
    p: dict[int, Labels] = {}
    files: dict[int | None, bytes] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        for fold, model, found in pool.map(_round, rounds + ([] if no_final else [None])):
            p |= found
            files[fold] = model
            _say(start, f"fold {fold}" if fold is not None else "all pages")
    outcomes = [(dumps[row], outcome(dumps[row], p[row])) for row in sorted(p)]
    line = calibration([found for _, found in outcomes])
    for fold, model in files.items():
        path = TARGET if fold is None else FOLDER / f"dumps-{fold}.msgpack"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(calibrated(model, line))
    print(table(outcomes))
    _say(start, "done")


def prepared(examples: Sequence[Example], pool: ProcessPoolExecutor) -> Iterable[Dump]:
    """All dumps that are learnt from or scored; nothing here depends on what is held out."""
    known = [example for example in examples if example.reference is not None]
    others = [(row, example) for row, example in enumerate(examples) if example.reference is None]
    for dumps in pool.map(referenced, known, chunksize=8):
        yield from dumps
    pages = list(zip(known, pool.map(labelled, known, chunksize=8), strict=True))
    for part in (pool.map(_made, _groups(pages)), pool.map(_short, enumerate(pages), chunksize=8)):
        for dumps in part:
            yield from dumps
    yield from filter(None, pool.map(_taught, others, chunksize=8))


Pages = list[tuple[Example, Labelled]]


def _groups(pages: Pages) -> list[tuple[int, Pages]]:
    """Pages of one fold and one part: a page made of them is of that fold and part, too."""
    groups: dict[tuple[int, int], Pages] = {}
    for example, page in pages:
        fold = FOLDS if example.fold is None else example.fold
        groups.setdefault((fold, tokens.part_of(example.domain or example.id)), []).append((example, page))
    return [(fold * tokens.PARTS + part, groups[fold, part]) for fold, part in sorted(groups)]


def _made(task: tuple[int, Pages]) -> list[Dump]:
    """Grafts of a group's pages, each by one dumper; they stand under the group's first page's name."""
    seed, group = task
    if len(group) < 3:
        return []
    host = group[0][0]._replace(reference=None)
    found = (
        dump_of(host, page._replace(weight=page.weight * BY_TEACHER), NAMES[row % len(NAMES)], host.fold)
        for row, page in enumerate(augment.made([page for _, page in group], seed))
    )
    return [dump for dump in found if dump is not None]


def _short(task: tuple[int, tuple[Example, Labelled]]) -> list[Dump]:
    """Every other page with little left of its article."""
    row, (example, page) = task
    if row % 2:
        return []
    left = random.Random(row).choice(SHORT)
    found = dump_of(example._replace(reference=None), shortened(page, left), NAMES[row // 2 % len(NAMES)], example.fold)
    return [found] if found is not None else []


def _taught(task: tuple[int, Example]) -> Dump | None:
    row, example = task
    teachers = [runtime.read((FOLDER / f"{fold}.msgpack").read_bytes()) for fold in range(FOLDS)]
    return taught(example, NAMES[row % len(NAMES)], [*teachers, runtime.weights()])


def _round(fold: int | None) -> tuple[int | None, bytes, dict[int, Labels]]:
    """Train on all dumps outside the fold; p of every block of those inside that have a reference."""
    assert _state is not None
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    dumps, sheets, names, words, data = _state
    seen: list[Sheet] = []
    parts: list[int] = []
    for row, (dump, page) in enumerate(zip(dumps, sheets, strict=True)):
        if (fold is not None and dump.fold == fold) or not _written(row, dump):
            continue
        teacher = FOLDS if fold is None else fold
        page.label = dump.label if dump.label.ndim == 1 else dump.label[teacher]
        page.weight = dump.weight if dump.weight.ndim == 1 else dump.weight[teacher]
        if page.weight.any():
            seen.append(page)
            parts.append(tokens.part_of(dump.domain or dump.id))
    regression = tokens.score_out_of_fold(seen, parts, names, words)
    network = fit.fit(seen, 0, EPOCHS)
    scored = (PUBLISHERS, WCXB)
    held = [
        row
        for row, dump in enumerate(dumps)
        if fold is not None and dump.fold == fold and dump.reference is not None and dump.set in scored
    ]
    for row in held:
        sheets[row].scores = tokens.scored(regression, sheets[row])
    p = fit.predict([network], [sheets[row] for row in held])
    return fold, stored(data, names, words, regression, network, FLAT, COLUMNS), dict(zip(held, p, strict=True))


def _written(row: int, dump: Dump) -> bool:
    """Is this one of the dumps of its page that are learnt from? By turns, so that all dumpers are."""
    if dump.reference is None:
        return True
    page = int.from_bytes(f"{dump.set} {dump.id}".encode()[-4:], "big")
    return (NAMES.index(dump.dumper) - page) % (len(NAMES) // WRITTEN) == 0


def outcome(dump: Dump, p: Labels) -> report.Outcome:
    """Finish the extraction of a dump whose p is known, and measure it."""
    document = dump.document
    found = by_rule(document, [])
    decision = agreed(document, found, p)
    verdicts = merged(document, found, decision, p)
    text = "\n".join(
        plain(text, verdict)
        for text, verdict in zip(document.blocks.text, verdicts, strict=True)
        if verdict.role is not None
    )
    example = Example(dump.set, dump.id, dump.domain, document, b"", dump.reference)
    return report.measured(example, text, decision.expected)


def table(outcomes: Sequence[tuple[Dump, report.Outcome]]) -> str:
    """The figures of a cross-validation by set and dumper, and how far the confidence is off."""
    rows = [
        "| set | dumper | pages | shingle F1 (95 %) | exact (95 %) | word F1 (95 %) | pages < .5 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in (PUBLISHERS, WCXB):
        for dumper in NAMES:
            of = [found for dump, found in outcomes if dump.set == name and dump.dumper == dumper]
            if of:
                rows.append(f"| {name} | {dumper} | {card.figures_line(report.figures(of))} |")
    error = card.held_out_error([found for _, found in outcomes])
    return "\n".join([*rows, "", f"Expected calibration error: {error:.4f}."])


def _say(start: float, words: str) -> None:
    print(f"{(time.monotonic() - start) / 60:5.1f} min  {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
