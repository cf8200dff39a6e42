"""What a plain-text page dump says of its article: one function a field, nothing declared to lean on.

Comes in: a `Document` of form TEXT and the `Body` made of it. Goes out: facts with the page's own
words and their place (`dump:` and the span of characters). Must not know: how labels came about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.metadata.authors.names import byline_names, declared_names
from broadsheet.metadata.clean import fold
from broadsheet.metadata.dates.reading import find_dates
from broadsheet.metadata.dumps import dates as dump_dates
from broadsheet.metadata.dumps import images as dump_images
from broadsheet.metadata.dumps import publisher as dump_publisher
from broadsheet.metadata.dumps import section as dump_section
from broadsheet.metadata.dumps.filing import read_filing
from broadsheet.metadata.dumps.place import place, rows_of
from broadsheet.metadata.tagging import fold_doubles
from broadsheet.records import Body, Document, Fact, Kind, Related
from broadsheet.urls import resolve

_SEPARATORS = re.compile(r" ?[,;|•·،、，；/] ?| (?=#)")
_NAMING = frozenset({Kind.BYLINE, Kind.DATELINE})
_BY = re.compile(
    r"(?:^|[\s|·•,(–—-])(?i:by|von|par|por|da|di|door|av|af|przez|od|автор:?|от)\s+([^\W\d_a-zà-öø-ÿа-яё].{2,120})$"
)
"""What introduces a name on a line that also has the date: the name begins with a capital."""
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")
_TAG_WORDS = 6
"""Longer pieces are sentences."""
_HEADLINE_WORDS = 3
"""Words of a related headline at least; in scripts without spaces, characters twice that."""


def dump_facts(document: Document, body: Body) -> list[Fact]:
    """Claims about the article of a text dump; fields and value types are those of `Article`.

    title, url, publisher, section, date_published, date_modified, authors, tags, related, images;
    a field that the dump does not speak of has no fact.
    """
    publisher = dump_publisher.facts(document, body)
    found = [*_title(document, body), *_url(document, body), *publisher, *dump_section.facts(document, body)]
    found += dump_dates.facts(document, body)
    found += [*_authors(document, body), *_tags(document, body), *_related(document, body)]
    found += dump_images.facts(document, body)
    return found


def _title(document: Document, body: Body) -> Iterator[Fact]:
    for row in rows_of(body, Kind.TITLE)[:1]:
        yield Fact("title", document.blocks.text[row], place(document, row), document.blocks.text[row])


def _url(document: Document, body: Body) -> Iterator[Fact]:
    for row in rows_of(body, Kind.PAGE_URL)[:1]:
        if document.url:
            yield Fact("url", document.url, place(document, row), document.blocks.text[row])


def _authors(document: Document, body: Body) -> Iterator[Fact]:
    rows = [row for row, label in enumerate(body.labels[: _end(body) + 6]) if label.kind in _NAMING]
    names: dict[str, None] = {}
    lines = []
    for row in rows:
        text = document.blocks.text[row]
        if body.labels[row].kind is Kind.DATELINE:
            found = tuple(_beside_date(text, document.language))
        else:
            found = byline_names(text) or (declared_names(text) if _LABEL.match(text) else ())
        if found:
            lines.append(row)
            names.update(dict.fromkeys(found))
    if names:
        yield Fact(
            "authors", tuple(names), place(document, lines[0]), "; ".join(document.blocks.text[row] for row in lines)
        )


def _beside_date(text: str, language: str | None) -> list[str]:
    """The names in a line that dates the article as well ("Posted on 2 May 2024 by Jane Roe")."""
    names: list[str] = []
    previous = 0
    for start, end in [*((date.start, date.end) for date in find_dates(text, language)), (len(text), len(text))]:
        found = _BY.search(text[previous:start])
        names += byline_names(_up_to_joiner(found[1])) if found else []
        previous = end
    return names


def _up_to_joiner(text: str) -> str:
    """Without the words between a name and the date that follows ("on", "am", "le", "| updated")."""
    words = text.split()
    while words and (words[-1][0].islower() or not any(map(str.isalnum, words[-1]))):
        words.pop()
    return " ".join(words)


def _end(body: Body) -> int:
    return max((row for row, label in enumerate(body.labels) if label.kept), default=len(body.labels))


def _tags(document: Document, body: Body) -> Iterator[Fact]:
    rows = rows_of(body, Kind.TAGS)
    filed = {row: _announced(document, body, row) for row in rows if body.labels[row].rule == "filed"}
    lines = {row: words for row in rows if (words := _announced(document, body, row))}
    pieces = [
        piece
        for row, words in lines.items()
        for piece in (read_filing(words).tags if row in filed else _SEPARATORS.split(words))
    ]
    tags = fold_doubles(piece.strip(" #.\"'") for piece in pieces if 0 < len(piece.split()) <= _TAG_WORDS)
    if tags:
        first = next(iter(lines))
        yield Fact("tags", tags, place(document, first), "; ".join(lines.values()))


def _related(document: Document, body: Body) -> Iterator[Fact]:
    hrefs = {link.block: link.href for link in reversed(document.links)}
    found: dict[str, Related] = {}
    rows = []
    for row in rows_of(body, Kind.RELATED):
        title = _announced(document, body, row).lstrip("•‣▪▫●○■□▶►➤·*+-–— ")
        if title and fold(title) not in found and _is_headline(title):
            href = hrefs.get(row)
            found[fold(title)] = Related(title, resolve(document.url, href) if href else None)
            rows.append(row)
    if found:
        related = tuple(found.values())
        yield Fact("related", related, place(document, rows[0]), "; ".join(item.title for item in related))


def _is_headline(title: str) -> bool:
    return title.count(" ") + 1 >= _HEADLINE_WORDS or (
        not title.isascii() and " " not in title and len(title) >= 2 * _HEADLINE_WORDS
    )


def _announced(document: Document, body: Body, row: int) -> str:
    """What a labelled line holds beside its label; the whole line where another line is the label."""
    text = document.blocks.text[row]
    if body.labels[row].rule != "label":
        return text
    found = _LABEL.match(text)
    return text[found.end() :] if found else ""
