"""A page to the table of blocks and to what the page declares, in one pass.

Comes in: HTML as UTF-8, read as `dom.events`. Goes out: `Blocks`, links, pictures, moments and `Declared`. Must not
know the C parser, nor what an article is: every block of the page is kept here.
"""

from __future__ import annotations

from broadsheet.parse.dom import events
from broadsheet.parse.elements import (
    INLINE,
    MUTE,
    NOWHERE,
    TAG_FLAGS,
    VOID_FACTS,
    Attributes,
    count_of,
    largest_source,
    named,
    pixels,
)
from broadsheet.parse.facts import FactCollector
from broadsheet.parse.tables import BlockColumns, ElementColumns, Walked, blocks_of, ints, tidy_lines
from broadsheet.records import Count, Flag, Link, Moment, Picture

MARK = 1000
"""Characters kept of the words of one link or time: no headline or date is longer, and nested ones repeat them."""

DEEPEST = 512
"""Levels of the tree; what lies deeper hangs from the last one, as in Chromium, so that climbing is never slow."""

_APART = MUTE | VOID_FACTS | {"br", "title", "rt"}
"""Elements without a row, or not always with one."""
_NOTED = frozenset({"a", "time", "img", "amp-img", "source", "html", "input", "ol", "li"})
"""Elements of which more is kept than the row."""

OPENED = frozenset("([（［【〔《〈")
"""What `<rp>` opens with, for programs that cannot set ruby (HTML 4.5.13)."""

_LINK, _EMPHASIS, _PRE = int(Flag.LINK), int(Flag.EMPHASIS), int(Flag.PREFORMATTED)


def walk(html: bytes) -> Walked:
    """One pass: every text node ends in exactly one block, save under `elements.SKIPPED`."""
    builder = _Builder()
    pieces, stack = builder.pieces, builder.stack
    skip_below = NOWHERE
    wanted: list[str] | None = None
    for depth, tag, text, attributes in events(html, pieces):
        if depth > skip_below:
            if wanted is not None and text and not text.isspace():
                wanted.append(text)
            continue
        skip_below = NOWHERE
        if len(stack) > depth:
            builder.close_to(depth)
        if text:
            if not text.isspace():
                builder.text(text)
            elif pieces:
                builder.add(" ")
        elif tag not in _APART:
            builder.open(tag, attributes)
        elif tag == "br":
            builder.line_break()
        elif tag in VOID_FACTS:
            builder.facts.element(tag, attributes)
        elif tag == "rt" and builder.in_brackets():
            builder.open(tag, attributes)
        else:
            skip_below, wanted = depth, builder.facts.opaque(tag, attributes)
    builder.close_to(0)
    return builder.done()


