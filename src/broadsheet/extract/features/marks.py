"""The words that a block and the elements around it go by: what the learned vocabulary is asked for.

Comes in: elements and texts. Goes out: words per element and per block. Must not weigh them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from broadsheet.extract.names import LEAD, LEAD_HEADS, Name, name_of
from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import shape_of
from broadsheet.records import Blocks

LEAST_PART, LONGEST_PART = 2, 24
_PART = re.compile(f"[a-z]{{{LEAST_PART},{LONGEST_PART}}}")
"""A word in a name; longer runs of letters are no words, and are cut."""
MOST_PARTS = 24
"""Names and parts kept of one element: more are utility classes, which say nothing."""
LONGEST_NAME = 40
"""Characters of the longest name kept whole; longer ones are made by machines for one page."""
HEAD, TAIL = 90, 45
"""Characters at a block's beginning and end whose words are looked at: those of `HEAD_WORDS` and `TAIL_WORDS` long
words; up to `HEAD`, as in `phrases.LONGEST`, a block is a line that may open a part …"""
HEAD_WORDS, TAIL_WORDS, FIRST_WORDS = 10, 3, 3
"""… how many words of each, and how many of the first count by themselves as well; from trials on the development
pages."""
WIDE = 8
"""Characters looked at where a script has no spaces: four words, by two characters a word."""
MENU_WORDS, MENU_LINKED = 8, 0.9
"""Words up to which a block that is all link is a menu entry or a headline, whose words are not looked at; and the
share of linked characters that is all, for dates and signs stand beside links."""

Element = tuple[str, str]
"""Tag and tokens."""


class Words(NamedTuple):
    """What elements and blocks go by, in lists."""

    names: Sequence[str]
    """The marks of each name that elements have, a line each; entry 0 is empty, for those that hold no block."""
    first: Sequence[Sequence[str]]
    """The first words of each block …"""
    words: Sequence[Sequence[str]]
    """… and words from both its ends; none where it is a short link."""


class PageWords:
    """The same of a page, listed when asked for: where their sums are compiled, only people and training ask."""

    def __init__(
        self, elements: list[Element], kinds: list[Name | None], texts: Sequence[str], heard: list[bool]
    ) -> None:
        self.elements, self.kinds = elements, kinds
        self.texts, self.heard = texts, heard

    @cached_property
    def names(self) -> list[str]:
        """As in `Words`."""
        named = zip(self.elements[1:], self.kinds[1:], strict=True)
        return ["", *(_marks(tag, tokens, kind) for (tag, tokens), kind in named)]

    @property
    def first(self) -> list[list[str]]:
        """As in `Words`."""
        return [first for first, _ in self._said]

    @property
    def words(self) -> list[list[str]]:
        """As in `Words`."""
        return [words for _, words in self._said]

    @cached_property
    def _said(self) -> list[tuple[list[str], list[str]]]:
        return [words_of(text) if own else ([], []) for text, own in zip(self.texts, self.heard, strict=True)]


def marks_of(tag: str, tokens: str) -> tuple[str, ...]:
    """What an element goes by: its tag, its names whole and in parts, what they suggest; some marks twice."""
    return tuple(_marks(tag, tokens, name_of(tag, tokens)).split("\n"))


def _marks(tag: str, tokens: str, name: Name | None) -> str:
    if not tokens:
        return f"<{tag}>"
    parts = _PART.findall(tokens)
    whole = [f".{word}" for word in tokens.split()[:MOST_PARTS] if len(word) <= LONGEST_NAME]
    if name:
        whole.append(f"kind:{name.kind}")
    if not LEAD_HEADS.isdisjoint(parts) and LEAD.search(tokens):
        whole.append("lead")
    return "\n".join((f"<{tag}>", *parts[:MOST_PARTS], *whole))


def spoken(blocks: Blocks) -> list[bool]:
    """Whose words are looked at: all but short links."""
    heard = (blocks.link_chars < MENU_LINKED * blocks.chars) | (blocks.words > MENU_WORDS)
    said: list[bool] = heard.tolist()
    return said


def words_of(text: str) -> tuple[list[str], list[str]]:
    """The first words of a block with what they open or have the shape of, and words from both its ends."""
    head = text[:HEAD].lower().split()[:HEAD_WORDS]
    if len(head) <= 2 and len(text) > WIDE and not text[:WIDE].isascii():
        head = list(text[:WIDE])
    if len(text) > HEAD:
        return head[:FIRST_WORDS], head + text[-TAIL:].lower().split()[-TAIL_WORDS:]
    return [*head[:FIRST_WORDS], *looks(text)], head


def looks(text: str) -> list[str]:
    """The part that a line opens and the shape it has, as words of the vocabulary."""
    opened, shape = opens(text), shape_of(text)
    found = [f"opens:{opened}"] if opened is not None else []
    return [*found, f"shape:{shape}"] if shape is not None else found
