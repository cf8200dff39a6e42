"""readability-lxml's summary, its HTML turned into text with a line a block.

Comes in: bytes. Goes out: text.
"""

from __future__ import annotations

from lxml import html as markup
from readability import Document

_BLOCKS = frozenset(
    "article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol"
    " p pre section table td th tr ul".split()
)


def extract(html: bytes, url: str | None) -> str:
    """Text of the summary; its own encoding detection."""
    return text_of(Document(html, url=url).summary(html_partial=True))


def text_of(summary: str) -> str:
    """Text of HTML: a block begins and ends a line."""
    if not summary.strip():
        return ""
    parts: list[str] = []
    _walk(markup.fragment_fromstring(summary, create_parent="div"), parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(node: markup.HtmlElement, parts: list[str]) -> None:
    edge = "\n" if node.tag in _BLOCKS else ""
    if isinstance(node.tag, str):  # else a comment
        parts += [edge, (node.text or "").replace("\n", " ")]
        for child in node:
            _walk(child, parts)
        parts.append(edge)
    parts.append((node.tail or "").replace("\n", " "))
