"""Lines of text that date the article: under its headline, at its foot, or wherever one says "Published".

Comes in: the document, its labels, the zone of the article. Goes out: facts of the fields `date_published` and
`date_modified` with the source `block:dateline`. Must not know: `<time>`, declared dates, or which claim wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from broadsheet.metadata.dates.reading import Found, find_dates
from broadsheet.metadata.dates.words import field_before, is_label, say_modified, say_published, say_something_else
from broadsheet.metadata.elsewhere import DATE, is_elsewhere
from broadsheet.metadata.zone import Zone
from broadsheet.records import Document, Fact, Flag, Kind

SOURCE = "block:dateline"
"""A line that stands beside the headline or says what it dates."""
WEAK = "block:date"
"""Any other: its words or its place leave it open whose date it is."""
SHORT = 160
"""Characters of a line that can be a dateline: a paragraph that mentions a date is longer."""

_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG)
_HEADS = frozenset({Kind.DATELINE, Kind.BYLINE})
_OTHERS = frozenset(
    {Kind.COMMENTS, Kind.CAPTION, Kind.CREDIT, Kind.AD, Kind.CONSENT, Kind.TEASER, Kind.RELATED, Kind.TITLE}
)
"""Kinds of blocks whose dates are seldom the article's."""
_YEAR = re.compile(r"[\d年](?:\d{3}|[./-]\s?\d\d?[./-]\s?\d\d|(?<=年))")
_PLAIN_YEAR = re.compile(r"[0-9](?:[0-9]{3}|[./-]\s?[0-9][0-9]?[./-]\s?[0-9][0-9])")
"""What a line with a date holds at least, its first sign first; the rest is not searched for each spelling."""
_RANGE = re.compile(r"^\s*(?:[-–—]|bis|to|until|till|au|al|do)\s*$", re.IGNORECASE)
"""What stands between the two ends of a period."""
_SOFT_HYPHEN = "\u00ad"
_BEGINS = re.compile(
    r"^[\s(\[]*(?:(?:pressemitteilung|medienmitteilung|press release|meldung|comunicado|communiqué)[^\d.]{0,12}"
    r"|[^\W\d_][\w.-]{2,20}(?: [^\W\d_][\w.-]{2,20})?,\s*(?:den\s)?)?$",
    re.IGNORECASE,
)
"""What may stand before the date that a first paragraph begins with: a bracket, a place."""
_ENTRY = re.compile(
    r"(?:this|dieser?|cet(?:te)?|est[ae]|questo|dit|denne|detta) (?:entry|post|article|story|beitrag|artikel|eintrag"
    r"|billet|entrada|artículo|artigo|articolo|bericht|inlägg|innlegg)\b|published\b|posted\b",
    re.IGNORECASE,
)
"""`This entry was posted on …`: blogs say so in a sentence below the text, in the words of their template."""
_SENTENCE = 400
"""Characters of such a sentence (a guess)."""
_ENDS = re.compile(r"^\s*[)\]–—|/„“«»:-]")
"""What parts such a date from the paragraph: `(2. Mai 2024) The wheel …`."""
_DATE_NAME = re.compile(r"date|time|publi|posted|datum|meta|byline|fecha|data\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HEAD = 12
"""Rows from the first paragraph that may still date the article, where its title was found too far above (a guess)."""
_OPENING = 4
"""Rows after the first that may be the paragraph which begins with the date (a guess)."""
_FOOT = 10
"""Rows below the last paragraph that may say when it was published."""

_LABELLED, _LINE, _NAMED, _BARE, _FEW, _MANY = 3.0, 2.0, 1.0, 2.0, 1.0, -2.0
_PROSE, _OTHER, _FOREIGN, _ABOVE, _BELOW, _ROW = -3.0, -2.0, -4.0, -0.5, -1.0, -0.1
"""What speaks for a line, and against it: its label, its kind, its names; few words beside the date, or many; being
article text, or something else; lying among other stories; standing above the title or
among the paragraphs, or below them; each row between it and the title or the text."""
_LEAST, _SURE = -3.0, 1.5
"""Scores of the least line that counts where no other does, and of one that is surely the article's. Guesses, as are
those above."""
_NEAR = 15
"""Rows between a headline, a line that dates it, and the text (a guess)."""
_STORIES = re.compile(r"related|sidebar|comment|recommend|popular|most-?read")


class _Line(NamedTuple):
    """A date of a line, and how much speaks for its being the article's."""

    fact: Fact
    score: float


def facts(document: Document, zone: Zone, language: str | None, *, dated: bool = False) -> list[Fact]:
    """The best date of each field around the title, else at the foot, else on a line that says "Published".

    `dated`: a `<time>` near the title says it already, so that only the title's surroundings are read.
    """
    head = range(zone.head, max(zone.lead_in, min(zone.first + _HEAD, zone.last)))
    found = _best(_lines(document, zone, head, language))
    if "date_published" not in found and not dated:
        foot = range(max(zone.last, head.stop), min(zone.last + _FOOT, len(document.blocks)))
        found = _best(_lines(document, zone, foot, language)) | found
    if "date_published" not in found and not dated:
        rest = range(head.stop, len(document.blocks))
        found = _best(_lines(document, zone, rest, language, labelled=True)) | found
    return [line.fact for line in found.values()]


def _beside(zone: Zone, row: int) -> bool:
    """Does a row stand between headline and text, or close to both?"""
    return abs(row - zone.title) <= _NEAR and abs(zone.first - row) <= _NEAR


def _best(lines: Iterator[_Line]) -> dict[str, _Line]:
    best: dict[str, _Line] = {}
    for line in lines:
        field = line.fact.field
        if line.score > _LEAST and (field not in best or line.score > best[field].score):
            best[field] = line
    return best


def _lines(
    document: Document, zone: Zone, rows: range, language: str | None, *, labelled: bool = False
) -> Iterator[_Line]:
    """The dates of the rows; `labelled`: only of those that say that they were published."""
    blocks, texts = document.blocks, document.blocks.text
    for row in rows:
        text = texts[row].replace(_SOFT_HYPHEN, "") if _SOFT_HYPHEN in texts[row] else texts[row]
        if (len(text) > SHORT and not _may_date(text, row, zone)) or not (
            _PLAIN_YEAR if text.isascii() else _YEAR
        ).search(text, 0, SHORT):
            continue
        kind = zone.kinds[row] if row < len(zone.kinds) else None
        before = texts[row - 1] if row and is_label(texts[row - 1]) else ""
        outside = int(blocks.elements.flags[blocks.element[row]]) & _OUTSIDE
        if outside and kind not in _HEADS and not labelled and not before:
            continue
        if labelled and not _says(before or text):
            continue
        place = _place(document, zone, row, kind)
        for date, words in _dates(text, language):
            bare = _besides(text, date) <= 3
            score = _score(text, date, before + " " + words) + place + (_PROSE if kind is None and not bare else 0.0)
            if not labelled or _says(before + words):
                sure = score >= _SURE and (labelled or _beside(zone, row) or say_published(before + words))
                yield _Line(Fact(field_before(before + " " + words), date.iso, SOURCE if sure else WEAK, text), score)


def _may_date(text: str, row: int, zone: Zone) -> bool:
    """Is a paragraph one that may begin with the date, or a blog's sentence of its own posting?"""
    if row <= zone.first + _OPENING:
        return True
    return row >= zone.last and len(text) <= _SENTENCE and _ENTRY.match(text) is not None


def _dates(text: str, language: str | None) -> Iterator[tuple[Found, str]]:
    """The dates of a line, each with the words before it; of a paragraph the one that it begins with."""
    if len(text) > SHORT:
        first = next(iter(find_dates(text[:SHORT], language)), None)
        if first and _ENTRY.match(text):
            yield first, text[: first.start] + " published "
            return
        if first and _BEGINS.match(text[: first.start]) and _ENDS.match(text[first.end :]):
            yield first, ""
        return
    found = find_dates(text, language)
    ends = [date.start for date in found[1:]] + [len(text)]
    since = 0
    for position, date in enumerate(found):
        words = text[since : date.start]
        period = _RANGE.match(text[date.end : ends[position]]) and position + 1 < len(found)
        if not period and not (position and _RANGE.match(words)) and not say_something_else(words):
            yield date, words
        since = date.end


def _score(text: str, date: Found, words: str) -> float:
    """What the line itself says: a label, and how many words besides."""
    if len(text) > SHORT:
        return _FEW - _PROSE
    score = _LABELLED if _says(words) else 0.0
    besides = _besides(text, date)
    return score + (_BARE if besides <= 3 else _FEW if besides <= 10 else _MANY)


def _says(words: str) -> bool:
    """Do they say what happened on the day?"""
    return say_published(words) or say_modified(words)


def _besides(text: str, date: Found) -> int:
    """The words of a line beside its date."""
    return len(_WORD.findall(text[: date.start])) + len(_WORD.findall(text[date.end :]))


def _place(document: Document, zone: Zone, row: int, kind: Kind | None) -> float:
    """What the place and the names of a line say."""
    elements = document.blocks.elements
    element = int(document.blocks.element[row])
    score = _ROW * min(abs(row - zone.title), abs(row - zone.first), _NEAR)
    score += _LINE if kind is Kind.DATELINE else _NAMED if kind is Kind.BYLINE else 0.0
    score += _OTHER if kind in _OTHERS else 0.0
    names = elements.tokens[element] + " " + elements.tokens[max(int(elements.parent[element]), 0)]
    score += _NAMED if _DATE_NAME.search(names) else 0.0
    score += _BELOW if row > zone.last else 0.0 if zone.title <= row <= zone.first else _ABOVE
    if is_elsewhere(elements, element, DATE):
        around = " ".join(elements.tokens[above] for above in islice(elements.ancestors(element), 5))
        score += _FOREIGN if _STORIES.search(names + around) else _ABOVE
    return score
