"""Twice the page takes metadata and gate about twice the time, whatever it is made of.

Parsing is not in the measure: the HTML parser itself looks up through open elements, which is slower than linear on
pages that nest thousands deep (0.3 s at 8,000).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from broadsheet.gate import refuse
from broadsheet.metadata import describe
from broadsheet.records import Body, Document, Form, Page
from tests.metadata.reading import PROSE, URL, body, document

MOST = 3.0
"""time(2n) / time(n): linear is 2, quadratic 4."""
SIZE = 3_000
"""Pieces: enough for what is quadratic to show, few enough for the parser."""


def nested(opening: str, closing: str, inside: str = "") -> Callable[[int], str]:
    """`n` elements in one another, with a line in each."""
    return lambda n: opening * n + inside + closing * n


def in_turn(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """`n` pieces one after another; `%` is the number of the piece."""
    return lambda n: before + "".join(piece.replace("%", str(place)) for place in range(n)) + after


TITLE = f"<h1>Tide mill turns again</h1>{PROSE}"
SHAPES: dict[str, Callable[[int], str]] = {
    "nested headings": nested("<h1><div>The mill turns", "</div></h1>"),
    "nested times": nested("<time datetime=2024-05-02>Updated ", "</time>", "2 May"),
    "nested bylines": nested("<div class=byline>By Jane Roe", "</div>", TITLE),
    "bylines around one block": nested("<div class=byline>", "</div>", "<a href=/author/jane>Jane Roe</a> " * 500),
    "nested figures": nested("<figure><img src=/a.jpg><figcaption>The wheel", "</figcaption></figure>", TITLE),
    "nested captions": nested("<figcaption><div>The wheel at dawn", "</div></figcaption>", TITLE),
    "nested list items": nested("<ul><li>The mill turns", "</li></ul>"),
    "figures": in_turn("<figure><img src=/p%.jpg><figcaption>Wheel % at dawn</figcaption></figure>", TITLE, PROSE),
    "captions of one figure": in_turn("<p>Wheel % at dawn in May</p>", TITLE + "<figcaption>", "</figcaption>" + PROSE),
    "figures without pictures": in_turn("<figure><figcaption>Wheel % at dawn</figcaption></figure>", TITLE, PROSE),
    "links": in_turn("<a href=/story/%>The story of the mill, part %</a> ", TITLE, PROSE),
    "blocks of links": in_turn("<h3><a href=/story/%>The story of the mill, part %</a></h3>" + PROSE),
    "bylines": in_turn("<div class=byline><a href=/author/%>Jane Roe</a></div>", TITLE),
    "tags": in_turn("<div class=tags><a href=/tag/%>Mill %</a></div>", TITLE + PROSE),
    "times": in_turn("<div><time datetime=2024-05-02>2 May</time></div>", TITLE),
    "a title of many parts": in_turn(" | Part %", "<title>", f"</title>{TITLE}"),
}


def seconds(make: Callable[[int], str], size: int, tries: int = 3) -> float:
    """Processor time that gate and metadata take, of the fastest try."""
    html = make(size)
    page, parsed = Page(body=html.encode(), url=URL, form=Form.HTML), document(html, URL)
    return min(_timed(page, parsed, body(parsed)) for _ in range(tries))


def _timed(page: Page, parsed: Document, labelled: Body) -> float:
    began = time.process_time()
    refuse(parsed, page)
    describe(parsed, labelled)
    return time.process_time() - began


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_page_takes_at_most_three_times_as_long(shape: str) -> None:
    """Nothing is read again for each of its neighbours, parents or copies."""
    ratios = (seconds(SHAPES[shape], 2 * SIZE) / seconds(SHAPES[shape], SIZE) for _ in range(3))
    assert any(ratio < MOST for ratio in ratios)
