"""The ends of a text in a page of the old kind, which tables lay out and which declares nothing of itself.

Comes in: a draft whose lead is marked. Goes out: the draft; before the first and behind the last paragraph that the
network is sure of, what is in doubt is a menu, a date, a counter. Must not touch headings, leads, nor any page that
declares what it is: there the network has seen more than cells.
"""

from __future__ import annotations

from broadsheet.extract.draft import Draft
from broadsheet.extract.features.numbers import SENTENCE_WORDS
from broadsheet.extract.lead import SENTENCE_MARK
from broadsheet.records import Document, Flag, Kind, Role

SURE = 0.95
"""Probability from which a paragraph opens or closes the text, and a line beyond it is left alone. Held out it
betters a page of `wcxb-dev-articles` and keeps 5 more unwanted snippets out, for one wanted; without the two conditions
on the page it costs 20 pages."""
MOSTLY = 0.5
"""Share of the kept words in tables, from which tables lay out the page (a guess)."""
_TABLE, _HEADING = int(Flag.TABLE), int(Flag.HEADING)


def ends(draft: Draft, document: Document) -> None:
    """Strip doubtful lines beyond the first and the last sure paragraph."""
    if _declares(document) or not _laid_out(draft):
        return
    text = draft.text()
    sure = [row for row in text if draft.scores[row] >= SURE and _is_paragraph(draft, row)]
    for row in text if sure else []:
        beyond = not sure[0] <= row <= sure[-1] and draft.scores[row] < SURE
        if beyond and not draft.flags[row] & _HEADING and draft.role[row] is not Role.LEAD:
            draft.strip(row, Kind.OTHER, "beyond the text, in a layout of tables")


def _declares(document: Document) -> bool:
    """Has the page JSON-LD or Open Graph?"""
    return bool(document.declared.json_ld) or any(name.startswith("og:") for name, _ in document.declared.meta)


def _laid_out(draft: Draft) -> bool:
    """Do most of the kept words stand in tables?"""
    inside = sum(draft.size[row] for row in draft.text() if draft.flags[row] & _TABLE)
    return inside > MOSTLY * draft.words()


def _is_paragraph(draft: Draft, row: int) -> bool:
    return draft.size[row] >= SENTENCE_WORDS and SENTENCE_MARK.search(draft.blocks.text[row][-4:]) is not None
