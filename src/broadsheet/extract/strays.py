"""Stray lines: what a newspaper sets between the paragraphs of a story, such as captions, promises and read-mores.

Comes in: a draft whose lead is marked. Goes out: the draft; on a page that declares itself a news story, a short line
that is no sentence and not made like the story's paragraphs is text only where the network is surer than it need be
elsewhere. Must not touch headings, leads, tables, posts, or pages of other kinds: there p is as right as it says.
"""

from __future__ import annotations

from broadsheet.extract.draft import Draft
from broadsheet.extract.features.numbers import PROSE_WORDS
from broadsheet.extract.lead import declares_news
from broadsheet.extract.live import post_times
from broadsheet.extract.make import main_makes, make
from broadsheet.records import Document, Flag, Kind, Role

SURE = 0.9
"""Probability from which a stray line is text, where elsewhere about .46 suffices (`decide`). Each four folds chose .9
for the fifth, in an earlier form of this rule; newspapers gain from .7 on (docs/model.md)."""
MOST = 0.3
"""Share of the kept words from which lines are not believed to be strays: as in `revise`."""
NEAR = 3
"""Elements between a paragraph and the words that its markup cuts out of it: `<rb>` in `<ruby>` in `<p>`."""
_ENDS = ".!?…。！？।؟۔"
_CLOSES = "\"'”’»)]"
"""What ends a sentence, as `lead.SENTENCE_MARK` says, and what may stand behind it."""
_NEVER = int(Flag.HEADING | Flag.TABLE)


def strays(draft: Draft, document: Document) -> None:
    """Strip stray lines behind the first paragraph of a news story."""
    if not declares_news(document):
        return
    span = draft.span()
    first = next((row for row in span if draft.kept[row] and draft.size[row] >= PROSE_WORDS), span.stop)
    short = [row for row in range(first, span.stop) if _short(draft, row)]
    if not short:
        return
    main = {found[:2] for found in main_makes(draft, span)}
    posts = post_times(document, [row for row in span if draft.kept[row]]).time
    found = [row for row in short if row not in posts and make(draft, row)[:2] not in main and not _inside(draft, row)]
    if sum(draft.size[row] for row in found) < MOST * draft.words():
        for row in found:
            draft.strip(row, Kind.OTHER, "a stray line of a news page")


def _short(draft: Draft, row: int) -> bool:
    """Kept, in doubt, and no prose by its length nor its end."""
    if not draft.kept[row] or draft.scores[row] >= SURE or draft.size[row] >= PROSE_WORDS:
        return False
    ended = draft.blocks.text[row].rstrip(_CLOSES).endswith(tuple(_ENDS))
    return not ended and not draft.flags[row] & _NEVER and draft.role[row] is not Role.LEAD


def _inside(draft: Draft, row: int) -> bool:
    """Words that markup cuts out of a paragraph, as ruby does: the paragraph's own stand on either side."""
    if not 0 < row < len(draft.kept) - 1:
        return False
    around = draft.element[row - 1]
    if around != draft.element[row + 1] or not (draft.kept[row - 1] and draft.kept[row + 1]):
        return False
    element = draft.element[row]
    for _ in range(NEAR):
        element = draft.parent[element]
        if element in (around, -1):
            break
    return element == around
