"""Fit the network to labelled sheets.

Comes in: sheets with scores, labels and weights. Goes out: a network whose weights are averaged over the last
steps. Same sheets, seed and machine: same weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.network import Batch, Network, batch
from training.sheet import Floats, Sheet

EPOCHS, RATE, DECAY, PAGES = 14, 3e-3, 0.01, 12
EARLY = 0.3
"""Share of the preliminary p's loss."""
SMOOTH = 0.01
"""Labels are drawn this far from 0 and 1: some references are wrong."""
WARM = 0.15
"""Share of the steps until the rate is highest."""
MEMORY = 0.995
"""Of the running mean of the weights."""


def fit(pages: Sequence[Sheet], seed: int, epochs: int | None = None) -> Network:
    """Train one network."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    first = pages[0].scores
    assert first is not None
    network = Network(pages[0].numbers.shape[1] + first.shape[1], first.shape[1])
    _standardise(network, pages)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    epochs = epochs or EPOCHS
    steps = epochs * -(-len(pages) // PAGES)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=WARM)
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    step = 0
    network.train()
    for _ in range(epochs):
        order = chance.permutation(len(pages))
        for at in range(0, len(order), PAGES):
            loss = _loss(network, batch([pages[row] for row in order[at : at + PAGES]])) / PAGES
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            step += 1
            for name, value in network.state_dict().items():
                mean[name].lerp_(value, 1 - min(MEMORY, (1 + step) / (10 + step)))
    network.load_state_dict(mean)
    network.eval()
    return network


def _standardise(network: Network, pages: Sequence[Sheet]) -> None:
    inputs = np.concatenate(
        [np.concatenate([page.numbers, page.scores], 1) for page in pages if page.scores is not None]
    )
    network.mean.copy_(torch.from_numpy(inputs.mean(0)))
    network.spread.copy_(torch.from_numpy(inputs.std(0) + 1e-3))


def _loss(network: Network, page: Batch) -> torch.Tensor:
    final, early = network(page)
    label = page.label * (1 - 2 * SMOOTH) + SMOOTH
    losses = [
        functional.binary_cross_entropy_with_logits(logit, label, page.weight, reduction="sum")
        for logit in (final, early)
    ]
    return losses[0] + EARLY * losses[1]


@torch.no_grad()
def predict(networks: Sequence[Network], pages: Sequence[Sheet]) -> list[Floats]:
    """The mean p of every block over the networks."""
    found: list[Floats] = []
    for at in range(0, len(pages), 16):
        some = pages[at : at + 16]
        p = torch.stack([torch.sigmoid(network(batch(some))[0]) for network in networks]).mean(0).numpy()
        stops = np.cumsum([len(page) for page in some])[:-1]
        found += np.split(p, stops)
    return found
