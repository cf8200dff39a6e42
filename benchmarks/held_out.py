"""broadsheet as it does on pages it has not seen: each page by weights that were trained without its domain.

Comes in: the folder of fold weights that `make model` leaves (`build/folds`). Goes out: a system in this process.
Pages of one domain share a fold; a page whose domain is unknown was trained on by all folds, and has no text here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

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
    return _by_fold(folder, "{}.msgpack", core, "weights", system)


def held_out_dumps(system: Extract, folder: Path = FOLDER) -> Extract:
    """The same for text dumps: a function that reads one, by fold; the URL only says which.

    Raises `FileNotFoundError` where the weights of a fold are missing.
    """
    return _by_fold(folder, "dumps-{}.msgpack", learned, "dump_weights", system)


def _by_fold(folder: Path, name: str, room: ModuleType, giver: str, system: Extract) -> Extract:
    """`system` with `room.giver` giving the weights of the page's fold: a room knows one model only."""
    weights = [read((folder / name.format(fold)).read_bytes()) for fold in range(FOLDS)]

    def extract(page: bytes, url: str | None) -> str:
        domain = domain_of(url)
        if domain is None:
            return ""
        with lent(room, giver, weights[fold_of(domain)]):
            return system(page, url)

    return extract


@contextmanager
def lent(room: ModuleType, giver: str, weights: Weights) -> Iterator[None]:
    """`room.giver` gives these weights while the block runs."""
    own = getattr(room, giver)
    setattr(room, giver, lambda: weights)
    try:
        yield
    finally:
        setattr(room, giver, own)
