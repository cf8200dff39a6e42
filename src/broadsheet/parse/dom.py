"""The seam to the C parser: UTF-8 bytes in, tree events out.

Comes in: HTML as UTF-8. Goes out: one event per element and text node, in document order.
Only this file and `compiled/lexbor.pxi` know selectolax (Lexbor, an HTML5 tree builder after the WHATWG standard); it
must not know what a block is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

from broadsheet.parse.elements import MUTE, NOWHERE, is_mute

Event = tuple[int, str, str, dict[str, str | None]]
"""(depth, tag, "", attributes) for an element; (depth, "", text, {}) for a text node, whose text is never empty."""

_TEXT = 2
"""`LXB_TAG__TEXT`: the parser's number of a text node."""


def events(html: bytes, pending: Sequence[str] = (" ",)) -> Iterator[Event]:
    """Parse `html` and walk it once, depth first.

    `pending`: what the reader has read of the line at hand; while it is empty, white space alone is no event.
    Comments are left out, and so is what is not rendered: the content of `<template>` and of the elements that are
    `elements.mute`. Raises `MemoryError`: there is no other way for Lexbor to fail.
    """
    try:
        root = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS).root
    except SelectolaxError as error:
        raise MemoryError(f"Lexbor: {error}") from error
    if root is None:
        return
    yield 0, root.tag or "html", "", root.attributes
    none: dict[str, str | None] = {}
    inside = {root.mem_id: 1}  # the depth of each element's children
    names: dict[int, str] = {}  # the parser's numbers of tags: cheaper to ask for, and one string for each tag
    mute_below = NOWHERE
    nodes: Iterator[Any] = root.traverse(include_text=True)  # under the root all have a parent, which no type says
    next(nodes)
    for node in nodes:
        number = node.tag_id
        if number == _TEXT:
            if not pending and node.is_empty_text_node:
                continue
            depth = inside[node.parent.mem_id]
            if depth <= mute_below:
                text = node.text_content
                if text and (pending or not text.isspace()):
                    yield depth, "", text, none
            continue
        tag = names.get(number)
        if tag is None:
            tag = names[number] = _rendered(node.tag)
        if tag:
            depth = inside[node.parent.mem_id]
            inside[node.mem_id] = depth + 1
            if depth <= mute_below:
                attributes = node.attributes
                mute_below = depth if tag in MUTE and is_mute(tag, attributes) else NOWHERE
                yield depth, tag, "", attributes


def _rendered(tag: str | None) -> str:
    """An element's name; "" for a comment and all else whose name begins with a sign."""
    return tag if tag and tag[0] not in "-!" else ""
