"""What the tests of promises share: how many tries, and where the number goes that comes of them.

Comes in: BROADSHEET_TORTURE, set by `make torture`: then every test does its full count. Goes out: `tries`,
`told`, and a table of the numbers at the end of the run, the one that docs/reliability.md holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

FULL = bool(os.environ.get("BROADSHEET_TORTURE"))

TOLD = "promise"
"""The name of the properties that travel with a test's report, from one process of the suite to the other."""


@pytest.fixture
def tries() -> Callable[[int, int], int]:
    """`tries(fast, full)`: how often to try, in CI and under `make torture`."""
    return lambda fast, full: full if FULL else fast


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """`told("0 of 910 connects")`: the number that this promise came to."""
    promise = " ".join((request.function.__doc__ or request.node.name).split())
    return lambda number: request.node.user_properties.append((TOLD, (promise, number)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print every number with its promise and the command that gives it again."""
    reports = [one for found in terminalreporter.stats.values() for one in found if isinstance(one, pytest.TestReport)]
    rows = [
        f"| {value[0]} | {value[1]} | `pytest {report.nodeid}` |"
        for report in sorted(reports, key=lambda one: one.nodeid)
        if report.when == "call"
        for name, value in report.user_properties
        if name == TOLD and isinstance(value, (tuple, list))
    ]
    if rows:
        terminalreporter.section("promises, full count" if FULL else "promises, fast form")
    for row in rows:
        terminalreporter.write_line(row)
