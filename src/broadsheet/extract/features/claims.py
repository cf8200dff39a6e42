"""How far each block repeats what the page says of itself: title, description, author, JSON-LD body.

Comes in: a document, the row of its headline, whose words are heard. Goes out: one row per name, one column per
block. Must not judge.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from broadsheet.records import Blocks, Declared, Document

NAMES = (
    "in_title",
    "in_description",
    "in_author",
    "in_body",
    "has_body",
    "after_headline",
    "is_headline",
    "no_headline",
)

_BODY = re.compile(r'"articleBody"\s{0,9}:\s{0,9}"((?>(?:[^"\\]|\\.){200})(?:[^"\\]++|\\.)*+)"', re.DOTALL)
"""The article's text in JSON-LD (schema.org), where it is longer than a teaser; nothing is tried twice."""
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)|<[^<>]{0,500}>|&[a-z#0-9]{2,8};", re.DOTALL)
_SIGNS = re.compile(r"[\W_]+")
WIDEST = 40
"""Words above which a block is not compared with title and author: that is longer than titles are."""
FEWEST = 5
"""Words of the shortest block that is compared with description and body: shorter ones stand in any text."""
PROBE = 40
"""Characters of a block that are looked up, about seven words: no two sentences share so many. Its first in the
description, those in its middle in the body."""
WORK = 200_000_000
"""Characters of declared text that are read in looking blocks up, for the time on a hostile page: blocks after that
count as not found. An article of 50,000 characters allows 4,000 blocks."""


class Told(NamedTuple):
    """What the page says of itself, in lower case: the words of …"""

    title: frozenset[str]
    description: frozenset[str]
    author: frozenset[str]
    sentence: str
    """The description as it is written."""


Matrix = npt.NDArray[np.float32]


def claims(document: Document, headline: int | None, out: Matrix) -> None:
    """Measure every block against the page's body and headline into `out`, shape (len(NAMES), blocks), all zero."""
    n = len(document.blocks)
    body = declared_body(document.declared.json_ld)
    if body:
        out[3] = _held(document.blocks, body)
        out[4] = 1.0
    if headline is None:
        out[7] = 1.0
    else:
        away = np.arange(-headline, n - headline)
        out[5] = np.sign(away) * np.log1p(np.abs(away))
        out[6, headline] = 1.0


def told_of(declared: Declared) -> Told | None:
    """What the page says of itself; None where it says nothing."""
    description = (declared.first("og:description", "description", "twitter:description") or "").lower()
    title = _words(declared.first("og:title", "twitter:title")) | _words(declared.title)
    told = Told(title, _words(description), _words(declared.first("author", "article:author")), description)
    return told if any(told[:3]) else None


def repeated(blocks: Blocks, heard: list[bool], told: Told, out: Matrix) -> None:
    """Shares of a block's words that title, description and author hold; of a long block, is its beginning quoted?

    `heard` says whose words are looked at. Goes into the first rows of `out`, which is all zero.
    """
    title, described, author, description = told
    everything = title | described | author
    for row, (text, size) in enumerate(zip(blocks.text, blocks.words.tolist(), strict=True)):
        if not heard[row]:
            continue
        if size > WIDEST:
            if described and row * len(description) <= WORK:
                out[1, row] = text[:PROBE].lower() in description
        elif common := everything.intersection(words := text.lower().split()):
            distinct = len(set(words))
            out[0, row] = len(common & title) / distinct
            out[1, row] = len(common & described) / distinct if size >= FEWEST else 0.0
            out[2, row] = len(common & author) / distinct


def _held(blocks: Blocks, body: str) -> list[bool]:
    """Which blocks the declared body holds, by what stands in their middle."""
    most = WORK // len(body)
    held = [False] * len(blocks)
    for row, (text, size) in enumerate(zip(blocks.text[:most], blocks.words.tolist(), strict=False)):
        if size >= FEWEST:
            middle = max(len(text) // 2 - PROBE // 2, 0)
            held[row] = _plain(text[middle : middle + PROBE]) in body
    return held


def declared_body(json_ld: tuple[str, ...]) -> str:
    """The text of `articleBody` without escapes, tags and white space; empty where none is declared."""
    found = [match[1] for text in json_ld if "articleBody" in text for match in _BODY.finditer(text)]
    return _plain(_ESCAPE.sub(_unescaped, max(found, key=len))) if found else ""


def _unescaped(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith("\\u") and len(text) == 6:
        return chr(int(text[2:], 16))
    return text[1:] if text[0] == "\\" and text[1] in '"\\/' else " "


def _plain(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return _SIGNS.sub("", text.lower())


def _words(text: str | None) -> frozenset[str]:
    return frozenset((text or "").lower().split())
