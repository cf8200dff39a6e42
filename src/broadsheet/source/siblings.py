"""What lies beside a saved page: `story.html` and its `story.url`, `story.webloc`, `story.meta` or `story.json`.

Comes in: a page, its name, a way to look beside it. Goes out: the page with its URL and the day it was saved.
Must not know: whether files lie in a folder or in a packed file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from broadsheet.records import Page
from broadsheet.source.origin import of_page, of_sibling

Look = Callable[[str], bytes | None]
"""The bytes of the file of that name beside the page; None where there is none."""
MOST = 256 * 1024
"""Bytes of such a file: a URL and some facts."""
SUFFIXES = (".url", ".webloc", ".meta", ".json")
Item = TypeVar("Item")


def beside(name: str) -> Iterator[str]:
    """How the files beside a page may be called: `story.html.url`, then `story.url`."""
    stem = name.removesuffix(Path(name).suffix)
    for suffix in SUFFIXES:
        yield from dict.fromkeys((name + suffix, stem + suffix))


def placed(found: Item, look: Look, name: str) -> Item:
    """The page with what is told of where it is from: by a file beside it, else by itself. A drop stays as it is."""
    if not isinstance(found, Page):
        return found
    told = [of_sibling(other, data) for other in beside(name) if (data := look(other)) is not None]
    told.append(of_page(found.body))
    url = next((one.url for one in told if one.url), None)
    saved_at = next((one.saved_at for one in told if one.saved_at), None)
    return msgspec.structs.replace(found, url=found.url or url, fetched_at=found.fetched_at or saved_at)


def in_folder(folder: Path) -> Look:
    """Look beside a file on this machine. No link is followed."""

    def look(name: str) -> bytes | None:
        path = folder / name
        try:
            if path.is_symlink() or not path.is_file():
                return None
            with path.open("rb") as file:
                return file.read(MOST)
        except (OSError, ValueError):
            return None

    return look
