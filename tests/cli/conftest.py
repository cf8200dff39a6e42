"""The command line in this process: quick, and as a user would type it.

Comes in: arguments. Goes out: exit code, stdout and stderr. What must be a process of its own is in `tests.stories`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from broadsheet.cli import main
from broadsheet.corpus import Corpus
from tests.stories import folder_of


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """Runs `broadsheet` with arguments; logging is put back as it was."""
    root = logging.getLogger()
    before = root.level, list(root.handlers)

    def call(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(int(end.value.code or 0), out.decode(), err.decode())

    yield call
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of five saved pages and one that is missing; only to be read."""
    folder = tmp_path_factory.mktemp("small")
    with Corpus(folder / "c") as corpus:
        outcomes = list(corpus.add(folder_of(folder / "saved", 5), folder / "none.html"))
        assert [outcome.ok for outcome in outcomes].count(True) == 5
    return folder / "c"
