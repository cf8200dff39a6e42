"""Prints the numbers that CONTRIBUTING.md keeps an eye on: `make compass`. Advice, never a failure.

Comes in: the package's sources. Goes out: one line a number on stdout, the reading beside the aim.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.sources import ROOT, Source, length, package_sources, parameters, read


def readings(sources: list[Source], tests: list[Source]) -> Iterator[tuple[str, float, str]]:
    """(what, reading, aim) for each number of the compass."""
    functions = [function for source in sources for function in source.functions]
    lengths = [length(function) for function in functions]
    files = [len(source.lines) for source in sources if source.lines]
    yield "files, median lines", median(files), "<= 150"
    yield "files, most lines", max(files), "<= 400, tested"
    yield "functions, median lines", median(lengths), "<= 8"
    yield "functions, 90th percentile", quantiles(lengths, n=10)[-1], "<= 25"
    yield "functions, most lines", max(lengths), "<= 60, tested"
    yield "parameters, most", max(parameters(function) for function in functions), "<= 8"
    yield "lines of tests per line of code", sum(len(t.lines) for t in tests) / sum(files), ">= 1"


def main(root: Path = ROOT) -> None:
    """Print every reading."""
    for what, reading, aim in readings(package_sources(), read(root / "tests", "tests")):
        print(f"{what:34}{reading:8.1f}   {aim}")


if __name__ == "__main__":
    main()
