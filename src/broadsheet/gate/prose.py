"""How much running text a page has, and what else it is made of: the measures of the gate.

Comes in: a `Document`. Goes out: `Measures`. Must not know reasons or words of walls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from broadsheet.gate.words import ACCOUNT_STEMS, PRIVACY_STEMS
from broadsheet.records import Document, Flag

try:
    from broadsheet.gate.compiled.stems import Stems
except ImportError:  # not built here: the same in Python
    from broadsheet.gate.stems import Stems

_HEADING = int(Flag.HEADING)
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.FORM | Flag.DIALOG | Flag.BUTTON)
_MARK = re.compile(r"[.!?…。！？।؟۔։]")
_LEAST_WORDS = 12
"""Words of the shortest block that counts as prose: a guess; a sentence, where a button or a teaser has fewer."""
_MOST_LINKED = 0.35
"""Share of a block's characters that may be links in prose (a guess)."""
_MOSTLY_LINK = 0.7
"""Share from which a block is a link with little around it (a guess): a headline and its date, a list's item."""
_LINK = 25
"""Characters of the shortest such block that can be a headline; shorter ones are menus' words (a guess)."""
_NEAR = 3
"""Rows between a linked heading and the teaser under it: date and kicker may stand between (a guess)."""
_SPEECH = 600
"""Characters of a block in which its topic shows (a guess, and a bound on the work)."""
_SHORT = 60
"""Words of a paragraph that can be all about logging in; longer ones only mention it (a guess)."""
_HEADLINE = 20
"""Characters of the shortest linked heading that can be a headline (a guess)."""
_DENSE, _DENSITY = ("zh", "ja", "ko"), 3
"""Languages whose writing says in one character what takes two or three elsewhere, and how many: a headline of 20
letters has seven there."""
_ARTICLES = ("Article", "BlogPosting", "LiveBlogPosting", '"Recipe', '"Report')
"""Types of schema.org as they end in JSON-LD (`"NewsArticle"`, `"https://schema.org/Article"`), the closing quote
left off; those with an opening one would else be found at the end of others."""


class Prose(NamedTuple):
    """The page's running text: unlinked sentences of some length, outside navigation, forms and dialogs, on other
    topics than privacy and logging in."""

    at: tuple[int, ...]
    """Rows of those blocks."""
    sizes: tuple[int, ...]
    """Words of each."""
    run: int
    """Most of them that follow one another with at most one short block between."""
    privacy: int
    """Words of blocks that speak of cookies, consent and partners."""
    account: int
    """Words of short blocks that speak of logging in and subscribing."""
    heads: frozenset[int]
    """Rows of headings that are a link: the headlines of a list."""

    @property
    def words(self) -> int:
        """Words of all of it."""
        return sum(self.sizes)


class Measures(NamedTuple):
    """Counts over the page's blocks."""

    words: int
    """Words of all blocks."""
    prose: int
    """Words of `Prose`."""
    at: tuple[int, ...]
    """Rows of its blocks."""
    run: int
    """As in `Prose`."""
    longest: int
    """Words of its longest block."""
    privacy: int
    """As in `Prose`."""
    account: int
    """As in `Prose`."""
    linked: int
    """Blocks that are mostly one link of some length: headlines of other pages."""
    teasers: int
    """Headings that are a link: the headlines of a list."""
    teased: float
    """Share of the prose blocks that follow such a heading closely, 0 to 1."""
    headed: bool
    """Does prose stand right under a heading that the title repeats, a headline of its own, while others are linked?"""
    blocks: int
    declares_article: bool
    """JSON-LD or OpenGraph says that the page is an article."""


def running_text(document: Document) -> Prose:
    """What there is to read: most pages are let through for that, and nothing else of them is counted."""
    blocks, flags = document.blocks, document.blocks.flags()
    chars, words = np.maximum(blocks.chars, 1), blocks.words
    share = blocks.link_chars / chars
    outside = (flags & _OUTSIDE) != 0
    rows, sizes = list[int](), list[int]()
    other = {"privacy": 0, "account": 0}
    candidates = np.flatnonzero((words >= _LEAST_WORDS) & (share < _MOST_LINKED))
    texts, of = [blocks.text[row] for row in candidates.tolist()], words[candidates].tolist()
    columns = (candidates.tolist(), texts, of, topics_of(texts, of), outside[candidates].tolist())
    for row, text, size, topic, aside in zip(*columns, strict=True):
        if topic:
            other[topic] += size
        elif not aside and ("." in text or _MARK.search(text)):
            rows.append(row)
            sizes.append(size)
    headings = (
        (flags & _HEADING).astype(bool) & (share > _MOSTLY_LINK) & ~outside & (chars * _dense(document) >= _HEADLINE)
    )
    heads = frozenset(np.flatnonzero(headings).tolist())
    return Prose(tuple(rows), tuple(sizes), _longest_run(rows, heads), other["privacy"], other["account"], heads)


