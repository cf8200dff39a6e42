"""The model card's tables from fold weights, without training."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from training.folds import FOLDS
from training.held_out import main, outcomes
from training.read import read

from broadsheet.extract import weights
from tests.shared import need


def test_each_page_of_a_known_domain_is_measured_in_order(tmp_path: Path) -> None:
    """Pages that declare no domain were trained on by every fold: none of them is measured."""
    data = need("data", 1)
    shipped = (Path(weights.__file__).parent / weights.FILE).read_bytes()
    for fold in range(FOLDS):
        (tmp_path / f"{fold}.msgpack").write_bytes(shipped)
    known = [one.id for one in islice(read(data), 40) if one.fold is not None][:12]
    found = list(islice(outcomes(data, tmp_path), len(known)))
    assert [one.example.id for one in found] == known
    assert all(one.text and 0 <= one.expected <= 1 for one in found)
    assert sum(one.word_f1 > 0.9 for one in found) > len(found) / 2


def test_without_fold_weights_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fresh checkout has none: one line, exit code 2."""
    need("data", 1)
    monkeypatch.chdir(tmp_path)
    assert main() == 2
    assert "run `make model`" in capsys.readouterr().err
