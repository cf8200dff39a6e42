"""The second look, after the network: the few rules that hold on every page, each with its evidence.

Comes in: a draft that keeps what the network keeps. Goes out: the draft, changed; every change carries the name of
its rule. Must not name kinds beyond those its rules know (that is `kinds`). A rule that would take much of the text
takes nothing: whole articles live in elements called `comments`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from broadsheet.extract.draft import Draft
from broadsheet.extract.features.numbers import LINKED
from broadsheet.extract.lines import opening_kind, opening_label
from broadsheet.extract.make import main_makes, make
from broadsheet.extract.names import Name
from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import begins_byline, shape_of
from broadsheet.records import Flag, Kind

MOST = 0.3
"""Share of the kept words from which a rule is not believed; from earlier trials on the development pages."""
SURE = 0.95
"""Probability from which no phrase is believed against the network: beyond it 5 blocks of held-out pages went by one
rightly, and 21 wrongly."""
LONG = 15
"""Words from which the same text twice is a pull quote or a second copy; shorter lines recur in tables and lists."""
PULLED, PULLED_WORDS = 40, 4
"""Asides that are looked at, so that a page of nothing else stays cheap; and words of the shortest pull quote."""
CELLS, CELL_WORDS = 4, 60
"""Cells of the smallest table, and words of the largest cell: tables beyond these lay out a page."""
PROSE, STORY = 4, 150
"""Paragraphs, and their words, of an article that stands before its comments (a guess)."""
NEAR, DOUBTED, BELOW = 5, 0.8, 80
"""Blocks above the headline where a standfirst may be; probability under which what stands higher is none; words of
the text below (any of .6 to .9 strips the banners of the same two held-out pages, and nothing else)."""
OTHERS, BESIDE, UNLIKELY = 2, 2, 0.2
"""Kept headings of a make that speak for another; blocks on either side of which one is kept; probability below which
it is none all the same (any of .05 to .3 keeps the same headings of three held-out pages, all of them rightly)."""
ALL_LINKS = 0.95
"""Share of the kept words in links from which there is no text among them (a guess; no development page changes by
it)."""
LABELLED = 300
"""Characters of the longest line that the label at its beginning names ("Read also: …")."""
HALF, HEADLINE = 0.5, 30
"""Link density and words of a line behind a bullet that leads to another story."""
CAPTION, CREDIT = 50, 90
"""Words of the longest caption whose credit at the end is looked for; characters of the longest such credit."""
LAST, HEADING_WORDS, NOTE_WORDS = 3, 12, 90
"""Blocks at the end that are looked at; words of a heading that may head nothing, and of a note."""
_BULLET = re.compile(r"[•»›▶►→>]{1,3} ?")
_CREDITED = re.compile(
    r"(?:^|[.!?…)\s])(?:photo(?:graph)?|picture|image|foto|fotografía|bild|crédit|credit)s?"
    r"(?: by (?-i:(?=[^a-z])|(?=an? |the ))| courtesy of|:| :|/) ?[^.:]{2,60}\.?$",
    re.IGNORECASE,
)
"""By somebody, who has a capital: "by experimenting" tells how."""
_PARTS = frozenset({Kind.SUBSCRIBE, Kind.COMMENTS, Kind.RELATED, Kind.NEWSLETTER, Kind.LOGIN, Kind.AUTHOR_BIO})
"""Phrases that open a part; the others only name their own line."""
_NAMED = frozenset({Kind.CAPTION, Kind.COMMENTS, Kind.AUTHOR_BIO, Kind.DISCLAIMER, Kind.OTHER})
"""Kinds whose names hold what they promise; the last are players, fact boxes, hidden labels. Related, newsletter or
credit do not: as rules they gain nothing."""
_FOLDED = frozenset({"accordion"})
"""Names of `_NAMED` kinds that hold text as often: answers to questions, folded away (140 of 240 held-out blocks)."""
_LABELS = frozenset({Kind.RELATED, Kind.NEWSLETTER, Kind.SUBSCRIBE, Kind.DISCLAIMER, Kind.TAGS, Kind.SHARE})
_SHAPES = frozenset({Kind.CREDIT, Kind.BYLINE, Kind.DATELINE, Kind.IMAGE_URL, Kind.PAGE_URL})
_TABLE, _PREFORMATTED, _HEADING = int(Flag.TABLE), int(Flag.PREFORMATTED), int(Flag.HEADING)
_FIGCAPTION, _ASIDE = int(Flag.FIGCAPTION), int(Flag.ASIDE | Flag.BLOCKQUOTE | Flag.FIGURE)
_QUOTES = " \"'“”„‘’«»‹›"
_NEVER = int(Flag.FORM | Flag.BUTTON | Flag.FIGCAPTION | Flag.NAV | Flag.ASIDE | Flag.FOOTER)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without ink or width (Unicode's Default_Ignorable_Code_Point, those that stand alone on pages): editors leave
one in an empty paragraph."""
_PARTED = re.compile(r"(?<!\s)(?:\s?,|\s[|·•–—-])\s")
"""Between a byline and its date."""
_AGO = re.compile(
    r"\d{1,3} ?(?:min|mins|minutes?|hrs?|hours?|h|days?) ago|vor \d{1,3} (?:min\.?|minuten?|std\.?|stunden?|tag|tagen)"
    r"|il y a \d{1,3} ?(?:min|minutes?|h|heures?|j|jours?)|(?:hace|há) \d{1,3} ?(?:min|minutos?|h|horas?|d[ií]as?)"
    r"|\d{1,3} (?:minut[oi]|or[ae]|giorn[oi]) fa|\d{1,3} (?:min|minuten|minuut|uur|dagen|dag) geleden"
    r"|\d{1,3} (?:мин|минуты?|час|часа|часов|дня|дней) назад|\d{1,3} ?(?:分|時間|日)前|\d{1,3} ?(?:分钟|小时|天)前",
    re.IGNORECASE,
)
"""A line that is a post's or story's age and nothing else."""
_SET = int(Flag.HEADING | Flag.LIST_ITEM | Flag.TABLE)
"""Blocks whose shape says nothing: a list of names is no byline."""


