"""The trained model and the run time are the same sums; the same data gives the same bytes."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.extract import weights as runtime
from broadsheet.extract.network import score
from tests.extract.pages import STORY, document, link, part

torch = pytest.importorskip("torch", reason="training has its own requirements: make model")

from training.sheet import Sheet, Vocabulary, measured, sheet  # noqa: E402
from training.store import stored  # noqa: E402

from training import fit, tokens  # noqa: E402

FLAT = (np.array([0.0, 1.0], np.float32), np.array([0.0, 1.0], np.float32))
TOLERANCE, ROUNDED = 2e-5, 0.02
"""Difference of p between two ways to add float32 numbers, and after rounding the weights to eight bits."""
PAGES = [
    document(
        part("nav.menu", part("li", link("Home")), part("li", link(f"Sport {number}"))),
        part("article.story", part("h1", f"The mill {number}"), *(part("p.text", text) for text in STORY[:number])),
        part("footer.foot", part("p", f"Imprint of paper {number}")),
    )
    for number in range(2, 8)
]
NAMES: Vocabulary = {"<p>": 1, "menu": 2, "story": 3, "text": 4, "<li>": 5, "foot": 6, "<div>": 7}
WORDS: Vocabulary = {"the": 1, "home": 2, "imprint": 3, "sport": 4}


def sheets() -> list[Sheet]:
    """The pages, their paragraphs labelled as text."""
    made = []
    for page in PAGES:
        found, title = measured(page)
        one = sheet(page, found, title, NAMES, WORDS)
        one.label = np.array([float(text in STORY) for text in page.blocks.text], np.float32)
        one.weight = np.full(len(one), 0.1, np.float32)
        made.append(one)
    return made


def model() -> tuple[list[Sheet], tokens.Regression, fit.Network]:
    """Both stages, after two epochs."""
    pages = sheets()
    regression = tokens.score_out_of_fold(pages, [row % tokens.PARTS for row in range(len(pages))], NAMES, WORDS)
    return pages, regression, fit.fit(pages, seed=3, epochs=2)


@pytest.mark.parametrize(("exact", "tolerance"), [(True, TOLERANCE), (False, ROUNDED)])
def test_numpy_gives_the_probabilities_that_were_trained(
    exact: bool, tolerance: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word weights, convolutions, means over containers, all of it, with and without rounding to eight bits."""
    pages, regression, network = model()
    if exact:
        rounded = runtime.pack
        monkeypatch.setattr("training.store.pack", lambda array, exact=False: rounded(array, exact=True))
    weights = runtime.read(stored("data", NAMES, WORDS, regression, network, FLAT))
    for page, one in zip(PAGES, pages, strict=True):
        one.scores = tokens.scored(regression, one)
        trained = fit.predict([network], [one])[0]
        assert np.abs(score(page.blocks, measured(page)[0], weights) - trained).max() < tolerance


def test_the_same_pages_and_seed_give_the_same_bytes() -> None:
    """Training twice writes the same file."""
    files = [stored("data", NAMES, WORDS, regression, network, FLAT) for _, regression, network in (model(), model())]
    assert files[0] == files[1]


def test_a_page_is_scored_by_weights_that_were_learnt_without_it() -> None:
    """A word that stands on one page only has no weight in that page's own scores."""
    pages = sheets()
    alone = {**WORDS, "only": 5}
    pages[0].words.ids[0] = alone["only"]
    tokens.score_out_of_fold(pages, list(range(len(pages))), NAMES, alone)
    own = pages[0].scores
    assert own is not None
    learnt = tokens.fit(pages, NAMES, alone)
    assert abs(float(learnt.tables[4][alone["only"]].detach().abs().max())) > 0
    with_it = tokens.scored(learnt, pages[0])
    assert not np.allclose(own, with_it)
