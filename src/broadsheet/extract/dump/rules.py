"""What the rules make of a dump: where the article stands, its headline, and a verdict on every block.

Comes in: a `Document` of form TEXT. Goes out: `Found`. The run of blocks with the strongest evidence is taken
(`segment`), its headline found, each block inside judged by rule (`inside`), each outside named (`outside`). Must not
know: the network, which has the last word on what is kept.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from broadsheet.extract.dump.features import Features, Floats, measure, with_topic
from broadsheet.extract.dump.headline import find_headline, is_signed
from broadsheet.extract.dump.inside import Verdict, judge, make_zone
from broadsheet.extract.dump.outside import judge_alone, judge_outside
from broadsheet.extract.dump.segment import (
    Segment,
    candidates,
    extended,
    is_after_end,
    is_rival,
    rule_likeness,
    scores,
)
from broadsheet.extract.dump.topic import headline_terms, text_terms, url_terms
from broadsheet.extract.lines import speaks_of_rules
from broadsheet.records import Document


class Found(NamedTuple):
    """A dump through the rules."""

    f: Features
    rules: Floats
    """How much each block reads like rules, notices and forms."""
    score: Floats
    """Evidence of each block for being article text."""
    segment: Segment
    headline: int | None
    verdicts: list[Verdict]
    alone: list[Verdict]
    """What each block says of itself, wherever the article stands."""


def by_rule(document: Document, seen: list[int]) -> Found:
    """Find the article and judge every block; `seen` says on how many of the site's stories each block recurs.

    A dump without running prose has an empty segment and no headline. Linear in the number of blocks.
    """
    found = _find(document, [])
    if _is_template(found.segment, seen, document.blocks.words.tolist()):
        found = _find(document, seen)
    found = found._replace(alone=judge_alone(found.f, found.rules))
    outside = judge_outside(found.f, found.alone, found.headline, found.segment.past)
    return found._replace(verdicts=verdicts_of(found.f, found.rules, found.segment, found.headline, outside))


def _is_template(segment: Segment, seen: list[int], words: list[int]) -> bool:
    """Is most of what was taken for the article the site's, and not the story's?

    Only then is it looked for elsewhere: else what recurs holds a story together that a table or a box divides.
    """
    rows = range(segment.first, segment.past) if any(seen) else range(0)
    return 2 * sum(words[row] for row in rows if seen[row]) > sum(words[row] for row in rows)


def verdicts_of(
    f: Features, rules: Floats, segment: Segment, headline: int | None, outside: list[Verdict]
) -> list[Verdict]:
    """The verdict on every block, once it is known where the article stands; `outside` of `judge_outside`."""
    first, past = _bounds(segment, headline)
    verdicts = outside.copy()
    if segment.past > segment.first:
        verdicts[first:past] = judge(make_zone(f, rules, headline, first, past))
    return verdicts


def _find(document: Document, seen: list[int]) -> Found:
    """Two rounds: the first finds the topic, the second reads every block against it."""
    slug = url_terms(document.url)
    f = measure(document.blocks, document.url, slug)
    rules = rule_likeness(f)
    score = _scores(f, rules, seen)
    segment, headline = _choose(f, score, slug)
    if segment.total <= 0:
        return Found(f, rules, score, segment, None, [], [])
    topic = slug | text_terms(f.text[segment.first : segment.past], f.text[: segment.first] + f.text[segment.past :])
    if headline is not None:
        topic |= headline_terms(f.text[headline])
    f = with_topic(f, topic)
    if headline is not None and speaks_of_rules(f.text[headline]):
        f = measure(document.blocks, document.url, topic)  # the words of its topic are no sign of rules
        rules = rule_likeness(f)
    score = _scores(f, rules, seen)
    segment, headline = _choose(f, score, slug)
    return Found(f, rules, score, extended(f, rules, score, segment), headline, [], [])


def _scores(f: Features, rules: Floats, seen: list[int]) -> Floats:
    """The blocks' scores; what recurs on the site's pages begins no article."""
    score = scores(f, rules)
    if any(seen):
        score = np.where(np.array(seen) > 0, np.minimum(score, _RECURS), score)
    return score


_RECURS = -1.0
"""Score of a block that recurs: a little less than that of a menu entry (0 is undecided)."""


def _choose(f: Features, score: Floats, slug: frozenset[str]) -> tuple[Segment, int | None]:
    """Of the strongest runs the one with the clearest headline; the first on the page has an advantage."""
    runs = candidates(score)
    strongest = max(runs, key=lambda run: run.total)
    best: tuple[float, Segment, int | None] | None = None
    above: Segment | None = None
    for segment in runs:
        headline, points = find_headline(f, segment, slug)
        far = strongest.first - segment.past > _FAR
        whole = segment is not strongest and (far or is_after_end(f, segment, strongest))
        signed = whole and headline is not None and is_signed(f, headline, segment)
        if not (signed or is_rival(segment, strongest)):
            continue
        value = segment.total * (1.0 + _HEADLINE * points) * (_FIRST if above is None else 1.0)
        value *= (_SIGNED if signed else 1.0) * (_AFTER_END if above and is_after_end(f, above, segment) else 1.0)
        above = segment
        if best is None or value > best[0]:
            best = (value, segment, headline)
    return (best[1], best[2]) if best is not None else (Segment(0, 0, 0.0), None)


_HEADLINE = 0.15
"""What a point of the headline adds to a run: a good headline has three to five."""
_SIGNED = 1.5
"""Advantage of a run that is closed by what ends an article, and whose headline has a date or an author beside it."""
_FAR = 60
"""Rows between two runs from which they are not parts of one article: no box inside an article has so many."""
_AFTER_END = 0.4
"""What is left of a run below another one and the lines that end an article: a site speaks of itself there."""
_FIRST = 1.25
"""Advantage of the run that comes first: what follows an article is of lesser weight on a page."""


def _bounds(segment: Segment, headline: int | None) -> tuple[int, int]:
    if headline is None or headline >= segment.past:
        return segment.first, segment.past
    return headline + 1, segment.past
