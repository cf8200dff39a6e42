"""A whole page saved as plain text, to the same table of blocks as HTML.

Comes in: the dump as one string, the page's URL if the caller knows it. Goes out: a `Document` of
form TEXT: one block per paragraph or line, with its span, blank lines before, indent; elements `p`,
`li`, `tr` and `h1`-`h6` where the dump says so. Must not judge what is article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from broadsheet.parse.dump_fragments import is_fragmented
from broadsheet.parse.dump_lines import Line, bullet, lines, number
from broadsheet.parse.dump_markup import Dialect, Marked, detect_dialect, unmark
from broadsheet.parse.dump_url import find_page_url, own_reference
from broadsheet.parse.dump_wrap import detect_wrap, join, paragraphs
from broadsheet.parse.language import detect_blocks
from broadsheet.parse.words import count_words
from broadsheet.records import Blocks, Declared, Document, Elements, Flag, Form, Link, Picture

_FLAGS = {"li": Flag.DUMP | Flag.LIST_ITEM, "tr": Flag.DUMP | Flag.TABLE, "p": Flag.DUMP}


class _Row(NamedTuple):
    marked: Marked
    tag: str
    line: Line
    """The first line of the paragraph …"""
    end: int
    """… and where its last line ends."""


def read_dump(text: str, url: str | None = None) -> Document:
    """The blocks of a plain-text page dump.

    Hard-wrapped lines are joined again; list marks stay in the text and make the element an `li`.
    `Document.url` is `url`, else the page's URL where the dump has it on a line of its own, or where
    a text browser's list of links shows it. Never raises, whatever the text; linear in its length.
    """
    found = lines(text)
    dialect = detect_dialect(found)
    rows, pictures = _rows(found, dialect)
    blocks = _table(rows)
    listed = found[dialect.tail].start if dialect.references else len(text)
    said = [row.marked.text for row in rows if row.line.start < listed]
    language, score = detect_blocks(blocks)
    return Document(
        blocks=blocks,
        declared=Declared(),
        form=Form.TEXT,
        url=url if url is not None else find_page_url(said) or own_reference(dialect.references),
        links=tuple(Link(i, label, href) for i, row in enumerate(rows) for label, href in row.marked.links),
        pictures=tuple(Picture(src, alt, 0, row) for row, src, alt in pictures),
        language=language,
        language_score=score,
    )


def _rows(found: list[Line], dialect: Dialect) -> tuple[list[_Row], list[tuple[int, str, str]]]:
    """The dump's blocks, and its pictures with the row that follows each."""
    rows: list[_Row] = []
    pictures: list[tuple[int, str, str]] = []
    numbers = [number(line.text) for line in found]
    wrap = detect_wrap(found[: dialect.tail])
    for first, past in paragraphs(found, wrap, is_fragmented(found)):
        text = found[first].text if past == first + 1 else join([line.text for line in found[first:past]])
        marked = unmark(text, dialect) if first < dialect.tail else Marked(text)
        pictures += [(len(rows), src, alt) for src, alt in marked.pictures]
        if marked.text:
            listed = bullet(marked.text) > 0 or _in_sequence(numbers, first, past)
            rows.append(_Row(marked, _tag(marked, listed, found[first]), found[first], found[past - 1].end))
    return rows, pictures


def _tag(marked: Marked, listed: bool, line: Line) -> str:
    if marked.heading:
        return f"h{marked.heading}"
    if line.cells:
        return "tr"
    return "li" if listed else "p"


def _in_sequence(numbers: Sequence[int | None], first: int, past: int) -> bool:
    """Is the line numbered, and the next or previous paragraph numbered one up or down?"""
    own = numbers[first]
    if own is None:
        return False
    following = numbers[past] if past < len(numbers) else None
    before = next((n for n in reversed(numbers[max(0, first - 4) : first]) if n is not None), None)
    return following == own + 1 or before == own - 1


def _table(rows: list[_Row]) -> Blocks:
    count = len(rows)
    texts = tuple(row.marked.text for row in rows)
    flags = [int(Flag.DUMP), *(int(_FLAGS.get(row.tag, Flag.DUMP | Flag.HEADING)) for row in rows)]
    elements = Elements(
        tag=("body", *(row.tag for row in rows)),
        parent=np.array([-1] + [0] * count, dtype=np.int32),
        tokens=("",) * (count + 1),
        flags=np.array(flags, dtype=np.int32),
        first=np.arange(-1, count, dtype=np.int32).clip(0),
        last=np.array([count, *range(1, count + 1)], dtype=np.int32),
    )
    link_chars = [min(len(row.marked.text), sum(len(label) for label, _ in row.marked.links)) for row in rows]
    return Blocks(
        text=texts,
        element=np.arange(1, count + 1, dtype=np.int32),
        start=np.array([row.line.start for row in rows], dtype=np.int32),
        end=np.array([row.end for row in rows], dtype=np.int32),
        chars=np.array([len(text) for text in texts], dtype=np.int32),
        words=np.array([count_words(text) for text in texts], dtype=np.int32),
        link_chars=np.array(link_chars, dtype=np.int32),
        emphasis_chars=np.zeros(count, dtype=np.int32),
        gap=np.array([row.line.gap for row in rows], dtype=np.int32),
        indent=np.array([row.line.indent for row in rows], dtype=np.int32),
        elements=elements,
    )
