"""Results as Markdown: a table a set, and what must be said beside it.

Comes in: results, and systems left out. Goes out: text. Absolute times are left out on purpose: they speak of a
machine; each time is a multiple of selectolax's parse of the same bytes in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.environments import Missing
from benchmarks.run import Result
from benchmarks.systems import UNIT

Column = tuple[str, Callable[[Result, float], str]]
"""A heading, and a cell from a result and the unit's milliseconds."""


def _interval(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.3f}-{bounds[1]:.3f}"


_TEXT: tuple[Column, ...] = (
    ("shingle F1", lambda result, _: f"{result.text.shingle_f1:.4f}" if result.text else ""),
    ("95 %", lambda result, _: _interval(result.text.interval) if result.text else ""),
    ("exact", lambda result, _: f"{result.text.exact:.3f}" if result.text else ""),
    ("word F1", lambda result, _: f"{result.text.word_f1:.4f}" if result.text else ""),
    ("pages < .5", lambda result, _: f"{result.text.low:.1%}" if result.text else ""),
)
_SNIPPETS: tuple[Column, ...] = (
    ("wanted found", lambda result, _: f"{result.snippets.found:.4f}" if result.snippets else ""),
    ("95 %", lambda result, _: _interval(result.snippets.found_interval) if result.snippets else ""),
    ("unwanted kept out", lambda result, _: f"{result.snippets.kept_out:.4f}" if result.snippets else ""),
    ("95 %", lambda result, _: _interval(result.snippets.kept_out_interval) if result.snippets else ""),
    ("mean of both", lambda result, _: f"{result.snippets.both:.4f}" if result.snippets else ""),
)
_TIMES: tuple[Column, ...] = (
    ("× parse", lambda result, unit: f"{result.times.mean / unit:.1f}"),
    ("p99 ÷ mean", lambda result, _: f"{result.times.p99 / result.times.mean:.1f}"),
    ("errors", lambda result, _: str(len(result.errors))),
)


def section(title: str, results: Sequence[Result], missing: Sequence[Missing]) -> str:
    """One set's heading, table and notes."""
    pages = results[0].pages
    lines = [f"## {title}, {pages} page{'s' * (pages != 1)}", "", *table(results)]
    noted = list(notes(results, missing))
    return "\n".join([*lines, *([""] if noted else []), *noted])


def table(results: Sequence[Result]) -> Iterator[str]:
    """A row a system, the unit left out; columns for what the pages have references of."""
    unit = milliseconds(results)
    columns: list[Column] = [("system", lambda result, _: result.system)]
    columns += _TEXT if results[0].text else ()
    columns += _SNIPPETS if results[0].snippets else ()
    columns += _TIMES
    yield _row([heading for heading, _ in columns])
    yield "|" + "---|" * len(columns)
    for result in results:
        if result.system != UNIT:
            yield _row([cell(result, unit) for _, cell in columns])


def milliseconds(results: Sequence[Result]) -> float:
    """The mean time of the unit."""
    return next(result.times.mean for result in results if result.system == UNIT)


def notes(results: Sequence[Result], missing: Sequence[Missing]) -> Iterator[str]:
    """Who was left out, who failed on pages, who asked for the network."""
    for each in missing:
        yield f"- {each.name} is left out: {each.reason}"
    for result in results:
        if result.errors:
            page, words = next(iter(result.errors.items()))
            share = f"{len(result.errors)} of {result.pages} pages"
            yield f"- {result.system} failed on {share}, first on `{page}`: {words}"
        if result.refused:
            yield f"- {result.system} asked for the network {result.refused} times, in vain"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
