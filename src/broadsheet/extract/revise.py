"""The second look, with neighbours: foreign parts, short lines, headings, lists, tables, repeats.

Comes in: a draft trimmed to the container. Goes out: the draft, changed; every change carries the
name of its rule. Must not know class names (that is `trim`) nor kinds outside the container (`kinds`).
"""

from __future__ import annotations

import re

from broadsheet.extract.container import LINKED
from broadsheet.extract.draft import Draft
from broadsheet.extract.make import main_makes, make
from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import shape_of
from broadsheet.records import Flag, Kind

_LIST, _HEADING, _TABLE = int(Flag.LIST_ITEM), int(Flag.HEADING), int(Flag.TABLE)
_SET = int(Flag.TABLE | Flag.PREFORMATTED)
_NEVER = int(Flag.FORM | Flag.BUTTON | Flag.FIGCAPTION | Flag.NAV)
_ENDS = re.compile(r"[.!?…:。！？।؟۔][\"'”’»)]?$")
SHORTEST = 3
"""Words of the shortest sentence kept for its place alone."""
FOLLOW = 4
"""Blocks within which kept text must follow a heading."""
TAIL = 0.3
"""A phrase ends the article only where less than this share of the kept words comes after it."""
_PARTS = frozenset({Kind.SUBSCRIBE, Kind.COMMENTS, Kind.RELATED, Kind.NEWSLETTER, Kind.LOGIN, Kind.AUTHOR_BIO})
"""Phrases that open a part; the others only name their own line."""


def revise(draft: Draft, rows: range, title: int | None) -> None:
    """Apply the context rules in order to the blocks of the container."""
    before_title(draft, title)
    teasers(draft, rows)
    openings(draft, rows)
    shapes(draft, rows)
    short_lines(draft, rows)
    lists(draft, rows)
    tables(draft, rows)
    gaps(draft, rows)
    tail(draft, rows)
    headings(draft, rows, title)
    repeats(draft)


def before_title(draft: Draft, title: int | None) -> None:
    """What stands before the headline is not the article, unless most of the text does."""
    if title is None:
        return
    before = [row for row in range(title) if draft.kept[row]]
    if sum(draft.size[row] for row in before) < TAIL * draft.words():
        for row in before:
            draft.strip(row, Kind.OTHER, "before the headline")
    draft.strip(title, Kind.TITLE, "the headline")


def teasers(draft: Draft, rows: range) -> None:
    """Text under a heading that is itself a link belongs to another story."""
    main = main_makes(draft, rows)
    found = [
        row
        for row in rows[1:]
        if draft.kept[row]
        and make(draft, row) not in main
        and draft.flags[row - 1] & _HEADING
        and draft.linked[row - 1] > 0.8
        and not draft.flags[row] & _HEADING
    ]
    if sum(draft.size[row] for row in found) < TAIL * draft.words():
        for row in found:
            draft.strip(row, Kind.TEASER, "under a headline that is a link")


def openings(draft: Draft, rows: range) -> None:
    """A heading or line such as "Related stories" strips what follows, up to text of the article's own make."""
    total = draft.words()
    after = sum(draft.size[row] for row in rows if draft.kept[row])
    main = main_makes(draft, rows)
    opened: tuple[Kind, str] | None = None
    for row in rows:
        text = draft.blocks.text[row]
        after -= draft.size[row] if draft.kept[row] else 0
        kind = opens(text)
        if kind is not None:
            draft.strip(row, kind, "an opening phrase")
            if kind in _PARTS and after < TAIL * total:
                opened = (kind, text)
        elif opened and draft.kept[row] and make(draft, row) in main:
            opened = None
        elif opened and (draft.kept[row] or draft.kind[row] is None):
            draft.strip(row, opened[0], f"after the phrase {opened[1][:40]!r}")


