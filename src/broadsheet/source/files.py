"""Saved pages: one file, or all in a folder.

Comes in: a path. Goes out: a `Page` with its bytes, or `Dropped` (`unreadable`, `not_html`,
`too_large`). Must not follow a name out of the folder it was given.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from broadsheet.fetch.head import parse_head
from broadsheet.mediatype import charset, classify
from broadsheet.records import Dropped, Form, Page, Reason
from broadsheet.source import siblings, wet
from broadsheet.source.origin import moment

SUFFIXES = frozenset(
    {"", ".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".txt", ".text"}
)
"""Names under which pages and dumps are saved; files of other names are inputs where they begin as HTML does."""
SHORTCUTS = frozenset({".url", ".webloc"})
"""Files that hold an address alone: of the page beside them, else of a page that is to be fetched."""
NAMES = re.compile(
    r"\.(?:(?:w?arc|wet)(?:\.gz|\.zst)?|wacz|mht(?:ml)?|zip|tar(?:\.(?:gz|bz2|xz|zst))?|t(?:gz|bz2?|xz|zst)"
    r"|x?html?\.(?:gz|bz2|xz|zst))$",
    re.IGNORECASE,
)
"""Names of files that hold several pages, or one that is packed: `container.py` tells them apart by content."""
HTTP_HEAD = 64 * 1024
"""Bytes that an HTTP head in front of a saved page may have."""
PARTS = ("_files", "-files", "_archivos", "_fichiers", "-Dateien", "_file", "_bestanden", "_soubory")
"""Folders in which browsers put the parts of a page saved as "complete"."""


def what_lies_at(name: str | Path) -> Literal["folder", "file", "other"] | None:
    """What a name stands for on this machine; None for nothing, and for names that no file can have."""
    if not str(name):  # which a `Path` takes for the folder we are in
        return None
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
        return _unreadable(path, (error.strerror or str(error)) + _hint(path, error))
    except ValueError as error:  # a NUL in the name
        return _unreadable(path, str(error))
    if len(body) > limit:
        return Dropped(url=None, reason=Reason.TOO_LARGE, evidence=f"{shown(path)}: more than {limit} bytes")
    full = path.resolve()
    return siblings.placed(page_of(body, str(full)), siblings.in_folder(full.parent), full.name)


def _hint(path: Path, error: OSError) -> str:
    """What a missing file that looks like a host may have been meant to be."""
    looks_like_host = isinstance(error, FileNotFoundError) and not path.is_absolute() and "." in path.parts[0][1:]
    return f" (a web page is written https://{shown(path)})" if looks_like_host else ""


def _unreadable(path: Path, why: str) -> Dropped:
    return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"{shown(path)}: {why}")


def page_of(body: bytes, path: str | None) -> Page | Dropped:
    """Bytes that are here, as a page of the form they have (WHATWG MIME Sniffing).

    An HTTP head in front of them (wget's `--save-headers`) is read and taken off.
    """
    head = parse_head(body[:HTTP_HEAD]) if body.startswith(b"HTTP/1.") else None
    if head is not None:
        found = page_of(body[body.find(head.raw) + len(head.raw) :], path)
        return (
            found
            if isinstance(found, Dropped)
            else Page(
                body=found.body,
                form=found.form,
                path=path,
                charset=charset(head.first("content-type")),
                fetched_at=moment(head.first("date") or ""),
            )
        )
    form = Form.TEXT if wet.is_wet(body) else "WARC file" if body.startswith(b"WARC/") else classify(None, body)
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
    """By its name, a query after it left aside, or by its content. A pipe could keep us waiting for ever."""
    if path.name.startswith(".") or what_lies_at(path) in ("folder", "other"):
        return False
    if path.is_symlink() and not path.resolve().is_relative_to(home):
        return False
    suffixes = {Path(name).suffix.lower() for name in (path.name, path.name.partition("?")[0])}
    if suffixes & SUFFIXES or NAMES.search(path.name):
        return True
    return not _is_beside(path) if suffixes & SHORTCUTS else _begins_so(path)


def _is_beside(shortcut: Path) -> bool:
    """Does a shortcut lie beside the page it tells of?"""
    stem = shortcut.with_suffix("")
    return any(stem.with_name(stem.name + suffix).is_file() for suffix in SUFFIXES)


def _begins_so(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return begins_as_html(file.read(HEAD))
    except OSError:
        return False


def begins_as_html(head: bytes) -> bool:
    """Whatever it is called (`story.html.1`, `story?id=5`): does it begin as an HTML document does?"""
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)


HEAD = 1445
"""Bytes looked at: the resource header of the WHATWG MIME Sniffing Standard."""
