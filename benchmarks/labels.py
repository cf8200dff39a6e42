"""Places for the labels of dots, so that no label covers a dot or another label.

Comes in: dots, the sizes of their labels, what labels had better not cross. Goes out: a box a label. Knows nothing of
SVG. The first free place wins, nearest first; the same dots get the same places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec


class Box(msgspec.Struct, frozen=True):
    """A rectangle, y downwards."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Do the two share area?"""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, other: Box) -> bool:
        """Does it lie wholly in the other?"""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


class Dot(msgspec.Struct, frozen=True):
    """A dot's centre and the size of its label."""

    x: float
    y: float
    width: float
    height: float


RADIUS = 5.0
_GAP = 4.0
"""Between a dot's edge and its label."""
_RINGS = (0.0, 14.0, 28.0, 44.0, 64.0, 90.0, 120.0, 160.0)
"""How much farther off a label goes when the places nearer are taken."""
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))


def place(dots: Sequence[Dot], area: Box, bars: Sequence[Box] = ()) -> list[Box]:
    """A box for each dot's label, inside the area, off the bars where possible; the nearest where the area is full."""
    edge = RADIUS + 1
    taken = [Box(dot.x - edge, dot.y - edge, 2 * edge, 2 * edge) for dot in dots]
    placed: dict[int, Box] = {}
    for index in sorted(range(len(dots)), key=lambda i: (dots[i].y, dots[i].x, i)):
        tried = list(_candidates(dots[index]))
        free = [box for box in tried if box.inside(area) and not any(map(box.meets, taken))]
        clear = [box for box in free if not any(map(box.meets, bars))]
        placed[index] = next(iter([*clear, *free, *tried]))
        taken.append(placed[index])
    return [placed[index] for index in range(len(dots))]


def _candidates(dot: Dot) -> Iterator[Box]:
    for ring in _RINGS:
        for right, down in _DIRECTIONS:
            reach = (RADIUS + _GAP + ring) / math.hypot(right, down)
            x = dot.x + right * reach - dot.width * (1 - right) / 2
            y = dot.y + down * reach - dot.height * (1 - down) / 2
            yield Box(x, y, dot.width, dot.height)