def shapes(draft: Draft, rows: range) -> None:
    """A credit, byline, date or URL is not text, wherever it stands; a sentence that begins with a date is."""
    for row in rows:
        if draft.kind[row] is None and not draft.flags[row] & (_HEADING | _LIST | _TABLE):
            shape = shape_of(draft.blocks.text[row])
            if shape is not None and not (shape is Kind.DATELINE and draft.first[row]):
                draft.strip(row, shape, f"its shape: {shape.replace('_', ' ')}")


def short_lines(draft: Draft, rows: range) -> None:
    """A short paragraph of the same make as kept ones, between them, is text."""
    makes = {make(draft, row) for row in rows if draft.kept[row]}
    span = draft.span()
    for row in rows:
        if draft.kept[row] or draft.kind[row] is not None or row not in span:
            continue
        if not draft.flags[row] & (_HEADING | _NEVER | _LIST) and draft.linked[row] < 0.5 and make(draft, row) in makes:
            draft.keep(row, "of the make of kept paragraphs")


def gaps(draft: Draft, rows: range) -> None:
    """A line between two kept blocks that ends like a sentence, or announces a list, is text."""
    for row in rows[1:-1]:
        if draft.kept[row] or draft.kind[row] is not None or draft.flags[row] & (_HEADING | _NEVER):
            continue
        text, between = draft.blocks.text[row], draft.kept[row - 1] and draft.kept[row + 1]
        if between and draft.linked[row] < LINKED and draft.size[row] >= SHORTEST and _ENDS.search(text):
            draft.keep(row, "a sentence between kept blocks")


def tail(draft: Draft, rows: range) -> None:
    """Sentences right after the last kept block, made like the article's paragraphs, are its end."""
    main = main_makes(draft, rows)
    for row in range(draft.span().stop, rows.stop):
        is_end = draft.kind[row] is None and make(draft, row) in main and _ENDS.search(draft.blocks.text[row])
        if not is_end or draft.linked[row] >= LINKED:
            return
        draft.keep(row, "a sentence after the last kept block")


def lists(draft: Draft, rows: range) -> None:
    """A list with prose on both sides and few links is text; one of links is not."""
    span = draft.span()
    for row in rows:
        if not draft.flags[row] & _LIST:
            continue
        if draft.kept[row] and draft.linked[row] >= LINKED:
            draft.strip(row, Kind.RELATED, "list of links")
        elif _open(draft, row, span) and draft.linked[row] < LINKED and not draft.flags[row] & _NEVER:
            draft.keep(row, "list item between kept text")


def tables(draft: Draft, rows: range) -> None:
    """The cells of a table, and preformatted lines, between kept text are text, unless most are links."""
    span = draft.span()
    for row in rows:
        is_set = draft.flags[row] & _SET and not draft.flags[row] & _NEVER
        if is_set and _open(draft, row, span) and draft.linked[row] < LINKED:
            draft.keep(row, "table or preformatted between kept text")


def _open(draft: Draft, row: int, span: range) -> bool:
    """Undecided, and between kept blocks?"""
    return not draft.kept[row] and draft.kind[row] is None and row in span


def headings(draft: Draft, rows: range, title: int | None) -> None:
    """A heading is text where kept text follows it closely."""
    start = draft.span().start
    for row in reversed(rows):
        if not draft.flags[row] & _HEADING or draft.kept[row] or draft.kind[row] is not None:
            continue
        near = range(row + 1, min(row + 1 + FOLLOW, rows.stop))
        follows = next((later for later in near if draft.kept[later] or draft.flags[later] & _HEADING), None)
        after_title = title is not None and title < row
        if follows is not None and draft.kept[follows] and draft.linked[row] < 0.5 and (row > start or after_title):
            draft.keep(row, "heading of kept text")


def repeats(draft: Draft) -> None:
    """The same words twice are text once."""
    seen: set[str] = set()
    for row, text in enumerate(draft.blocks.text):
        if not draft.kept[row]:
            continue
        if text in seen and len(text) > 20:
            draft.strip(row, Kind.OTHER, "repeats an earlier block")
        seen.add(text)
