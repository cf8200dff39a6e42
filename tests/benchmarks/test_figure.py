"""The figure as XML: what a reader of the file finds in it."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
from benchmarks.figure import Point, described, scale_of, svg

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point("broadsheet", 12.0, 0.978, (0.97, 0.985), ours=True),
    Point("trafilatura", 45.0, 0.942, (0.928, 0.956)),
    Point("trafilatura fast", 24.0, 0.941, (0.925, 0.955)),
    Point("trafilatura precision", 39.0, 0.9415, (0.926, 0.957)),
    Point("boilerpy3 <&>", 18.0, 0.86, (0.82, 0.9)),
]


def drawn(points: list[Point] = POINTS) -> ElementTree.Element:
    """The figure, parsed."""
    return ElementTree.fromstring(svg(points, "pages < 7 & more", "shingle F1"))


def test_each_system_has_one_dot_and_one_label() -> None:
    """As many dots as systems, and each name once, markup in it told apart from text."""
    figure = drawn()
    labels = [text.text for text in figure.iter(f"{SVG}text") if "label" in text.attrib["class"]]
    assert len(list(figure.iter(f"{SVG}circle"))) == len(POINTS)
    assert sorted(filter(None, labels)) == sorted(point.name for point in POINTS)


def test_the_labels_do_not_overlap() -> None:
    """Drawn where they are, with characters of a usual width, no two labels meet."""
    spans = []
    for text in drawn().iter(f"{SVG}text"):
        if "label" in text.attrib["class"]:
            x, y, width = float(text.attrib["x"]), float(text.attrib["y"]), 7.2 * len(text.text or "")
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[text.attrib["text-anchor"]]
            spans.append((left, left + width, y))
    assert not [(a, b) for a, b in combinations(spans, 2) if abs(a[2] - b[2]) < 13 and a[0] < b[1] and b[0] < a[1]]


def test_faster_is_left_and_better_is_up() -> None:
    """Ten times the time is the same step anywhere; higher quality has a smaller y."""
    scale = scale_of(POINTS)
    assert scale.x(20) - scale.x(10) == pytest.approx(scale.x(40) - scale.x(20))
    assert scale.x(10) < scale.x(20)
    assert scale.y(0.9) < scale.y(0.8)


def test_all_dots_lie_in_the_picture() -> None:
    """No dot is cut off, one alone included."""
    for points in (POINTS, POINTS[:1]):
        for circle in drawn(points).iter(f"{SVG}circle"):
            assert 0 < float(circle.attrib["cx"]) < 840
            assert 0 < float(circle.attrib["cy"]) < 520


def test_the_same_points_give_the_same_bytes() -> None:
    """In whatever order they come."""
    assert svg(POINTS, "pages", "F1") == svg(POINTS[::-1], "pages", "F1")


def test_both_themes_are_painted() -> None:
    """A ground of its own, and colours for dark pages."""
    text = svg(POINTS, "pages", "F1")
    assert 'class="ground"' in text
    assert "prefers-color-scheme: dark" in text


def test_the_figure_is_said_in_words() -> None:
    """Those who do not see it get the numbers."""
    assert "broadsheet: F1 0.978 at 12 times" in described(POINTS, "F1")
