"""A set's results as points of the figure: the shingle F1 where there are references, else the snippets' mean share.

Comes in: results. Goes out: points, and the name of the quality that they show.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figure import Point
from benchmarks.report import milliseconds
from benchmarks.run import Result
from benchmarks.systems import OURS, UNIT


def points(results: Sequence[Result]) -> tuple[list[Point], str]:
    """A point a system, none where nothing was judged."""
    unit = milliseconds(results)
    shown = [
        Point(result.system, result.times.mean / unit, *quality, ours=result.system == OURS)
        for result in results
        if result.system != UNIT and (quality := _quality(result)) is not None
    ]
    return shown, "shingle F1" if results[0].text else "mean of wanted snippets found and unwanted kept out"


def _quality(result: Result) -> tuple[float, tuple[float, float]] | None:
    """The quality and its interval."""
    if result.text is not None:
        return result.text.shingle_f1, result.text.interval
    if result.snippets is None:
        return None
    return result.snippets.both, result.snippets.both_interval
