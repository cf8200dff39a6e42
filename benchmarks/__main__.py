"""`python -m benchmarks`: broadsheet and its peers on the development pages, as Markdown tables on stdout.

Comes in: `BROADSHEET_DATA`. Goes out: a table a set. Absolute times are left out on purpose: they speak of
a machine; each time is a multiple of selectolax's parse of the same bytes in the same run.
"""

from __future__ import annotations

import sys

from benchmarks.datasets import SETS, data_folder
from benchmarks.run import Result, measure
from benchmarks.systems import UNIT, installed

_HEAD = "| system | shingle F1 | 95 % | exact | word F1 | pages < .5 | × parse |\n|---|---|---|---|---|---|---|"


def main(names: list[str]) -> int:
    """Measure the sets named, or both fully referenced ones."""
    folder = data_folder()
    if folder is None:
        print("set BROADSHEET_DATA to the folder with the development data", file=sys.stderr)
        return 2
    for name in names or list(SETS):
        results = measure(SETS[name](folder), installed())
        print(f"\n{name}, {results[0].pages} pages\n\n{_HEAD}")
        unit = next(result.milliseconds for result in results if result.system == UNIT)
        for result in results:
            if result.system != UNIT:
                print(_row(result, unit))
    return 0


def _row(result: Result, unit: float) -> str:
    low, high = result.interval
    return (
        f"| {result.system} | {result.shingle_f1:.4f} | {low:.3f}-{high:.3f} | {result.exact:.3f}"
        f" | {result.word_f1:.4f} | {result.failed:.1%} | {result.milliseconds / unit:.0f} |"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