def revise(draft: Draft, headline: int | None, inherited: list[Name | None], again: Sequence[int] = ()) -> None:
    """Apply the rules in order; `inherited` holds each element's name, its own or its nearest named ancestor's.

    `again`: lines that say the headline once more.
    """
    if headline is None:
        headline = _first_h1(draft)
    if headline is not None:
        if draft.kept[headline]:
            draft.strip(headline, Kind.TITLE, "the headline")
        above(draft, headline)
    for row in again:
        if draft.kept[row]:
            draft.strip(row, Kind.TITLE, "the headline again")
    openings(draft)
    repeats(draft)
    amid(draft)
    headings(draft)
    lines(draft)
    named(draft, inherited)
    closing(draft)
    links(draft)


def above(draft: Draft, headline: int) -> None:
    """What stands far above the headline of a text, and is in doubt: banners, offers, the menu's last word."""
    text = draft.text()
    if sum(draft.size[row] for row in text if row > headline) >= BELOW:
        for row in text:
            if row < headline - NEAR and draft.scores[row] < DOUBTED:
                draft.strip(row, Kind.OTHER, "far above the headline")


def _first_h1(draft: Draft) -> int | None:
    """The `<h1>` that the text begins with, however short: where no heading repeats a title, it is the headline."""
    first = draft.kept.index(True) if True in draft.kept else None
    return first if first is not None and draft.blocks.elements.tag[draft.element[first]] == "h1" else None


