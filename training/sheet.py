"""A page as the arrays that are trained on: the run-time's own measures, words as numbers of a vocabulary.

Comes in: documents. Goes out: `Sheet`s. Features are the extract room's; nothing is measured here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import Features, features
from broadsheet.extract.title import title_row
from broadsheet.records import Document

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

MARK_DOMAINS, WORD_DOMAINS = 8, 20
"""Registered domains on which a name, or a word, must occur to enter the vocabulary: of fewer nothing general is
learnt."""
MOST = 3000
"""Entries of either vocabulary, those on most domains first."""
COMMON = frozenset({"<div>", "<span>", "<body>", "<html>", "<p>", "<a>"})
"""Tags that say nothing as ancestors: there are many of them above every block."""

Vocabulary = dict[str, int]


@dataclass
class Lists:
    """Lists of numbers end to end: `ids[start[i]:start[i] + size[i]]` is list i."""

    ids: Ints
    size: Ints

    @classmethod
    def of(cls, lists: Iterable[list[int]]) -> Lists:
        """Join lists."""
        rows = list(lists)
        return cls(np.array([i for row in rows for i in row], np.int64), np.array([len(row) for row in rows], np.int64))


@dataclass
class Sheet:
    """One page; `label` and `weight` are filled by whoever teaches."""

    numbers: Floats
    marks: Lists
    """Per element."""
    above: Lists
    """Per block the elements above its parent."""
    element: Ints
    parent: Ints
    first: Lists
    words: Lists
    heading: Ints
    containers: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]
    group: Ints
    size: npt.NDArray[np.int32]
    """Words of each block."""
    title: int | None
    label: Floats
    weight: Floats
    scores: Floats | None = None
    """What the vocabulary's weights say of each block, out of fold where the page is trained on."""

    def __len__(self) -> int:
        return len(self.size)


def vocabularies(measured: Iterable[tuple[str, Features]]) -> tuple[Vocabulary, Vocabulary]:
    """Names and words by the number of domains they occur on; entry 0 is no word."""
    names: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    for domain, measures in measured:
        for marks in measures.marks:
            for mark in marks:
                names[mark].add(domain)
        for spoken in (*measures.first, *measures.words):
            for word in spoken:
                words[word].add(domain)
    return _often(names, MARK_DOMAINS), _often(words, WORD_DOMAINS)


def _often(domains: dict[str, set[str]], least: int) -> Vocabulary:
    ranked = sorted(domains, key=lambda entry: (-len(domains[entry]), entry))
    kept = [entry for entry in ranked if len(domains[entry]) >= least][:MOST]
    return {entry: number for number, entry in enumerate(kept, start=1)}


def sheet(document: Document, measures: Features, title: int | None, names: Vocabulary, words: Vocabulary) -> Sheet:
    """Number a page's measures."""
    blocks = document.blocks
    n = len(blocks)
    parents = blocks.elements.parent.tolist()
    chains: dict[int, list[int]] = {}
    for element in set(blocks.element.tolist()):
        chain: list[int] = []
        above = parents[max(parents[element], 0)]
        while above >= 0:
            chain.append(above)
            above = parents[above]
        chains[element] = chain
    return Sheet(
        numbers=measures.numbers,
        marks=Lists.of([[names[mark] for mark in marks if mark in names] for marks in measures.marks]),
        above=Lists.of([chains[element] for element in blocks.element.tolist()]),
        element=blocks.element.astype(np.int64),
        parent=np.maximum(blocks.elements.parent[blocks.element], 0).astype(np.int64),
        first=Lists.of([[words[w] for w in spoken if w in words] for spoken in measures.first]),
        words=Lists.of([[words[w] for w in spoken if w in words] for spoken in measures.words]),
        heading=measures.places.heading.astype(np.int64),
        containers=(measures.places.first, measures.places.last),
        group=measures.places.group.astype(np.int64),
        size=blocks.words,
        title=title,
        label=np.zeros(n, np.float32),
        weight=np.zeros(n, np.float32),
    )


def measured(document: Document) -> tuple[Features, int | None]:
    """The run-time's measures of a page, and its headline's row."""
    title = title_row(document)
    return features(document, title), title
