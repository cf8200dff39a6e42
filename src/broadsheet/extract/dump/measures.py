"""What the network sees of a dump's blocks: how each is written, laid out and worded, and what the rules say of it.

Comes in: a `Document` of form TEXT and what the rules found. Goes out: the same `Features` as of a page of HTML, with
columns of its own; where a page has containers, a dump has runs without a blank line, of one indent, under one label,
and windows. Must not decide.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt

from broadsheet.extract.dump import bylines, pictures, shapes
from broadsheet.extract.dump.addresses import url_kind
from broadsheet.extract.dump.rules import Found
from broadsheet.extract.features import Features
from broadsheet.extract.features.letters import (
    COMMA,
    DIGIT,
    LOWER,
    MARK,
    QUOTE,
    SPACE,
    STOP,
    UPPER,
    WIDE,
    Letters,
    letters,
)
from broadsheet.extract.features.marks import Words, words_of
from broadsheet.extract.features.places import LEVELS, Places
from broadsheet.extract.template import fingerprints
from broadsheet.extract.words.lines import ENDS_ARTICLE
from broadsheet.records import Blocks, Document, Flag, Ints, Kind, Role

Column = npt.NDArray[Any]

WINDOWS = (6, 20)
"""Rows to either side that the two windows see: an article's paragraphs between two boxes, and a whole article."""
REGULAR = 3
"""Rows to either side over which the regularity of line lengths is measured."""
NEAR = 4
"""Rows to either side in which prose is counted."""
SPREAD = 10
"""Rows to either side that make the densest place of the page."""
MOST = 3
"""Blank lines, and repetitions, beyond which more say nothing new."""
LABEL = 0.6
"""Share of a line's words from which it heads a part of the page."""

_KINDS: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("title", frozenset({Kind.TITLE})),
    ("byline", frozenset({Kind.BYLINE, Kind.DATELINE})),
    ("caption", frozenset({Kind.CAPTION, Kind.CREDIT, Kind.IMAGE_URL, Kind.PAGE_URL})),
    ("menu", frozenset({Kind.NAVIGATION, Kind.SEARCH, Kind.FOOTER})),
    ("others", frozenset({Kind.RELATED, Kind.TEASER, Kind.TAGS})),
    ("pitch", frozenset({Kind.SUBSCRIBE, Kind.NEWSLETTER, Kind.NOTIFICATION, Kind.SHARE, Kind.AD})),
    (
        "rules",
        frozenset(
            {Kind.COMMENT_POLICY, Kind.POLICY, Kind.CONSENT, Kind.LOGIN, Kind.CAPTCHA, Kind.ACCOUNT, Kind.DISCLAIMER}
        ),
    ),
    ("comments", frozenset({Kind.COMMENTS})),
    ("bio", frozenset({Kind.AUTHOR_BIO})),
    ("unknown", frozenset({Kind.OTHER})),
)
"""Kinds that stand in the same places, as one column each."""
_ROLES = (Role.LEAD, Role.PARAGRAPH, Role.SUBHEADING, Role.LIST_ITEM)
_SHAPES = ("url", "mail", "dateline", "counter", "name_list", "breadcrumb", "credit", "captioned", "byline", "bio")

OWN = (
    "log_words log_chars commas_per_word capitals digits quotes marks wide sentences words_per_sentence ends_sentence"
    " ends_colon ends_quote ends_letter starts_capital starts_small starts_digit starts_quote starts_mark link_density"
    " list_item table_row heading prose"
).split()
LAYOUT = (
    "gap gap_after indent indent_to_prose indent_step same_indent repeats longer_than_last longer_than_next"
    " irregular mean_length"
).split()
WORDING = "cover hits hits_per_word named_per_word topic topic_per_word rules points".split()
PLACE = (
    "place place_in_prose from_end last_prose next_prose next_but_one prose_near dense in_run run_from run_to"
    " headline_from is_headline no_headline since_label ends_before ends_after page_blocks page_prose page_run"
    " page_hits"
).split()
CONTAINER = "blocks words prose_share prose_rows hits short_rows".split()
NAMES = (
    *OWN,
    *LAYOUT,
    *WORDING,
    *(f"shape_{name}" for name in _SHAPES),
    *PLACE,
    *(f"says_{name}" for name, _ in _KINDS),
    *(f"role_{role}" for role in _ROLES),
    *(f"{name}_{level}" for level in range(LEVELS) for name in CONTAINER),
)


