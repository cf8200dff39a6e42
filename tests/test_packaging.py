"""What is installed, how large it is, and what the wheel holds: the budget of the base install.

Comes in: `pyproject.toml`, `requirements/`, the installed distributions. Goes out: a failure when the
base install grows, its pins drift apart, or a module of ours needs a package that it does not have.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest

from tests.parse.walks import COMPILED
from tests.sources import ROOT

FORBIDDEN = {"scipy", "lxml", "pandas", "pyarrow", "pydantic", "torch"}
BUDGET = 95_000_000  # bytes of unpacked wheels, numpy included: the base install's promise
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
FILES = sorted((ROOT / "requirements").glob("*.txt"))


def canonical(name: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(name: str) -> dict[str, str]:
    """Distribution and version of each line of `requirements/<name>.txt`."""
    return dict(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))


def project() -> dict[str, object]:
    """The `[project]` table."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, object] = tomllib.load(file)["project"]
    return table


def unpacked(name: str) -> int:
    """Bytes of an installed distribution as its wheel held them, compiled bytecode not counted."""
    files = distribution(name).files or []
    return sum(file.size or 0 for file in files if file.suffix != ".pyc")


def test_the_base_install_stays_light() -> None:
    """Nothing heavy is in the closure of the base install."""
    assert not FORBIDDEN & set(pins("base"))


def test_the_base_install_fits_its_budget() -> None:
    """All wheels of the base install together unpack to at most 95 MB."""
    try:
        sizes = {
            name: unpacked(name) for name in pins("base") if name != "backports-zstd" or sys.version_info < (3, 14)
        }
    except PackageNotFoundError as missing:
        pytest.fail(f"{missing}: run the tests in the environment that `make test` makes")
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert sum(sizes.values()) <= BUDGET, largest


def test_every_direct_dependency_is_pinned() -> None:
    """Each dependency that pyproject names has its pin, and the base pins hold no extra's package."""
    named = {canonical(re.split(r"[^\w.-]", line)[0]) for line in project()["dependencies"]}  # type: ignore[attr-defined]
    assert named <= set(pins("base"))
    assert "trafilatura" not in pins("base")
    assert {"trafilatura", "lxml-html-clean"} <= set(pins("trafilatura"))


@pytest.mark.parametrize("name", ["build", "test", "trafilatura"])
def test_the_pins_agree_with_the_base(name: str) -> None:
    """A package that two files pin has one version."""
    base = pins("base")
    assert {package: v for package, v in pins(name).items() if base.get(package, v) != v} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pins_have_hashes_and_name_no_index(path: Path) -> None:
    """Each pin carries its hashes; no file says where from, or on which machine it was made."""
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=[a-z0-9-]+==)", text)[1:]
    assert blocks
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|file:|--\S*index|--find-links|^-e ", text, re.MULTILINE)


def test_every_module_imports_with_the_base_install_alone() -> None:
    """No module of the package needs more than the base install to be imported."""
    allowed = {*pins("base"), "broadsheet"}
    foreign = {top for top, owners in packages_distributions().items() if not allowed & {canonical(o) for o in owners}}
    code = (
        "import importlib, pkgutil, sys\n"
        f"sys.modules.update(dict.fromkeys({sorted(foreign)!r}))\n"
        "import broadsheet\n"
        "for found in pkgutil.walk_packages(broadsheet.__path__, 'broadsheet.'):\n"
        "    if not found.name.endswith('__main__'):\n"
        "        importlib.import_module(found.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def built(folder: Path, **environment: str) -> Path:
    """The wheel, built into `folder`."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, **environment})
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_package_and_nothing_else(tmp_path: Path) -> None:
    """The wheel has every file of `src/broadsheet`, data and compiled walk included, the licence, and no tests."""
    wheel = built(tmp_path)
    assert wheel.name.endswith("-none-any.whl") != COMPILED  # of one platform and Python where anything is compiled
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "broadsheet").rglob("*")}
    expected = {name for name in ours if (ROOT / "src" / name).is_file() and "__pycache__" not in name}
    assert expected <= names
    rest = {name.partition("/")[0].rpartition(".")[2] for name in names - expected}
    assert rest == {"dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_a_wheel_can_be_built_without_a_compiler(tmp_path: Path) -> None:
    """For a platform without one: pure Python, for every Python."""
    wheel = built(tmp_path, BROADSHEET_PURE="1")
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith((".so", ".pyd"))]


def test_an_install_where_compiling_fails_is_pure_python(tmp_path: Path) -> None:
    """A compiler that does not work costs speed, not the install."""
    wheel = built(tmp_path, CC="false")
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_licence_is_whole() -> None:
    """LICENSE is the Apache License 2.0, terms and appendix."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert text.rstrip().endswith("limitations under the License.")


def test_the_command_is_installed() -> None:
    """Installing the project gives the command `broadsheet`."""
    scripts = {point.name: point.value for point in distribution("broadsheet").entry_points}
    assert scripts == {"broadsheet": "broadsheet.cli:main"}


def test_the_make_file_and_ci_run_the_same_tests() -> None:
    """CI does what `make test` does."""
    assert "make --no-print-directory test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
