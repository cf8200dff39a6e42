"""Microdata and RDFa Lite of a page as found: items with their types, properties and values.

Comes in: HTML as UTF-8. Goes out: two lists of items in page order, for the raw dump alone. Must not interpret:
no URL is resolved, no vocabulary known. Standards: HTML 5 (microdata, its JSON form; no `itemref`), RDFa Lite 1.1.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from broadsheet.parse.dom import events
from broadsheet.parse.elements import Attributes

Item = dict[str, Any]


class Syntax(NamedTuple):
    """What the attributes of an annotation are called."""

    begins: str
    """The attribute that begins an item."""
    types: str
    name: str
    """The attribute that holds an item's identity."""
    property: str
    vocabulary: str = ""


MICRODATA = Syntax("itemscope", "itemtype", "itemid", "itemprop")
RDFA = Syntax("typeof", "typeof", "resource", "property", "vocab")

_HEAD = frozenset(("meta", "link", "html", "head"))
"""In RDFa, a `property` on these and outside any item is OpenGraph and its like, which stand under their own names."""
_ADDRESS = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys("audio embed iframe img source track video".split(), "src"),
    **dict.fromkeys(("data", "meter"), "value"),
    "object": "data",
    "time": "datetime",
}
"""Element -> the attribute that is a property's value (HTML 5, microdata: the values of properties)."""
_DEEPEST = 60
"""Items and properties inside each other that are followed (a guess); it bounds the text that is kept twice."""
_MOST = 5_000
"""Items and values read of a page: a guess; it bounds the work on a page made to be slow."""


class _Open(NamedTuple):
    depth: int
    item: Item | None
    """The item that begins here."""
    owner: Item | None
    """The item whose property stands here …"""
    names: tuple[str, ...]
    """… by these names …"""
    texts: int
    """… and its text begins with this piece."""
    value: str | None


def items_of(html: bytes) -> tuple[list[Item], list[Item]]:
    """The items of a page's microdata and of its RDFa Lite.

    An item is `{"type": […], "id": …, "properties": {name: [value, …]}}`, a value a string or an item; RDFa's has a
    `vocab` where one is declared. Properties outside any item come in one without a type, after the others.
    """
    readers = (_Reader(MICRODATA), _Reader(RDFA))
    hidden = 1 << 30  # a depth that nothing lies below
    for depth, tag, text, attributes in events(html) if html.strip() else ():
        if depth <= hidden:
            hidden = depth if tag in ("script", "style") else 1 << 30
            for reader in readers:
                reader.event(depth, tag, text, attributes)
    return readers[0].done(), readers[1].done()


class _Reader:
    """Reads one syntax during a walk."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.top: list[Item] = []
        self.loose: Item = _item((), None)
        self.open: list[_Open] = []
        self.texts: list[str] = []
        self.vocabulary: list[tuple[int, str]] = []
        self.count = 0

    def event(self, depth: int, tag: str, text: str, attributes: Attributes) -> None:
        """An element, or the text of one: what is as deep or deeper has ended."""
        while self.open and self.open[-1].depth >= depth:
            self.close()
        while self.vocabulary and self.vocabulary[-1][0] >= depth:
            self.vocabulary.pop()
        if not tag:
            if self.open:
                self.texts.append(text)
        elif attributes and self.count < _MOST:
            self.element(depth, tag, attributes)

    def element(self, depth: int, tag: str, attributes: Attributes) -> None:
        """An element that may begin an item, be a property, or both."""
        syntax = self.syntax
        if syntax.vocabulary in attributes:
            self.vocabulary.append((depth, attributes[syntax.vocabulary] or ""))
        names = tuple((attributes.get(syntax.property) or "").split())
        begins = syntax.begins in attributes
        owner = next((one.item for one in reversed(self.open) if one.item is not None), None)
        loose_in_head = syntax is RDFA and owner is None and tag in _HEAD and not begins
        if not (begins or names) or loose_in_head or len(self.open) >= _DEEPEST:
            return
        self.count += 1
        item = None
        if begins:
            identity = attributes.get(syntax.name)
            item = _item((attributes.get(syntax.types) or "").split(), identity)
            if self.vocabulary:
                item = {"vocab": self.vocabulary[-1][1], **item}
            if not names:
                self.top.append(item)
        value = attributes.get("content")
        value = attributes.get(_ADDRESS.get(tag, "")) if value is None else value
        value = attributes.get("resource") if value is None and syntax is RDFA else value
        self.open.append(_Open(depth, item, self.loose if owner is None else owner, names, len(self.texts), value))

    def close(self) -> None:
        """The innermost open element has ended: its value is known now."""
        one = self.open.pop()
        if one.names:
            value = one.item or one.value
            if value is None:
                value = " ".join("".join(self.texts[one.texts :]).split())
            for name in one.names:
                one.owner["properties"].setdefault(name, []).append(value)  # type: ignore[index]  # a property has one
        if not self.open:
            self.texts.clear()

    def done(self) -> list[Item]:
        """Every item found."""
        while self.open:
            self.close()
        return self.top + ([self.loose] if self.loose["properties"] else [])


def _item(types: list[str] | tuple[str, ...], identity: str | None) -> Item:
    return {"type": list(types), **({"id": identity} if identity is not None else {}), "properties": {}}