def measures(document: Document, found: Found) -> Features:
    """Measure every block of a dump; `found` is what the rules make of it."""
    blocks = document.blocks
    heading = _labels(found)
    stands = _places(blocks, found, heading)
    spoken = [words_of(text) for text in blocks.text]
    names = [(), *map(_marks, blocks.tags(), range(len(blocks)), [found] * len(blocks))]
    return Features(
        _numbers(document, found, stands),
        _entries(names),
        [],
        Words(
            ["\n".join(name) for name in dict.fromkeys(names)],
            [first for first, _ in spoken],
            [words for _, words in spoken],
        ),
        stands,
    )


def _marks(tag: str, row: int, found: Found) -> tuple[str, ...]:
    """What a block goes by: its tag, the rule that decided on it, the kinds that its words name."""
    f, verdict = found.f, found.verdicts[row]
    kind, spoken = f.kind[row], f.spoken[row]
    return (
        f"<{tag}>",
        f"rule:{verdict.rule}",
        f"is:{verdict.role or verdict.kind}",
        *([f"says:{kind}"] if kind is not None else ()),
        *([f"speaks:{spoken}"] if spoken is not None else ()),
    )


def _entries(names: list[tuple[str, ...]]) -> Ints:
    """The entry of each element: row 0 is the root, then one element a block."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], np.int32)


def _labels(found: Found) -> Ints:
    """The nearest line above each block that heads a part of the page; -1 where there is none."""
    f = found.f
    heads = [row if kind is not None and f.cover[row] >= LABEL else -1 for row, kind in enumerate(f.kind)]
    above = np.full(len(heads) + 1, -1, np.int32)
    np.maximum.accumulate(np.array(heads, np.int32), out=above[1:])
    return above[:-1]


def _places(blocks: Blocks, found: Found, heading: Ints) -> Places:
    """A dump's containers: see the charter. Blocks of one layout are a group."""
    n = len(blocks)
    rows = np.arange(n)
    first, last = np.empty((n, LEVELS), np.int32), np.empty((n, LEVELS), np.int32)
    apart = (blocks.gap > 0, np.diff(blocks.indent, prepend=-1) != 0, np.diff(heading, prepend=-2) != 0)
    for level, starts in enumerate(apart):
        first[:, level], last[:, level] = _runs(starts)
    for level, reach in enumerate(WINDOWS, start=len(apart)):
        first[:, level], last[:, level] = np.maximum(rows - reach, 0), np.minimum(rows + reach + 1, n)
    long = np.digitize(blocks.words, (3, 8, 18))
    apart_above = (blocks.gap > 0).tolist()
    keys = zip(blocks.tags(), blocks.indent.tolist(), apart_above, found.f.prose.tolist(), long.tolist(), strict=True)
    numbers: dict[tuple[Any, ...], int] = {}
    group = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
    return Places(first, last, group, group, heading, np.ones(n, np.int32), (0, n), (0, n))


def _runs(starts: Column) -> tuple[Ints, Ints]:
    """First row and one past the last of the run that each row is in."""
    starts = starts.copy()
    starts[:1] = True
    at = np.flatnonzero(starts)
    number = np.cumsum(starts) - 1
    return at[number].astype(np.int32), np.append(at[1:], len(starts))[number].astype(np.int32)


def _numbers(document: Document, found: Found, places: Places) -> npt.NDArray[np.float32]:
    n = len(document.blocks)
    table = np.zeros((len(NAMES), n))
    if n:
        columns = [
            *_own(document.blocks, letters(document.blocks.text), found),
            *_layout(document.blocks, found),
            *_wording(document.blocks, found),
            *_looks(document.blocks, found),
            *_place(document.blocks, found, places),
            *_verdicts(found),
            *_containers(document.blocks, found, places),
        ]
        for row, column in zip(table, columns, strict=True):
            row[:] = column
    return np.ascontiguousarray(table.T, np.float32)


