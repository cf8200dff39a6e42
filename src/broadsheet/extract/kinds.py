"""What each stripped block is: its own words first, then its element's names, then its place.

Comes in: a draft after revision. Goes out: the draft with a kind for every stripped block. Must not
turn a kept block into a stripped one.
"""

from __future__ import annotations

from broadsheet.extract.draft import Draft
from broadsheet.extract.names import Name
from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import shape_of
from broadsheet.records import Document, Flag, Kind

SHORT_LINK = 3
"""Words of the longest link that is taken for a menu entry; headlines have more."""
_UNDECIDED = (None, Kind.OTHER)

_PLACES: tuple[tuple[int, Kind, str], ...] = (
    (int(Flag.NAV), Kind.NAVIGATION, "in a nav element"),
    (int(Flag.FOOTER), Kind.FOOTER, "in a footer element"),
    (int(Flag.FIGCAPTION), Kind.CAPTION, "in a figcaption"),
    (int(Flag.DIALOG), Kind.CONSENT, "in a dialog"),
    (int(Flag.TIME), Kind.DATELINE, "in a time element"),
    (int(Flag.ASIDE), Kind.TEASER, "in an aside"),
    (int(Flag.HEADER), Kind.NAVIGATION, "in a header element"),
)
"""Flags that name a kind, the most telling first."""


def name_kinds(draft: Draft, document: Document, inherited: list[Name | None], title: int | None) -> None:
    """Give every stripped block a kind; kinds that an earlier rule decided stand.

    `inherited` holds each element's name, its own or its nearest named ancestor's.
    """
    author = (document.declared.first("author", "article:author") or "").lower()
    headline = document.blocks.text[title] if title is not None else None
    span = draft.span()
    for row, kept in enumerate(draft.kept):
        if kept or draft.kind[row] not in _UNDECIDED:
            continue
        decided = (
            _by_words(document.blocks.text[row], headline, author)
            or _by_name(inherited[draft.element[row]])
            or _by_place(draft.flags[row])
            or _by_position(draft, row, span)
        )
        if decided is not None:
            kind, why = decided
            draft.strip(row, kind, f"{draft.rule[row]}; {why}" if draft.rule[row] else why)


def _by_words(text: str, headline: str | None, author: str) -> tuple[Kind, str] | None:
    if text == headline:
        return Kind.TITLE, "the headline again"
    if author and len(text) < 80 and author == text.lower().removeprefix("by ").strip():
        return Kind.BYLINE, "the declared author"
    kind = opens(text)
    if kind is not None:
        return kind, "an opening phrase"
    shape = shape_of(text)
    return (shape, f"its shape: {shape.replace('_', ' ')}") if shape else None


def _by_name(name: Name | None) -> tuple[Kind, str] | None:
    if name is None or name.kind is Kind.OTHER:
        return None
    return name.kind, f"in an element named {name.word}"


def _by_place(flags: int) -> tuple[Kind, str] | None:
    return next(((kind, why) for flag, kind, why in _PLACES if flags & flag), None)


def _by_position(draft: Draft, row: int, span: range) -> tuple[Kind, str] | None:
    linked = draft.linked[row] > 0.5
    if row < span.start:
        return (Kind.NAVIGATION, "a link before the text") if linked else None
    if linked and draft.size[row] <= SHORT_LINK:
        return Kind.NAVIGATION, "a short link after the text"
    if linked:
        return (
            (Kind.RELATED, "a long link amid the text") if row in span else (Kind.TEASER, "a long link after the text")
        )
    return None
