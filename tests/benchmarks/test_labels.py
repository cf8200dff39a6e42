"""Labels among dots that crowd."""

from __future__ import annotations

from itertools import combinations

from benchmarks.labels import RADIUS, Box, Dot, place
from hypothesis import given
from hypothesis import strategies as st

AREA = Box(0, 0, 800, 400)
DOTS = st.lists(
    st.builds(Dot, st.floats(150, 650), st.floats(50, 350), st.floats(40, 130), st.just(15.0)), min_size=1, max_size=9
)


@given(DOTS)
def test_no_label_meets_a_label_or_a_dot(dots: list[Dot]) -> None:
    """However nine systems crowd, each label is free and inside the plot."""
    boxes = place(dots, AREA)
    covers = [Box(dot.x - RADIUS, dot.y - RADIUS, 2 * RADIUS, 2 * RADIUS) for dot in dots]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert not [box for box in boxes if any(box.meets(dot) for dot in covers)]
    assert all(box.inside(AREA) for box in boxes)


def test_a_lonely_label_stands_at_the_right_of_its_dot() -> None:
    """The first place is level with the dot and just beside it."""
    (box,) = place([Dot(100, 100, 60, 15)], AREA)
    assert (box.x, box.y + box.height / 2) == (100 + RADIUS + 4, 100)


def test_a_label_at_the_edge_turns_inwards() -> None:
    """What would leave the plot goes to the left."""
    (box,) = place([Dot(790, 100, 60, 15)], AREA)
    assert box.x + box.width < 790


def test_a_label_avoids_bars_where_it_can() -> None:
    """A bar at the right sends the label to the left; bars everywhere are crossed rather than labels."""
    dot = Dot(100, 100, 60, 15)
    assert place([dot], AREA, [Box(120, 0, 2, 400)])[0].x < 100
    assert place([dot], AREA, [AREA]) == place([dot], AREA)
