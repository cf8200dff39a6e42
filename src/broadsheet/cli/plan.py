"""How `add --dry-run` shows its plan: a table of months and sources, what is missing, what it would cost.

Comes in: a `Plan`. Goes out: lines for stdout, words for stderr. Must not know how a plan is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.plan import Plan


def table(plan: Plan) -> Iterator[str]:
    """A line a month, a column a source: new stories, and in brackets those that the corpus has already."""
    sources = sorted({one.source for one in plan.stories})
    cells = {(one.month, one.source): (one.new, one.known) for one in plan.stories}
    named = dict.fromkeys(one.month for one in plan.stories)
    rows = [[month, *(_cell(*cells.get((month, source), (0, 0))) for source in sources)] for month in named]
    sums = [[one for one in plan.stories if one.source == source] for source in sources]
    total = [_cell(sum(one.new for one in column), sum(one.known for one in column)) for column in sums]
    lines = [["month", *sources], *rows, ["total", *total]]
    widths = [max(len(line[place]) for line in lines) for place in range(len(sources) + 1)]
    for first, *others in lines:
        columns = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *columns]).rstrip()


def objects(plan: Plan) -> Iterator[dict[str, Any]]:
    """An object for each month and source, then one with all the rest."""
    for one in plan.stories:
        yield {"month": one.month, "source": one.source, "new": one.new, "known": one.known}
    yield {
        "requests": plan.requests,
        "known": plan.known,
        "seconds": round(plan.seconds, 1),
        "uncovered": plan.uncovered,
        "listings": len(plan.listings),
        "archives": plan.archives,
        "unread": plan.unread,
        "failed": [{"source": source, "why": why} for source, why in plan.failed],
    }


def words(plan: Plan) -> Iterator[str]:
    """What stands under the table."""
    if plan.uncovered:
        yield f"no source names a story of: {', '.join(spans(plan.uncovered))}"
    for source, why in plan.failed:
        yield f"could not be had: {source}: {why}"
    if plan.archives:
        yield f"{plan.archives:,} web archives to fetch and read, about a gigabyte each: what is in them shows then"
    if plan.unread:
        yield f"{plan.unread:,} listings were not read, the time was up: the run reads them"
    took = duration(plan.seconds)
    yield f"{plan.requests:,} stories to ask for, {plan.known:,} known already; about {took} at the sites' gaps"
    yield f"{len(plan.listings):,} listings read; nothing was written: leave out --dry-run to run it"


def spans(months: tuple[str, ...]) -> list[str]:
    """Months, those that follow each other as one span."""
    found: list[list[str]] = []
    for month in months:
        if found and _next(found[-1][-1]) == month:
            found[-1].append(month)
        else:
            found.append([month])
    return [span[0] if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in found]


def duration(seconds: float) -> str:
    """Seconds as a person says them."""
    for size, name in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.1f} {name}"
    return f"{seconds:.0f} s"


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _cell(new: int, known: int) -> str:
    return f"{new:,} ({known:,})" if known else f"{new:,}" if new else "-"
