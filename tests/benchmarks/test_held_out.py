"""broadsheet by fold: each page by weights that have not seen its domain."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from benchmarks.dumps import text_of
from benchmarks.held_out import held_out, held_out_dumps
from training.folds import FOLDS, fold_of

from broadsheet.extract import core
from broadsheet.extract.weights import DUMPS, FILE, Stored, dump_weights, pack, weights
from tests.extract.pages import STORY

URL = "https://paper.example/a"
MENU = "".join(f"<li><a href=/{entry}>{entry}</a></li>" for entry in ("News", "Sport", "Tides", "Weather", "Eels"))
PROSE = "".join(f"<p>{text}</p>" for text in STORY)
PAGE = f"<html><body><nav><ul>{MENU}</ul></nav><h1>Tide mill turns</h1>{PROSE}</body></html>".encode()


@pytest.fixture
def folds(tmp_path: Path) -> Path:
    """The shipped weights for every fold but that of the page, whose network takes menus for text."""
    shipped = files("broadsheet.extract.weights").joinpath(FILE).read_bytes()
    stored = msgspec.msgpack.decode(shipped, type=Stored)
    last = {name: pack(-weights().layers[name], exact=True) for name in ("leave.weight", "leave.bias")}
    arrays = {**stored.arrays, **last}
    for fold in range(FOLDS):
        never = msgspec.msgpack.encode(msgspec.structs.replace(stored, arrays=arrays))
        (tmp_path / f"{fold}.msgpack").write_bytes(never if fold == fold_of("paper.example") else shipped)
    return tmp_path


def test_a_page_is_extracted_by_its_own_folds_weights(folds: Path) -> None:
    """The page of that domain has no text, one of another fold has; afterwards the shipped weights are back."""
    extract = held_out(folds)
    other = next(name for name in map("paper{}.example".format, range(99)) if fold_of(name) != fold_of("paper.example"))
    assert STORY[0] not in extract(PAGE, URL)
    assert STORY[0] in extract(PAGE, f"https://{other}/a")
    assert core.weights() is weights()


def test_a_page_of_no_known_domain_is_not_scored(folds: Path) -> None:
    """Every fold was trained on it."""
    assert held_out(folds)(PAGE, None) == ""


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """Before anything is measured."""
    with pytest.raises(FileNotFoundError, match=r"0\.msgpack"):
        held_out(tmp_path)


def test_a_dump_is_extracted_by_its_own_folds_weights(tmp_path: Path) -> None:
    """As a page is: here the fold's network takes everything for text."""
    shipped = files("broadsheet.extract.weights").joinpath(DUMPS).read_bytes()
    stored = msgspec.msgpack.decode(shipped, type=Stored)
    never = {"leave.weight": pack(dump_weights().layers["leave.weight"] * 0, exact=True)}
    never["leave.bias"] = pack(dump_weights().layers["leave.bias"] * 0 + 9, exact=True)
    for fold in range(FOLDS):
        (tmp_path / f"dumps-{fold}.msgpack").write_bytes(
            msgspec.msgpack.encode(msgspec.structs.replace(stored, arrays={**stored.arrays, **never}))
            if fold == fold_of("paper.example")
            else shipped
        )
    extract = held_out_dumps(text_of, tmp_path)
    other = next(name for name in map("paper{}.example".format, range(99)) if fold_of(name) != fold_of("paper.example"))
    dump = "\n\n".join(["Home", "Contact us", "Tide mill turns", *STORY, "Subscribe to our newsletter"]).encode()
    assert "Home" in extract(dump, URL)
    assert "Home" not in extract(dump, f"https://{other}/a")
    assert extract(dump, None) == ""
