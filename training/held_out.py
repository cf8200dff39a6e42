"""`python -m training.held_out`: the tables of the model card from the weights of the folds, without training anew.

Comes in: the data, the weights in `build/folds`. Goes out: Markdown on stdout. For a change of the rules behind the
network, which training does not know; p is that of the numpy run time, the int8 weights included.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.datasets import data_folder
from benchmarks.held_out import FOLDER

from benchmarks import offline
from broadsheet.extract.features import features
from broadsheet.extract.network import score
from broadsheet.extract.title import title_row
from broadsheet.extract.weights import read as read_weights
from training import card, report
from training.folds import FOLDS
from training.read import read


def outcomes(data: Path, folder: Path) -> Iterator[report.Outcome]:
    """Every page of a known domain, by weights that have not seen it."""
    weights = [read_weights((folder / f"{fold}.msgpack").read_bytes()) for fold in range(FOLDS)]
    for example in read(data):
        if example.fold is None:
            continue
        title = title_row(example.document)
        p = score(example.document.blocks, features(example.document, title), weights[example.fold])
        yield report.outcome(example._replace(html=b""), p, title)


def main() -> int:
    """Print the tables; exit code 2 without data or weights."""
    data = data_folder()
    if data is None:
        print("no development data: set BROADSHEET_DATA", file=sys.stderr)
        return 2
    try:
        print(card.tables(list(outcomes(data, FOLDER))))
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: run `make model`", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    offline.forbid()
    sys.exit(main())
