"""Which run of blocks is the article: the one whose evidence sums up highest.

Comes in: `Features`. Goes out: a score per block and the best run. Running prose speaks for the
article, short lines against it, rules and forms in prose strongly against it; the run with the
largest sum is found in one pass (maximum subsequence segmentation, Pasternack and Roth, WWW 2009).
Must not know: titles, kinds of single lines, output.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from broadsheet.extract.dump.features import Bools, Features, Floats
from broadsheet.extract.dump.pictures import is_copyright
from broadsheet.extract.words.lines import ENDS_ARTICLE
from broadsheet.records import Ints, Kind

# The weights below were set by hand on the dumps of `publishers-dev` and on dumps of our own; see tests/quality.
_PER_HIT = 2.4
"""Log odds of one word of rules and forms: about 1 in 7 words there, 1 in 100 in news."""
_PER_WORD = -0.13
"""Log odds of any word in a block: what is long and has few such words is news."""
_PER_NAME = -1.4
"""Log odds of a name, number or quotation mark beyond the page's own mean …"""
_NAMED = 0.08
"""… where that mean is of the usual size, per word; less where a language capitalises more (German: 0.25)."""
_CONTEXT = np.array([0.25, 0.5, 1.0, 0.5, 0.25])
"""Rules stand together: each block leans on two neighbours to either side."""
_CLIP = 6.0
"""No block alone outvotes its neighbours."""

_SHORT_COST = {True: -1.0, False: -0.7}
"""A line of up to four words, and a longer one: a headline, a label, a table cell."""
_FATIGUE = 0.9
"""Each further line of a run of short ones says less: an infographic's labels are many and mean nothing."""
_NEAR = np.array([0.15, 0.35, 0.0, 0.35, 0.15])
"""Prose stands with prose: weights of the two blocks to either side; lists of teasers alternate."""
_ON_TOPIC = 4.0
"""Topic words from which a block needs no neighbours."""
_RIVAL = 0.5
"""Share of the best sum from which another run is asked for its headline."""
_SHORT_RIVAL = 0.15
"""Share of the best sum, and points, from which a run above it may be a short article …"""
_SHORT_ARTICLE = 1.8
_ALL = 0.9
"""Share of a line's words from which it is of a kind for sure."""
_END_LINES = 2
"""… and how many lines that stand after articles part it from what follows."""
_REACH = 14
"""Rows that a box of links or an advertisement inside an article takes at most (dumps of dev pages)."""
_PARAGRAPH = 18
"""Words of a paragraph that may stand apart; teasers are shorter."""
_ENDS = frozenset({Kind.COMMENTS, Kind.COMMENT_POLICY, Kind.FOOTER, Kind.TEASER})
_BORDER = -4.0
"""A heading that only stands after articles: as strong as two paragraphs."""
_LINKS = -1.5
"""The heading of a box of links, which may stand inside the text as well."""
_SURE = 0.75
"""Share of a line's words from which it is taken for such a heading."""
_COMMENTS = -8.0
"""The heading of the readers' comments, which are prose as well."""


class Segment(NamedTuple):
    """A run `[first, past)` of blocks and the sum of its scores."""

    first: int
    past: int
    total: float


def rule_likeness(f: Features) -> Floats:
    """How much each block reads like rules, notices or forms, 0 to 1, with its neighbours' help."""
    words = np.minimum(f.words, 80.0)
    running = f.prose | f.bullets | (f.words >= 5)
    mass = float(f.words[f.prose].sum())
    mean_named = float(f.named[f.prose].sum()) / mass if mass else 0.0
    per_name = _PER_NAME * min(1.0, _NAMED / mean_named) if mean_named else 0.0
    odds = _PER_HIT * f.hits + _PER_WORD * words + per_name * (f.named - mean_named * words).clip(-_CLIP, _CLIP)
    odds = np.where(running, odds.clip(-_CLIP, _CLIP), 0.0)
    smooth = np.convolve(odds, _CONTEXT, mode="full")[2:-2] if len(odds) else odds
    smooth = np.where((f.hits == 0) & (smooth > 0), smooth * 0.5, smooth)
    likeness: Floats = 1.0 / (1.0 + np.exp(-(smooth - 0.5).clip(-30, 30)))
    return np.where(running, likeness, 0.0)


