"""What an element inherits from the elements around it.

Comes in: blocks and the name of each element. Goes out: the name that holds for it. Must not weigh names.
"""

from __future__ import annotations

from broadsheet.extract.names import Name
from broadsheet.records import Blocks


def inherit(blocks: Blocks, names: list[Name | None]) -> list[Name | None]:
    """Each element's name, or that of its nearest named ancestor below the root."""
    parent = blocks.elements.parent.tolist()
    result = list(names)
    result[0] = None
    for row, name in enumerate(result):
        if name is None and row > 0:
            result[row] = result[parent[row]]
    return result
