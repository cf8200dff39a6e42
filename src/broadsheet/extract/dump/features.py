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
from broadsheet.extract.dump.lexicon import address_lexicon, line_lexicon, prose_lexicon, stem, tokens, unglue
from broadsheet.extract.dump.topic import terms
from broadsheet.records import Blocks, Kind

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LABEL_WORDS = 9
"""Words up to which a line may be a label: the longest phrase of the table with a name behind it."""

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
            kinds[index], cover[index] = _opening_label(text)
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


def opening_kind(text: str) -> tuple[Kind | None, int]:
    """The kind of the label that a text begins with, colon or not, and how many words it has."""
    found = line_lexicon().find(tokens(text)[:LABEL_WORDS])
    return (found[0][2], found[0][1]) if found and found[0][0] == 0 else (None, 0)


def speaks_of_rules(text: str) -> bool:
    """Has the text words of rules, forms and notices?"""
    return bool(prose_lexicon().find(tokens(text)))


def line_kind(text: str) -> tuple[Kind | None, float]:
    """The kind that most of a short line's words belong to, and which share of them it is.

    A counter ("12 Comments") does not count as a word; where a label ends in a colon, the label alone counts.
    """
    opening = _opening_label(text)
    if opening[0] is not None:
        return opening
    words = [w for w in tokens(unglue(text)) if not w.isdigit()]
    found = line_lexicon().find(words)
    if not found:
        return None, 0.0
    share: dict[Kind, int] = {}
    for first, past, kind in found:
        share[kind] = share.get(kind, 0) + past - first
    total = sum(share.values())
    kind = max(share, key=lambda k: share[k])
    return kind, total / len(words)


def _opening_label(text: str) -> tuple[Kind | None, float]:
    """The kind of the label that a text opens with ("Read also: …"); full cover, or none."""
    found = _LABEL.match(text)
    words = [w for w in tokens(found[1]) if not w.isdigit()] if found else []
    phrases = line_lexicon().find(words) if words else []
    whole = len(phrases) == 1 and phrases[0][0] == 0 and phrases[0][1] == len(words)
    bare = found is not None and found.end() == len(text)
    return (phrases[0][2], 1.0) if whole and (bare or phrases[0][2] in _LABELS) else (None, 0.0)


_LABEL = re.compile(r"\W{0,3}([^:：]{2,40}?) ?[:：] ?")
_LABELS = frozenset(
    {
        Kind.RELATED,
        Kind.TAGS,
        Kind.AD,
        Kind.NEWSLETTER,
        Kind.SUBSCRIBE,
        Kind.DISCLAIMER,
        Kind.SHARE,
        Kind.SEARCH,
        Kind.TEASER,
    }
)
"""Kinds whose label tells of the words behind its colon; "Video:" and "Comment:" also open headlines."""


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
