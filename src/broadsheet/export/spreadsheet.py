"""CSV for spreadsheets: one article a row, every cell quoted, no cell that a spreadsheet would run.

Comes in: an article. Goes out: a row of UTF-8 after RFC 4180. Must not know: files. What a formula
could begin with follows OWASP (CSV injection; ASVS 1.2.10).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from broadsheet.records import Article

GUARD = "'"
"""In front of a cell, it makes spreadsheets take the rest as text."""

_DANGEROUS = re.compile(r"""[\s\x00-\x20"'\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]""")
"""A formula's first character, its full-width forms, and what may stand unseen before it."""

COLUMNS = (
    "id", "url", "canonical_url", "title", "lead", "text", "authors", "agencies", "tags", "publisher", "section",
    "date_published", "date_modified", "language", "paywall", "truncated", "confidence",
)  # fmt: skip
SEPARATOR = "; "
"""Between the names of a list, as Zotero and Scopus write them."""

_CELLS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: str(value).lower(),
    tuple: SEPARATOR.join,
}


JOINED = "input_"
"""In front of the name of a column that is joined, so that it is none of ours."""


def header(raw: bool, names: Sequence[str] = ()) -> bytes:
    """The first row: the columns' names, and those of columns that are joined."""
    return row([*COLUMNS, *(JOINED + name for name in names)], raw)


def line(article: Article, raw: bool, names: Sequence[str] = (), rows: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The article's row; with `raw`, cells are left as they are, for programs that are no spreadsheets.

    `names`: columns that are joined; `rows`: what they hold for the article, several rows in the same cells.
    """
    joined = (SEPARATOR.join(one.get(name, "") for one in rows) for name in names)
    return row([*cells(article), *joined], raw)


def cells(article: Article) -> list[str]:
    """The article's fields as text, in the order of `COLUMNS`."""
    values = [getattr(article, name) for name in COLUMNS]
    return [_CELLS.get(type(value), str)(value) for value in values]


def row(texts: Iterable[str], raw: bool) -> bytes:
    """One row: cells quoted, quotes doubled, ended by CR LF."""
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(texts if raw else map(guard, texts))
    return out.getvalue().encode()


def guard(text: str) -> str:
    """The text with the guard in front where a spreadsheet might run it."""
    return GUARD + text if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given. Nothing is lost: a text that begins with a guard of its own was given another."""
    return text[1:] if text.startswith(GUARD) and _DANGEROUS.match(text[1:]) else text
