"""The folders of data that lie beside the repository, for the tests that measure against them.

Comes in: `BROADSHEET_DATA`, `BROADSHEET_SUITES`, `BROADSHEET_SEED`, or else `../shared/<name>`.
Goes out: their paths, or a skip that says how many cases did not run.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def find(name: str) -> Path | None:
    """The folder `data`, `suites` or `seed`, or None where this machine has none."""
    folder = Path(os.environ.get(f"BROADSHEET_{name.upper()}") or BESIDE / name)
    return folder if folder.is_dir() else None


def need(name: str, cases: int) -> Path:
    """The folder, or a skip of the test that says how many cases it would have run."""
    folder = find(name)
    if folder is None:
        pytest.skip(f"{cases} cases not run: no BROADSHEET_{name.upper()}")
    return folder
