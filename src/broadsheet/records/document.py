"""A parsed page, and what the extraction made of it.

Comes in: nothing. Goes out: `Declared`, `Document`, `Label`, `Body`, `Fact`, `Facts`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from broadsheet.records.blocks import Blocks, Count, Link, Moment, Picture
from broadsheet.records.lists import Form, Kind, Role


class Declared(msgspec.Struct, frozen=True):
    """What the page says of itself, as found and in page order; nothing interpreted."""

    title: str | None = None
    lang: str | None = None
    """`<html lang>`, else `Content-Language`."""
    direction: str | None = None
    base: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    """(name, property, itemprop or http-equiv in lower case, content)."""
    links: tuple[tuple[str, str, str], ...] = ()
    """(rel in lower case, href, type) of every `<link>` in the document."""
    json_ld: tuple[str, ...] = ()
    scripts: int = 0
    """Number of executable scripts."""
    script_hosts: tuple[str, ...] = ()
    """`src` of scripts and iframes, as found: names bot walls and consent tools."""
    inputs: tuple[str, ...] = ()
    """type, name and autocomplete of every form field, lower case."""

    def first(self, *names: str) -> str | None:
        """The first non-empty `<meta>` content among `names`, tried in the order given."""
        for name in names:
            for key, value in self.meta:
                if key == name and value.strip():
                    return value.strip()
        return None


class Document(msgspec.Struct, frozen=True):
    """A parsed page: its blocks, what it declares, its language."""

    blocks: Blocks
    declared: Declared
    form: Form = Form.HTML
    url: str | None = None
    """The page's URL; in a dump, also one found in its text."""
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    moments: tuple[Moment, ...] = ()
    counts: tuple[Count, ...] = ()
    language: str | None = None
    """Detected primary BCP 47 subtag."""
    language_score: float = 0.0
    charset: str = "utf-8"
    charset_source: str = "default"
    """Which step of the WHATWG order decided; `utf-8 twice` where UTF-8 had been encoded again."""
    html: bytes = b""
    """The page in UTF-8, for engines that parse on their own."""
    fetched_at: str | None = None
    """When the page was fetched, as its `Page` says: what it dates later is in the future."""


class Label(msgspec.Struct, frozen=True):
    """The decision on one block, with its evidence: exactly one of `role` and `kind` is set."""

    role: Role | None
    kind: Kind | None
    score: float
    """Probability-like score of being article text, 0 to 1, before context."""
    first: bool
    """Kept by score alone?"""
    rule: str = ""
    """The rule that decided or flipped it; empty where the score stood."""

    @property
    def kept(self) -> bool:
        """Is the block part of the article?"""
        return self.role is not None


class BodyBlock(msgspec.Struct, frozen=True, omit_defaults=False):
    """One typed block of the article."""

    role: Role
    text: str
    time: str | None = None
    """Posts of a live blog: their time as ISO 8601 or as printed."""
    speaker: str | None = None
    """Interviews: who speaks."""
    block: int = -1
    """Row in `Blocks`."""


class Body(msgspec.Struct, frozen=True):
    """Labels for every block, and the article made of them."""

    labels: tuple[Label, ...]
    blocks: tuple[BodyBlock, ...]
    confidence: float


class Fact(msgspec.Struct, frozen=True):
    """One claim about the article: a field, its value, which source said so, in which words."""

    field: str
    value: Any
    source: str
    raw: str


class Facts(msgspec.Struct, frozen=True):
    """All claims, and the one that was chosen for each field."""

    chosen: dict[str, Fact]
    claims: tuple[Fact, ...]

    def value(self, field: str, default: Any = None) -> Any:
        """The chosen value of a field."""
        fact = self.chosen.get(field)
        return default if fact is None else fact.value
