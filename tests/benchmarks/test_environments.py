"""Environments that are there, that cannot be made, and that are out of date; nothing is installed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from benchmarks.environments import Missing, ensure

from benchmarks import systems
from tests.sources import ROOT


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    """A file of pins."""
    path = tmp_path / "peers-fake.txt"
    path.write_text("fake==1.0\n")
    return path


@pytest.fixture
def _no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that makes no environments."""
    monkeypatch.setattr(sys, "executable", shutil.which("false"))


def stamped(pins: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment as if made from the pins: its installer did nothing and ended well."""
    (folder / "fake" / "bin").mkdir(parents=True)
    (folder / "fake" / "bin" / "python").symlink_to(sys.executable)
    with monkeypatch.context() as patch:
        patch.setattr("benchmarks.environments._make", lambda *_: None)
        ensure("fake", pins, folder)


@pytest.mark.usefixtures("_no_python")
def test_what_cannot_be_made_is_said(pins: Path, tmp_path: Path) -> None:
    """The answer is a value with the reason; no stamp is left."""
    missing = ensure("fake", pins, tmp_path)
    assert isinstance(missing, Missing)
    assert missing.name == "fake"
    assert "false ended with 1" in missing.reason
    assert not (tmp_path / "fake" / ".pins").exists()


def test_a_peer_without_pins_is_missing(tmp_path: Path) -> None:
    """No file of pins, no environment."""
    missing = ensure("fake", tmp_path / "peers-fake.txt", tmp_path)
    assert isinstance(missing, Missing)
    assert "peers-fake.txt" in missing.reason


def test_an_environment_is_made_once(pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pins and Python: nothing is made again."""
    stamped(pins, tmp_path, monkeypatch)
    monkeypatch.setattr("benchmarks.environments._make", lambda *_: pytest.fail("made again"))
    python = ensure("fake", pins, tmp_path)
    assert isinstance(python, Path)
    assert python.parents[1] == tmp_path / "fake"


def test_an_environment_whose_python_is_gone_is_made_anew(
    pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade of the system's Python leaves a stamp and no Python."""
    stamped(pins, tmp_path, monkeypatch)
    (tmp_path / "fake" / "bin" / "python").unlink()
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    assert isinstance(ensure("fake", pins, tmp_path), Missing)


@pytest.mark.usefixtures("_no_python")
def test_other_pins_make_it_anew(pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment of other pins does not serve."""
    stamped(pins, tmp_path, monkeypatch)
    pins.write_text("fake==2.0\n")
    assert isinstance(ensure("fake", pins, tmp_path), Missing)


@pytest.mark.usefixtures("_no_python")
def test_git_does_not_see_the_environments(pins: Path, tmp_path: Path) -> None:
    """The folder ignores itself."""
    ensure("fake", pins, tmp_path / "peers")
    assert (tmp_path / "peers" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("name", systems.PEERS)
def test_every_peer_has_pins_and_a_function(name: str) -> None:
    """The table of peers points at files that are there."""
    environment, where = systems.PEERS[name]
    module, _, function = where.partition(":")
    assert (ROOT / "requirements" / f"peers-{environment}.txt").is_file()
    assert f"def {function}(" in (ROOT / "benchmarks" / "peers" / f"{module}.py").read_text(encoding="utf-8")


def test_a_peer_that_is_missing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others run, and the reason is kept."""
    monkeypatch.setattr(systems, "ensure", lambda name: Missing(name, "no network"))
    with systems.running(["broadsheet", "news-please"]) as running:
        assert list(running.asks) == [systems.UNIT, "broadsheet"]
    assert running.missing == (Missing("news-please", "no network"),)


def test_broadsheet_may_be_another_function() -> None:
    """Whoever measures with other weights puts a function in its place."""
    hosts = {**systems.HOSTS, systems.OURS: lambda html, url: "held out"}
    with systems.running([systems.OURS], hosts) as running:
        assert running.asks[systems.OURS](b"<p>", None).text == "held out"
