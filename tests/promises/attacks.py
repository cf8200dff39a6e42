"""Pages and dumps that are made to be slow: for the parser, and for every step of ours behind it.

Comes in: a size. Goes out: a page of that many pieces. `ATTACKS` names the size at which each is measured, some tenths
of a second of work; twice of it must take less than three times as long.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from broadsheet.records import Form
from tests.stories import paragraphs

STORY = "".join(f"<p>{words}</p>" for words in paragraphs(1))
SAID = "The wheel of the old tide mill turned on Thursday, and the town came to see it at noon."


class Attack(NamedTuple):
    """A way to be slow: its pieces, each with `%` for its number, or a function of their count; how many."""

    pieces: str | Callable[[int], str]
    size: int
    form: Form = Form.HTML

    def body(self, size: int) -> bytes:
        """The page with so many pieces; HTML behind a story, so that it comes as far as possible."""
        many = self.pieces
        made = "".join(many.replace("%", str(n)) for n in range(size)) if isinstance(many, str) else many(size)
        lead = "" if self.form is Form.TEXT else f"<!doctype html><title>Mill</title><article><h1>Mill</h1>{STORY}"
        return (lead + made).encode()


def _cycles(size: int) -> str:
    nodes = [
        {"@id": f"#{n}", "@type": "NewsArticle", "author": {"@id": f"#{(n + 1) % size}"}, "isPartOf": {"@id": f"#{n}"}}
        for n in range(size)
    ]
    return f"<script type=application/ld+json>{json.dumps({'@graph': nodes})}</script>"


def _attributes(size: int) -> str:
    return f"<p {' '.join(f'a{n}=1' for n in range(size))}>x</p>"


def _keywords(size: int) -> str:
    return f"<meta name=keywords content='{','.join(f'word {n}' for n in range(size))}'>"


PARSER = {
    "64,000 attributes": Attack(_attributes, 16_000),
    "formatting elements": Attack("<b><i><a>", 8_000),
    "misnested links": Attack("<a href=/x>y<div>", 8_000),
    "depth of blocks": Attack("<div>", 12_500),
    "depth of lists": Attack("<ul><li>x", 6_000),
    "depth of quotes": Attack("<blockquote><p>x ", 12_500),
    "depth of tables": Attack("<table><tr><td>", 12_500),
    "foster parents": Attack("<table>x<b>", 10_000),
    "open tags": Attack("<a", 500_000),
    "entities": Attack("&amp;&", 250_000),
}
"""Ten shapes on which HTML parsers are known to be quadratic."""

OURS = {
    "tiny blocks": Attack("<p>a</p>", 20_000),
    "paragraphs": Attack(f"<p>{SAID} %</p>", 5_000),
    "figures": Attack("<figure><img src=/%.jpg><figcaption>Mill %. Photo: Jane Roe/Mill</figcaption></figure>", 2_500),
    "images": Attack("<img src=/%.jpg>", 20_000),
    "JSON-LD nodes in cycles": Attack(_cycles, 2_500),
    "JSON-LD scripts": Attack('<script type=application/ld+json>{"@type":"NewsArticle"}</script>', 10_000),
    "times": Attack("<time datetime=2024-05-02T10:00>2 May 2024</time> ", 10_000),
    "time paragraphs": Attack("<p>Published <time datetime=2024-05-02T10:00>2 May 2024</time></p>", 5_000),
    "links": Attack("<a href=/s/%>The story of the mill, part %</a> ", 5_000),
    "listed links": Attack("<li><a href=/s/%>The story of the mill, part %, as told by all of us</a></li>", 5_000),
    "links to authors": Attack("<a rel=author href=/authors/%>Jane Roe</a> ", 10_000),
    "links to tags": Attack("<a rel=tag href=/tag/%>tag %</a> ", 10_000),
    "bylines": Attack("<p class=byline>By Jane Roe and John Doe</p>", 5_000),
    "headings": Attack("<h2>Part % of the mill</h2>", 5_000),
    "questions": Attack(f"<p><b>Why does mill % turn?</b></p><p>{SAID}</p>", 2_500),
    "posts of a live page": Attack(f"<div class=live-post><time>10:00</time><h3>Part %</h3><p>{SAID}</p></div>", 2_500),
    "embedded posts": Attack("<blockquote class=twitter-tweet><p>Part %</p>Jane Roe (@jane)</blockquote>", 2_500),
    "rows": Attack("<table><tr><td>a<td>b", 5_000),
    "captions": Attack("<p class=caption>Photo: Jane Roe/Mill %</p>", 5_000),
    "comments": Attack("<div class=comment><b>user%</b> 2 hours ago<p>I like mill %.</p></div>", 2_500),
    "microdata": Attack("<div itemscope><span itemprop=author>Jane Roe</span></div>", 5_000),
    "meta tags": Attack("<meta property=article:tag content='tag %'><meta property=og:image content=/%.jpg>", 10_000),
    "keywords": Attack(_keywords, 20_000),
    "breaks": Attack("x<br>", 50_000),
    "double breaks": Attack("The mill turns<br><br>", 10_000),
    "one text without spaces": Attack("a", 2_500_000),
    "one long paragraph": Attack(f"{SAID} ", 10_000),
}
"""Shapes for our own steps: blocks, features, kinds, gate, metadata."""

DUMPS = {
    "short lines": Attack("line %\n", 10_000, Form.TEXT),
    "one line": Attack("word ", 200_000, Form.TEXT),
    "one line without spaces": Attack("a", 1_250_000, Form.TEXT),
    "one Chinese line": Attack("市", 400_000, Form.TEXT),
    "prose": Attack(f"{SAID}\n\n", 5_000, Form.TEXT),
    "wrapped lines": Attack(f"{SAID[:70]}\n", 10_000, Form.TEXT),
    "signs": Attack("> ", 50_000, Form.TEXT),
    "brackets": Attack("[a](", 50_000, Form.TEXT),
    "references": Attack(
        lambda n: "[1]word " * n + "\n\nReferences\n" + "\n 1. https://mill.example/" * n, 5_000, Form.TEXT
    ),
    "list marks": Attack("* item %\n", 5_000, Form.TEXT),
    "times of day": Attack("10:00 The mill turns in part %\n", 5_000, Form.TEXT),
    "credits": Attack("Photo: Jane Roe / Mill %\n", 5_000, Form.TEXT),
    "addresses": Attack("https://mill.example/%\n", 5_000, Form.TEXT),
    "speakers": Attack(f"Jane Roe: {SAID}\n\n", 2_500, Form.TEXT),
    "blank lines": Attack("\n", 500_000, Form.TEXT),
}
"""The same for text dumps."""