def _own(blocks: Blocks, found: Letters, seen: Found) -> list[Column]:
    words, size = np.maximum(blocks.words, 1), np.maximum(found.size, 1)
    shown = np.minimum(words, size)
    share = found.counts.T / size
    bit = np.arange(SPACE + 1, dtype=np.uint16)[:, None]
    starts, ends = (found.first >> bit) & 1, (found.last >> bit) & 1
    tags = np.array(blocks.tags())
    return [
        np.log1p(words),
        np.log1p(blocks.chars),
        found.counts[:, COMMA] / shown,
        *share[[UPPER, DIGIT, QUOTE, MARK, WIDE]],
        np.log1p(found.sentences),
        np.log1p(shown / np.maximum(found.sentences, 1)),
        ends[STOP],
        found.colon,
        found.quoted,
        ends[LOWER] | ends[UPPER],
        *starts[[UPPER, LOWER, DIGIT, QUOTE, MARK]],
        blocks.link_chars / np.maximum(blocks.chars, 1),
        tags == "li",
        tags == "tr",
        (blocks.flags() & int(Flag.HEADING)) > 0,
        seen.f.prose,
    ]


def _layout(blocks: Blocks, found: Found) -> list[Column]:
    gap = np.minimum(blocks.gap, MOST)
    indent = blocks.indent.astype(np.float64)
    prose = found.f.prose
    usual = float(np.median(indent[prose])) if prose.any() else 0.0
    length = np.log1p(blocks.chars)
    before, after = np.append(length[0], length[:-1]), np.append(length[1:], length[-1])
    spread, mean = _around(length)
    known = fingerprints(blocks.text)
    alike: list[int | str] = [known.get(text) or text.casefold() for text in blocks.text]
    seen = Counter(alike)  # lines that differ in numbers and case alone are one; short ones as they are
    return [
        gap,
        np.append(gap[1:], MOST),
        np.log1p(indent),
        np.clip(indent - usual, -20, 20),
        np.clip(np.diff(indent, prepend=indent[0]), -20, 20),
        np.diff(indent, prepend=indent[0]) == 0,
        np.array([min(seen[line], MOST + 1) for line in alike]),
        length - before,
        length - after,
        spread,
        mean,
    ]


def _around(length: Column) -> tuple[Column, Column]:
    """Standard deviation and mean of each row and its neighbours: of all whole windows at once."""
    n, span = len(length), 2 * REGULAR + 1
    spread, mean = np.zeros(n), np.zeros(n)
    if n >= span:
        windows = np.lib.stride_tricks.sliding_window_view(length, span)
        spread[REGULAR : n - REGULAR], mean[REGULAR : n - REGULAR] = windows.std(axis=1), windows.mean(axis=1)
    for row in range(n):
        if row < REGULAR or row >= n - REGULAR:
            part = length[max(row - REGULAR, 0) : row + REGULAR + 1]
            spread[row], mean[row] = part.std(), part.mean()
    return spread, mean


def _wording(blocks: Blocks, found: Found) -> list[Column]:
    f, words = found.f, np.maximum(blocks.words, 1)
    return [
        f.cover,
        np.log1p(f.hits),
        f.hits / words,
        f.named / words,
        np.log1p(f.topic),
        f.topic / words,
        found.rules,
        found.score,
    ]


def _looks(blocks: Blocks, found: Found) -> list[Column]:
    rows = []
    for text, words in zip(blocks.text, blocks.words.tolist(), strict=True):
        rows.append(
            (
                url_kind(text, found.f.page_url) is not None,
                shapes.has_mail(text),
                shapes.is_dateline(text, words),
                shapes.is_counter(text),
                shapes.is_name_list(text),
                shapes.is_breadcrumb(text),
                pictures.is_credit(text, words),
                pictures.is_caption(text) or pictures.inline_credit(text) > 0 or pictures.ends_with_source(text),
                bylines.is_byline(text, words),
                bylines.is_bio(text, words),
            )
        )
    return list(np.array(rows).T)