def openings(draft: Draft) -> None:
    """A line such as "Related stories" strips what follows, up to text of the article's own make, or its heading.

    A paywall's line is none of the text however sure the network is, and what follows it neither.
    """
    total = after = draft.words()
    main = main_makes(draft, range(len(draft.kept)))
    opened: tuple[Kind, str] | None = None
    for row in draft.span():
        was_kept, text = draft.kept[row], draft.blocks.text[row]
        after -= draft.size[row] if was_kept else 0
        near_end = after < MOST * total
        walled = opened is not None and opened[0] is Kind.SUBSCRIBE
        kind = opens(text) if was_kept or near_end else None
        if was_kept and draft.scores[row] >= SURE and not walled and kind is not Kind.SUBSCRIBE:
            opened = None
            continue
        if kind is not None:
            if was_kept:
                draft.strip(row, kind, "an opening phrase")
            if kind in _PARTS and near_end:
                opened = (kind, text)
        elif opened and was_kept:
            heads = draft.flags[row] & _HEADING and row + 1 < len(draft.kept) and draft.kept[row + 1]
            if make(draft, row + 1 if heads else row) in main:
                opened = None
            else:
                draft.strip(row, opened[0], f"after the phrase {opened[1][:40]!r}")


def named(draft: Draft, inherited: list[Name | None]) -> None:
    """What stands in elements that bear a kind's name, or in a figcaption, where it is little of the text."""
    found: dict[tuple[Kind, str], list[int]] = {}
    for row in draft.text():
        name = inherited[draft.element[row]]
        if draft.flags[row] & _FIGCAPTION:
            found.setdefault((Kind.CAPTION, "figcaption"), []).append(row)
        elif name is not None and name.kind in _NAMED and name.word not in _FOLDED:
            found.setdefault((name.kind, name.word), []).append(row)
    limit = MOST * draft.words()
    for (kind, word), rows in found.items():
        if sum(draft.size[row] for row in rows) < limit or (kind is Kind.COMMENTS and _is_thread(draft, rows)):
            for row in rows:
                draft.strip(row, kind, f"in an element named {word}")


def _is_thread(draft: Draft, rows: list[int]) -> bool:
    """Do comments, however long, stand behind an article of some length?"""
    before = [row for row in draft.text() if row < rows[0]]
    long = [draft.size[row] for row in before if draft.size[row] >= LONG]
    return len(long) >= PROSE and sum(long) >= STORY


def repeats(draft: Draft) -> None:
    """The same long text twice is text once; a quote set apart that only repeats a sentence is none."""
    seen: set[str] = set()
    texts = draft.blocks.text
    for row in draft.text():
        if draft.size[row] >= LONG:
            if texts[row] in seen:
                draft.strip(row, Kind.OTHER, "repeats an earlier block")
            seen.add(texts[row])
    apart = [row for row in draft.text() if draft.flags[row] & _ASIDE]
    if not 0 < len(apart) <= PULLED:
        return
    whole = "\n".join([texts[row] for row in draft.text()])
    for row in apart:
        text = texts[row].strip(_QUOTES)
        if draft.size[row] >= PULLED_WORDS and whole.count(text) > 1:
            draft.strip(row, Kind.OTHER, "repeats a sentence of the text")


def amid(draft: Draft) -> None:
    """A table, or a listing, between kept blocks is text as a whole, unless it links away."""
    span = draft.span()
    for rows in _tables(draft):
        inside = rows[0] > span.start and rows[-1] < span.stop - 1
        words = sum(draft.size[row] for row in rows)
        linked = sum(draft.linked[row] * draft.size[row] for row in rows)
        if inside and linked < LINKED * words:
            for row in rows:
                if not draft.kept[row] and not draft.flags[row] & _NEVER:
                    draft.keep(row, "in a table amid the text")
    for row in span:
        listing = draft.flags[row] & _PREFORMATTED and not draft.flags[row] & _NEVER
        if listing and not draft.kept[row] and draft.kind[row] is None and draft.linked[row] < LINKED:
            draft.keep(row, "preformatted, amid the text")


