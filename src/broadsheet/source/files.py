"""Saved pages: one file, or all in a folder.

Comes in: a path. Goes out: a `Page` with its bytes, or `Dropped` (`unreadable`, `not_html`,
`too_large`). Must not follow a name out of the folder it was given.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from broadsheet.fetch.mediatype import classify
from broadsheet.records import Dropped, Form, Page, Reason

SUFFIXES = frozenset(
    {"", ".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".txt", ".text"}
)
"""Names under which pages are saved; other files of a folder (pictures, styles, scripts) are no inputs."""
PARTS = ("_files", "-files", "_archivos", "_fichiers", "-Dateien", "_file", "_bestanden", "_soubory")
"""Folders in which browsers put the parts of a page saved as "complete"."""


def what_lies_at(name: str | Path) -> Literal["folder", "file", "other"] | None:
    """What a name stands for on this machine; None for nothing, and for names that no file can have."""
    try:
        mode = Path(name).stat().st_mode
    except (OSError, ValueError):  # out of reach, too long, a loop of links, a NUL
        return None
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"


def shown(name: str | Path) -> str:
    """A file's name as text that UTF-8 can hold: bytes that are none are escaped."""
    return str(name).encode("utf-8", "backslashreplace").decode("utf-8")


def read_file(path: Path, limit: int) -> Page | Dropped:
    """One saved page; at most `limit` bytes are read."""
    try:
        with path.open("rb") as file:
            body = file.read(limit + 1)
    except OSError as error:
        return _unreadable(path, error.strerror or str(error))
    except ValueError as error:  # a NUL in the name
        return _unreadable(path, str(error))
    if len(body) > limit:
        return Dropped(url=None, reason=Reason.TOO_LARGE, evidence=f"{shown(path)}: more than {limit} bytes")
    return page_of(body, str(path.resolve()))


def _unreadable(path: Path, why: str) -> Dropped:
    return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"{shown(path)}: {why}")


def page_of(body: bytes, path: str | None) -> Page | Dropped:
    """Bytes that are here, as a page of the form they have (WHATWG MIME Sniffing)."""
    form = "WARC file" if body.startswith(b"WARC/") else classify(None, body)
    if not isinstance(form, Form):
        return Dropped(url=None, reason=Reason.NOT_HTML, evidence=f"{shown(path or 'standard input')}: {form}")
    return Page(body=body, form=form, path=path)


def pages_in(folder: Path) -> Iterator[Path]:
    """Every saved page under a folder, in name order, then the folders that cannot be listed.

    Hidden names, page parts and links out of the folder are passed over.
    """
    home, closed = folder.resolve(), list[OSError]()
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(PARTS))
        yield from (path for name in sorted(names) if _is_page(path := Path(root, name), home))
    yield from (Path(error.filename) for error in closed)


def _is_page(path: Path, home: Path) -> bool:
    """By its name, also as wget writes it: a query after it. A pipe could keep us waiting for ever."""
    suffixes = {Path(name).suffix.lower() for name in (path.name, path.name.partition("?")[0])}
    if path.name.startswith(".") or not suffixes & SUFFIXES or what_lies_at(path) in ("folder", "other"):
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(home)
