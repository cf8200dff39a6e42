"""Builds the compiled twins where a C compiler is at hand; where none is, the package is pure Python and says so.

Comes in: the `compiled/*.pyx` of every room. Goes out: a module of C each, beside its source in a checkout and in the
wheel. Hatchling runs it at every install and build. `BROADSHEET_PURE=1` leaves the compiler out.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def twins(root: Path) -> list[Path]:
    """The sources that are compiled, a module each, in their order."""
    return sorted((root / "src" / "broadsheet").glob("*/compiled/*.pyx"))


def digest(twin: Path) -> str:
    """Of a module's sources, its own and what its room has to include: it carries it, so that a stale one shows."""
    sources = [twin, *sorted(twin.parent.glob("*.pxi"))]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def compiled(root: Path, into: Path) -> list[tuple[Path, Path]]:
    """Each module's shared library, made in `into`, and its place under src. Raises what Cython and compilers raise."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    extensions = [
        Extension(
            ".".join(twin.relative_to(root / "src").with_suffix("").parts),
            [str(twin)],
            define_macros=[("BROADSHEET_DIGEST", f'"{digest(twin)}"')],
        )
        for twin in twins(root)
    ]
    distribution = Distribution({"ext_modules": cythonize(extensions, build_dir=str(into), quiet=True)})
    command = distribution.get_command_obj("build_ext")
    command.build_lib = command.build_temp = str(into)
    command.parallel = os.cpu_count()  # a module takes some seconds
    command.ensure_finalized()
    command.run()
    libraries = [Path(command.get_ext_fullpath(extension.name)) for extension in extensions]
    return [(library, library.relative_to(into)) for library in libraries]


class CustomBuildHook(BuildHookInterface):
    """Hatchling's hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, if that can be done here; a wheel with libraries is for this platform and Python alone."""
        if os.environ.get("BROADSHEET_PURE") == "1":
            return
        root = Path(self.root)
        self.built = tempfile.TemporaryDirectory(prefix="broadsheet-")
        try:
            libraries = compiled(root, Path(self.built.name))
        except (Exception, SystemExit) as error:  # whatever it is, the rooms in Python do the same  # noqa: BLE001
            self.app.display_warning(f"nothing is compiled ({error}): pages take longer")
            return
        for library, place in libraries:
            if version == "editable":
                (root / "src" / place).unlink(missing_ok=True)  # one in use is replaced, not written over
                library.replace(root / "src" / place)
            else:
                build_data["force_include"][str(library)] = place.as_posix()
        if version != "editable":
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """What was only needed to build goes."""
        if hasattr(self, "built"):
            self.built.cleanup()
