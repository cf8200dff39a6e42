"""Builds the compiled walk where a C compiler is at hand; where none is, the package is pure Python and says so.

Hatchling runs it at every install and build. `BROADSHEET_PURE=1` leaves the compiler out.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = Path("src/broadsheet/parse/compiled")
MODULE = "broadsheet.parse.compiled.walk"


def digest(root: Path) -> str:
    """Of the sources that are compiled: the module carries it, so that a stale one is found."""
    sources = sorted([*(root / ROOM).glob("*.pyx"), *(root / ROOM).glob("*.pxi")])
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def compiled(root: Path, into: Path) -> Path:
    """The module's shared library, made in `into`. Raises whatever Cython and the compiler raise."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    extension = Extension(
        MODULE,
        [str(root / ROOM / "walk.pyx")],
        define_macros=[("BROADSHEET_DIGEST", f'"{digest(root)}"')],
    )
    distribution = Distribution({"ext_modules": cythonize([extension], build_dir=str(into), quiet=True)})
    command = distribution.get_command_obj("build_ext")
    command.build_lib = command.build_temp = str(into)
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(MODULE))


class CustomBuildHook(BuildHookInterface):
    """Hatchling's hook: the library lies beside its source in a checkout, and in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, if that can be done here; a wheel with the library is for this platform and Python alone."""
        if os.environ.get("BROADSHEET_PURE") == "1":
            return
        root = Path(self.root)
        self.built = tempfile.TemporaryDirectory(prefix="broadsheet-")
        try:
            library = compiled(root, Path(self.built.name))
        except (Exception, SystemExit) as error:  # whatever it is, the walk in Python does the same  # noqa: BLE001
            self.app.display_warning(f"the walk is not compiled ({error}): a page takes a quarter longer")
            return
        if version == "editable":
            (root / ROOM / library.name).unlink(missing_ok=True)  # one in use is replaced, not written over
            library.replace(root / ROOM / library.name)
            return
        build_data["force_include"][str(library)] = f"broadsheet/parse/compiled/{library.name}"
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """What was only needed to build goes."""
        if hasattr(self, "built"):
            self.built.cleanup()
