"""Where on the page the article's own head, body and foot lie.

Comes in: the document and its labels. Goes out: a `Zone` of block rows in which bylines, dates
and pictures are the article's. Must not know: any field.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from broadsheet.records import Body, Document, Flag, Kind, Link, Moment, Picture

_Placed = TypeVar("_Placed", Link, Picture, Moment)
_BLOCK = attrgetter("block")
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.DIALOG | Flag.HIDDEN)
_BEFORE_TITLE = 12
"""Rows before the headline that may hold kicker, byline or date."""
_AFTER_TITLE = 25
"""Rows after the headline that may stand before the first paragraph: share buttons, standfirst, captions."""
_AFTER_BODY = 8
"""Rows after the last paragraph that may hold a byline, a credit or the dates."""


Kinds = Sequence[Kind | None]
"""The kind of each row that is labelled; None for the text of the article."""


class Zone(NamedTuple):
    """Rows of `Blocks`: `head <= title <= lead_in`, `lead_in` past the rows above the second paragraph."""

    kinds: Kinds

    head: int
    title: int
    lead_in: int
    first: int
    last: int
    tail: int


def between(things: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """Those that stand in the rows `start:end`, of all in page order: without a look at the hundreds of others."""
    first = bisect_left(things, start, key=_BLOCK)
    return things[first : bisect_left(things, end, first, key=_BLOCK)]


def kinds_of(body: Body) -> Kinds:
    """What each row is, read once for all fields."""
    return [label.kind for label in body.labels]


def rows_of(kinds: Kinds, wanted: Kind, start: int, end: int) -> list[int]:
    """The rows of one kind in the range `start:end`."""
    if wanted not in (near := kinds[start:end]):
        return []
    return [row for row, kind in enumerate(near, start) if kind is wanted]


def zone_of(document: Document, kinds: Kinds, title_row: int | None) -> Zone:
    """The article's rows: from a little above its title to a little below its last paragraph."""
    size = len(document.blocks)
    first, last = _text(kinds) or _prose(document)
    title = title_row if title_row is not None and title_row <= last else first
    head = max(0, min(title, first) - _BEFORE_TITLE)
    lead_in = min(size, max(first, min(title + _AFTER_TITLE, first + _AFTER_TITLE)) + 2)
    return Zone(kinds, head, title, lead_in, first, last, min(size, last + _AFTER_BODY))


def _text(kinds: Kinds) -> tuple[int, int] | None:
    """First and last row of the article's text."""
    if None not in kinds:
        return None
    return kinds.index(None), len(kinds) - 1 - kinds[::-1].index(None)


def _prose(document: Document) -> tuple[int, int]:
    """First and last row that read as paragraphs, where nothing is labelled as kept."""
    blocks, flags = document.blocks, document.blocks.flags()
    rows = [
        row
        for row in range(len(blocks))
        if blocks.words[row] >= 15 and blocks.link_chars[row] * 3 < blocks.chars[row] and not int(flags[row]) & _OUTSIDE
    ]
    return (rows[0], rows[-1]) if rows else (0, max(0, len(blocks) - 1))
