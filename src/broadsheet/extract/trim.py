"""Inside and outside the container: strip what lies outside, and the named parts within.

Comes in: a draft, the container, the kinds of names. Goes out: the draft, changed. A named part is
stripped only where it is small: a name that covers the article lies.
"""

from __future__ import annotations

import numpy as np

from broadsheet.extract.container import believed, inherit
from broadsheet.extract.draft import Draft
from broadsheet.extract.names import Name
from broadsheet.records import Flag, Kind

_HEADING = int(Flag.HEADING)


def trim(draft: Draft, root: int, names: list[Name | None]) -> None:
    """Strip blocks outside the container, then inside it those under a boilerplate name."""
    elements = draft.blocks.elements
    first, last = int(elements.first[root]), int(elements.last[root])
    for index in range(len(draft.kept)):
        if not first <= index < last and draft.kept[index]:
            draft.strip(index, Kind.OTHER, "outside the container")
    mass = np.where(draft.kept, draft.blocks.words, 0).astype(np.int64)
    inherited = inherit(draft.blocks, believed(draft.blocks, names, mass, root), root)
    for index in range(first, last):
        name = inherited[draft.element[index]]
        if name is not None and not (name.word == "<time>" and draft.flags[index] & _HEADING):
            draft.strip(index, name.kind, f"in an element named {name.word}")
