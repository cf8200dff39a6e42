"""From a page's blocks to the article: the steps of the extraction, in order.

Comes in: a `Document`. Goes out: a `Body`: a label with its evidence for every block, and the kept ones typed.
Pure: the weights are part of the program.
"""

from __future__ import annotations

from broadsheet.extract.decide import calibrated, decide
from broadsheet.extract.draft import Draft
from broadsheet.extract.ends import ends
from broadsheet.extract.features import Features, features
from broadsheet.extract.kinds import name_kinds
from broadsheet.extract.lead import declares_news, mark_lead
from broadsheet.extract.names import Name, inherit, names_of
from broadsheet.extract.network import score
from broadsheet.extract.opinion import reconsidered
from broadsheet.extract.policy import policies
from broadsheet.extract.revise import revise
from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.extract.strays import strays
from broadsheet.extract.template import untemplated
from broadsheet.extract.title import said_again, title_row, titled_line
from broadsheet.extract.weights import Floats, Weights, weights
from broadsheet.records import Body, Document, SiteTemplate

SECOND = "the second opinion was asked"
"""Evidence of every block of a page of which the network is unsure."""


def extract_html(document: Document, site: SiteTemplate | None = None) -> Body:
    """Measure every block, score all of them together, reconsider, decide, revise by rule, name roles and kinds.

    `site` is what was learnt from other pages of the same site.
    """
    headline = title_row(document)
    learnt = weights()
    found = features(document, headline)
    p, asked = probabilities(document, found, learnt)
    draft, expected = draft_of(document, p, headline, SECOND if asked else "", found.named, site)
    labels = draft.labels()
    return Body(labels, body_blocks(document, labels), calibrated(expected, learnt.calibration))


def probabilities(document: Document, found: Features, learnt: Weights) -> tuple[Floats, bool]:
    """p of every block, and whether the second opinion was asked, which it is where the network is unsure."""
    own = score(document.blocks, found, learnt)
    p = reconsidered(own, document.blocks.words, lambda: found)
    return p, p is not own


def draft_of(
    document: Document,
    p: Floats,
    headline: int | None,
    rule: str = "",
    named: list[Name | None] | None = None,
    site: SiteTemplate | None = None,
) -> tuple[Draft, float]:
    """All that follows the network: the draft with roles and kinds, and the page's expected F1.

    `p` is each block's probability of being text, from these weights or from those of a fold; `rule` is the evidence
    of every block that no later rule decides; `named` is what each element's names suggest, where the caller knows.
    """
    blocks = document.blocks
    decision = decide(p, blocks.words)
    draft = Draft(blocks, p, decision.kept.tolist())
    draft.rule = [rule] * len(blocks)
    inherited = inherit(blocks, named or names_of(blocks.elements))
    if headline is None:
        headline = titled_line(document, draft.kept)
    again = said_again(document, draft.kept, headline) if declares_news(document) else []
    revise(draft, headline, inherited, again)
    policies(draft, range(len(blocks)))
    if site is not None:
        untemplated(draft, site)
    mark_lead(draft, document, headline, inherited)
    strays(draft, document)
    ends(draft, document)
    name_kinds(draft, document, inherited, headline)
    for row, kept in enumerate(draft.kept):
        if kept and draft.role[row] is None:
            draft.role[row] = role_of(blocks, row)
    return draft, decision.expected if any(draft.kept) else 0.0
