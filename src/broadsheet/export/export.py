"""The formats, and the one call that writes any of them anywhere.

Comes in: articles, a format's name, a target. Goes out: a count. Must not know: the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from io import TextIOBase
from pathlib import Path
from typing import IO, Any

import msgspec

from broadsheet.errors import UsageError, writing
from broadsheet.export import jsonl, markdown, spreadsheet
from broadsheet.export.safe_file import replacing
from broadsheet.records import Article, digest16
from broadsheet.store.scrub import scrub_article


class Joined(msgspec.Struct, frozen=True):
    """What the tables that named the articles said of them."""

    names: Sequence[str]
    """Every column there is."""
    of: Callable[[str], list[dict[str, str]]]
    """The rows that led to an article, by its id."""


class Format(msgspec.Struct, frozen=True):
    """How articles become bytes."""

    suffix: str
    line: Callable[[Article, bool], bytes]
    """One article; the flag is `raw`."""
    header: Callable[[bool, Sequence[str]], bytes] | None = None
    """The first line, with the columns that are joined."""
    one_each: bool = False
    """Can be a folder with a file for each article."""
    joined: Callable[[Article, bool, Joined], bytes] | None = None
    """One article with its rows; None where the format has no place for them."""


FORMATS: dict[str, Format] = {
    "jsonl": Format(
        ".jsonl",
        lambda article, _: jsonl.line(article),
        joined=lambda article, _, joined: jsonl.line(article, joined.of(article.id)),
    ),
    "csv": Format(
        ".csv",
        spreadsheet.line,
        spreadsheet.header,
        joined=lambda article, raw, joined: spreadsheet.line(article, raw, joined.names, joined.of(article.id)),
    ),
    "markdown": Format(".md", lambda article, _: markdown.document(article).encode(), one_each=True),
}


def format_of(target: str | Path) -> str | None:
    """The format whose suffix a target has."""
    suffix = Path(target).suffix.lower()
    return next((name for name, form in FORMATS.items() if form.suffix == suffix), None)


_ID = re.compile(r"[0-9a-f]{16}")


def export(
    articles: Iterable[Article],
    format: str,
    target: str | Path | IO[Any],
    *,
    raw: bool = False,
    joined: Joined | None = None,
) -> int:
    """Write articles in a format of `FORMATS`; returns how many.

    `target`: an open stream (bytes or text), a file's path, or, for Markdown, a folder (one that exists, or
    a path without a suffix) which gets one file per article, named by id. A file is complete or not there.
    `raw` leaves CSV cells unguarded, for programs that run no formulas. `joined` are columns of the tables that named
    the articles: a list of objects under `input` in JSON lines, `input_…` in CSV, where several rows of an article
    share a cell. Raises `UsageError` for an unknown format, one that cannot join, or a folder where a file is meant,
    `DiskFull` where nothing can be written.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise UsageError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    names: Sequence[str] = ()
    if joined is not None:
        with_rows = chosen.joined
        if with_rows is None:
            raise UsageError(f"{format} has no columns to join to; jsonl and csv have")
        known, names = joined, joined.names
        chosen = msgspec.structs.replace(chosen, line=lambda article, raw: with_rows(article, raw, known))
    cleaned = map(scrub_article, articles)
    if not isinstance(target, str | Path):
        with writing("the output"):
            return _pour(cleaned, chosen, raw, _writer(target), names)
    path = Path(target)
    if chosen.one_each and (path.is_dir() or not (path.suffix or path.exists())):
        return _fill(cleaned, chosen, raw, path)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; {format} is one file")
    if not path.parent.is_dir():
        raise UsageError(f"no folder {path.parent} to write {path.name} into")
    with replacing(path) as out:
        return _pour(cleaned, chosen, raw, out.write, names)


def _pour(
    articles: Iterable[Article], chosen: Format, raw: bool, write: Callable[[bytes], Any], names: Sequence[str]
) -> int:
    count = 0
    if chosen.header:
        write(chosen.header(raw, names))
    for count, article in enumerate(articles, 1):
        write((b"\n" if chosen.one_each and count > 1 else b"") + chosen.line(article, raw))
    return count


def _fill(articles: Iterable[Article], chosen: Format, raw: bool, folder: Path) -> int:
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, article in enumerate(articles, 1):  # noqa: B007 - the last number is the count
        with replacing(folder / (_file_name(article.id) + chosen.suffix)) as out:
            out.write(chosen.line(article, raw))
    return count


def _file_name(article_id: str) -> str:
    """An id as the corpus makes them; of anything else its digest, so that no name leads out of the folder."""
    return article_id if _ID.fullmatch(article_id) else digest16(article_id.encode())


def _writer(stream: IO[Any]) -> Callable[[bytes], Any]:
    """How to write bytes to the stream: as they are, to the bytes below a text stream, or as text."""
    below = getattr(stream, "buffer", None)
    if below is not None:
        stream.flush()  # what was printed before comes before
        return below.write  # type: ignore[no-any-return]
    if isinstance(stream, TextIOBase):
        return lambda data: stream.write(data.decode())
    return stream.write
