"""Does an element belong to another story, to a comment, to the page's frame?

Comes in: an element and what a field's own rooms are called besides. Goes out: yes or no, told by the names
of the element and of those around it. Must not know: what the element holds.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from broadsheet.metadata.stems import holds
from broadsheet.records import Elements

_ABOVE = 5
"""Elements looked at above the one in question (a guess): a card's name is near, and farther up templates
wrap the article itself in names like `with-sidebar`."""


class Names(NamedTuple):
    """What parts of something else are called: words that stand anywhere in a name, and a pattern for those that
    are the beginning of other words too."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def stand_in(self, tokens: str) -> bool:
        """Is any of them in the names of some elements?"""
        if not tokens:
            return False
        return holds(tokens, self.words) or self.pattern.search(tokens) is not None


_OTHER_STORY = "comment related teaser sidebar recommend most-read mostread popular recirc"
_PROMO = re.compile(r"promo(?![a-z])")
_PROMO_OR_AD = re.compile(r"promo(?![a-z])|ad(?<![^\s_-]ad)(?:s|vert)?(?![^\s_-])")

BYLINE = Names((*_OTHER_STORY.split(), "carousel", "caption"), _PROMO)
"""A byline in a carousel or a caption is not the article's; its own name may be `caption`."""
DATE = Names((*_OTHER_STORY.split(), "footer", "widget"), _PROMO)
"""The dates of a footer or a widget are not the article's."""
PICTURE = Names(
    (
        *_OTHER_STORY.split(),
        *"carousel-card carouselcard author avatar byline newsletter outbrain taboola widget logo share social".split(),
    ),
    _PROMO_OR_AD,
)
"""Portraits, advertisements and share buttons are pictures too, and not the article's."""


def is_elsewhere(elements: Elements, row: int, names: Names) -> bool:
    """Is the element itself, or one of the few around it, named as a part of something else?"""
    near = [elements.tokens[row], *[elements.tokens[above] for above in islice(elements.ancestors(row), _ABOVE)]]
    return names.stand_in("\n".join(near))


def lies_elsewhere(elements: Elements, row: int, names: Names) -> bool:
    """Is one of the few elements around this one named as a part of something else?"""
    return names.stand_in("\n".join([elements.tokens[above] for above in islice(elements.ancestors(row), _ABOVE)]))
