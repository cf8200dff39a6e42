"""More pages to learn from: how many of each made kind, and of which pages.

Comes in: labelled pages of one side of a fold. Goes out: labelled pages made of them, and of no others. Same pages
and seed: same results.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from training.graft import Labelled, graft, nameless, rescript, with_thread

GRAFTS = 0.5
"""Made pages for every page of the side."""
THREAD, NAMELESS, SCRIPT = 0.4, 0.3, 0.15
"""Share of them that get foreign prose behind the article, lose their names or landmarks, change their script."""
PROSE = range(12, 90)
"""Words of a paragraph that may stand in a thread."""
ITEMS = range(2, 14)
"""Paragraphs of a thread."""
SHARE = 0.5
"""What a made page weighs beside a real one."""


def made(pages: Sequence[Labelled], seed: int) -> list[Labelled]:
    """Grafts of two pages each, some of them changed further."""
    chance = random.Random(seed)
    results: list[Labelled] = []
    for _ in range(int(GRAFTS * len(pages))):
        host, guest, stranger = chance.sample(pages, 3)
        page = graft(host, guest)
        if page is None:
            continue
        if chance.random() < THREAD:
            page = with_thread(page, _prose(stranger, chance), chance)
        if chance.random() < NAMELESS:
            page = page._replace(document=nameless(page.document, chance))
        if chance.random() < SCRIPT:
            page = page._replace(document=rescript(page.document, chance))
        results.append(page._replace(weight=(SHARE * page.weight).astype(np.float32)))
    return results


def _prose(page: Labelled, chance: random.Random) -> list[str]:
    """Some paragraphs of another page's article."""
    blocks = page.document.blocks
    rows = [row for row in np.flatnonzero(page.label >= 0.5).tolist() if int(blocks.words[row]) in PROSE]
    chance.shuffle(rows)
    return [blocks.text[row] for row in rows[: chance.choice(ITEMS)]]
