"""The compiled twins: they are there where they can be, and of these sources.

That each does what its room does in Python is for the tests of that room.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from tests.sources import ROOT

TWINS = sorted((ROOT / "src" / "broadsheet").glob("*/compiled/*.pyx"))


def name_of(twin: Path) -> str:
    """The module that a source becomes."""
    return ".".join(twin.relative_to(ROOT / "src").with_suffix("").parts)


def builder() -> ModuleType:
    """`hatch_build.py`, which the package does not install."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_builder_finds_every_twin() -> None:
    """What the tests look at is what is built."""
    assert builder().twins(ROOT) == TWINS
    assert TWINS


@pytest.mark.parametrize("twin", TWINS, ids=name_of)
def test_a_twin_is_compiled_where_a_compiler_is(twin: Path) -> None:
    """An install that finds a C compiler and Python's headers has it, and it can be imported."""
    headers = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if not (shutil.which("cc") and headers.is_file() and sys.platform == "linux"):
        pytest.skip("1 case not run: no C compiler, or no headers of Python, on this machine")
    assert importlib.util.find_spec(name_of(twin)), "reinstall: make clean test"
    assert importlib.import_module(name_of(twin)).__file__.endswith(".so")  # type: ignore[union-attr]


@pytest.mark.parametrize("twin", TWINS, ids=name_of)
def test_a_twin_is_of_these_sources(twin: Path) -> None:
    """What was compiled is what lies here: after a change of its sources the package is installed anew."""
    if importlib.util.find_spec(name_of(twin)) is None:
        pytest.skip("1 case not run: it was not compiled here")
    found = importlib.import_module(name_of(twin)).DIGEST
    assert found == builder().digest(twin), f"{name_of(twin)} is of other sources: make clean test"
