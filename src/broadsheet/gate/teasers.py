"""Pages whose text is other pages' headlines and the sentences under them, told by what extraction kept.

Comes in: the document and the rows that were kept. Goes out: evidence in words, or None. Must not know words of any
language or the page's address beyond its host: a section of four stories has neither run of paragraphs nor many links.
"""

from __future__ import annotations

import numpy as np

from broadsheet.records import Document, Flag
from broadsheet.urls import host, path, resolve, scheme

_HEADS = 3
"""Stories that make a list: two may be what a brief is followed by (a guess)."""
_LINKED = 0.3
"""Share of a line's characters in links from which it is the headline of what it leads to (a guess): a date or a
number stands before some."""
_HEADLINE = 12
"""Characters of the shortest headline; shorter ones are menus' words (a guess)."""
_NEAR = 3
"""Rows between a headline and the end of what stands under it: date, kicker, teaser (as in `prose.py`)."""
_TEASER = 45
"""Words of the longest teaser (a guess)."""
_OWN, _GREETING, _MANY = 12, 30, 5
"""Words that such a page may have of its own; where it leads to `_MANY` stories, words of greeting (guesses)."""
_MOST = 400
"""Words kept up to which a page is looked at: a list of more is told by its structure (`listing.py`)."""
_NOWHERE = "http://page.invalid/"
"""The address of a page that came without one (RFC 2606): what it names without a host is its own."""
_DENSE, _DENSITY = ("zh", "ja", "ko"), 3
"""As in `prose.py`: writing that says in one character what takes three elsewhere."""


def teasers_alone(document: Document, kept: list[int]) -> str | None:
    """Why what was kept is no text of this page's, or None."""
    blocks, flags = document.blocks, document.blocks.flags()
    aside = int(Flag.NAV | Flag.FOOTER | Flag.HEADER | Flag.FORM)
    rows = np.array(kept or np.flatnonzero((flags & aside) == 0), np.int64)
    if not len(rows) or int(blocks.words[rows].sum()) > _MOST:
        return None
    if not (blocks.link_chars[rows] > _LINKED * blocks.chars[rows]).any():
        return None
    stories = _stories(document, aside)
    under = {near for row in stories for near in range(row + 1, row + 1 + _NEAR)}
    led, own, taken = set[str](), 0, set(rows.tolist())
    for row in rows.tolist():
        size = int(blocks.words[row])
        if row in stories:
            led |= stories[row]
        elif row in under and size <= _TEASER and not _told_alone(row, stories, taken):
            led.update(*(stories[near] for near in range(row - _NEAR, row) if near in stories))
        else:
            own += size
    if len(led) < _HEADS or own > (_GREETING if len(led) >= _MANY else _OWN):
        return None
    return f"what stands there are {len(led)} headlines of other pages, {own} words beside them"


def _told_alone(row: int, stories: dict[int, set[str]], taken: set[int]) -> bool:
    """Does a line between the headline and this one hold text already? A teaser is one block, what follows is not."""
    above = max(near for near in range(row - _NEAR, row) if near in stories)
    return sum(near in taken for near in range(above + 1, row)) > 1


def _stories(document: Document, aside: int) -> dict[int, set[str]]:
    """Rows that are headlines of other pages of this host, or several in a line → where they lead."""
    blocks, flags = document.blocks, document.blocks.flags()
    here = document.url if document.url and host(document.url) else _NOWHERE
    own = host(here), path(here)
    least = _HEADLINE // (_DENSITY if document.language in _DENSE else 1)
    found = dict[int, set[str]]()
    for link in document.links:
        row = link.block
        if row >= len(blocks) or int(flags[row]) & aside or min(len(link.text), int(blocks.chars[row])) < least:
            continue
        if int(blocks.link_chars[row]) > _LINKED * int(blocks.chars[row]):
            target = _elsewhere(link.href, here, own)
            found.setdefault(row, set()).update([target] if target is not None else [])
    return {row: targets for row, targets in found.items() if targets}


def _elsewhere(href: str, here: str, own: tuple[str, str]) -> str | None:
    """The address of another page of this host, or None; `own` are the page's host and path."""
    target = resolve(here, href)
    if target is None or scheme(target) not in {"http", "https"} or host(target) != own[0]:
        return None
    return target if path(target) not in {"/", own[1]} else None
