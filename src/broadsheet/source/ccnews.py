"""Common Crawl News: months of news pages as WARC files, listed in a `warc.paths.gz` a month.

Comes in: `cc-news:2024-03`, or a list of paths. Goes out: the list's address; a `Listing` of the files that may hold
pages of the days asked for. The layout is the one that Common Crawl documents: `crawl-data/CC-NEWS/YYYY/MM/`, files
`CC-NEWS-YYYYMMDDhhmmss-NNNNN.warc.gz`, named by the moment of their first record. Must not fetch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet import urls
from broadsheet.decode import decode_body
from broadsheet.errors import UsageError
from broadsheet.records import Listed, Listing, ListingKind, Target
from broadsheet.source.part import Take
from broadsheet.source.scope import Scope, is_web_archive, scope_of, scoped

SCHEME = "cc-news"
FIRST = "2016-08"
"""The month of the oldest files."""
LARGEST_INDEX = 16 << 20
"""Bytes of a list, unpacked: a month has some 500 files of 70 characters each, a main crawl 100,000 of 140."""
MOST_FILES = 200_000
"""Files of one list."""

_NAME = re.compile(r"cc-news:(\d{4})(?:-(\d\d))?", re.IGNORECASE)
_MONTH = re.compile(r"/crawl-data/CC-NEWS/(\d{4})/(\d\d)/")
_STAMP = re.compile(r"-(\d{4})(\d\d)(\d\d)\d{6}-\d{1,9}\.warc")
_ROOT = "crawl-data/"
_BINARY = re.compile(rb"[\0-\x08\x0e-\x1f]")


def month_indexes(name: str, base: str, take: Take) -> Iterator[Target]:
    """The lists of `cc-news:2024-03`, or of all months of `cc-news:2024`, under `base`. Raises `UsageError`."""
    found = _NAME.fullmatch(name.strip())
    months = [found[2]] if found is not None and found[2] else [f"{number:02}" for number in range(1, 13)]
    if found is None or not "01" <= months[0] <= "12":
        raise UsageError(f"{name}: write cc-news:YYYY-MM, or cc-news:YYYY for all of a year")
    scope = Scope(take.site, take.since, take.until)
    for month in months:
        if f"{found[1]}-{month}" >= FIRST:
            url = f"{base.rstrip('/')}/{_ROOT}CC-NEWS/{found[1]}/{month}/warc.paths.gz"
            yield Target(scoped(url, scope), name)


def name_of(url: str) -> str | None:
    """`cc-news:2024-03` for an address in that month's folder."""
    found = _MONTH.search(url)
    return f"{SCHEME}:{found[1]}-{found[2]}" if found is not None else None


def read_index(body: bytes, url: str) -> Listing | None:
    """The files that a list names, of those the ones that may hold days of the scope; None where it is no such list.

    `url`: where the list came from, with its scope. A file holds what was fetched from the moment in its name until
    that in the next one's. What is no path of a web archive below the same root is noted and left.
    """
    if body.startswith(b"\x1f\x8b"):
        body = decode_body(body, "gzip", LARGEST_INDEX).body
    if _BINARY.search(body, 0, 4096) or b"<" in body[:4096]:
        return None
    lines = list(dict.fromkeys(filter(None, map(str.strip, body.decode("utf-8", "replace").splitlines()))))
    paths = [line for line in lines if is_path(line)]
    if not paths:
        return None
    scope, root = scope_of(url), _root_of(url)
    notes = [f"{len(lines) - len(paths):,} lines that name no web archive"] if len(lines) > len(paths) else []
    if len(paths) > MOST_FILES:
        notes.append(f"{len(paths):,} files, {MOST_FILES:,} are read")
    wanted = list(_within(sorted(paths[:MOST_FILES], key=_day), scope))
    if len(wanted) < len(paths[:MOST_FILES]):
        notes.append(f"{len(paths[:MOST_FILES]) - len(wanted):,} files of other days")
    files = (Listed(scoped(root + path, scope), modified=day, kind=ListingKind.WEB_ARCHIVE) for path, day in wanted)
    return Listing(ListingKind.ARCHIVE_INDEX, listings=tuple(files), title=name_of(url), notes=tuple(notes))


def is_path(line: str) -> bool:
    """Is a line a path below the root, of a web archive?"""
    plain = line.isascii() and not any(sign in line for sign in " \\?#%:") and ".." not in line
    return plain and line.startswith(_ROOT) and len(line) < 1_000 and is_web_archive(f"https://host.invalid/{line}")


def _within(paths: list[str], scope: Scope) -> Iterator[tuple[str, str | None]]:
    """Of files in the order of their moments those that may hold a day of the scope, with the day they begin."""
    days = [_day(path) for path in paths]
    for place, path in enumerate(paths):
        begins, ends = days[place], days[place + 1] if place + 1 < len(days) else ""
        late = scope.until is not None and begins[: len(scope.until)] > scope.until
        early = scope.since is not None and ends != "" and ends[: len(scope.since)] < scope.since
        if not begins or not (late or early):
            yield path, begins or None


def _day(path: str) -> str:
    found = _STAMP.search(path)
    return f"{found[1]}-{found[2]}-{found[3]}" if found is not None else ""


def _root_of(url: str) -> str:
    """What the paths are below: the list lies there, too."""
    address = url.partition("#")[0]
    before, folder, _ = address.partition(f"/{_ROOT}")
    return f"{before}/" if folder else f"{urls.origin(address)}/"
