"""The second stage: the network over a page's blocks, as it is trained.

Comes in: sheets with scores. Goes out: a logit per block. `extract/layers.py` runs the same sums in numpy; a test
holds the two together. Architecture after `design/extractor.md`: dense, two residual convolutions over blocks, a
preliminary p, means over containers, siblings and the page, dense, convolution, logit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from broadsheet.extract.features.places import LEVELS
from broadsheet.extract.layers import CLIP, FAR, LAST, NEAR
from training.sheet import Sheet

WIDTH, POOLED = 64, 10
"""Dimensions of a block inside the network, and of what is averaged over containers."""
GAP = max(FAR)
"""Empty rows between pages in a batch: the widest convolution reaches no further."""
DROP, COLUMN_DROP, SCORE_DROP, NOISE = 0.15, 0.08, 0.15, 0.05
"""Of hidden units; of a number for a whole batch; of a group of word scores; standard deviations of noise added."""


class Batch(NamedTuple):
    """Pages end to end, `GAP` empty rows between them."""

    inputs: Tensor
    rows: Tensor
    first: Tensor
    last: Tensor
    group: Tensor
    groups: int
    mass: Tensor
    total: int
    label: Tensor
    weight: Tensor


def batch(pages: Sequence[Sheet]) -> Batch:
    """Lay pages out."""
    inputs, rows, first, last, group, mass, label, weight = [], [], [], [], [], [], [], []
    at, groups = GAP, 0
    for page in pages:
        n = len(page)
        assert page.scores is not None
        inputs.append(np.concatenate([page.numbers, page.scores], 1))
        rows.append(np.arange(at, at + n))
        first.append(np.concatenate([page.containers[0], np.zeros((n, 1), np.int32)], 1) + at)
        last.append(np.concatenate([page.containers[1], np.full((n, 1), n, np.int32)], 1) + at)
        group.append(page.group + groups)
        mass.append(np.log1p(page.size).astype(np.float32) + 0.1)
        label.append(page.label)
        weight.append(page.weight)
        groups += int(page.group.max()) + 1
        at += n + GAP

    def joined(parts: list[np.ndarray]) -> Tensor:
        return torch.from_numpy(np.concatenate(parts))

    return Batch(
        joined(inputs),
        joined(rows),
        joined(first).long(),
        joined(last).long(),
        joined(group),
        groups,
        joined(mass),
        at,
        joined(label),
        joined(weight),
    )


class Network(nn.Module):
    """See the module's charter. `scores` columns at the end of the inputs are dropped in groups."""

    def __init__(self, inputs: int, scores: int) -> None:
        super().__init__()
        self.scores = scores
        self.mean: Tensor
        self.spread: Tensor
        self.register_buffer("mean", torch.zeros(inputs))
        self.register_buffer("spread", torch.ones(inputs))
        self.enter = nn.Linear(inputs, WIDTH)
        self.near = _convolution(NEAR)
        self.far = _convolution(FAR)
        self.early = nn.Linear(WIDTH, 1)
        self.pooled = nn.Linear(WIDTH, POOLED)
        self.join = nn.Linear(WIDTH + 1 + (POOLED + 1) * (LEVELS + 2), WIDTH)
        self.late = _convolution(LAST)
        self.leave = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROP)

    def forward(self, page: Batch) -> tuple[Tensor, Tensor]:
        """Logits of every block: final, and preliminary."""
        x = ((page.inputs - self.mean) / self.spread).clamp(-CLIP, CLIP)
        if self.training:
            keep = (torch.rand(x.shape[1]) > COLUMN_DROP).float()
            if self.scores and torch.rand(()) < SCORE_DROP:
                keep[-self.scores :] *= (torch.rand(self.scores) > 0.5).float()
            x = x * keep + NOISE * torch.randn_like(x)
        h = self.drop(functional.relu(self.enter(x)))
        mask = torch.zeros(page.total, 1).index_fill(0, page.rows, 1.0)
        line = torch.zeros(page.total, WIDTH).index_copy(0, page.rows, h)
        line = line + self._over(self.near, line) * mask
        line = line + self.drop(self._over(self.far, line)) * mask
        early = self.early(line)[:, 0]
        p = torch.sigmoid(early) * mask[:, 0]
        means, siblings = self._means(page, line, p)
        h = line[page.rows]
        h = self.drop(functional.relu(self.join(torch.cat([h, p[page.rows, None], means, siblings], 1))))
        line = torch.zeros(page.total, WIDTH).index_copy(0, page.rows, h)
        line = line + self._over(self.late, line) * mask
        return self.leave(line[page.rows])[:, 0], early[page.rows]

    @staticmethod
    def _over(convolution: nn.Conv1d, line: Tensor) -> Tensor:
        return functional.relu(convolution(line.t()[None])[0].t())

    def _means(self, page: Batch, line: Tensor, p: Tensor) -> tuple[Tensor, Tensor]:
        """Means weighted by length over containers and the page, and over blocks of the same path."""
        mass = torch.zeros(page.total).index_copy(0, page.rows, page.mass)
        value = torch.cat([functional.relu(self.pooled(line)), p[:, None]], 1) * mass[:, None]
        sums = torch.cat([torch.zeros(1, POOLED + 1), torch.cumsum(value, 0)])
        masses = torch.cat([torch.zeros(1), torch.cumsum(mass, 0)])
        held = (masses[page.last] - masses[page.first]).clamp(min=0.1)
        means = ((sums[page.last] - sums[page.first]) / held[..., None]).flatten(1)
        own = torch.zeros(page.groups, POOLED + 1).index_add(0, page.group, value[page.rows])
        size = torch.zeros(page.groups).index_add(0, page.group, page.mass)
        return means, (own / size[:, None].clamp(min=0.1))[page.group]


def _convolution(neighbours: tuple[int, ...]) -> nn.Conv1d:
    """Over the neighbours that the run time sees: evenly spaced, as many before as behind."""
    return nn.Conv1d(WIDTH, WIDTH, len(neighbours), dilation=neighbours[1] - neighbours[0], padding=max(neighbours))
