"""How far measures move a logit: held against networks whose sums are known."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.extract import influence as measured
from broadsheet.extract.features import features
from broadsheet.extract.influence import influence
from broadsheet.extract.network import logits
from broadsheet.extract.weights import weights
from broadsheet.extract.wording import COLUMN, GROUPS
from tests.extract.hearing import hearing
from tests.extract.pages import document, link, paragraphs, part

PAGE = document(part("nav", link("Home"), link("Town")), part("div.text", *paragraphs(4)), part("footer", "So long."))
COLUMNS = [[COLUMN[name] for name in group.columns] for group in GROUPS]


def test_a_column_that_is_heard_moves_by_its_weight() -> None:
    """And no other column moves anything."""
    found = features(PAGE, None)
    change = influence(PAGE.blocks, found, hearing(link_density=-2.0), COLUMNS)
    links = next(at for at, group in enumerate(GROUPS) if group.name == "links")
    assert np.allclose(change[:, links], -2 * found.numbers[:, COLUMN["link_density"]], atol=1e-4)
    assert not np.delete(change, links, axis=1).any()


def test_a_word_score_is_left_out_of_its_sum_too() -> None:
    """Where only the sum of all is heard, every part moves by what it brings, and together they bring all of it."""
    names = {"<nav>": (0.0, 0.0, -1.0, 0.0, -0.5, 0.0), "<p>": (2.0, 0.0, 0.0, 0.0, 0.0, 0.0)}
    change = influence(PAGE.blocks, features(PAGE, None), hearing(names, together_0=1.0), COLUMNS)
    paragraph = dict(zip((group.name for group in GROUPS), change[2].tolist(), strict=True))
    assert round(paragraph["own name"], 4) == 2.0
    assert not any(moved for name, moved in paragraph.items() if name != "own name")


def test_nothing_left_out_moves_nothing() -> None:
    """A group without columns is no reason, with the shipped weights."""
    assert not influence(PAGE.blocks, features(PAGE, None), weights(), [[]]).any()


def test_the_page_around_counts() -> None:
    """Left out are the columns of the neighbours as well: a convolution that hears only them is moved."""
    learnt = hearing(link_density=1.0)
    learnt.layers["leave.weight"][0, 0] = 0
    learnt.layers["leave.weight"][1, 0] = 1
    learnt.layers["late.weight"][0, 1] = 1  # the first tap: the block before
    found = features(PAGE, None)
    change = influence(PAGE.blocks, found, learnt, [[COLUMN["link_density"]]])[:, 0]
    assert change.round(3).tolist() == [0, *found.numbers[:-1, COLUMN["link_density"]].round(3).tolist()]


def test_a_page_costs_one_run_of_the_network_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one more for the whole, however many blocks there are: time is linear in the page."""
    runs = []
    monkeypatch.setattr(measured, "logits", lambda *page: runs.append(1) or logits(*page))
    influence(PAGE.blocks, features(PAGE, None), weights(), COLUMNS)
    assert len(runs) == 1 + len(GROUPS)
