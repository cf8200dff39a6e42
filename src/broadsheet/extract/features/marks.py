"""The words that a block and the elements around it go by: what the learned vocabulary is asked for.

Comes in: elements and texts. Goes out: words per element and per block. Must not weigh them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.extract.names import LEAD, LEAD_HEADS, Name, suggested
from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import shape_of
from broadsheet.records import Blocks

_PART = re.compile(r"[a-z]{2,24}")
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
Known = tuple[str, Name | None]
"""Marks, a line each, for one string is kept in a fraction of the time of ten; and the kind of part."""
_KNOWN: dict[Element, Known] = {}
MOST = 320
"""Elements that are remembered until all are forgotten: those of two pages. What is kept longer costs more in the
processor's caches than it saves."""


def known_by(elements: Sequence[Element]) -> list[Known]:
    """What elements go by, and the kind of part that their names suggest.

    What the last pages had is remembered, for one of the same site often follows; both keys are short (`parse` cuts
    them).
    """
    known = list(map(_KNOWN.get, elements))
    fresh = [element for element, found in zip(elements, known, strict=True) if found is None]
    names = suggested(fresh)
    read = {element: (_marks(*element, name), name) for element, name in zip(fresh, names, strict=True)}
    if len(_KNOWN) + len(read) > MOST:
        _KNOWN.clear()
    if len(read) <= MOST:
        _KNOWN.update(read)
    return [found or read[element] for element, found in zip(elements, known, strict=True)]


def marks_of(tag: str, tokens: str) -> tuple[str, ...]:
    """What an element goes by: its tag, its names whole and in parts, what they suggest; some marks twice."""
    return tuple(known_by([(tag, tokens)])[0][0].split("\n"))


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


def words_of(text: str, lowered: list[str] | None = None) -> tuple[list[str], list[str]]:
    """The first words of a block with what they open or have the shape of, and words from both its ends.

    `lowered` are all words of the text in lower case, where the caller has them.
    """
    short = len(text) <= HEAD
    head = (lowered if short and lowered is not None else text[:HEAD].lower().split())[:HEAD_WORDS]
    if len(head) <= 2 and len(text) > WIDE and not text[:WIDE].isascii():
        head = list(text[:WIDE])
    first = head[:FIRST_WORDS]
    if not short:
        return first, head + text[-TAIL:].lower().split()[-TAIL_WORDS:]
    opened, shape = opens(text), shape_of(text)
    if opened is not None:
        first.append(f"opens:{opened}")
    if shape is not None:
        first.append(f"shape:{shape}")
    return first, head
