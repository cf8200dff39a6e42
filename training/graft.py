"""New pages out of old ones: one page's article amid another's chrome, foreign prose around it, other scripts.

Comes in: documents with labels. Goes out: documents with labels. Must not change what is text and what is not:
labels travel with their blocks.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from broadsheet.parse.walk import walk
from broadsheet.records import Blocks, Document, Elements, Flag, Ints

Labels = npt.NDArray[np.float32]


class Labelled(NamedTuple):
    """A page, the share of each block that is text, and how much each block's label counts."""

    document: Document
    label: Labels
    weight: Labels


def container(blocks: Blocks, label: Labels) -> int:
    """The lowest element that holds every block of the article; 0 where there is none."""
    rows = np.flatnonzero(label >= 0.5)
    if not len(rows):
        return 0
    elements = blocks.elements
    holds = (elements.first <= rows[0]) & (elements.last > rows[-1])
    return int(np.flatnonzero(holds)[-1]) if holds.any() else 0


def subtree(elements: Elements, row: int) -> int:
    """One past the last element under `row`; rows are in document order."""
    depth = row + 1
    while depth < len(elements) and elements.parent[depth] >= row:
        depth += 1
    return depth


def graft(host: Labelled, guest: Labelled) -> Labelled | None:
    """The guest's article, its container and all in it, in the place of the host's; None where either has none."""
    at, of = container(host.document.blocks, host.label), container(guest.document.blocks, guest.label)
    if at <= 0 or of <= 0:
        return None
    blocks, first, last = splice(host.document.blocks, at, guest.document.blocks, of)
    source = guest.document.blocks.elements
    low, high = int(source.first[of]), int(source.last[of])
    label = np.concatenate([host.label[:first], guest.label[low:high], host.label[last:]])
    weight = np.concatenate([host.weight[:first], guest.weight[low:high], host.weight[last:]])
    more = (high - low) - (last - first)

    def rows(inner: tuple[Any, ...], outer: tuple[Any, ...]) -> tuple[Any, ...]:
        return (
            *(x for x in outer if x.block < first),
            *(msgspec.structs.replace(x, block=x.block + first - low) for x in inner if low <= x.block < high),
            *(msgspec.structs.replace(x, block=x.block + more) for x in outer if x.block >= last),
        )

    document = msgspec.structs.replace(
        guest.document,
        blocks=blocks,
        links=rows(guest.document.links, host.document.links),
        pictures=rows(guest.document.pictures, host.document.pictures),
        moments=rows(guest.document.moments, host.document.moments),
    )
    return Labelled(document, label, weight)


def splice(host: Blocks, at: int, guest: Blocks, of: int) -> tuple[Blocks, int, int]:
    """The host's tables with the guest's subtree `of` instead of its own subtree `at`, and the blocks replaced."""
    old = host.elements
    hole = Hole(at, subtree(old, at), int(old.parent[at]), int(old.first[at]), int(old.last[at]))
    return filled(host, hole, guest, of), hole.first, hole.last


class Hole(NamedTuple):
    """Rows of elements and blocks that something else takes the place of; they may be none."""

    at: int
    stop: int
    parent: int
    first: int
    last: int


def after(host: Blocks, row: int) -> Hole:
    """The place right behind an element, within its parent."""
    elements = host.elements
    stop, last = subtree(elements, row), int(elements.last[row])
    return Hole(stop, stop, int(elements.parent[row]), last, last)


def filled(host: Blocks, hole: Hole, guest: Blocks, of: int) -> Blocks:
    """The host with the guest's subtree `of` in the hole."""
    old, new = host.elements, guest.elements
    at, stop, first, last = hole.at, hole.stop, hole.first, hole.last
    end, low, high = subtree(new, of), int(new.first[of]), int(new.last[of])
    more_rows, more = (end - of) - (stop - at), (high - low) - (last - first)
    parent = new.parent[of:end] - of + at
    parent[0] = hole.parent
    inherited = int(old.flags[max(hole.parent, 0)])
    around = set(old.ancestors(at)) if at < stop else {hole.parent, *old.ancestors(hole.parent)}
    holds = np.array([row in around for row in range(at)], bool)

    def rows(mine: Ints, theirs: Ints, later: Ints) -> Ints:
        return np.concatenate([mine, theirs, later]).astype(np.int32)

    elements = Elements(
        tag=old.tag[:at] + new.tag[of:end] + old.tag[stop:],
        parent=rows(old.parent[:at], parent, _moved(old.parent[stop:], stop, more_rows)),
        tokens=old.tokens[:at] + new.tokens[of:end] + old.tokens[stop:],
        flags=rows(old.flags[:at], new.flags[of:end] | inherited, old.flags[stop:]),
        first=rows(old.first[:at], new.first[of:end] - low + first, old.first[stop:] + more),
        last=rows(old.last[:at] + more * holds, new.last[of:end] - low + first, old.last[stop:] + more),
    )
    columns = {
        name: rows(getattr(host, name)[:first], getattr(guest, name)[low:high], getattr(host, name)[last:])
        for name in ("chars", "words", "link_chars", "emphasis_chars", "gap", "indent")
    }
    ends = np.cumsum(columns["chars"] + 1, dtype=np.int32) - 1
    return Blocks(
        text=host.text[:first] + guest.text[low:high] + host.text[last:],
        element=rows(
            host.element[:first], guest.element[low:high] - of + at, _moved(host.element[last:], stop, more_rows)
        ),
        start=ends - columns["chars"],
        end=ends,
        elements=elements,
        **columns,
    )


