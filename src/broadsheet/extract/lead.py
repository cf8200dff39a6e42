"""The standfirst: the summary that the page marks off between headline and text.

Comes in: a revised draft. Goes out: the draft, with at most one run of blocks as lead. Evidence: the
element's name, the page's description, its place and make. Must not invent a lead where none is marked.
"""

from __future__ import annotations

import re

from broadsheet.extract.draft import Draft
from broadsheet.extract.features.numbers import SENTENCE_WORDS
from broadsheet.extract.make import Make, main_makes, make
from broadsheet.extract.names import LEAD, Name
from broadsheet.extract.title import words_of
from broadsheet.records import Document, Flag, Kind, Role

NEWS = 'NewsArticle"'
"""How the types of schema.org for news stories end in JSON-LD, with or without the vocabulary before them."""

SENTENCE_MARK = re.compile(r"[.!?…。！？।؟۔](?:(?<=[。！？।۔])|[\"'”’»)\]]?(?=\s|$))")
"""Full stop, question and exclamation marks of Latin, CJK, Indic and Arabic scripts at the end of a word."""
WINDOW = 30
"""Blocks between headline and text that are looked at: share bars, bylines and pictures stand between."""
SHORTEST = 5
"""Words of the shortest line taken for a standfirst (a guess)."""
LIKE = 0.8
"""Share of the shorter's words that a block and the description must have in common."""
DOUBT, GRAVE_DOUBT = 0.1, 0.03
"""Probability under which a block is no standfirst, whatever speaks for one; the lower on pages that declare themselves
news stories, which have standfirsts: elsewhere 20 of 22 held-out ones below .1 were bios, offers and excerpts."""
EMPHATIC = 0.9
"""Share of bold or italic characters from which a block counts as emphasised."""
MOST_BLOCKS = 4
"""Blocks of the largest element whose name is taken for its blocks': a summary box, not the page."""
_NOT = int(Flag.FIGCAPTION | Flag.FORM | Flag.NAV | Flag.BUTTON)
_FOREIGN = frozenset(
    {Kind.CAPTION, Kind.CREDIT, Kind.COMMENTS, Kind.RELATED, Kind.AUTHOR_BIO, Kind.FOOTER, Kind.CONSENT}
)
"""Kinds that no standfirst has in a name around it, inside the container or out of it."""


def mark_lead(draft: Draft, document: Document, title: int | None, inherited: list[Name | None]) -> None:
    """Find the standfirst before or at the first kept block and give it its role."""
    span = draft.span()
    if not span:
        return
    after_title = title + 1 if title is not None and title <= span.start else 0
    start = max(after_title, span.start - WINDOW)
    main = main_makes(draft, span)
    description = document.declared.first("og:description", "description", "twitter:description") or ""
    last_lead = None
    doubt = GRAVE_DOUBT if declares_news(document) else DOUBT
    for row in range(start, min(span.start + 2, len(draft.kept))):
        if last_lead is not None and row > last_lead + 1:
            break
        if not (draft.kept[row] or _may_turn(draft, row, doubt)) or _is_body(draft, row, main):
            continue
        if (name := inherited[draft.element[row]]) is not None and name.kind in _FOREIGN:
            continue
        evidence = _named(draft, row) or _described(draft, row, description) or _placed(draft, row, start)
        if evidence:
            draft.keep(row, f"lead: {evidence}", Role.LEAD)
            last_lead = row


def declares_news(document: Document) -> bool:
    """Does the page say of itself that it is a news story?"""
    return any(NEWS in script for script in document.declared.json_ld)


def _may_turn(draft: Draft, row: int, doubt: float) -> bool:
    """Stripped so far, but not beyond doubt, and a sentence by its looks."""
    return draft.size[row] >= SHORTEST and draft.linked[row] < 0.5 and bool(draft.scores[row] >= doubt)


def _is_body(draft: Draft, row: int, main: set[Make]) -> bool:
    """Made like the article's paragraphs, and followed by one: its first paragraph, whatever else speaks for a lead."""
    if not draft.kept[row] or row + 1 >= len(draft.kept) or not draft.kept[row + 1]:
        return False
    own, after = make(draft, row), make(draft, row + 1)
    return own == after and own in main and _emphasis(draft, row) <= _emphasis(draft, row + 1)


def _emphasis(draft: Draft, row: int) -> bool:
    return bool(draft.blocks.emphasis_chars[row] >= EMPHATIC * draft.blocks.chars[row])


def _named(draft: Draft, row: int) -> str:
    """The name of its element, or of one close around it."""
    elements = draft.blocks.elements
    if draft.flags[row] & (_NOT | int(Flag.HEADING)):
        return ""
    element = draft.element[row]
    for _ in range(3):
        named = LEAD.search(elements.tokens[element])
        if named and elements.last[element] - elements.first[element] <= MOST_BLOCKS:
            return f"in an element named {named[0]}"
        element = draft.parent[element]
        if element < 0:
            break
    return ""


def _described(draft: Draft, row: int, description: str) -> str:
    """The page's description in its words."""
    if draft.flags[row] & _NOT:
        return ""
    text = draft.blocks.text[row]
    words, described = words_of(text), words_of(description)
    if len(words) < SHORTEST or len(described) < SHORTEST:
        return ""
    common = len(words & described)
    alike = common >= LIKE * min(len(words), len(described)) and common * 2 >= len(words)
    return "repeats the page's description" if alike or text.startswith(description.rstrip(" .…")) else ""


def _placed(draft: Draft, row: int, start: int) -> str:
    """A sentence alone between headline and byline, or the only emphatic paragraph at the top."""
    blocks = draft.blocks
    if draft.flags[row] & (_NOT | int(Flag.HEADING)) or draft.size[row] < SENTENCE_WORDS:
        return ""
    following = draft.kept[row + 1] if row + 1 < len(draft.kept) else False
    if row == start and start > 0 and not following and draft.first[row] and SENTENCE_MARK.search(blocks.text[row]):
        return "stands between headline and byline"
    if draft.kept[row] and _emphasis(draft, row) and following and not _emphasis(draft, row + 1):
        return "emphasised as a whole"
    return ""
