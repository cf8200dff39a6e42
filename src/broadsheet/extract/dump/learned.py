"""What the network makes of a dump: which blocks are kept, and how sure that is; the rules say as what.

Comes in: a `Document` of form TEXT and what the rules found. Goes out: a verdict on every block, p of each, and the
page's confidence. The network decides kept or stripped; headline, roles and kinds are the rules', read anew for the
place where the network sees the article. Where it sees none, the rules' answer stands.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from broadsheet.extract.decide import Decision, calibrated, decide
from broadsheet.extract.dump import shapes
from broadsheet.extract.dump.features import Bools
from broadsheet.extract.dump.headline import find_headline
from broadsheet.extract.dump.inside import Verdict
from broadsheet.extract.dump.measures import measures
from broadsheet.extract.dump.outside import judge_outside
from broadsheet.extract.dump.rules import Found, verdicts_of
from broadsheet.extract.dump.segment import Segment
from broadsheet.extract.dump.topic import url_terms
from broadsheet.extract.network import score
from broadsheet.extract.weights import Floats, dump_weights
from broadsheet.records import Document, Kind, Role

NETWORK = "the network"
"""Evidence of a block on which network and rules differ."""
UNSURE = 0.5
"""Expected F1 of the page below which the network is not asked."""
RULES = 0.25
"""Weight of the rules' voice beside the network's: .2 to .3 buy .003 on newspapers and cost .002 on `wcxb`."""
_NEVER = 2.0
"""More than any probability."""
_BAR = {
    "lone URL": _NEVER,
    "no words": _NEVER,
    "headline": _NEVER,
    "credit": _NEVER,
    "filed": _NEVER,
    "text beside a credit": 0.9,
    "sentence beside a picture's credit": 0.8,
    "said twice": 0.7,
    "who wrote it": 0.8,
    "appeal": 0.95,
    "prose outside the article": 0.5,
    "under a label": 0.55,
    "words of rules and forms": 0.7,
    "inside a form": 0.7,
    "label": 0.7,
    "byline": 0.8,
    "breadcrumb": 0.7,
}
"""p that the network must give a block for it to be kept against a rule that is seldom wrong: of held-out blocks below
it, half or two in three were text. For other rules the page's threshold is enough: the network is right four times in
five."""
_BESIDE = 0.15
"""p from which prose or a list item that the rules keep is kept beside a block that the network keeps: of such held-out
blocks three in five were text."""
MANY = 5_000
"""Blocks of a long dump: scoring them takes longer than all else, 56 µs each. No development dump is as long."""
_LEAD_WORDS = 60
"""Words of a lead at most, as in `inside`."""
_PARAGRAPH = 8
"""Words from which a block that is kept twice is a repetition; shorter ones may be a chorus or a rubric."""
_LABEL = 4
"""Words of a line at the end of the text that only announces what follows it."""
_SUBHEAD_WORDS = 12
"""Words of a subheading at most, as in `inside`."""


_RUNS = frozenset({"li", "tr"})
_RUN = 3
"""Rows of the shortest table or list that is whole or not at all (a guess)."""
_LED = frozenset({"lone URL", "label", "under a label", "said twice"})
"""Rules that name what a list amid the text may hold and is none of it."""


class Learned(NamedTuple):
    """A dump through the network."""

    verdicts: list[Verdict]
    p: Floats
    confidence: float


def decided(document: Document, found: Found) -> Learned:
    """Score all blocks, keep what maximises the expected F1, and name what each block is.

    A long dump without a line of prose, in which the rules keep nothing, is what they say without being scored: the
    network could change nothing in that (`merged`).
    """
    if len(document.blocks) > MANY and not found.f.prose.any() and all(v.role is None for v in found.verdicts):
        return Learned(found.verdicts, np.zeros(len(document.blocks), np.float32), 0.0)
    weights = dump_weights()
    p = score(document.blocks, measures(document, found), weights)
    decision = agreed(document, found, p)
    return Learned(merged(document, found, decision, p), p, calibrated(decision.expected, weights.calibration))


def agreed(document: Document, found: Found, p: Floats) -> Decision:
    """What is kept by the network's voice and, lower, the rules'."""
    rules = np.array([verdict.role is not None for verdict in found.verdicts], np.float32)
    return decide(np.asarray((1 - RULES) * p + RULES * rules, np.float32), document.blocks.words)


def merged(document: Document, found: Found, decision: Decision, p: Floats) -> list[Verdict]:
    """The rules' verdicts, turned where the network differs.

    Where no line is prose, or the network keeps nothing, labels alone, or is unsure, the rules' answer stands.
    """
    barred = np.array(
        [v.role is None and q < _BAR.get(v.rule, 0.0) for v, q in zip(found.verdicts, p, strict=True)], bool
    )
    kept = decision.kept & ~barred
    if decision.expected < UNSURE or not kept.any() or not found.f.prose.any():
        return found.verdicts
    kept = _whole(document, found, _joined(found, kept, p))
    if not kept.any():  # nothing but lines that announce something
        return found.verdicts
    segment, headline = _where(document, found, kept)
    outside = judge_outside(found.f, found.alone, headline, segment.past)
    verdicts = verdicts_of(found.f, found.rules, segment, headline, outside)
    for row, keep in enumerate(kept.tolist()):
        verdict = verdicts[row]
        if keep and verdict.role is None and p[row] >= _BAR.get(verdict.rule, 0.0):
            verdict = Verdict(_role(document, found, row), None, NETWORK)
        elif not keep and verdict.role is not None:
            verdict = Verdict(None, outside[row].kind or Kind.OTHER, NETWORK)
        differs = (verdict.role is None) != (found.verdicts[row].role is None)
        verdicts[row] = verdict._replace(rule=NETWORK) if differs else verdict
    return _one_lead(document, headline, _once(document, verdicts))


def _joined(found: Found, kept: Bools, p: Floats) -> Bools:
    """With the blocks that the rules keep and the network all but keeps, where they stand beside kept ones."""
    kept = kept.copy()
    rows = [
        row
        for row, verdict in enumerate(found.verdicts)
        if verdict.role is not None and verdict.rule in ("prose", "list") and p[row] >= _BESIDE
    ]
    for row in (*rows, *reversed(rows)):
        kept[row] |= kept[max(row - 1, 0)] or kept[min(row + 1, len(kept) - 1)]
    last = int(np.flatnonzero(kept)[-1])
    while last > 0 and _announces(found, last):  # a heading with nothing under it
        kept[last] = False
        last = int(np.flatnonzero(kept[:last])[-1]) if kept[:last].any() else 0
    return kept


def _whole(document: Document, found: Found, kept: Bools) -> Bools:
    """With the other rows of a table or list of which most are kept: half a table is none."""
    kept = kept.copy()
    for tag, run in groupby(enumerate(document.blocks.tags()), key=itemgetter(1)):
        rows = [row for row, _ in run] if tag in _RUNS else []
        if len(rows) >= _RUN and 2 * int(kept[rows].sum()) >= len(rows):
            kept[[row for row in rows if found.verdicts[row].rule not in _LED]] = True
    return kept


def _announces(found: Found, row: int) -> bool:
    """A short line that is no sentence, no list item and nothing that the rules keep, or that ends in a colon."""
    f = found.f
    colon = f.text[row].rstrip().endswith((":", "："))
    plain_line = not f.prose[row] and not f.bullets[row] and found.verdicts[row].role is None
    return bool(plain_line and (colon or (f.words[row] <= _LABEL and not shapes.ends_sentence(f.text[row]))))


def _where(document: Document, found: Found, kept: Bools) -> tuple[Segment, int | None]:
    """The run that the network keeps, and its headline: the rules' where they mean the same run."""
    rows = np.flatnonzero(kept)
    first, past = int(rows[0]), int(rows[-1]) + 1
    segment = Segment(first, past, float(np.maximum(found.score[first:past], 0.0).sum()))
    words = document.blocks.words
    shared = words[rows[(rows >= found.segment.first) & (rows < found.segment.past)]].sum()
    if 2 * shared >= words[rows].sum():
        return segment, found.headline
    return segment, find_headline(found.f, segment, url_terms(document.url))[0]


