"""Pages by their names, one after the other: a file's, or one of several in a file.

Comes in: names as `named` gave them ("story.html", "dumps.txt#3", "crawl.warc.gz#1234", "saved.zip#a/story.html").
Goes out: the page, or why it cannot be had. Must not open a part's name as a path.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from broadsheet.records import Dropped, Form, Page
from broadsheet.source.container import container_of, parts_of
from broadsheet.source.files import read_file, shown, what_lies_at
from broadsheet.source.part import Part, Take, unreadable
from broadsheet.source.several import pages_of


def file_of(name: str) -> str | None:
    """The file that holds the page of that name, one of several (of "dumps.txt#3": "dumps.txt"); else None."""
    split = split_name(name)
    return split[0] if split is not None else None


def split_name(name: str) -> tuple[str, str] | None:
    """File and part of a name that is no file's own; None for any other."""
    if "#" not in name or what_lies_at(name) is not None:
        return None
    at = name.find("#")
    while at > 0:
        file, part = name[:at], name[at + 1 :]
        if part and what_lies_at(file) == "file":
            number = part.isascii() and part.isdigit()
            return (file, part) if number or container_of(Path(file), Take(1)) is not None else None
        at = name.find("#", at + 1)
    return None


def read_named(name: str, limit: int) -> Page | Dropped:
    """The page that a name stands for: a file's, or one of several in a file."""
    return Reading(limit).named(name)


class Reading:
    """Pages by their names. Who asks for one of a thousand in a file goes on to the next: it is read once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._file: str | None = None
        self._pages: list[Page | Dropped] = []
        self._parts: Iterator[Part] | None = None
        self._kind: str | None = None

    def named(self, name: str) -> Page | Dropped:
        """As `read_named`."""
        split = split_name(name)
        if split is None:
            return self._whole(name)
        file, part = split
        if file != self._file:
            self._file, self._parts, self._pages = file, None, []
            self._kind = container_of(Path(file), Take(self._limit))
            if self._kind is None:
                whole = read_file(Path(file), self._limit)
                self._pages = [whole]
                if isinstance(whole, Page):  # a name with a number: it was taken as text once
                    several = pages_of(replace(whole, form=Form.TEXT))
                    self._pages = several if len(several) > 1 else [whole]
        return self._one_of_several(name, file, part) if self._kind is None else self._sought(name, file, part)

    def _whole(self, name: str) -> Page | Dropped:
        """A file that is one page, packed or not."""
        path = Path(name)
        kind = container_of(path, Take(self._limit)) if what_lies_at(path) == "file" else None
        if kind is None:
            return read_file(path, self._limit)
        alone = next(self._opened(name, kind), Part("", unreadable(f"{shown(name)}: no page in it")))
        return alone.item if not alone.name else unreadable(f"{shown(name)}: it holds several pages")

    def _one_of_several(self, name: str, file: str, part: str) -> Page | Dropped:
        if part.isdigit() and 1 <= int(part) <= len(self._pages):
            return self._pages[int(part) - 1]
        return unreadable(f"{shown(name)}: there are {len(self._pages)} pages in {shown(file)}")

    def _sought(self, name: str, file: str, part: str) -> Page | Dropped:
        """Onwards from the part that was read last; from the beginning once, if it is not met."""
        for parts in (self._parts or iter(()), None):
            self._parts = self._opened(file, self._kind or "") if parts is None else parts
            count = 0
            for one in self._parts:
                count += 1
                if one.name == part:
                    return one.item
        self._parts = None
        return unreadable(f"{shown(name)}: there are {count} pages in {shown(file)}, of other names")

    def _opened(self, file: str, kind: str) -> Iterator[Part]:
        return parts_of(kind, Path(file), shown(Path(file).resolve()), Take(self._limit))