def _place(blocks: Blocks, found: Found, places: Places) -> list[Column]:
    n = len(blocks)
    rows = np.arange(n)
    log = np.log1p(np.arange(2 * n + 2))
    prose = found.f.prose
    mass = _total(np.where(prose, blocks.words, 0))
    count = _total(prose)
    whole = max(float(mass[-1]), 1.0)
    where = np.flatnonzero(prose)
    before, after = count[:-1].astype(np.intp), count[1:].astype(np.intp)
    sought = np.concatenate([[-n], where, [2 * n, 2 * n]])
    dense = mass[np.minimum(rows + SPREAD + 1, n)] - mass[np.maximum(rows - SPREAD, 0)]
    first, past = found.segment.first, found.segment.past
    headline = found.headline
    away = rows - headline if headline is not None else np.zeros(n)
    one = np.ones(n)
    ends = _total(_ends(found))
    return [
        rows / n,
        mass[:-1] / whole,
        log[n - rows],
        log[np.minimum(rows - sought[before], n)],
        log[np.minimum(sought[after + 1] - rows, n)],
        log[np.minimum(sought[np.minimum(after + 2, len(where) + 1)] - rows, n)],
        count[np.minimum(rows + NEAR + 1, n)] - count[np.maximum(rows - NEAR, 0)] - prose,
        dense / max(float(dense.max()), 1.0),
        (rows >= first) & (rows < past),
        *(np.sign(rows - end) * log[np.abs(rows - end)] for end in (first, past)),
        np.sign(away) * np.log1p(np.abs(away)),
        rows == headline if headline is not None else 0 * one,
        one * (headline is None),
        np.where(places.heading >= 0, np.log1p(rows - places.heading), -1.0),
        np.log1p(np.maximum(ends[:-1] - ends[first], 0.0)),
        np.log1p(ends[-1] - ends[1:]),
        one * log[n],
        one * np.log1p(whole),
        one * (float(mass[past] - mass[first]) / whole),
        one * (float(found.f.hits.sum()) / max(float(blocks.words.sum()), 1.0)),
    ]


def _ends(found: Found) -> Column:
    """Lines that stand after articles: headings of comments and teasers, the site's own small print."""
    f = found.f
    kinds = zip(f.kind, f.cover.tolist(), f.text, strict=True)
    return np.array(
        [(kind in ENDS_ARTICLE and cover >= LABEL) or pictures.is_copyright(text) for kind, cover, text in kinds]
    )


def _verdicts(found: Found) -> list[Column]:
    kinds = [np.array([verdict.kind in group for verdict in found.verdicts]) for _, group in _KINDS]
    return [*kinds, *(np.array([verdict.role is role for verdict in found.verdicts]) for role in _ROLES)]


def _containers(blocks: Blocks, found: Found, places: Places) -> list[Column]:
    f = found.f
    words, prose, rows, hits, short = map(
        _total, (blocks.words, np.where(f.prose, blocks.words, 0), f.prose, f.hits, blocks.words <= SHORT)
    )
    columns: list[Column] = []
    for first, last in zip(places.first.T, places.last.T, strict=True):
        size, said = np.maximum(last - first, 1), np.maximum(words[last] - words[first], 1.0)
        columns += [
            np.log1p(last - first),
            np.log1p(said),
            (prose[last] - prose[first]) / max(float(prose[-1]), 1.0),
            (rows[last] - rows[first]) / size,
            (hits[last] - hits[first]) / said,
            (short[last] - short[first]) / size,
        ]
    return columns


SHORT = 4
"""Words of a line that is a label or an entry of a menu."""


def _total(column: Column) -> npt.NDArray[np.float64]:
    total = np.zeros(len(column) + 1)
    np.cumsum(column, out=total[1:])
    return total
