"""Small pages for the tests of metadata: HTML in, facts out, without the extractor.

Comes in: the inside of a page. Goes out: its `Facts`, where every `<p>` of eight words is the
article's and what a class names (`tags`, `related`, `caption`) is labelled so.
"""

from __future__ import annotations

from broadsheet.metadata import describe
from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Body, BodyBlock, Document, Facts, Form, Kind, Label, Page, Role

URL = "https://www.harbourpost.example/news/2024/05/02/tide-mill-turns-again"
PROSE = "<p>The wheel of the old tide mill turned on Thursday for the first time in ninety years.</p>"


def document(inside: str, url: str | None = URL, head: str = "") -> Document:
    """The parsed page around `inside`."""
    html = f"<!doctype html><html lang=en><head>{head}</head><body>{inside}</body></html>"
    parsed = parse_page(Page(body=html.encode(), url=url, charset="utf-8", form=Form.HTML), ParseOptions())
    assert isinstance(parsed, Document), parsed
    return parsed


def body(page: Document) -> Body:
    """Labels by tag and class alone."""
    labels = tuple(_label(page, row) for row in range(len(page.blocks)))
    kept = [(row, label.role) for row, label in enumerate(labels) if label.role is not None]
    blocks = tuple(BodyBlock(role=role, text=page.blocks.text[row], block=row) for row, role in kept)
    return Body(labels, blocks, 1.0)


def read(inside: str, url: str | None = URL, head: str = "") -> Facts:
    """The facts of the page around `inside`."""
    page = document(inside, url, head)
    return describe(page, body(page))


_KINDS = (Kind.TAGS, Kind.RELATED, Kind.CAPTION, Kind.CREDIT, Kind.DATELINE, Kind.BYLINE)


def _label(page: Document, row: int) -> Label:
    block = page.blocks[row]
    elements = page.blocks.elements
    names = block.tokens + " " + elements.tokens[int(elements.parent[int(page.blocks.element[row])])]
    kind = next((kind for kind in _KINDS if kind in names), None)
    if kind is None and block.tag == "p" and len(block.text.split()) >= 8:
        return Label(Role.PARAGRAPH, None, 1.0, True)
    return Label(None, kind or Kind.OTHER, 0.0, False)
