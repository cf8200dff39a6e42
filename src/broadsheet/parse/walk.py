"""Tree events to the table of blocks and to what the page declares, in one pass.

Comes in: `dom.events`. Goes out: `Blocks`, links, pictures, moments and `Declared`. Must not
know the C parser, nor what an article is: every block of the page is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from broadsheet.parse.dom import Event
from broadsheet.parse.elements import (
    INLINE,
    SKIPPED,
    VOID_FACTS,
    Attributes,
    flags,
    largest_source,
    pixels,
    tokens,
)
from broadsheet.parse.facts import FactCollector
from broadsheet.parse.words import count_words
from broadsheet.records import Blocks, Declared, Elements, Flag, Ints, Link, Moment, Picture

MARK = 1000
"""Characters kept of the words of one link or time: no headline or date is longer, and nested ones repeat them."""

DEEPEST = 512
"""Levels of the tree; what lies deeper hangs from the last one, as in Chromium, so that climbing is never slow."""

_LINK, _EMPHASIS, _PRE = int(Flag.LINK), int(Flag.EMPHASIS), int(Flag.PREFORMATTED)


class Walked:
    """Everything one pass over the tree found; filled by `walk`."""

    blocks: Blocks
    declared: Declared
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    moments: tuple[Moment, ...]


def walk(events: Iterable[Event]) -> Walked:
    """One pass: every text node ends in exactly one block, save under `elements.SKIPPED`."""
    builder = _Builder()
    skip_below = 1 << 30
    wanted: list[str] | None = None
    for depth, tag, payload in events:
        if depth > skip_below:
            if wanted is not None and isinstance(payload, str) and not payload.isspace():
                wanted.append(payload)
            continue
        skip_below, wanted = 1 << 30, None
        builder.close_to(depth)
        if isinstance(payload, str):
            builder.text(payload)
        elif tag == "script":
            skip_below, wanted = depth, builder.facts.script(payload)
        elif tag == "title":
            skip_below, wanted = depth, builder.facts.titled()
        elif tag in SKIPPED:
            builder.facts.element(tag, payload)
            skip_below = depth
        elif tag in VOID_FACTS:
            builder.facts.element(tag, payload)
        elif tag == "br":
            builder.line_break()
        else:
            builder.open(depth, tag, payload)
    builder.close_to(0)
    return builder.done()


class _Builder:
    """The state of the walk: the open elements, the pending block, the columns so far."""

    def __init__(self) -> None:
        self.facts = FactCollector()
        self.tag: list[str] = []
        self.parent: list[int] = []
        self.tokens: list[str] = []
        self.flags: list[int] = []
        self.first: list[int] = []
        self.last: list[int] = []
        # (depth, row, texts said so far, of them not blank, href or datetime, rel) of each open element
        self.stack: list[tuple[int, int, int, int, str | None, str]] = []
        self.said: list[str] = []  # every text of the page, " " where a block ends
        self.pieces: list[str] = []
        self.inked: list[int] = []  # of every text that is not blank, the block that it goes to
        self.owner = -1  # the row of the pending block's element
        self.height = self.low = 0  # that element's height in the stack; the stack's least since the last text
        self.link_chars = self.emphasis_chars = self.breaks = 0
        self.fresh = 1
        self.columns: list[tuple[str, int, int, int, int]] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.moments: list[Moment] = []

    def open(self, depth: int, tag: str, attributes: Attributes) -> None:
        """Start an element: a row, and a new block where it is block-level."""
        if tag not in INLINE:
            self.flush()
            self.fresh = 1
        elif self.breaks > 1:
            self.flush()
            self.fresh = 0
        parent = self.stack[min(len(self.stack), DEEPEST) - 1][1] if self.stack else -1
        row = len(self.tag)
        self.tag.append(tag)
        self.parent.append(parent)
        self.tokens.append(tokens(attributes) if attributes else "")
        self.flags.append(flags(tag, attributes) | (self.flags[parent] if parent >= 0 else 0))
        self.first.append(len(self.columns))
        self.last.append(len(self.columns))
        value = None
        rel = ""
        if tag == "a":
            value, rel = attributes.get("href"), (attributes.get("rel") or "").lower()
        elif tag == "time":
            value = attributes.get("datetime") or ""
        elif tag in ("img", "amp-img"):
            self._picture(row, attributes)
        elif tag in ("html", "input"):
            self.facts.element(tag, attributes)
        self.stack.append((depth, row, len(self.said), len(self.inked), value, rel))

    def close_to(self, depth: int) -> None:
        """End every open element at `depth` or deeper."""
        stack = self.stack
        while stack and stack[-1][0] >= depth:
            _, row, said, inked, value, rel = stack.pop()
            tag = self.tag[row]
            if inked < len(self.inked):
                self.first[row], self.last[row] = self.inked[inked], self.inked[-1] + 1
            if value is not None:
                self._marked(tag, row, self._words(said), value, rel)
            if tag not in INLINE:
                self.flush()
                self.fresh = 1
        self.low = min(self.low, len(stack))

    def text(self, text: str) -> None:
        """Add a text node to the pending block."""
        if text.isspace():
            if self.pieces:
                self.pieces.append(" ")
                self.said.append(" ")
            return
        if self.breaks > 1:
            self.flush()
            self.fresh = 0
        self.breaks = 0
        row = self.stack[-1][1] if self.stack else 0
        flag = self.flags[row] if self.flags else 0
        if flag & (_LINK | _EMPHASIS):
            size = len(text)
            self.link_chars += size if flag & _LINK else 0
            self.emphasis_chars += size if flag & _EMPHASIS else 0
        self.pieces.append(text)
        self.said.append(text)
        self.inked.append(len(self.columns))
        # the lowest element that holds both the block so far and this text has stayed open in between
        self.height = len(self.stack) if self.owner < 0 else min(self.height, self.low)
        self.low = len(self.stack)
        self.owner = self.stack[self.height - 1][1] if self.stack else 0

    def line_break(self) -> None:
        """One `<br>` is a space; two in a row end the block."""
        self.breaks += 1
        if self.pieces:
            in_pre = self.flags[self.stack[-1][1]] & _PRE if self.stack else 0
            self.pieces.append("\n" if in_pre else " ")
            self.said.append(" ")

    def flush(self) -> None:
        """End the pending block."""
        self.breaks = 0
        if self.owner >= 0:
            raw = "".join(self.pieces)
            text = _tidy_lines(raw) if self.flags[self.owner] & _PRE else " ".join(raw.split())
            if text:
                size = len(text)
                self.columns.append(
                    (text, self.owner, min(self.link_chars, size), min(self.emphasis_chars, size), self.fresh)
                )
            self.said.append(" ")
        self.pieces = []
        self.owner = -1
        self.link_chars = self.emphasis_chars = 0

    def _words(self, said: int) -> str:
        """The page's words since, as many as are kept of one mark."""
        found: list[str] = []
        room = MARK
        while room > 0 and said < len(self.said):
            found.append(self.said[said][:room])
            room -= len(found[-1])
            said += 1
        return " ".join("".join(found).split())

    def _marked(self, tag: str, row: int, words: str, value: str, rel: str) -> None:
        """A link or a time ends: note its words."""
        first = self.first[row]
        if tag == "time":
            self.moments.append(Moment(value, words, row, first))
        elif words:
            self.links.append(Link(first, words, value, rel))

    def _picture(self, row: int, attributes: Attributes) -> None:
        source = largest_source(attributes)
        if source:
            alt = " ".join((attributes.get("alt") or "").split())
            width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
            self.pictures.append(Picture(source, alt, row, len(self.columns), width, height))

    def done(self) -> Walked:
        """The columns as arrays."""
        walked = Walked()
        walked.blocks = self._blocks()
        walked.declared = self.facts.done()
        walked.links, walked.pictures, walked.moments = tuple(self.links), tuple(self.pictures), tuple(self.moments)
        return walked

    def _blocks(self) -> Blocks:
        texts = tuple(column[0] for column in self.columns)
        chars = _ints([len(text) for text in texts])
        ends = np.cumsum(chars + 1, dtype=np.int32) - 1
        elements = Elements(
            tuple(self.tag) or ("html",),
            _ints(self.parent or [-1]),
            tuple(self.tokens) or ("",),
            _ints(self.flags or [0]),
            _ints(self.first or [0]),
            _ints(self.last or [0]),
        )
        return Blocks(
            text=texts,
            element=_ints([column[1] for column in self.columns]),
            start=ends - chars,
            end=ends,
            chars=chars,
            words=_ints([count_words(text) for text in texts]),
            link_chars=_ints([column[2] for column in self.columns]),
            emphasis_chars=_ints([column[3] for column in self.columns]),
            gap=_ints([column[4] for column in self.columns]),
            indent=np.zeros(len(texts), np.int32),
            elements=elements,
        )


def _tidy_lines(raw: str) -> str:
    """Preformatted text keeps its lines and their indentation, not the empty ones around it."""
    return "\n".join(line.rstrip() for line in raw.replace("\r\n", "\n").split("\n")).strip("\n")


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int32)
