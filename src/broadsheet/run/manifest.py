"""With what a run was made: the versions and the extractor that its outcomes depend on, the same on every machine.

Comes in: options. Goes out: plain values for the table of runs. Must not know: names of machines, folders, secrets.
"""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec

from broadsheet.extractor import extractor
from broadsheet.options import Options

LIBRARIES = ("selectolax", "numpy", "can-ada", "msgspec", "feedparser")
"""What decides about pages and their addresses, beside our own code."""
MADE_BY = "made_by"
"""Where the table of runs has it: beside the options of the stages."""


def manifest(options: Options) -> dict[str, Any]:
    """The options as they may be published, and with what they were carried out.

    The contact is left out, and of a cookie file all but that there was one.
    """
    public = msgspec.structs.replace(options.fetch, contact=None, cookies=None)
    return {
        **msgspec.to_builtins(msgspec.structs.replace(options, fetch=public)),
        MADE_BY: {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "libraries": {name: _version(name) for name in LIBRARIES},
            "extractor": msgspec.to_builtins(extractor(options)),
            "cookies": options.fetch.cookies is not None,
        },
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:  # installed without its metadata, as packagers do
        return None
