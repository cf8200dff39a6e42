"""Labels for pages that have none: what the network of the round before and opinions independent of it agree on.

Comes in: p of every block, and the opinions. Goes out: labels and weights; where the opinions differ a label counts
little, and a page on which they differ widely not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from broadsheet.records import Blocks

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

SHARE = 0.5
"""What a page without a reference weighs beside one that has one."""
DOUBT = 0.15
"""What a block weighs on which the opinions differ."""
SNIPPET = 1.5
"""What a block weighs that a person's snippet speaks for or against."""
LEAST, FULL = 0.6, 0.95
"""Mean agreement (F1 of words) below which a page counts nothing, and from which it counts in full."""


def agreement(size: npt.NDArray[np.int32], opinions: Sequence[Mask]) -> float:
    """Mean F1, by words, of every two opinions."""
    values = []
    for one, other in combinations(opinions, 2):
        both = float(size[one & other].sum())
        values.append(2 * both / max(float(size[one].sum() + size[other].sum()), 1.0))
    return float(np.mean(values))


def taught(
    blocks: Blocks, p: Floats, opinions: Sequence[Mask], wanted: Mask, unwanted: Mask, title: int | None
) -> tuple[Floats, Floats, float]:
    """Labels, how much each counts beside the others of its page, and how much the page counts (0 to 1).

    `opinions` holds the network's own decision first.
    """
    votes = np.sum(opinions, axis=0)
    agreed = (votes == 0) | (votes == len(opinions))
    share = votes / len(opinions)
    label = np.where(agreed, share, (p + share) / 2).astype(np.float32)
    weight = np.where(agreed, 1.0, DOUBT).astype(np.float32)
    sure = float(np.clip((agreement(blocks.words, opinions) - LEAST) / (FULL - LEAST), 0.0, 1.0))
    weight *= sure
    label[wanted], label[unwanted] = 1.0, 0.0
    weight[wanted | unwanted] = SNIPPET * max(sure, SHARE)
    if title is not None:
        label[title] = 0.0
    return label, SHARE * weight, sure
