"""Does an element belong to another story, to a comment, to the page's frame?

Comes in: an element and what a field's own rooms are called besides. Goes out: yes or no, told by the names
of the element and of those around it. Must not know: what the element holds.
"""

from __future__ import annotations

import re
from itertools import islice

from broadsheet.records import Elements

_OTHER_STORY = r"comment|related|teaser|sidebar|recommend|most-?read|popular|recirc|promo(?![a-z])"
_ABOVE = 5
"""Elements looked at above the one in question (a guess): a card's name is near, and farther up templates
wrap the article itself in names like `with-sidebar`."""

BYLINE = re.compile(_OTHER_STORY + r"|carousel|caption")
"""A byline in a carousel or a caption is not the article's; its own name may be `caption`."""
DATE = re.compile(_OTHER_STORY + r"|footer|widget")
"""The dates of a footer or a widget are not the article's."""
PICTURE = re.compile(
    _OTHER_STORY + r"|carousel-?card|author|avatar|byline|newsletter|outbrain|taboola|widget"
    r"|(?:^|[\s_-])ad(?:s|vert)?(?:[\s_-]|$)|logo|share|social"
)
"""Portraits, advertisements and share buttons are pictures too, and not the article's."""


def is_elsewhere(elements: Elements, row: int, names: re.Pattern[str]) -> bool:
    """Is the element itself, or one of the few around it, named as a part of something else?"""
    return names.search(elements.tokens[row]) is not None or lies_elsewhere(elements, row, names)


def lies_elsewhere(elements: Elements, row: int, names: re.Pattern[str]) -> bool:
    """Is one of the few elements around this one named as a part of something else?"""
    return any(names.search(elements.tokens[above]) for above in islice(elements.ancestors(row), _ABOVE))
