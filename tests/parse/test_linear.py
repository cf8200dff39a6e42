"""Four times the page takes the parse about four times as long."""

from __future__ import annotations

import time

import pytest

from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Page

MOST = 9.0
"""time(4n) / time(n): linear is 4, quadratic 16."""
SIZE = 16_000
"""Pieces: two megabytes at most, ten milliseconds at least; less, and what the machine does besides counts."""

PIECES = {
    "paragraphs": "<p class='text lead'>The wheel of the old tide mill turned on Thursday, and the town came.</p>\n",
    "links": "<li><a href=/story/%>The story of the mill, part %</a> <time datetime=2024-05-02>2 May</time></li>\n",
    "pictures": "<figure><img src=/%.jpg srcset='/a%.jpg 300w, /b%.jpg 900w'><figcaption>Dawn</figcaption></figure>",
    "words without spaces": "<p>市长为新桥揭幕，全镇的人都来观看，孩子们站在桥上欢呼。</p>",
    "breaks": "The mill %<br><br>",
    "one long block": "the mill <b>turns</b> ",
    "one long link": "<a href=/x>the mill <b>turns</b> </a>",
    "drawings": "<p>Dawn<svg class=icon><path d='M0 0h%'/><text>no text</text></svg></p>",
    "scripts": "<script>let mill = %;</script><p>Dawn</p>",
}


def seconds(piece: str, count: int) -> float:
    """Processor time of the fastest of three tries."""
    html = "".join(piece.replace("%", str(place)) for place in range(count)).encode()
    return min(_timed(Page(body=html)) for _ in range(3))


def _timed(page: Page) -> float:
    start = time.process_time()
    assert isinstance(parse_page(page, ParseOptions()), Document)
    return time.process_time() - start


@pytest.mark.parametrize("kind", PIECES)
def test_the_parse_is_linear_in_the_page(kind: str) -> None:
    """Whatever the page is made of; the words of a link and of the whole page are no exception."""
    assert seconds(PIECES[kind], 4 * SIZE) < MOST * seconds(PIECES[kind], SIZE)
