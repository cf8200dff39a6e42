"""Saved pages: one file, or all in a folder.

Comes in: a path. Goes out: a `Page` with its bytes, or `Dropped` (`unreadable`, `not_html`,
`too_large`). Must not follow a name out of the folder it was given.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from broadsheet.fetch.mediatype import classify
from broadsheet.records import Dropped, Form, Page, Reason

SUFFIXES = frozenset(
    {"", ".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".txt", ".text"}
)
"""Names under which pages are saved; other files of a folder (pictures, styles, scripts) are no inputs."""
PARTS = ("_files", "-files", "_archivos", "_fichiers", "-Dateien", "_file", "_bestanden", "_soubory")
"""Folders in which browsers put the parts of a page saved as "complete"."""


def read_file(path: Path, limit: int) -> Page | Dropped:
    """One saved page; at most `limit` bytes are read."""
    try:
        with path.open("rb") as file:
            body = file.read(limit + 1)
    except OSError as error:
        return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"{path}: {error.strerror or error}")
    if len(body) > limit:
        return Dropped(url=None, reason=Reason.TOO_LARGE, evidence=f"{path}: more than {limit} bytes")
    return page_of(body, str(path.resolve()))


def page_of(body: bytes, path: str | None) -> Page | Dropped:
    """Bytes that are here, as a page of the form they have (WHATWG MIME Sniffing)."""
    form = "WARC file" if body.startswith(b"WARC/") else classify(None, body)
    if not isinstance(form, Form):
        return Dropped(url=None, reason=Reason.NOT_HTML, evidence=f"{path or 'standard input'}: {form}")
    return Page(body=body, form=form, path=path)


def pages_in(folder: Path) -> Iterator[Path]:
    """Every saved page under a folder, in name order; hidden names and page parts are passed over."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(PARTS))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES and path.is_file():
                yield path
