"""The first stage: a weight for every name and word of the vocabulary, by logistic regression.

Comes in: labelled sheets. Goes out: scores of every block, and the weights. A page that is trained on gets the
weights of other domains' pages, so that the network never sees a weight that was learnt from the page before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from broadsheet.extract.vocabulary import AIMS
from training.sheet import COMMON, Floats, Lists, Sheet, Vocabulary

BAGS = ("own", "parent", "above", "first", "words", "heading")
"""Where a word stands: in the block's element, its parent, all elements above; among the block's first words, all
its words; in the heading before it."""
PARTS = 4
"""Parts of the training pages, by domain; each is scored by the other three."""
EPOCHS, RATE, DROP, PAGES, PENALTY = 5, 0.03, 0.3, 40, 0.0012
"""Of the regression; the penalty on the squared weights was chosen in cross-validation."""
TYPICAL = 12
"""Words of a typical block: brings the second aim's weights to the first's scale."""


class Regression(nn.Module):
    """Sums of weights, by bag and aim."""

    def __init__(self, names: Vocabulary, words: Vocabulary) -> None:
        super().__init__()
        sizes = [len(names)] * 3 + [len(words)] * 3
        self.tables = nn.ParameterList([torch.zeros(size + 1, AIMS) for size in sizes])
        self.bias = nn.Parameter(torch.zeros(AIMS))
        self.silent: Tensor
        silent = torch.ones(len(names) + 1, 1)
        silent[[names[tag] for tag in sorted(COMMON) if tag in names]] = 0.0
        self.register_buffer("silent", silent)

    def forward(self, pages: Sequence[Sheet], drop: float = 0.0) -> Tensor:
        """Shape (blocks of all pages, bags, aims); a word drops out everywhere at once."""
        tables = list(self.tables)
        if drop:
            tables = [table * ((torch.rand(len(table), 1) >= drop) / (1 - drop)) for table in tables]
        elements = np.cumsum([0] + [len(page.marks.size) for page in pages])
        blocks = np.cumsum([0] + [len(page) for page in pages])
        marks = [page.marks for page in pages]
        own, parent, above = (_sums(table, marks) for table in (tables[0], tables[1], tables[2] * self.silent))
        said = [page.words for page in pages]
        heading = _shifted([page.heading for page in pages], blocks)
        has = torch.from_numpy(np.concatenate([page.heading >= 0 for page in pages]))
        return torch.stack(
            [
                own[_shifted([page.element for page in pages], elements)],
                parent[_shifted([page.parent for page in pages], elements)],
                _sums(above, [page.above for page in pages], elements),
                _sums(tables[3], [page.first for page in pages]),
                _sums(tables[4], said),
                _sums(tables[5], said)[heading.clamp(min=0)] * has[:, None],
            ],
            dim=1,
        )


def _sums(table: Tensor, lists: Sequence[Lists], shift: Sequence[int] | Floats | None = None) -> Tensor:
    by = [0] * len(lists) if shift is None else shift
    ids = np.concatenate([entry.ids + at for entry, at in zip(lists, by, strict=False)])
    size = np.concatenate([entry.size for entry in lists])
    return functional.embedding_bag(torch.from_numpy(ids), table, torch.from_numpy(np.cumsum(size) - size), mode="sum")


def _shifted(rows: Sequence[np.ndarray], by: np.ndarray) -> Tensor:
    return torch.from_numpy(np.concatenate([row + at for row, at in zip(rows, by, strict=False)]))


def fit(pages: Sequence[Sheet], names: Vocabulary, words: Vocabulary, seed: int = 0) -> Regression:
    """Learn the weights."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    model = Regression(names, words)
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        order = chance.permutation(len(pages))
        for at in range(0, len(order), PAGES):
            some = [pages[row] for row in order[at : at + PAGES]]
            loss = _loss(model, some) / len(some)
            loss = loss + PENALTY * sum((table**2).sum() for table in model.tables)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model


def _loss(model: Regression, pages: Sequence[Sheet]) -> Tensor:
    logits = model(pages, DROP).sum(1) + model.bias
    label = torch.from_numpy(np.concatenate([page.label for page in pages]))
    mass = np.concatenate([page.weight for page in pages])
    size = np.concatenate([page.size for page in pages])
    weights = (mass, (mass * TYPICAL / (size + 4)).astype(np.float32))
    return torch.stack(
        [
            functional.binary_cross_entropy_with_logits(
                logits[:, aim], label, torch.from_numpy(weights[aim]), reduction="sum"
            )
            for aim in range(AIMS)
        ]
    ).sum()


@torch.no_grad()
def scored(model: Regression, page: Sheet) -> Floats:
    """Sums by bag and aim, then the sums of all bags: shape (blocks, (BAGS + 1) × AIMS)."""
    parts = model([page])
    return torch.cat([parts.flatten(1), parts.sum(1)], 1).numpy()


def part_of(domain: str) -> int:
    """Which part of the training pages a domain belongs to."""
    return int(hashlib.sha256(f"part {domain}".encode()).hexdigest()[:8], 16) % PARTS


def score_out_of_fold(
    pages: Sequence[Sheet],
    parts: Sequence[int],
    names: Vocabulary,
    words: Vocabulary,
    made: Sequence[tuple[int, Sheet]] = (),
) -> Regression:
    """Give every page the scores of a model that saw no page of its part; the model of all is returned.

    `made` pages, each of one part's pages, are scored likewise and not learnt from.
    """
    for part in range(PARTS):
        model = fit([page for page, at in zip(pages, parts, strict=True) if at != part], names, words)
        for at, page in (*zip(parts, pages, strict=True), *made):
            if at == part:
                page.scores = scored(model, page)
    return fit(pages, names, words)