def measure(document: Document, read: Prose | None = None) -> Measures:
    """Count once; every verdict of the gate reads these numbers."""
    at, sizes, run, privacy, account, heads = read or running_text(document)
    blocks, dense = document.blocks, _dense(document)
    chars = np.maximum(blocks.chars, 1)
    return Measures(
        words=int(blocks.words.sum()),
        prose=sum(sizes),
        at=at,
        run=run,
        longest=max(sizes, default=0),
        privacy=privacy,
        account=account,
        linked=int(((blocks.link_chars / chars > _MOSTLY_LINK) & (chars * dense >= _LINK)).sum()),
        teasers=len(heads),
        teased=_teased(at, heads),
        headed=bool(heads) and _headed(document, at, heads, _HEADLINE // dense),
        blocks=len(blocks),
        declares_article=declares_article(document),
    )


def _dense(document: Document) -> int:
    """Characters of other writing that one of the page's says."""
    return _DENSITY if document.language in _DENSE else 1


class _Spoken(NamedTuple):
    """Stems by the topic that they tell."""

    privacy: tuple[str, ...] = PRIVACY_STEMS
    account: tuple[str, ...] = ACCOUNT_STEMS


_ALL = _Spoken()
_STEMS = Stems(_ALL.privacy + _ALL.account)
_PRIVACY, _ACCOUNT = frozenset(_ALL.privacy), frozenset(_ALL.account)
_RANK = {stem: rank for rank, stem in enumerate(_ALL.privacy + _ALL.account)}
"""The order of the table: `_several` compares with the first."""


def _spoken_in(text: str) -> _Spoken:
    """The stems that the page has anywhere: few, so that each block is asked for few; one alone tells no topic."""
    found = sorted(_STEMS.found_in(text), key=_RANK.__getitem__)
    privacy = tuple([stem for stem in found if stem in _PRIVACY])
    account = tuple([stem for stem in found if stem in _ACCOUNT])
    return _Spoken(privacy if len(privacy) > 1 else (), account if len(account) > 1 else ())


def topics_of(texts: Sequence[str], words: Sequence[int]) -> list[str | None]:
    """As `topic_of`, for many blocks."""
    stems = _spoken_in("\n".join([text[:_SPEECH] for text in texts]))
    if not (stems.privacy or stems.account):
        return [None] * len(texts)
    return [topic_of(text, size, stems) for text, size in zip(texts, words, strict=True)]


def topic_of(text: str, words: int, stems: _Spoken = _ALL) -> str | None:
    """`privacy` or `account` where a block speaks of nothing else, told by two different stems of the table."""
    plain = text[:_SPEECH].lower()
    if _several(stems.privacy, plain):
        return "privacy"
    return "account" if words <= _SHORT and _several(stems.account, plain) else None


def _several(stems: tuple[str, ...], text: str) -> bool:
    """Are two of the stems in the text? One that contains another (`abonn`, `abon`) counts once."""
    found = [stem for stem in stems if stem in text]
    return len(found) > 1 and any(stem not in found[0] and found[0] not in stem for stem in found)


def declares_article(document: Document) -> bool:
    """Does the page say of itself that it is an article?"""
    kind = (document.declared.first("og:type") or "").lower()
    return kind in ("article", "news") or any(f'{name}"' in s for s in document.declared.json_ld for name in _ARTICLES)


def _teased(rows: Sequence[int], heads: frozenset[int]) -> float:
    """The share of `rows` with one of `heads` in the few rows above; 1 where there is nothing to share."""
    below = sum(not heads.isdisjoint(range(row - _NEAR, row)) for row in rows)
    return below / len(rows) if rows else 1.0


def _headed(document: Document, rows: Sequence[int], heads: frozenset[int], least: int) -> bool:
    """Is there prose within a few rows below a heading of `least` characters that stands in the title too?"""
    title = " ".join((document.declared.title or "").lower().split())
    blocks, flags = document.blocks, document.blocks.flags()
    for row in rows:
        above = [r for r in range(max(row - _NEAR, 0), row) if int(flags[r]) & int(Flag.HEADING)]
        if above and heads.isdisjoint(above):
            text = blocks.text[above[-1]].lower()
            if len(text) >= least and text in title:
                return True
    return False


def _longest_run(rows: list[int], heads: frozenset[int]) -> int:
    """Most prose rows in a row; one short block may stand between, a linked headline may not."""
    best = run = 0
    previous = -9
    for row in rows:
        run = run + 1 if row - previous == 1 or (row - previous == 2 and row - 1 not in heads) else 1
        best, previous = max(best, run), row
    return best
