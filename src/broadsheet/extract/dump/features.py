"""Numbers for every block of a dump: is it prose, which boilerplate do its words speak for, what does it name.

Comes in: `Blocks`, words that name the page's topic. Goes out: `Features`, columns over blocks.
Must not know: where the article is.
"""

from __future__ import annotations

import re

import msgspec
import numpy as np
import numpy.typing as npt

from broadsheet.extract.dump import shapes
from broadsheet.extract.dump.topic import terms
from broadsheet.extract.lines import LABEL_WORDS, line_kind, opening_label
from broadsheet.extract.words.lexicon import stem
from broadsheet.extract.words.lexicons import address_lexicon, prose_lexicon, tokens
from broadsheet.records import Blocks, Kind

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_ADDRESS_WEIGHT = 0.35
"""A word that addresses the reader counts a third of a word of the vocabulary: service articles have many."""

_MARK = re.compile(r"\W+|\(?\d{1,2}[.)] ")
_NAMES = re.compile(r"(?<=[^\W_.!?:] )[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω][\w’'-]+")
_NUMBERS = re.compile(r"\d+")
_QUOTES = re.compile('[“”„«»「」"]')


class Features(msgspec.Struct, frozen=True):
    """Columns over the blocks of a dump."""

    text: tuple[str, ...]
    words: Floats
    prose: Bools
    kind: tuple[Kind | None, ...]
    """The kind that a short line's words name."""
    cover: Floats
    """Share of the line's words that say so."""
    spoken: tuple[Kind | None, ...]
    """The kind that a long block's vocabulary speaks for most."""
    hits: Floats
    """Words of that vocabulary, all kinds together."""
    named: Floats
    """Names, numbers and quotation marks: what news is full of and rules are not."""
    topic: Floats
    """Distinct topic words in the block."""
    bullets: Bools
    """List items, by mark or number."""
    gap: Floats
    page_url: str | None

    def __len__(self) -> int:
        return len(self.text)


def measure(blocks: Blocks, page_url: str | None, topic: frozenset[str]) -> Features:
    """The features of every block; `topic` are stems of words that the page's URL or title names."""
    count = len(blocks)
    kinds: list[Kind | None] = [None] * count
    spoken: list[Kind | None] = [None] * count
    prose = np.zeros(count, dtype=np.bool_)
    cover, hits, named, about = (np.zeros(count) for _ in range(4))
    bullets = np.array([tag == "li" for tag in blocks.tags()], dtype=np.bool_)
    for index, (text, words) in enumerate(zip(blocks.text, blocks.words.tolist(), strict=True)):
        prose[index] = shapes.is_prose(_MARK.sub("", text, count=1) if bullets[index] else text, words)
        if words <= LABEL_WORDS and not prose[index]:
            kinds[index], cover[index] = line_kind(text)
        elif ":" in text[:40] or "：" in text[:20]:
            kinds[index], cover[index] = opening_label(text)
            prose[index] &= kinds[index] is None
        own = tokens(text)
        spoken[index], hits[index] = _vocabulary(text, own, topic)
        named[index] = len(_NAMES.findall(text)) + len(_NUMBERS.findall(text)) + len(_QUOTES.findall(text))
        about[index] = len(topic.intersection(map(stem, own))) if topic else 0
    return Features(
        text=blocks.text,
        words=blocks.words.astype(np.float64),
        prose=prose,
        kind=tuple(kinds),
        cover=cover,
        spoken=tuple(spoken),
        hits=hits,
        named=named,
        topic=about,
        bullets=bullets,
        gap=blocks.gap.astype(np.float64),
        page_url=page_url,
    )


def with_topic(f: Features, topic: frozenset[str]) -> Features:
    """The same features, measured against another topic."""
    about = np.array([len(topic & (terms(text) | set(map(stem, tokens(text))))) for text in f.text], dtype=np.float64)
    return msgspec.structs.replace(f, topic=about)


def _vocabulary(text: str, words: list[str], topic: frozenset[str]) -> tuple[Kind | None, float]:
    share: dict[Kind, float] = {}
    for first, past, kind in prose_lexicon().find(words):
        if past - first == 1 and stem(words[first]) in topic:
            continue  # an article about privacy may speak of privacy
        share[kind] = share.get(kind, 0.0) + past - first
    total = sum(share.values())
    if shapes.has_mail(text):
        total += 2.0
        share[Kind.ACCOUNT] = share.get(Kind.ACCOUNT, 0.0) + 1.0
    if total:
        own = words if "“" not in text and '"' not in text else tokens(shapes.without_quotes(text))
        total += _ADDRESS_WEIGHT * len(address_lexicon().find(own))
    return (max(share, key=lambda k: share[k]) if share else None), total
