"""broadsheet as it does on pages it has not seen: each page by weights that were trained without its domain.

Comes in: the folder of fold weights that `make model` leaves (`build/folds`). Goes out: a system in this process.
Pages of one domain share a fold; a page whose domain is unknown was trained on by all folds, and has no text here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from training.folds import FOLDS, domain_of, fold_of

from benchmarks.child import Extract
from benchmarks.systems import broadsheet
from broadsheet.extract import core
from broadsheet.extract.dump import learned
from broadsheet.extract.weights import Weights, read

FOLDER = Path("build") / "folds"


def held_out(folder: Path = FOLDER, system: Extract = broadsheet) -> Extract:
    """broadsheet, or another function that runs its model, by fold.

    Raises `FileNotFoundError` where the weights of a fold are missing.
    """
    weights = [read((folder / f"{fold}.msgpack").read_bytes()) for fold in range(FOLDS)]

    def extract(html: bytes, url: str | None) -> str:
        domain = domain_of(url)
        if domain is None:
            return ""
        own = core.weights
        core.weights = _given(weights[fold_of(domain)])  # type: ignore[assignment]  # the room knows one model only
        try:
            return system(html, url)
        finally:
            core.weights = own

    return extract


def _given(weights: Weights) -> Callable[[], Weights]:
    return lambda: weights


def held_out_dumps(system: Extract, folder: Path = FOLDER) -> Extract:
    """The same for text dumps: a function that reads one, by fold; the URL only says which.

    Raises `FileNotFoundError` where the weights of a fold are missing.
    """
    weights = [read((folder / f"dumps-{fold}.msgpack").read_bytes()) for fold in range(FOLDS)]

    def extract(dump: bytes, url: str | None) -> str:
        domain = domain_of(url)
        if domain is None:
            return ""
        own = learned.dump_weights
        learned.dump_weights = _given(weights[fold_of(domain)])  # type: ignore[assignment]  # the room knows one only
        try:
            return system(dump, url)
        finally:
            learned.dump_weights = own

    return extract
