"""Four ways in which programs save a page as plain text, so that the development pages can be had as dumps.

Comes in: a parsed page of HTML. Goes out: text. Must not know what is article. Each is a family rather than a program:
a browser's `innerText`, a library that writes an element a line, a terminal browser's wrapped page, an indented one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from broadsheet.parse.dump_wrap import columns
from broadsheet.parse.elements import INLINE
from broadsheet.records import Document, Flag

WIDTH = 72
"""Columns at which the third dumper wraps: mail's limit (RFC 3676, 4.2) less quotation marks."""
STEP, DEEPEST = 4, 6
"""Columns an indented list or section is moved to the right, and how many times at most: as terminal browsers do."""
APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote figure pre table form hr address".split())
"""Elements with a margin above and below in the HTML standard's style sheet (15.3)."""
INDENTED = frozenset("ul ol dl blockquote figure form table aside nav section article main".split())
CELLS = frozenset({"td", "th"})
UNSEEN = int(Flag.HIDDEN | Flag.NOSCRIPT)
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_PIECE = re.compile(rf" *(?:{_WIDE.pattern}|(?:(?!{_WIDE.pattern})\S)+)")

Dumper = Callable[[Document], str]
Step = tuple[int, set[str], tuple[str, ...], bool]
"""A block's row; the tags that end before it or begin with it; those it stands in; whether a cell's edge parts it."""


def inner_text(document: Document) -> str:
    """As `innerText` (HTML 3.2.7): blank lines around paragraphs alone, tabs between cells, nothing hidden."""
    parts: list[str] = []
    for row, between, _, cell in _steps(document, UNSEEN):
        parts.append("" if not parts else "\t" if cell else "\n\n" if "p" in between else "\n")
        parts.append(document.blocks.text[row])
    return "".join(parts)


def element_lines(document: Document) -> str:
    """One line an element, none blank, the hidden ones too: as HTML-to-text libraries and Common Crawl's WET files."""
    return "\n".join(" ".join(text.split()) for text in document.blocks.text)


def wrapped(document: Document) -> str:
    """Wrapped hard at `WIDTH` columns, marks before list items, blank lines around what has a margin."""
    return _spaced(document, lambda row, inside, opens: _wrapped(document.blocks.text[row], "* " if opens else ""))


def indented(document: Document) -> str:
    """A line a block, moved to the right under each list, section or table that it stands in."""

    def line(row: int, inside: tuple[str, ...], opens: bool) -> str:
        depth = min(sum(tag in INDENTED for tag in inside), DEEPEST)
        return " " * (STEP * depth) + " ".join(document.blocks.text[row].split())

    return _spaced(document, line)


DUMPERS: dict[str, Dumper] = {
    "innerText": inner_text,
    "element lines": element_lines,
    "wrapped": wrapped,
    "indented": indented,
}


def _spaced(document: Document, line: Callable[[int, tuple[str, ...], bool], str]) -> str:
    parts: list[str] = []
    for row, between, inside, _ in _steps(document, 0):
        parts.append("" if not parts else "\n\n" if between & APART or not between else "\n")
        parts.append(line(row, inside, "li" in between and inside[-1:] == ("li",)))
    return "".join(parts)


def _steps(document: Document, unseen: int) -> Iterator[Step]:
    """The blocks to be written, each with the block-level elements that part it from the one before."""
    blocks, tag = document.blocks, document.blocks.elements.tag
    flags = blocks.flags().tolist()
    before: list[int] = []
    for row, element in enumerate(blocks.element.tolist()):
        if flags[row] & unseen:
            continue
        chain = [e for e in (element, *blocks.elements.ancestors(element)) if tag[e] not in INLINE][::-1]
        shared = next((i for i, (a, b) in enumerate(zip(before, chain, strict=False)) if a != b), None)
        shared = min(len(before), len(chain)) if shared is None else shared
        ended, begun = before[shared:], chain[shared:]
        cell = bool(ended and begun) and tag[ended[0]] in CELLS and tag[begun[0]] in CELLS
        yield row, {tag[e] for e in (*ended, *begun)}, tuple(tag[e] for e in chain), cell
        before = chain


def _wrapped(text: str, mark: str) -> str:
    """As many words a line as fit; wide characters count two columns and may stand at either end of a line."""
    lines, line = [], mark
    for piece in _PIECE.findall(" ".join(text.split())):
        if columns(line) + columns(piece) > WIDTH and line.strip() not in ("", "*"):
            lines.append(line)
            line = " " * len(mark)
        line += piece.lstrip() if line.strip() in ("", "*") else piece
    return "\n".join([*lines, line])
