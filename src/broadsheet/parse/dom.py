"""The seam to the C parser: UTF-8 bytes in, tree events out.

Comes in: HTML as UTF-8. Goes out: one event per element and text node, in document order.
Only this file knows selectolax (Lexbor, an HTML5 tree builder after the WHATWG standard); it
must not know what a block is.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

Event = tuple[int, str, str | dict[str, str | None]]
"""(depth, tag, attributes) for an element; (depth, "", text) for a text node."""

TEXT = ""


def events(html: bytes) -> Iterator[Event]:
    """Parse `html` and walk it once, depth first.

    Comments are left out, and so is the content of `<template>`, which is not rendered. Raises
    `MemoryError`: there is no other way for Lexbor to fail.
    """
    try:
        root = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS).root
    except SelectolaxError as error:
        raise MemoryError(f"Lexbor: {error}") from error
    if root is None:
        return
    open_ids = [root.mem_id]
    yield 0, root.tag or "html", root.attributes
    for node in root.traverse(include_text=True):
        if node.mem_id == open_ids[0]:
            continue
        parent = node.parent
        parent_id = parent.mem_id if parent is not None else open_ids[0]
        while open_ids[-1] != parent_id and len(open_ids) > 1:
            open_ids.pop()
        tag = node.tag
        if tag == "-text":
            text = node.text_content
            if text:
                yield len(open_ids), TEXT, text
        elif tag and tag[0] not in "-!":
            depth = len(open_ids)
            open_ids.append(node.mem_id)
            yield depth, tag, node.attributes
