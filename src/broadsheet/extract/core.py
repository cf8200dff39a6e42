"""From a page's blocks to the article: the steps of the extraction, in order.

Comes in: a `Document`. Goes out: a `Body`: a label with its evidence for every block, and the kept
ones typed. Pure; the learned model takes `features` and `score`'s place behind the same seam.
"""

from __future__ import annotations

from broadsheet.extract.confidence import confidence
from broadsheet.extract.container import container, good_blocks, inherit, telling_flags
from broadsheet.extract.draft import Draft
from broadsheet.extract.features import features
from broadsheet.extract.kinds import name_kinds
from broadsheet.extract.lead import mark_lead
from broadsheet.extract.names import names_of
from broadsheet.extract.policy import policies
from broadsheet.extract.revise import revise
from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.extract.score import score
from broadsheet.extract.title import title_row
from broadsheet.extract.trim import trim
from broadsheet.records import Body, Document


def extract_html(document: Document) -> Body:
    """Score every block by itself, find the container, trim to it, revise in context, name the kinds."""
    blocks = document.blocks
    flags = telling_flags(blocks)
    scores = score(features(blocks, flags))
    good = good_blocks(blocks, scores, flags)
    names = names_of(blocks.elements)
    root = container(blocks, good, names)
    title = title_row(document)

    draft = Draft(blocks, scores, good)
    trim(draft, root, names)
    rows = range(int(blocks.elements.first[root]), int(blocks.elements.last[root]))
    revise(draft, rows, title)
    policies(draft, rows)
    inherited = inherit(blocks, names)
    mark_lead(draft, document, title, inherited)
    name_kinds(draft, document, inherited, title)
    give_roles(draft)

    labels = draft.labels()
    return Body(labels, body_blocks(document, labels), confidence(draft))


def give_roles(draft: Draft) -> None:
    """A role for every kept block that has none yet."""
    for row, kept in enumerate(draft.kept):
        if kept and draft.role[row] is None:
            draft.role[row] = role_of(draft.blocks, row)
