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

from msgspec.structs import replace

from broadsheet.mediatype import classify
from broadsheet.records import Dropped, Form, Page, Reason
from broadsheet.source import wet
from broadsheet.source.several import pages_of

SUFFIXES = frozenset(
    {"", ".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".txt", ".text"}
)
"""Names under which pages and dumps are saved; files of other names are inputs where they begin as HTML does."""
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
    return page_of(body, str(path.resolve()))


def file_of(name: str) -> str | None:
    """The file that holds the page of that name, one of several (of "dumps.txt#3": "dumps.txt"); else None."""
    file, mark, number = name.rpartition("#")
    part = bool(mark) and number.isascii() and number.isdigit()
    return file if part and what_lies_at(name) is None and what_lies_at(file) == "file" else None


def read_named(name: str, limit: int) -> Page | Dropped:
    """The page that a name stands for: a file's, or one of several in a file ("dumps.txt#3": as `pages_of` has it)."""
    return Reading(limit).named(name)


class Reading:
    """Pages by their names, one after the other.

    The pages of the file that was taken apart last are held, of a WET file the place that was reached: who asks for
    one of a thousand goes on to the next.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._file: str | None = None
        self._pages: list[Page | Dropped] = []
        self._rest: Iterator[Page | Dropped] = iter(())
        self._reached = 0

    def named(self, name: str) -> Page | Dropped:
        """As `read_named`."""
        file = file_of(name)
        number = 1 if file is None else int(name.rpartition("#")[2])
        if wet.is_wet_file(Path(file or name)):
            return self._record(file or name, number)
        if file is None:
            return read_file(Path(name), self._limit)
        if file != self._file:
            whole = read_file(Path(file), self._limit)
            if isinstance(whole, Dropped):
                return whole
            several = pages_of(replace(whole, form=Form.TEXT))  # a name with a number: it was taken as text once
            self._file, self._pages = file, several if len(several) > 1 else [whole]
        if 1 <= number <= len(self._pages):
            return self._pages[number - 1]
        return _beyond(name, len(self._pages), file)

    def _record(self, file: str, number: int) -> Page | Dropped:
        if file != self._file or number <= self._reached:
            self._file, self._pages, self._reached = file, [], 0
            self._rest = wet.pages_of_file(Path(file), self._limit)
        for page in self._rest:
            self._reached += 1
            if self._reached == number:
                return page
        return _beyond(f"{file}#{number}", self._reached, file)


def _beyond(name: str, pages: int, file: str) -> Dropped:
    why = f"{shown(name)}: there are {pages} pages in {shown(file)}"
    return Dropped(url=None, reason=Reason.UNREADABLE, evidence=why)


def _hint(path: Path, error: OSError) -> str:
    """What a missing file that looks like a host may have been meant to be."""
    looks_like_host = isinstance(error, FileNotFoundError) and not path.is_absolute() and "." in path.parts[0][1:]
    return f" (a web page is written https://{shown(path)})" if looks_like_host else ""


def _unreadable(path: Path, why: str) -> Dropped:
    return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"{shown(path)}: {why}")


def page_of(body: bytes, path: str | None) -> Page | Dropped:
    """Bytes that are here, as a page of the form they have (WHATWG MIME Sniffing)."""
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
    if path.name.lower().endswith(wet.SUFFIXES):
        return True
    return bool(suffixes & SUFFIXES) or _begins_as_html(path)


def _begins_as_html(path: Path) -> bool:
    """Whatever it is called (`story.html.1`, `story?id=5`): does it begin as an HTML document does?"""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        return False
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)


HEAD = 1445
"""Bytes looked at: the resource header of the WHATWG MIME Sniffing Standard."""
