"""Hand-made pages for the tests of extraction: blocks from nested tuples, without a parser.

Comes in: parts such as `part("p.lead", "The wheel turned.")`. Goes out: `Blocks`, `Document` or `Draft`.
A string is one block; `link`, `bold` say that all of it is one. Invented town, invented news.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from broadsheet.extract.draft import Draft
from broadsheet.parse.elements import flags
from broadsheet.parse.words import count_words
from broadsheet.records import Blocks, Declared, Document, Elements, Ints, Moment

STORY = (
    "The wheel of the old tide mill turned on Thursday for the first time in ninety years, and half the town came.",
    "It took four carpenters, a retired clockmaker and eleven winters to bring the oak and the iron back to life.",
    "The mayor, who had promised to grind the first sack herself, arrived late and left with flour in her hair.",
    "Nobody knows what became of the last miller, whose name is cut into the lintel above the lower sluice gate.",
    "Bread from the first flour was sold on the quay before noon, and the queue reached as far as the customs house.",
    "The harbour board will pay for the gate, the council for the road, and the fishermen, as ever, for the beer.",
    "Children launched paper boats into the mill race until the tide turned and carried every one of them inland.",
    "Next spring the mill is to run twice a day, at every ebb, unless the eels or the insurers have other plans.",
)
"""Paragraphs of twenty words and more, no two alike."""


class Text(NamedTuple):
    """One block's words and which share of them is linked or emphasised."""

    words: str
    linked: float = 0.0
    emphasised: float = 0.0


class Part(NamedTuple):
    """One element: tag, class names, attributes, what is inside."""

    tag: str
    names: str
    attributes: dict[str, str | None]
    inside: tuple[Inside, ...]


Inside = Part | Text | str


def part(spec: str, *inside: Inside, **attributes: str | None) -> Part:
    """An element: `"div.author bio"` is a `<div class="author bio">`."""
    tag, _, names = spec.partition(".")
    return Part(tag, names, attributes, inside)


def link(words: str, share: float = 1.0) -> Text:
    """A block that is a link, or has one in it."""
    return Text(words, linked=share)


def bold(words: str) -> Text:
    """A block in bold."""
    return Text(words, emphasised=1.0)


def paragraphs(count: int = len(STORY), spec: str = "p", first: int = 0) -> list[Part]:
    """So many paragraphs of the story."""
    return [part(spec, words) for words in STORY[first : first + count]]


class _Maker:
    """Rows of the tree and of the blocks, as they come."""

    def __init__(self) -> None:
        self.elements: list[list[int | str]] = []  # tag, parent, names, flags, first, last
        self.blocks: list[tuple[Text, int]] = []
        self.moments: list[Moment] = []

    def add(self, made: Inside, parent: int) -> None:
        if isinstance(made, Part):
            row = len(self.elements)
            above = int(self.elements[parent][3]) if parent >= 0 else 0
            own = flags(made.tag, made.attributes)
            self.elements.append([made.tag, parent, made.names, own | above, len(self.blocks), 0])
            for inside in made.inside:
                self.add(inside, row)
            self.elements[row][5] = len(self.blocks)
            if made.tag == "time":
                words = " ".join(text.words for text, _ in self.blocks[int(self.elements[row][4]) :])
                self.moments.append(
                    Moment(made.attributes.get("datetime") or "", words, row, int(self.elements[row][4]))
                )
        else:
            self.blocks.append((Text(made) if isinstance(made, str) else made, parent))


def document(*parts: Inside, title: str | None = None, json_ld: tuple[str, ...] = (), **meta: str) -> Document:
    """A page with these parts in its body; keywords are `<meta>` (`og_title` is `og:title`)."""
    maker = _Maker()
    maker.add(part("html", part("body", *parts)), -1)
    declared = Declared(
        title=title, json_ld=json_ld, meta=tuple((name.replace("_", ":"), value) for name, value in meta.items())
    )
    return Document(blocks=_table(maker), declared=declared, moments=tuple(maker.moments))


def blocks(*parts: Inside) -> Blocks:
    """The table of a page with these parts."""
    return document(*parts).blocks


def draft(table: Blocks, kept: Collection[int] | None = None) -> Draft:
    """A draft in which these rows were kept for their looks; all rows where none are named."""
    good = [kept is None or row in kept for row in range(len(table))]
    return Draft(table, np.where(good, 0.9, 0.1), good)


def kept(decided: Draft) -> list[str]:
    """The words of the blocks that are kept."""
    return [text for text, keep in zip(decided.blocks.text, decided.kept, strict=True) if keep]


def _table(maker: _Maker) -> Blocks:
    texts = [text for text, _ in maker.blocks]
    chars = _ints([len(text.words) for text in texts])
    ends = _ints(list(accumulate(len(text.words) + 1 for text in texts))) - 1
    tag, parent, names, mask, first, last = zip(*maker.elements, strict=True)
    return Blocks(
        text=tuple(text.words for text in texts),
        element=_ints([element for _, element in maker.blocks]),
        start=ends - chars,
        end=ends,
        chars=chars,
        words=_ints([count_words(text.words) for text in texts]),
        link_chars=_ints([round(len(text.words) * text.linked) for text in texts]),
        emphasis_chars=_ints([round(len(text.words) * text.emphasised) for text in texts]),
        gap=_ints([1] * len(texts)),
        indent=_ints([0] * len(texts)),
        elements=Elements(tag, _ints(parent), names, _ints(mask), _ints(first), _ints(last)),
    )


def _ints(values: Collection[int]) -> Ints:
    return np.asarray(list(values), dtype=np.int32)
