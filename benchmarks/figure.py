"""Quality against time as an SVG of its own making: a dot a system, legible on light and on dark pages.

Comes in: a point a system. Goes out: the text of an SVG file; the same points give the same bytes. Paints its own
ground, so that it is legible wherever a page's theme and a browser's preference disagree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

import msgspec

from benchmarks.labels import RADIUS, Box, Dot, place


class Point(msgspec.Struct, frozen=True):
    """One system: × parse, quality and its 95 % interval."""

    name: str
    times: float
    quality: float
    interval: tuple[float, float]
    ours: bool = False


WIDTH, HEIGHT = 840, 520
_PLOT = Box(64, 72, 752, 384)
_FONT = 13.0
_EM = 0.62
"""Mean width of a character in ems, on the wide side for sans-serif fonts, so that labels are rather too far apart."""
_STEPS = (1, 2, 5)

_STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #1f2328; }
.ground { fill: #ffffff; } .title { font-size: 15px; font-weight: 600; } .quiet { fill: #59636e; }
.grid { stroke: #d8dee4; } .peer { fill: #57606a; stroke: #57606a; } .ours { fill: #b3541e; stroke: #b3541e; }
text.ours { font-weight: 600; } .span { stroke-opacity: .35; stroke-width: 2; }
.lead { stroke: #8c959f; stroke-width: .8; }
text.label { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .ground { fill: #0d1117; } .quiet { fill: #9198a1; } .grid { stroke: #2a313a; }
.peer { fill: #a5adb6; stroke: #a5adb6; } .ours { fill: #f0883e; stroke: #f0883e; } .lead { stroke: #6e7681; }
text.label { stroke: #0d1117; }
}
"""


class Scale(msgspec.Struct, frozen=True):
    """Values to places on the plot: times logarithmic to the right, quality upwards."""

    left: float
    right: float
    low: float
    high: float

    def x(self, times: float) -> float:
        """From the left edge of the picture."""
        share = (math.log10(times) - self.left) / (self.right - self.left)
        return _PLOT.x + _PLOT.width * share

    def y(self, quality: float) -> float:
        """From the top of the picture."""
        return _PLOT.y + _PLOT.height * (self.high - quality) / (self.high - self.low)


def svg(points: Sequence[Point], title: str, measure: str) -> str:
    """The figure; `measure` names the quality."""
    ordered = sorted(points, key=lambda point: point.name)
    scale = scale_of(ordered)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(described(ordered, measure))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        _text(24, 30, title, "title"),
        _text(24, 52, f"↑ {measure}, with its 95 % interval; higher is better", "quiet"),
        _text(
            _PLOT.x + _PLOT.width / 2,
            HEIGHT - 16,
            "faster ← process time ÷ bare parse of the page → slower",
            "quiet",
            "middle",
        ),
        *_grid(scale),
        *_marks(ordered, scale),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def described(points: Sequence[Point], measure: str) -> str:
    """The figure in words, for those who do not see it."""
    said = (f"{point.name}: {measure} {point.quality:.3f} at {point.times:.0f} times" for point in points)
    return "Quality against process time as a multiple of a bare parse. " + "; ".join(said) + "."


def scale_of(points: Sequence[Point]) -> Scale:
    """Room for all points and their intervals, with a margin for labels."""
    times = [math.log10(point.times) for point in points]
    low = min(min(point.interval[0], point.quality) for point in points)
    high = max(max(point.interval[1], point.quality) for point in points)
    side, rim = 0.12 * max(max(times) - min(times), 0.5), 0.06 * max(high - low, 0.01)
    return Scale(min(times) - side, max(times) + 1.6 * side, low - rim, high + rim)


def _grid(scale: Scale) -> Iterator[str]:
    bottom, right = _PLOT.y + _PLOT.height, _PLOT.x + _PLOT.width
    for value in _powers(10**scale.left, 10**scale.right):
        x = scale.x(value)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_PLOT.y:.1f}" y2="{bottom:.1f}"/>'
        yield _text(x, bottom + 20, f"{value:g}×", "quiet", "middle")
    step = _step(scale.high - scale.low)
    for count in range(math.ceil(scale.low / step), math.floor(scale.high / step) + 1):
        y = scale.y(count * step)
        yield f'<line class="grid" x1="{_PLOT.x:.1f}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield _text(_PLOT.x - 8, y + 4, f"{count * step:.{max(2, -math.floor(math.log10(step)))}f}", "quiet", "end")


def _powers(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, ... between two values."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [step * 10.0**decade for decade in decades for step in _STEPS if low <= step * 10.0**decade <= high]


def _step(extent: float) -> float:
    """The round step that makes about five lines."""
    decade = 10.0 ** math.floor(math.log10(extent / 5))
    return next(step * decade for step in (*_STEPS, 10) if step * decade >= extent / 5)


def _marks(points: Sequence[Point], scale: Scale) -> Iterator[str]:
    dots = [Dot(scale.x(point.times), scale.y(point.quality), _width(point.name), _FONT + 2) for point in points]
    bars = []
    for point, dot in zip(points, dots, strict=True):
        top, bottom = scale.y(point.interval[1]), scale.y(point.interval[0])
        bars.append(Box(dot.x - 1, top, 2, bottom - top))
        kind = "ours" if point.ours else "peer"
        yield f'<line class="{kind} span" x1="{dot.x:.1f}" x2="{dot.x:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>'
    for point, dot, box in zip(points, dots, place(dots, _PLOT, bars), strict=True):
        kind = "ours" if point.ours else "peer"
        yield from _lead(dot, box)
        yield f'<circle class="{kind}" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{RADIUS:g}"/>'
        x, anchor = _anchor(dot, box)
        yield _text(x, box.y + _FONT - 1, point.name, "label ours" if point.ours else "label", anchor)


def _lead(dot: Dot, box: Box) -> Iterator[str]:
    """A line to a label that lies away from its dot."""
    x = min(max(dot.x, box.x), box.x + box.width)
    y = min(max(dot.y, box.y), box.y + box.height)
    if math.hypot(x - dot.x, y - dot.y) > 2 * RADIUS:
        yield f'<line class="lead" x1="{dot.x:.1f}" x2="{x:.1f}" y1="{dot.y:.1f}" y2="{y:.1f}"/>'


def _anchor(dot: Dot, box: Box) -> tuple[float, str]:
    """A label begins or ends beside its dot, so that the room left over is at its far end."""
    if box.x > dot.x:
        return box.x, "start"
    if box.x + box.width < dot.x:
        return box.x + box.width, "end"
    return box.x + box.width / 2, "middle"


def _width(name: str) -> float:
    return len(name) * _EM * _FONT


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