class _Builder:
    """The state of the walk: the open elements, the pending block, the columns so far."""

    def __init__(self) -> None:
        self.facts = FactCollector()
        # one row an element
        self.tag: list[str] = []
        self.parent: list[int] = []
        self.tokens: list[str] = []
        self.flags: list[int] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.before: list[int] = []  # texts that are not blank before it
        self.stack: list[int] = []  # the rows of the open elements; as many as the tree is deep here
        self.marks: dict[int, tuple[str, str, int]] = {}  # of links and times: value, rel, texts before
        self.offers: dict[int, list[str]] = {}  # of pictures: the sets of sources so far
        # one row a block
        self.block: list[str] = []
        self.runs: list[int] = []  # between white space
        self.element: list[int] = []
        self.linked: list[int] = []
        self.emphasised: list[int] = []
        self.gap: list[int] = []
        # the pending block
        self.pieces: list[str] = []
        self.owner = -1  # the row of its element
        self.height = self.low = 0  # that element's height in the stack; the stack's least since the last text
        self.link_chars = self.emphasis_chars = self.breaks = 0
        self.fresh = 1
        # the page so far
        self.said: list[str] = []  # every text, " " where a block ends
        self.inked: list[int] = []  # of every text that is not blank, the block that it goes to
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.moments: list[Moment] = []
        self.counts: list[Count] = []

    def open(self, tag: str, attributes: Attributes) -> None:
        """Start an element: a row, and a new block where it is block-level."""
        if tag not in INLINE:
            if self.pieces:
                self.flush()
            self.breaks, self.fresh = 0, 1
        elif self.breaks > 1:
            self.flush()
            self.fresh = 0
        stack = self.stack
        row = len(self.tag)
        names, flag = named(tag, attributes) if attributes else ("", TAG_FLAGS.get(tag, 0))
        parent = -1
        if stack:
            parent = stack[-1] if len(stack) <= DEEPEST else stack[DEEPEST - 1]
            flag |= self.flags[parent]
        if tag in _NOTED:
            self._note(tag, row, attributes)
        block = len(self.block)
        stack.append(row)
        self.tag.append(tag)
        self.parent.append(parent)
        self.tokens.append(names)
        self.flags.append(flag)
        self.first.append(block)
        self.last.append(block)
        self.before.append(len(self.inked))

    def _note(self, tag: str, row: int, attributes: Attributes) -> None:
        """What is kept of an element besides its row."""
        if tag == "a":
            href = attributes.get("href")
            if href is not None:
                self.marks[row] = href, (attributes.get("rel") or "").lower(), len(self.said)
        elif tag == "time":
            self.marks[row] = attributes.get("datetime") or "", "", len(self.said)
        elif tag in ("img", "amp-img"):
            self._picture(row, attributes)
        elif tag == "source":
            self._offer(attributes)
        elif tag in ("ol", "li"):
            self._count(tag, row, attributes)
        else:
            self.facts.element(tag, attributes)

    def close_to(self, depth: int) -> None:
        """End every open element at `depth` or deeper."""
        stack, inked = self.stack, self.inked
        while len(stack) > depth:
            row = stack.pop()
            before = self.before[row]
            if before < len(inked):
                self.first[row], self.last[row] = inked[before], inked[-1] + 1
            if self.tag[row] not in INLINE:
                if self.pieces:
                    self.flush()
                self.breaks, self.fresh = 0, 1
            elif row in self.marks:
                self._marked(row)
        self.low = min(self.low, depth)

    def text(self, text: str) -> None:
        """Add a text node that is not blank to the pending block."""
        if self.breaks > 1:
            self.flush()
            self.fresh = 0
        self.breaks = 0
        stack = self.stack
        height = len(stack)
        flag = self.flags[stack[-1]]
        if flag & _LINK:
            self.link_chars += len(text)
        if flag & _EMPHASIS:
            self.emphasis_chars += len(text)
        # the lowest element that holds both the block so far and this text has stayed open in between
        self.height = min(self.height, self.low) if self.pieces else height
        self.low = height
        self.owner = stack[self.height - 1]
        self.inked.append(len(self.block))
        self.pieces.append(text)
        self.said.append(text)

    def add(self, text: str) -> None:
        """Any text or space of the pending block."""
        self.pieces.append(text)
        self.said.append(text)

    def in_brackets(self) -> bool:
        """Has a bracket been opened? A reading (`<rt>`) in `<rp>` is text; a bare one stands above the line."""
        return bool(self.pieces) and self.pieces[-1].rstrip()[-1:] in OPENED

    def line_break(self) -> None:
        """One `<br>` is a space; two in a row end the block."""
        self.breaks += 1
        if self.pieces:
            self.add("\n" if self.flags[self.stack[-1]] & _PRE else " ")

    def flush(self) -> None:
        """End the pending block."""
        self.breaks = 0
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        self.pieces.clear()
        runs = raw.split()
        text = tidy_lines(raw) if self.flags[self.owner] & _PRE else " ".join(runs)
        self.block.append(text)
        self.runs.append(len(runs))
        self.element.append(self.owner)
        self.linked.append(min(self.link_chars, len(text)))
        self.emphasised.append(min(self.emphasis_chars, len(text)))
        self.gap.append(self.fresh)
        self.said.append(" ")
        self.link_chars = self.emphasis_chars = 0

    def _marked(self, row: int) -> None:
        """A link or a time ends: note its words."""
        value, rel, start = self.marks.pop(row)
        words = self._said_since(start)
        if self.tag[row] == "time":
            self.moments.append(Moment(value, words, row, self.first[row]))
        elif words:
            self.links.append(Link(self.first[row], words, value, rel))

    def _said_since(self, start: int) -> str:
        """The page's words since, as many as are kept of one mark."""
        said = self.said
        if len(said) == start + 1:
            return " ".join(said[start][:MARK].split())
        found: list[str] = []
        room = MARK
        while room > 0 and start < len(said):
            found.append(said[start][:room])
            room -= len(found[-1])
            start += 1
        return " ".join("".join(found).split())

    def _offer(self, attributes: Attributes) -> None:
        """What a `<source>` offers to the image beside it."""
        above = self.stack[-1] if self.stack else -1
        sources = attributes.get("srcset") or attributes.get("data-srcset")
        if sources and above >= 0 and self.tag[above] == "picture":
            self.offers.setdefault(above, []).append(sources)

    def _count(self, tag: str, row: int, attributes: Attributes) -> None:
        count = count_of(tag, row, attributes)
        if count is not None:
            self.counts.append(count)

    def _picture(self, row: int, attributes: Attributes) -> None:
        above = self.stack[-1] if self.stack else -1
        source = largest_source(attributes, self.offers.pop(above, ()))
        if source:
            alt = " ".join((attributes.get("alt") or "").split())
            width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
            self.pictures.append(Picture(source, alt, row, len(self.block), width, height))

    def done(self) -> Walked:
        """The columns as tables."""
        element = ElementColumns(
            self.tag, self.tokens, ints(self.parent), ints(self.flags), ints(self.first), ints(self.last)
        )
        block = BlockColumns(
            self.block,
            ints(self.runs),
            ints(self.element),
            ints(self.linked),
            ints(self.emphasised),
            ints(self.gap),
        )
        links, pictures, moments = tuple(self.links), tuple(self.pictures), tuple(self.moments)
        return Walked(blocks_of(block, element), self.facts.done(), links, pictures, moments, tuple(self.counts))
