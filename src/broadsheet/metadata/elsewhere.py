"""Does an element belong to another story, to a comment, to the page's frame?

Comes in: an element and what a field's own rooms are called besides. Goes out: yes or no, told by the names
of the element and of those around it. Must not know: what the element holds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.metadata.stems import holds
from broadsheet.records import Elements

_ABOVE = 5
"""Elements looked at above the one in question (a guess): a card's name is near, and farther up templates
wrap the article itself in names like `with-sidebar`."""


class Names(NamedTuple):
    """What parts of something else are called: words that stand anywhere in a name, and patterns for those that
    are the beginning of other words too."""

    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def stand_in(self, tokens: str) -> bool:
        """Is any of them in the names of some elements?"""
        if not tokens:
            return False
        return holds(tokens, self.words) or any(pattern.search(tokens) for pattern in self.patterns)


_OTHER_STORY = "comment related teaser sidebar recommend most-read mostread popular recirc"
_PROMO = re.compile(r"promo(?![a-z])")
_AD = re.compile(r"ad(?<![^\s_-]ad)(?:s|vert)?(?![^\s_-])")
"""Two patterns: each is looked for by the letters that it begins with, in a third of the time of both in one."""

BYLINE = Names((*_OTHER_STORY.split(), "carousel", "caption"), (_PROMO,))
"""A byline in a carousel or a caption is not the article's; its own name may be `caption`."""
DATE = Names((*_OTHER_STORY.split(), "footer", "widget"), (_PROMO,))
"""The dates of a footer or a widget are not the article's."""
PICTURE = Names(
    (
        *_OTHER_STORY.split(),
        *"carousel-card carouselcard author avatar byline newsletter outbrain taboola widget logo share social".split(),
    ),
    (_PROMO, _AD),
)
"""Portraits, advertisements and share buttons are pictures too, and not the article's."""


def is_elsewhere(elements: Elements, row: int, names: Names) -> bool:
    """Is the element itself, or one of the few around it, named as a part of something else?"""
    return names.stand_in("\n".join([elements.tokens[row], *_above(elements, row)]))


def lies_elsewhere(elements: Elements, row: int, names: Names) -> bool:
    """Is one of the few elements around this one named as a part of something else?"""
    return names.stand_in("\n".join(_above(elements, row)))


def _above(elements: Elements, row: int) -> list[str]:
    """The names of the few elements around one; a loop, for it is asked of every picture, date and link."""
    parent, tokens, found = elements.parent.item, elements.tokens, []
    for _ in range(_ABOVE):
        row = parent(row)
        if row < 0:
            break
        found.append(tokens[row])
    return found
