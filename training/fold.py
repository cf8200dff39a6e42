"""One round of training on one side of a fold, and what it makes of the other side.

Comes in: prepared pages, the fold that is held out (None: nothing is). Goes out: a model, and p of every held-out
block. Teaching and grafting happen in here, with the side's own pages only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from broadsheet.extract.decide import decide
from training import augment, fit, tokens
from training.graft import Labelled
from training.label import Labels, weigh
from training.network import Network
from training.read import Example
from training.sheet import Sheet, Vocabulary, measured, sheet
from training.teach import Mask, taught


class Prepared(NamedTuple):
    """A page with all that does not depend on the fold."""

    example: Example
    sheet: Sheet
    strong: tuple[Labels, Labels] | None
    """Labels and weights from a reference."""
    opinions: tuple[Mask, ...]
    """What the independent extractors keep; only of pages without a reference."""
    marked: tuple[Mask, Mask] | None
    """Blocks with wanted and unwanted snippets."""

    @property
    def key(self) -> tuple[str, str]:
        """Set and id."""
        return self.example.set, self.example.id


class Recipe(NamedTuple):
    """What is learnt from; each part can be left out to see what it buys."""

    pseudo: bool = True
    grafts: bool = True
    sets: tuple[str, ...] = ()
    """Sets that are left out; none by default."""
    seed: int = 0


class Model(NamedTuple):
    """Both stages, and how many pages of each kind they saw."""

    regression: tokens.Regression
    network: Network
    pages: dict[str, int]


FIRST_EPOCHS = 8
"""Of the network that only teaches."""
SURE = 0.05
"""What a taught page must count to be learnt from."""


def train(
    pages: Sequence[Prepared], fold: int | None, names: Vocabulary, words: Vocabulary, recipe: Recipe
) -> tuple[Model, dict[tuple[str, str], Labels]]:
    """Fit on all pages outside `fold`; p of every block of the pages inside."""
    seen = [
        page for page in pages if (fold is None or page.example.fold != fold) and page.example.set not in recipe.sets
    ]
    held = [page for page in pages if fold is not None and page.example.fold == fold]
    strong, weak = [page for page in seen if page.strong], [page for page in seen if not page.strong]
    for page in strong:
        assert page.strong is not None
        page.sheet.label, page.sheet.weight = page.strong
    sheets, parts = [page.sheet for page in strong], [_part(page) for page in strong]
    counts = {"reference": len(strong)}
    made = _grafts(strong, names, words, recipe.seed) if recipe.grafts else []
    counts["made"] = len(made)
    if recipe.pseudo and weak:
        teacher = tokens.score_out_of_fold(sheets, parts, names, words)
        for page in weak:
            page.sheet.scores = tokens.scored(teacher, page.sheet)
        network = fit.fit(sheets, recipe.seed, FIRST_EPOCHS)
        learnt = _teach(weak, network)
        counts["taught"] = len(learnt)
        sheets += [page.sheet for page in learnt]
        parts += [_part(page) for page in learnt]
    regression = tokens.score_out_of_fold(sheets, parts, names, words, made)
    network = fit.fit([*sheets, *(page for _, page in made)], recipe.seed)
    for page in held:
        page.sheet.scores = tokens.scored(regression, page.sheet)
    p = fit.predict([network], [page.sheet for page in held])
    return Model(regression, network, counts), {page.key: found for page, found in zip(held, p, strict=True)}


def _part(page: Prepared) -> int:
    return tokens.part_of(page.example.domain or page.example.id)


def _teach(pages: Sequence[Prepared], network: Network) -> list[Prepared]:
    """Label pages without a reference; those on which the opinions agree."""
    learnt = []
    for page, p in zip(pages, fit.predict([network], [page.sheet for page in pages]), strict=True):
        blocks = page.example.document.blocks
        nothing = np.zeros(len(p), bool)
        wanted, unwanted = page.marked or (nothing, nothing)
        opinions = [decide(p, blocks.words).kept, *page.opinions]
        label, weight, sure = taught(blocks, p, opinions, wanted, unwanted, page.sheet.title)
        page.sheet.label, page.sheet.weight = label, (weight * weigh(blocks, label)).astype(np.float32)
        if sure > SURE:
            learnt.append(page)
    return learnt


def _grafts(pages: Sequence[Prepared], names: Vocabulary, words: Vocabulary, seed: int) -> list[tuple[int, Sheet]]:
    """Made pages, measured as real ones are; each of pages of one part, so that it can be scored out of fold."""
    sheets = []
    for part in range(tokens.PARTS):
        sources = [
            Labelled(page.example.document, page.sheet.label, page.sheet.weight)
            for page in pages
            if _part(page) == part
        ]
        for page in augment.made(sources, seed + part):
            found, title = measured(page.document)
            made = sheet(page.document, found, title, names, words)
            made.label, made.weight = page.label.copy(), page.weight
            if title is not None:
                made.label[title] = 0.0
            sheets.append((part, made))
    return sheets
