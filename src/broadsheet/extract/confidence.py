"""How sure the extraction is of itself: 0 to 1.

Comes in: a finished draft. Goes out: one number. Low where little was kept, where much good text
was left out, and where the kept blocks score low.
"""

from __future__ import annotations

import numpy as np

from broadsheet.extract.draft import Draft

ENOUGH_WORDS = 120
"""Words from which length says nothing more (a guess)."""


def confidence(draft: Draft) -> float:
    """Mean score of the kept words × share of the good words that were kept × a length term."""
    words = draft.blocks.words.astype(np.float64)
    kept = np.array(draft.kept, dtype=bool)
    good = np.array(draft.first, dtype=bool)
    if not kept.any():
        return 0.0
    mass = float(words[kept].sum())
    mean = float((words * draft.scores)[kept].sum()) / max(mass, 1.0)
    share = float(words[good & kept].sum() / max(words[good].sum(), 1.0))
    length = min(1.0, mass / ENOUGH_WORDS)
    return round(float(min(1.0, mean * 1.15) * (0.5 + 0.5 * share) * (0.5 + 0.5 * length)), 3)
