"""The numbers that the network sees of each block: a matrix with one row per block, one column per `NAMES`.

Comes in: a document, its letters, places and claims. Goes out: numbers, not yet standardised. Must not decide
anything; all blocks at once, in arrays.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import letters as kinds
from broadsheet.extract.features.letters import Letters
from broadsheet.extract.features.places import LEVELS, Places
from broadsheet.records import Blocks, Document, Flag, Ints

Matrix = npt.NDArray[np.float32]
Sums = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

LINKED = 0.35
"""Link density from which a block is navigation rather than prose; from earlier trials on the development pages."""
SENTENCE_WORDS, PROSE_WORDS = 12, 25
"""Words that make a block good: with a sentence mark, and without one; chosen on the development pages."""

MOST_BESIDE, MOST_REPEATS = 3, 4
"""Pictures, times and blank lines at a block, and blocks of one text, beyond which more say nothing new."""
NEAR = 4
"""Blocks before and after that are looked at for good ones: a paragraph amid an article has some, with pictures and
subheadings between."""

FLAGS = tuple(flag for flag in Flag if flag is not Flag.DUMP)
"""`DUMP` is the same for all blocks, and no page of HTML has it."""
_MASKS = np.array([[int(flag)] for flag in FLAGS], np.int32)
_BIT = np.arange(kinds.SPACE + 1, dtype=np.uint16)[:, None]

OWN = (
    "log_words",
    "log_chars",
    "link_density",
    "emphasis_density",
    "commas_per_word",
    "capitals",
    "digits",
    "quotes",
    "marks",
    "wide",
    "sentences",
    "words_per_sentence",
    "ends_sentence",
    "ends_colon",
    "ends_quote",
    "ends_letter",
    "starts_capital",
    "starts_small",
    "starts_digit",
    "starts_quote",
    "starts_mark",
    "links",
    "pictures",
    "picture_before",
    "times",
    "gap",
    "repeats",
    "good",
)
PLACE = (
    "depth",
    "place",
    "place_in_good",
    "from_end",
    "last_good",
    "next_good",
    "next_but_one",
    "good_near",
    "in_best",
    "best_from",
    "best_to",
    "in_common",
    "common_from",
    "common_to",
    "group_size",
    "group_good",
    "group_share",
    "group_linked",
    "make_size",
    "make_share",
    "since_heading",
    "words_since_heading",
    "heading_linked",
    "heading_size",
    "page_blocks",
    "page_good",
    "page_linked",
)
CONTAINER = ("blocks", "words", "good", "good_share", "linked")
NAMES = (
    *OWN,
    *(f"flag_{flag.name.lower()}" for flag in FLAGS if flag.name),
    *PLACE,
    *(f"{name}_{level}" for level in range(LEVELS) for name in CONTAINER),
)


def good_blocks(blocks: Blocks, letters: Letters) -> Mask:
    """Prose by its own looks: few links, and a sentence or many words."""
    chars = np.maximum(blocks.chars, 1)
    long = (blocks.words >= PROSE_WORDS) | ((blocks.words >= SENTENCE_WORDS) & (letters.sentences > 0))
    return np.asarray(long & (blocks.link_chars < LINKED * chars))


def numbers(document: Document, letters: Letters, good: Mask, places: Places, out: Matrix) -> None:
    """All rows of `NAMES` for every block into `out`, shape (len(NAMES), blocks); there is at least one block."""
    blocks = document.blocks
    n = len(blocks)
    log = np.log1p(np.arange(n + 1))
    page = _page(blocks, good)
    own, flags, place = len(OWN), len(OWN) + len(FLAGS), len(OWN) + len(FLAGS) + len(PLACE)
    _own(document, letters, good, out[:own])
    out[own:flags] = (blocks.flags() & _MASKS) > 0
    _place(blocks, places, page, log, out[flags:place])
    _containers(places, page, log, out[place:].reshape(LEVELS, len(CONTAINER), n))


class _Page(NamedTuple):
    """Sums over the blocks up to each row, shape (blocks + 1,)."""

    words: Sums
    prose: Sums
    """Words of good blocks."""
    good: Sums
    linked: Sums
    """Characters in links."""
    chars: Sums


def _page(blocks: Blocks, good: Mask) -> _Page:
    columns = (blocks.words, np.where(good, blocks.words, 0), good, blocks.link_chars, blocks.chars)
    return _Page(*map(_total, columns))


def _fill(out: Matrix, columns: tuple[npt.NDArray[Any], ...]) -> None:
    for row, column in zip(out, columns, strict=True):
        row[:] = column


def _own(document: Document, letters: Letters, good: Mask, out: Matrix) -> None:
    blocks = document.blocks
    chars, words = np.maximum(blocks.chars, 1), np.maximum(blocks.words, 1)
    size = np.maximum(letters.size, 1)
    shown = np.minimum(words, size)
    share = letters.counts.T / size
    starts = (letters.first >> _BIT) & 1
    ends = (letters.last >> _BIT) & 1
    seen = Counter(blocks.text)
    pictures = _standing([picture.block for picture in document.pictures], len(blocks))
    columns = (
        np.log1p(words),
        np.log1p(chars),
        blocks.link_chars / chars,
        blocks.emphasis_chars / chars,
        letters.counts[:, kinds.COMMA] / shown,
        share[kinds.UPPER],
        share[kinds.DIGIT],
        share[kinds.QUOTE],
        share[kinds.MARK],
        share[kinds.WIDE],
        np.log1p(letters.sentences),
        np.log1p(shown / np.maximum(letters.sentences, 1)),
        ends[kinds.STOP],
        letters.colon,
        letters.quoted,
        ends[kinds.LOWER] | ends[kinds.UPPER],
        starts[kinds.UPPER],
        starts[kinds.LOWER],
        starts[kinds.DIGIT],
        starts[kinds.QUOTE],
        starts[kinds.MARK],
        np.log1p(_standing([link.block for link in document.links], len(blocks))),
        np.minimum(pictures, MOST_BESIDE),
        np.minimum(np.concatenate([[0], pictures[:-1]]), MOST_BESIDE),
        np.minimum(_standing([moment.block for moment in document.moments], len(blocks)), MOST_BESIDE),
        np.minimum(blocks.gap, MOST_BESIDE),
        np.minimum(np.fromiter(map(seen.__getitem__, blocks.text), np.intp, len(blocks)), MOST_REPEATS),
        good,
    )
    _fill(out, columns)


def _standing(rows: list[int], n: int) -> npt.NDArray[np.intp]:
    """How many of these stand at each block; what follows the last block stands at none."""
    return np.bincount(rows, minlength=n + 1)[:n] if rows else np.zeros(n, np.intp)


def _place(blocks: Blocks, places: Places, page: _Page, log: Sums, out: Matrix) -> None:
    """`log` are the logarithms of 1 and as many numbers after it as there are blocks."""
    n = len(blocks)
    rows = np.arange(n)
    good = np.diff(page.good) > 0
    prose = np.diff(page.prose)
    whole = max(float(page.prose[-1]), 1.0)
    where = np.flatnonzero(good)
    before = page.good[:-1].astype(np.intp)
    after = page.good[1:].astype(np.intp)
    # no good block before or after: n rows away
    sought = np.concatenate([[-n], where, [2 * n, 2 * n]])
    group, make, above = places.group, places.make, places.heading
    near = page.good[np.minimum(rows + NEAR + 1, n)] - page.good[np.maximum(rows - NEAR, 0)] - good
    size = np.bincount(group)
    linked = np.bincount(group, blocks.link_chars) / np.maximum(np.bincount(group, blocks.chars), 1)
    columns = (
        np.log1p(places.depth),
        rows / n,
        page.prose[:-1] / whole,
        log[n - rows],
        log[np.minimum(rows - sought[before], n)],
        log[np.minimum(sought[after + 1] - rows, n)],
        log[np.minimum(sought[np.minimum(after + 2, len(where) + 1)] - rows, n)],
        near,
        *_around(rows, places.best, log),
        *_around(rows, places.common, log),
        log[size][group],
        (np.bincount(group, good) / size)[group],
        (np.bincount(group, prose) / whole)[group],
        linked[group],
        log[np.bincount(make)][make],
        (np.bincount(make, prose) / whole)[make],
    )
    _fill(out[: len(columns)], columns)
    _since(blocks, above, page, log, out[len(columns) : len(columns) + 4])
    out[-3:] = [[log[n]], [np.log1p(page.prose[-1])], [page.linked[-1] / max(page.chars[-1], 1)]]


def _around(rows: npt.NDArray[np.intp], span: tuple[int, int], log: Sums) -> tuple[npt.NDArray[Any], ...]:
    """In the span, how far from its first and from its last block."""
    away = [np.sign(rows - end) * log[np.abs(rows - end)] for end in span]
    return (rows >= span[0]) & (rows < span[1]), *away


def _since(blocks: Blocks, above: Ints, page: _Page, log: Sums, out: Matrix) -> None:
    """How far the heading above is, in blocks and words, and what it is; -1 where there is none."""
    under = np.flatnonzero(above >= 0)
    heads = above[under]
    out[:] = -1.0
    out[0, under] = log[under - heads]
    out[1, under] = np.log1p(page.words[under] - page.words[heads])
    out[2, under] = (blocks.link_chars / np.maximum(blocks.chars, 1))[heads]
    out[3, under] = np.log1p(blocks.words[heads])


def _containers(places: Places, page: _Page, log: Sums, out: Matrix) -> None:
    """Size, words, prose and links of each container of each block, shape (LEVELS, len(CONTAINER), blocks)."""
    first, last = places.first.T, places.last.T
    words, prose, good, linked, chars = (total[last] - total[first] for total in page)
    size = np.maximum(last - first, 1)
    out[:, 0] = log[size]
    out[:, 1] = np.log1p(words)
    out[:, 2] = prose / max(float(page.prose[-1]), 1.0)
    out[:, 3] = good / size
    out[:, 4] = linked / np.maximum(chars, 1)


def _total(column: npt.NDArray[Any]) -> Sums:
    total = np.zeros(len(column) + 1)
    np.cumsum(column, out=total[1:])
    return total
