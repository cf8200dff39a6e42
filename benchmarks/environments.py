"""An environment of its own for each peer, under `.venv-peers/`, made from pins when it is first needed.

Comes in: `requirements/peers-<name>.txt`. Goes out: the environment's Python, or why there is none. Whatever the peers
disagree about, among themselves or with broadsheet, stays in their folders. `python -m benchmarks.environments` makes
them all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv-peers"
_STAMP = ".pins"
_PATIENCE = 900
"""Seconds for one environment: downloads included, on a slow line."""


class Missing(msgspec.Struct, frozen=True):
    """An environment that could not be made, and why."""

    name: str
    reason: str


def ensure(name: str, pins: Path | None = None, folder: Path = FOLDER) -> Path | Missing:
    """The Python of a peer's environment, made or remade where its pins are not those it was made from."""
    pins = pins or ROOT / "requirements" / f"peers-{name}.txt"
    try:
        wanted = _fingerprint(pins)
        place = folder / name
        if not _made(place, wanted):
            _make(name, pins, place)
            (place / _STAMP).write_text(wanted, encoding="ascii")
    except subprocess.CalledProcessError as error:
        return Missing(name, _last_line(error.stderr) or f"{error.cmd[0]} ended with {error.returncode}")
    except (OSError, subprocess.TimeoutExpired) as error:
        return Missing(name, str(error))
    return _python(place)


def _fingerprint(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()


def _made(place: Path, fingerprint: str) -> bool:
    """Is it there, from these pins, and the Python that it was made with still there?"""
    stamp = place / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint and _python(place).exists()


def _make(name: str, pins: Path, place: Path) -> None:
    sys.stderr.write(f"making {place.relative_to(place.parents[1])} for {name}, once\n")
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    (place.parent / ".gitignore").write_text("*\n", encoding="ascii")
    _run(sys.executable, "-m", "venv", str(place))
    install = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", str(pins)]
    _run(str(_python(place)), *install)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE, stdin=subprocess.DEVNULL)


def _python(place: Path) -> Path:
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _last_line(text: str | None) -> str:
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return lines[-1] if lines else ""


def main() -> int:
    """Make every peer's environment; 1 where one could not be made."""
    made = [ensure(path.stem.removeprefix("peers-")) for path in sorted((ROOT / "requirements").glob("peers-*.txt"))]
    missing = [each for each in made if isinstance(each, Missing)]
    for each in missing:
        sys.stderr.write(f"{each.name}: {each.reason}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
