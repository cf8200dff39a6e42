"""What the user named, told apart: a URL, a file, a file of many pages, a folder, a list, or a page on standard input.

Comes in: arguments, list files, a stream. Goes out: `Source`s in the order given, lazily, so that a
list of a million URLs is never held. Must not fetch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from broadsheet.errors import UsageError
from broadsheet.records import Dropped, Form, Page, Reason, Target
from broadsheet.source.ccnews import SCHEME, month_indexes
from broadsheet.source.container import container_of, parts_of
from broadsheet.source.files import SHORTCUTS, page_of, pages_in, read_file, shown, what_lies_at
from broadsheet.source.lying import listing_at, listing_of
from broadsheet.source.origin import of_sibling
from broadsheet.source.part import Take
from broadsheet.source.reading import Reading
from broadsheet.source.scope import Scope, expected_at, key_of, scoped
from broadsheet.source.several import pages_of
from broadsheet.urls import normalise

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{1,20}):(?://)?\S")
LONGEST_PATH = 1024
"""Characters of a line that may be a path; the system refuses to look for much longer ones (PATH_MAX)."""
FETCHED = frozenset({"http", "https"})


class Source(msgspec.Struct, frozen=True):
    """One input: its name as given, where it was named, and what it is."""

    name: str
    """The URL or path, as given: the input's key is made of it."""
    origin: str
    """`argument`, the list file, or `stdin`."""
    item: Target | Page | Dropped
    key: str | None = None
    """The key of an input that is known already, taken up again."""
    columns: str | None = None
    """The other cells of its row in a table, as a JSON object."""


def named(names: Iterable[str], origin: str, take: int | Take) -> Iterator[Source]:
    """Every input among `names`; folders are walked, files read, web archives and packed files by their pages.

    `take`: how, or the bytes that a page may have.
    """
    how = Take(take) if isinstance(take, int) else take
    reading = Reading(how.limit)
    for name in names:
        yield from _one(name, origin, how, reading)


def _one(name: str, origin: str, take: Take, reading: Reading) -> Iterator[Source]:
    scheme, kind = _SCHEME.match(name), what_lies_at(name)
    if not name.strip():  # an unset variable, not the folder we are in
        yield Source(name, origin, Dropped(url=None, reason=Reason.UNREADABLE, evidence="an empty name"))
    elif scheme is not None and scheme[1].lower() == SCHEME and kind is None:
        for target in month_indexes(name, take.cc_news, take):
            yield Source(target.url, name, target, key_of(target.url))
    elif scheme is not None and kind is None:
        yield _remote(name, origin, _target(name, scheme[1].lower(), origin), take)
    elif kind == "file":
        listing = listing_at(Path(name), take) if take.form is None else None
        yield from _file(name, origin, take) if listing is None else _led(shown(name), listing)
    elif kind != "folder":
        yield from _pages(name, origin, reading.named(name))
    else:
        for file in pages_in(Path(name)):
            yield from _file(str(file), origin, take)


def _led(name: str, urls: Iterable[str]) -> Iterator[Source]:
    """Where a listing that lies here leads: its addresses are named by it, as by a list."""
    for url in urls:
        yield Source(url, name, Target(url, name))


def _file(name: str, origin: str, take: Take) -> Iterator[Source]:
    """A shortcut's target, the pages of a web archive or packed file, or the page that the file is."""
    path = Path(name)
    if path.suffix.lower() in SHORTCUTS:
        yield Source(name, origin, _shortcut(path, origin))
        return
    kind = container_of(path, take)
    if kind is None:
        yield from _pages(name, origin, read_file(path, take.limit))
        return
    for part in parts_of(kind, path, shown(path.resolve()), take):
        yield Source(f"{name}#{part.name}" if part.name else name, origin, part.item)


def _remote(name: str, origin: str, item: Target | Dropped, take: Take) -> Source:
    """A page, or a web archive of which some records are wanted."""
    if isinstance(item, Dropped) or expected_at(item.url) is None:
        return Source(name, origin, item)
    url = scoped(item.url, Scope(take.site, take.since, take.until))
    return Source(url, origin, Target(url, origin), key_of(url))