def scores(f: Features, rules: Floats) -> Floats:
    """Evidence of each block for being article text; positive for, negative against."""
    if not len(f):
        return np.zeros(0)
    weight = np.where(f.bullets, 0.5, 1.0) * f.prose
    near = np.maximum(np.convolve(weight, _NEAR, mode="full")[2:-2], np.minimum(f.topic / _ON_TOPIC, 1.0))
    base = np.minimum(0.6 + f.words / 20.0, 3.5) * (0.35 + 0.65 * near) + 0.3 * np.minimum(f.topic, 3.0)
    against = 1.0 + np.minimum(f.words, 40.0) / 25.0
    running = base * (1.0 - rules) - against * rules
    short = np.where(f.words <= 4, _SHORT_COST[True], _SHORT_COST[False]) * _FATIGUE ** _run_position(~f.prose)
    short = np.where(f.bullets, short * 0.5, short) - rules * against * 0.5
    return np.where(f.prose, running, short + _borders(f))


def _run_position(mask: Bools) -> Ints:
    """0, 1, 2 … within each run of true values."""
    index = np.arange(len(mask))
    last_false = np.maximum.accumulate(np.where(mask, -1, index))
    return np.asarray(index - last_false - 1).clip(0)


def _borders(f: Features) -> Floats:
    cost = np.zeros(len(f))
    for index, kind in enumerate(f.kind):
        if kind in ENDS_ARTICLE and f.cover[index] >= 0.6:
            cost[index] = _COMMENTS if kind is Kind.COMMENTS else _BORDER * f.cover[index]
        elif kind is Kind.RELATED and f.cover[index] >= _SURE:
            cost[index] = _LINKS
    return cost


def best_segment(score: Floats, first: int = 0, past: int | None = None) -> Segment:
    """The run with the largest sum inside `[first, past)` (Kadane); an empty one where nothing is positive."""
    best = Segment(first, first, 0.0)
    start, total = first, 0.0
    for index, value in enumerate(score[first:past].tolist(), start=first):
        if total <= 0.0:
            start, total = index, 0.0
        total += value
        if total > best.total:
            best = Segment(start, index + 1, total)
    return best


def candidates(score: Floats) -> list[Segment]:
    """The best run, and the best ones before and after it; in page order.

    After it a run counts of at least half its sum. Before it a shorter one may be a short article above a long
    footer: it counts, whoever asks must see a reason to prefer it.
    """
    best = best_segment(score)
    before, after = best_segment(score, 0, best.first), best_segment(score, best.past)
    least = max(_SHORT_ARTICLE, _SHORT_RIVAL * best.total)
    return [
        *([before] if before.total > least or before.total > _RIVAL * best.total else []),
        best,
        *([after] if after.total > _RIVAL * best.total else []),
    ]


def is_rival(segment: Segment, best: Segment) -> bool:
    """Is the run strong enough to need no further reason?"""
    return segment.total > _RIVAL * best.total


def is_after_end(f: Features, above: Segment, segment: Segment) -> bool:
    """Do lines stand between two runs that only stand after articles: the site's own, or two of any kind?"""
    rows = range(above.past, segment.first)
    own = any(is_copyright(f.text[row]) or (f.kind[row] is Kind.FOOTER and f.cover[row] >= _ALL) for row in rows)
    return own or sum(1 for row in rows if f.kind[row] in ENDS_ARTICLE and f.cover[row] >= _ALL) >= _END_LINES


def extended(f: Features, rules: Floats, score: Floats, segment: Segment) -> Segment:
    """The run with what follows an advertisement or a box of links: paragraphs on its topic, a few rows on.

    A heading that only stands after articles ends the search, save forms: a paywall lies inside the text.
    """
    past, row = segment.past, segment.past
    while row < min(len(f), past + _REACH):
        if f.kind[row] in _ENDS and f.cover[row] >= 0.9:
            break
        on = (
            f.prose[row] and f.topic[row] >= 1 and rules[row] < 0.3 and f.words[row] >= _PARAGRAPH and score[row] >= 1.2
        )
        row += 1
        past = row if on else past
    return Segment(segment.first, past, segment.total)


def confidence(score: Floats, best: Segment) -> float:
    """How clearly the best run won, 0 to 1: against the next best one elsewhere, and in itself.

    Eight points are about four plain paragraphs.
    """
    if best.total <= 0.0:
        return 0.0
    rival = max(best_segment(score, 0, best.first).total, best_segment(score, best.past).total)
    return float(best.total / (best.total + rival) * (1.0 - np.exp(-best.total / 8.0)))
