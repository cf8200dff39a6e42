"""JSON-LD as found on the web, of any brokenness, read into one flat list of nodes.

Comes in: the texts of a page's `application/ld+json` scripts. Goes out: a `Graph` of all nodes
with their depth and place; `@id` references can be followed. Never raises on bad input.
Must not know: what an article is or which node speaks of this page (`article_node.py`).
Follows JSON-LD 1.1 as far as publishers use it: `@graph`, `@id`, `@type` lists, nesting; no contexts.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import msgspec

_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/"
    r"|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 2_000_000
"""Characters of one script that are read; the largest honest one in the development data has 330,000."""
_MOST_NODES = 5_000
"""Objects kept of one page: a guess; it bounds the work on a page made to be slow."""
_MOST_VALUES = 50
"""JSON values read of one script, where several follow each other (a guess, for the same end)."""
_DEEPEST = 40
"""Levels walked: schema.org articles nest six deep at most; deeper is an attack or a mistake."""

_CONTAINERS = (dict, list)
Node = dict[str, Any]


class Placed(msgspec.Struct, frozen=True):
    """A node, how deep it lies, and the key of its parent that it hangs on ("" at the top)."""

    node: Node
    depth: int
    key: str


class Graph(NamedTuple):
    """All nodes of a page in document order, and those that have an `@id`."""

    nodes: tuple[Placed, ...]
    by_id: dict[str, Node]

    def follow(self, value: Any) -> Any:
        """The full node that a bare reference `{"@id": …}` names, else the value itself."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
            return self.by_id.get(value["@id"], value)
        return value


def read_graph(scripts: tuple[str, ...]) -> Graph:
    """All nodes of all scripts; what cannot be read is left out."""
    nodes: list[Placed] = []
    for script in scripts:
        for value in read_json(script):
            _flatten(value, nodes)
    by_id: dict[str, Node] = {}
    for placed in nodes:
        name = placed.node.get("@id")
        if isinstance(name, str) and len(placed.node) > len(by_id.get(name, ())):
            by_id[name] = placed.node
    return Graph(tuple(nodes), by_id)


def read_json(script: str) -> list[Any]:
    """The JSON values in a script: one where it is sound, after repairs where not, none where hopeless."""
    text = script[:_LONGEST]
    try:
        return [msgspec.json.decode(text)]
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    text = text.replace("\ufeff", "")
    for _ in range(3):  # comment in CDATA in comment
        text = _COMMENT.sub("", text)
    for repaired in (text, _CONTROL.sub(" ", text), _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        values = _decode_all(repaired.strip().rstrip(";"))
        if values:
            return values
    return []


def _decode_all(text: str) -> list[Any]:
    """Values that follow one another: some pages put several objects into one script."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    position = 0
    while position < len(text) and len(values) < _MOST_VALUES:
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values


def _flatten(root: Any, nodes: list[Placed]) -> None:
    """Append every object under `root` in document order; a loop, since recursion has a limit."""
    pending: list[tuple[Any, int, str]] = [(root, 0, "")]
    while pending and len(nodes) < _MOST_NODES:
        value, depth, key = pending.pop()
        if isinstance(value, list):
            pending += [(item, depth, key) for item in reversed(value) if type(item) in _CONTAINERS]
        elif isinstance(value, dict) and depth < _DEEPEST:
            nodes.append(Placed(value, depth, key))
            for name, child in reversed(value.items()):
                if type(child) in _CONTAINERS:
                    pending.append((child, depth, key) if name == "@graph" else (child, depth + 1, name))


def types(node: Node) -> tuple[str, ...]:
    """The node's types without their vocabulary: `http://schema.org/NewsArticle` -> `NewsArticle`."""
    declared = node.get("@type")
    if declared is None:
        return ()
    found = declared if isinstance(declared, list) else [declared]
    return tuple([without_vocabulary(name) for name in found if isinstance(name, str)])


def without_vocabulary(name: str) -> str:
    """The name of a type by itself."""
    return name.rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def first_text(value: Any) -> str | None:
    """The first non-empty text in a string, a number, a language object or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        text = item.get("@value") if isinstance(item, dict) else item
        if isinstance(text, str) and text.strip():
            return text.strip()
        if isinstance(text, int | float) and not isinstance(text, bool):
            return str(text)
    return None


def texts(value: Any) -> list[str]:
    """All non-empty texts of a string or a list; objects give their `name` or `@value`."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        text = first_text(item.get("name") or item.get("@value")) if isinstance(item, dict) else first_text(item)
        if text:
            found.append(text)
    return found