def _shortcut(path: Path, origin: str) -> Target | Dropped:
    """What a shortcut leads to."""
    try:
        with path.open("rb") as file:
            url = of_sibling(path.name, file.read(LONGEST_SHORTCUT)).url
    except OSError as error:
        return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"{shown(path)}: {error.strerror or error}")
    if url is None:
        return Dropped(url=None, reason=Reason.UNREADABLE, evidence=f"{shown(path)}: no http(s) URL in it")
    return Target(url, origin)


LONGEST_SHORTCUT = 64 * 1024
"""Bytes of a shortcut: a URL and the place of an icon."""


def _pages(name: str, origin: str, item: Page | Dropped) -> Iterator[Source]:
    """A source for each page in a file; one of several is called by its place in it."""
    pages = pages_of(item) if isinstance(item, Page) else []
    if len(pages) < 2:
        yield Source(name, origin, pages[0] if pages else item)
        return
    for number, page in enumerate(pages, start=1):
        yield Source(f"{name}#{number}", origin, page)


def _target(name: str, scheme: str, origin: str) -> Target | Dropped:
    if scheme not in FETCHED:
        return Dropped(
            url=shown(name), reason=Reason.UNSUPPORTED_SCHEME, evidence=f"{scheme}: only http and https are fetched"
        )
    url = normalise(name)
    if url is None:
        return Dropped(
            url=shown(name), reason=Reason.PROTOCOL_ERROR, evidence=f"not a URL (WHATWG): {shown(name)[:200]}"
        )
    return Target(url, origin)


def read_list(path: Path) -> Iterator[str]:
    """The names in a list file: one a line, blank lines and `#` comments passed over."""
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
            yield from names_in(lines)
    except OSError as error:
        raise UsageError(f"cannot read the list {path}: {error.strerror or error}") from error


def names_in(lines: Iterable[str]) -> Iterator[str]:
    """The names among lines."""
    for line in lines:
        name = line.strip()
        if name and not name.startswith("#"):
            yield name


def read_stream(stream: IO[bytes], take: int | Take) -> Iterator[Source]:
    """Standard input: a list where every line of its start is a URL or an existing path, else one page."""
    how = Take(take) if isinstance(take, int) else take
    limit = how.limit
    start = stream.read(limit + 1)
    if len(start) > limit:
        start += stream.readline(limit)  # a name must not be cut in two
    lines = [line.strip() for line in start.decode("utf-8-sig", "surrogateescape").splitlines()]
    filled = [line for line in lines if line and not line.startswith("#")]
    if filled and all(_is_name(line) for line in filled[:20]):
        rest = (line.decode("utf-8", "surrogateescape") for line in stream) if len(start) > limit else iter(())
        yield from named(names_in([*lines, *rest]), "stdin", how)
    elif len(start) > limit:
        yield Source(
            "-", "stdin", Dropped(url=None, reason=Reason.TOO_LARGE, evidence=f"stdin: more than {limit} bytes")
        )
    elif (listing := listing_of(start, how)) is not None:
        yield from _led("stdin", listing)
    else:
        yield from _pages("-", "stdin", page_of(start, None))


def _is_name(line: str) -> bool:
    scheme = _SCHEME.match(line)
    return (scheme is not None and scheme[1].lower() in FETCHED and " " not in line) or (
        len(line) < LONGEST_PATH and what_lies_at(line) is not None
    )


def as_form(sources: Iterable[Source], form: str) -> Iterator[Source]:
    """The same sources, every page that is here taken as `html` or `text`, whatever it looks like.

    A web archive's pages stay what their records say. A file that looks like HTML and holds several texts is taken
    apart as any other dump is.
    """
    for source in sources:
        item = source.item
        if not isinstance(item, Page) or item.exchanges or item.form is Form(form):
            yield source
        elif form == Form.TEXT:
            yield from _pages(source.name, source.origin, msgspec.structs.replace(item, form=Form.TEXT))
        else:
            yield msgspec.structs.replace(source, item=msgspec.structs.replace(item, form=Form(form)))
