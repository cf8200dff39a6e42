"""Small pages for the tests of the gate: HTML in, the judgement out.

Comes in: the inside of a page, or a whole one. Goes out: what `refuse` says of it.
"""

from __future__ import annotations

from broadsheet.gate import refuse
from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Dropped, Form, Page, Reason

STORY = "https://www.harbourpost.example/news/2024/05/02/tide-mill-turns-again"
PARAGRAPHS = "".join(
    f"<p>The wheel of the old tide mill turned on Thursday for the {n} time in ninety years, and the miller, who is "
    "eighty-one, watched it from a chair that two of his pupils had carried down to the quay before dawn.</p>"
    for n in ("first", "second", "third", "fourth", "fifth", "sixth")
)
ARTICLE = f"<h1>Tide mill turns again</h1>{PARAGRAPHS}"


def page_of(body: str | bytes, url: str | None = STORY, form: Form = Form.HTML) -> Page:
    """A page as it was fetched."""
    return Page(body=body.encode() if isinstance(body, str) else body, url=url, charset="utf-8", form=form)


def document_of(page: Page) -> Document:
    """The page, parsed."""
    document = parse_page(page, ParseOptions())
    assert isinstance(document, Document), document
    return document


def ask(body: str | bytes, url: str | None = STORY, form: Form = Form.HTML) -> Dropped | None:
    """What the gate says of a page before extraction."""
    page = page_of(body, url, form)
    return refuse(document_of(page), page)


def reason(body: str | bytes, url: str | None = STORY, form: Form = Form.HTML) -> Reason | None:
    """The reason alone."""
    dropped = ask(body, url, form)
    return dropped.reason if dropped else None


def html(inside: str, title: str = "Harbour Post", head: str = "") -> str:
    """A whole page."""
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{inside}</body></html>"
