"""The marks that text browsers and HTML-to-text libraries leave in a dump, taken out and kept as facts.

Comes in: the text of one block. Goes out: the text a reader sees, its links and pictures. Two
dialects: Markdown (html2text, pandoc) and the numbered references of lynx, links and elinks.
Must not know: what the links are for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.parse.dump_lines import Line, tidy

_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()\s]{1,2000})(?: \"[^\"]{0,500}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\(<?([^()\s<>]{1,2000})>?(?: \"[^\"]{0,500}\")?\)")
_HEADING = re.compile(r"(#{1,6}) (?=\S)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|[*_])(?=[^\s*_])([^*_]{1,500})(?<=[^\s*_])\1(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")
_REFERENCE = re.compile(r"(\d{1,5})\. ((?:https?|ftp|mailto|file):\S+)")
_MARKER = re.compile(r"\[(\d{1,5})\] ?")

_ENOUGH = 3
"""Links or references from which a dump is believed to be in a dialect: one may be quoted code."""


class Marked(NamedTuple):
    """A block without its marks."""

    text: str
    heading: int = 0
    """Markdown level, 1-6; 0 for none."""
    links: tuple[tuple[str, str], ...] = ()
    """(text, href) in order."""
    pictures: tuple[tuple[str, str], ...] = ()
    """(src, alt) in order."""


class Dialect(NamedTuple):
    """Which marks a dump has."""

    markdown: bool = False
    references: dict[int, str] = {}  # noqa: RUF012 -- a NamedTuple default, never changed
    """lynx: number to URL."""
    tail: int = 1 << 60
    """Row of the first line of the list of references."""


def detect_dialect(found: list[Line]) -> Dialect:
    """The dialect of a dump: Markdown by its links, lynx by the numbered URLs that end it."""
    references: dict[int, str] = {}
    tail = len(found)
    for index in range(len(found) - 1, -1, -1):
        match = _REFERENCE.fullmatch(found[index].text)
        if match is not None:
            references[int(match[1])] = match[2]
            tail = index
        elif tail - index > 2 or len(found[index].text) > 40:
            break  # "Visible links:" and "References" may stand between, nothing longer
    if len(references) >= _ENOUGH:
        return Dialect(False, references, tail)
    links = sum(len(_LINK.findall(line.text)) for line in found)
    return Dialect(markdown=links >= _ENOUGH)


def unmark(text: str, dialect: Dialect) -> Marked:
    """The block as a reader of the page saw it."""
    if dialect.references:
        return _without_markers(text, dialect.references)
    return _without_markdown(text) if dialect.markdown else Marked(text)


def _without_markers(text: str, references: dict[int, str]) -> Marked:
    pieces = _MARKER.split(text)
    plain, links = [pieces[0]], []
    for number, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        href = references.get(int(number))
        if href is None:
            plain.append(f"[{number}] ")
        else:
            links.append((rest.strip(), href))
        plain.append(rest)
    return Marked(tidy("".join(plain)), links=tuple(links))


def _without_markdown(text: str) -> Marked:
    pictures = tuple((src, alt) for alt, src in _IMAGE.findall(text))
    text = _IMAGE.sub("", text)
    links = tuple((label, href) for label, href in _LINK.findall(text) if label.strip())
    text = _LINK.sub(r"\1", text)
    heading = _HEADING.match(text)
    if heading:
        text = text[heading.end() :].rstrip("# ")
    text = _EMPHASIS.sub(r"\2", text)
    return Marked(tidy(_ESCAPED.sub(r"\1", text)), len(heading[1]) if heading else 0, links, pictures)