def headings(draft: Draft) -> None:
    """A heading made like two that are kept, with text before and behind it, is text as they are."""
    span = draft.span()
    made = Counter(_heading_make(draft, row) for row in span if draft.kept[row] and draft.flags[row] & _HEADING)
    for row in span:
        if draft.kept[row] or not draft.flags[row] & _HEADING or draft.kind[row] is not None:
            continue
        amid = any(draft.kept[max(0, row - BESIDE) : row]) and any(draft.kept[row + 1 : row + 1 + BESIDE])
        if amid and draft.scores[row] >= UNLIKELY and made[_heading_make(draft, row)] >= OTHERS:
            draft.keep(row, "a heading made like the others")


def _heading_make(draft: Draft, row: int) -> tuple[str, str, str]:
    """Tag and names of a heading, and the names of what it stands in: each may head a section of its own."""
    tag, names, parent = make(draft, row)
    return tag, names, draft.blocks.elements.tokens[parent]


def _tables(draft: Draft) -> list[list[int]]:
    """The blocks of each innermost table that holds data."""
    tables: dict[int, list[int]] = {}
    for row, flags in enumerate(draft.flags):
        if flags & _TABLE:
            element = draft.element[row]
            while element > 0 and draft.blocks.elements.tag[element] != "table":
                element = draft.parent[element]
            tables.setdefault(element, []).append(row)
    return [
        rows for rows in tables.values() if len(rows) >= CELLS and max(draft.size[row] for row in rows) <= CELL_WORDS
    ]


def lines(draft: Draft) -> None:
    """A line that its label or its shape names ("Read also: …", "(Photo: …)", a date, an address) is no text."""
    for row in draft.text():
        text = draft.blocks.text[row]
        if len(text) <= LABELLED:
            kind, why = _line(draft, row, text)
            if kind is not None:
                draft.strip(row, kind, why)


def _line(draft: Draft, row: int, text: str) -> tuple[Kind | None, str]:
    if not text.strip(_UNSEEN):
        return Kind.OTHER, "nothing in it can be seen"
    flags, size = draft.flags[row], draft.size[row]
    kind = None if flags & _HEADING else opening_label(text)[0]
    if kind in _LABELS:
        return kind, "the label it begins with"
    shape = None if flags & _SET else shape_of(text.strip("()[]"))
    if shape in _SHAPES and not (shape is Kind.DATELINE and text.endswith(".")):
        return shape, f"its shape: {str(shape).replace('_', ' ')}"
    if not flags & _SET and _AGO.fullmatch(text):
        return Kind.DATELINE, "its shape: how long ago"
    author, *date = _PARTED.split(text, 1) if not flags & _SET and begins_byline(text) else [""]
    if date and shape_of(author) is Kind.BYLINE and shape_of(date[0]) is Kind.DATELINE:
        return Kind.BYLINE, "its shape: byline and date"
    if draft.linked[row] > HALF and size <= HEADLINE and _BULLET.match(text):
        return Kind.RELATED, "a bullet and a link"
    if not flags & _HEADING and size <= CAPTION and _CREDITED.search(text, max(0, len(text) - CREDIT)):
        return Kind.CAPTION, "a picture's credit at its end"
    return None, ""


def closing(draft: Draft) -> None:
    """From the end inwards: a note in the paper's own name, and a heading after which nothing is kept."""
    for row in draft.text()[: -LAST - 1 : -1]:
        if draft.flags[row] & _HEADING and draft.size[row] <= HEADING_WORDS:
            draft.strip(row, Kind.OTHER, "a heading that nothing follows")
        elif draft.size[row] <= NOTE_WORDS and opening_kind(draft.blocks.text[row])[0] is Kind.DISCLAIMER:
            draft.strip(row, Kind.DISCLAIMER, "a note at the end")
        else:
            return


def links(draft: Draft) -> None:
    """What is nothing but links is a menu, whatever a network makes of a page that has nothing else."""
    text = draft.text()
    if sum(draft.linked[row] * draft.size[row] for row in text) >= ALL_LINKS * draft.words():
        for row in text:
            draft.strip(row, Kind.NAVIGATION, "nothing but links is kept")