def _role(document: Document, found: Found, row: int) -> Role:
    """What a block is that only the network keeps, by its own looks."""
    f, text = found.f, document.blocks.text[row]
    if f.bullets[row]:
        return Role.LIST_ITEM
    if "\t" in text or document.blocks.tags()[row] == "tr":
        return Role.TABLE_ROW
    below = row + 1 < len(f) and bool(f.prose[row + 1] or f.bullets[row + 1])
    heads = below and not f.prose[row] and f.words[row] <= _SUBHEAD_WORDS and not shapes.ends_sentence(text)
    return Role.SUBHEADING if heads else Role.PARAGRAPH


def _once(document: Document, verdicts: list[Verdict]) -> list[Verdict]:
    """A paragraph is kept once, at its first place."""
    seen: set[str] = set()
    for row, verdict in enumerate(verdicts):
        if verdict.role is not None and document.blocks.words[row] >= _PARAGRAPH:
            text = document.blocks.text[row].casefold()
            if text in seen:
                verdicts[row] = Verdict(None, Kind.OTHER, "said twice")
            seen.add(text)
    return verdicts


def _one_lead(document: Document, headline: int | None, verdicts: list[Verdict]) -> list[Verdict]:
    """A lead is the first block that is kept: another is a paragraph, and where the lead went the next one is it."""
    kept = [row for row, verdict in enumerate(verdicts) if verdict.role is not None]
    for row in kept[1:]:
        if verdicts[row].role is Role.LEAD:
            verdicts[row] = Verdict(Role.PARAGRAPH, None, verdicts[row].rule)
    if len(kept) < 3 or headline is None or kept[0] < headline:
        return verdicts
    first = verdicts[kept[0]]
    if first.role is Role.PARAGRAPH and document.blocks.words[kept[0]] <= _LEAD_WORDS:
        verdicts[kept[0]] = Verdict(Role.LEAD, None, "first paragraph under the headline")
    return verdicts


def plain(text: str, verdict: Verdict) -> str:
    """A block's text as the article has it: a list item without its mark."""
    return text.lstrip(_MARKS) or text if verdict.role is Role.LIST_ITEM else text


_MARKS = "•‣◦▪▫●○■□▶►➤✓✔·∙⁃*+- "