def _moved(values: Ints, limit: int, by: int) -> Ints:
    """Rows of elements at or behind `limit` move."""
    return np.where(values >= limit, values + by, values).astype(np.int32)


def with_thread(page: Labelled, prose: Sequence[str], chance: random.Random) -> Labelled:
    """Foreign prose behind the article, as readers' comments stand there, or before it, as a notice does."""
    row = container(page.document.blocks, page.label)
    if row <= 0:
        return page
    named = chance.choice(("", " class=comments", " id=disqus_thread", " class=user-comments", " class=reviews"))
    items = "".join(
        f"<div class=c><b>{who}</b><p>{escape(text)}</p></div>"
        for who, text in zip(chance.choices(_NAMES, k=len(prose)), prose, strict=True)
    )
    guest = walk(f"<html><body><section{named}>{items}</section></body></html>".encode()).blocks
    of = next(at for at, tag in enumerate(guest.elements.tag) if tag == "section")
    host = page.document.blocks
    hole = after(host, row)
    blocks, more = filled(host, hole, guest, of), len(guest)

    def moved(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(msgspec.structs.replace(x, block=x.block + more) if x.block >= hole.first else x for x in entries)

    document = msgspec.structs.replace(
        page.document,
        blocks=blocks,
        links=moved(page.document.links),
        pictures=moved(page.document.pictures),
        moments=moved(page.document.moments),
    )
    zeros, ones = np.zeros(more, np.float32), np.full(more, float(np.median(page.weight)), np.float32)
    return Labelled(
        document,
        np.concatenate([page.label[: hole.first], zeros, page.label[hole.first :]]),
        np.concatenate([page.weight[: hole.first], ones, page.weight[hole.first :]]),
    )


_NAMES = ("Jo", "anna_k", "Reader 12", "M. Okafor", "tidewatcher", "Guest", "P. Lindqvist", "old miller", "Uschi")


def nameless(document: Document, chance: random.Random) -> Document:
    """The page with its names gone, its landmarks turned to plain boxes, or both."""
    blocks = document.blocks
    elements = blocks.elements
    which = chance.randrange(3)
    if which != 0:
        elements = msgspec.structs.replace(elements, tokens=("",) * len(elements))
    if which != 1:
        plain = {"article": "div", "main": "div", "section": "div", "aside": "div", "header": "div", "footer": "div"}
        elements = msgspec.structs.replace(
            elements,
            tag=tuple(plain.get(tag, tag) for tag in elements.tag),
            flags=(elements.flags & ~np.int32(_LANDMARKS)).astype(np.int32),
        )
    return msgspec.structs.replace(document, blocks=msgspec.structs.replace(blocks, elements=elements))


_LANDMARKS = int(Flag.ARTICLE | Flag.MAIN | Flag.ARTICLE_BODY | Flag.ASIDE | Flag.HEADER | Flag.FOOTER)

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HAN = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里"


def rescript(document: Document, chance: random.Random) -> Document:
    """The same page as if written in Arabic letters, or in Chinese ones without spaces."""
    wide = chance.random() < 0.5
    table = _wide() if wide else _right_to_left()
    blocks = document.blocks
    texts = tuple(text.lower().translate(table) for text in blocks.text)
    if not wide:
        return msgspec.structs.replace(document, blocks=msgspec.structs.replace(blocks, text=texts))
    kept = tuple(text or "。" for text in texts)
    chars = np.array([len(text) for text in kept], np.int32)
    ratio = chars / np.maximum(blocks.chars, 1)
    ends = np.cumsum(chars + 1, dtype=np.int32) - 1
    blocks = msgspec.structs.replace(
        blocks,
        text=kept,
        chars=chars,
        start=ends - chars,
        end=ends,
        words=np.maximum(chars // 2, 1).astype(np.int32),
        link_chars=np.minimum((blocks.link_chars * ratio).astype(np.int32), chars),
        emphasis_chars=np.minimum((blocks.emphasis_chars * ratio).astype(np.int32), chars),
    )
    return msgspec.structs.replace(document, blocks=blocks)


def _right_to_left() -> dict[int, str]:
    table = {ord(letter): _ARABIC[at] for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
    return {**table, ord(","): "،", ord("?"): "؟", ord(";"): "؛"}


def _wide() -> dict[int, str]:
    """Two Latin letters of three vanish, so that text shrinks as it does in translation."""
    table = {ord(letter): "" for letter in "abcdefghijklmnopqrstuvwxyz "}
    table.update({ord(letter): _HAN[at] for at, letter in enumerate("etaoinshrdlc")})
    return {**table, ord(","): "，", ord("."): "。", ord("?"): "？", ord("!"): "！", ord(":"): "："}
