"""Page dumps of real newspapers, made at test time from `publishers-dev`: how much of the article is found.

Shingle F1 as `shared/data/README.md` defines it: 4-grams of words as multisets, precision and recall of each
page, F1 of the two means. The floors only move up.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from broadsheet.extract.dump import label_dump
from broadsheet.parse.dump import read_dump
from tests.shared import need

PAGES = 115
WRONG = frozenset({"de/KlasseGegenKlasse_2026_01_07"})
"""References dated after the crawl."""

BLOCKS = frozenset(
    """
    address article aside blockquote body br button dd details div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hr legend li main nav ol option p pre section summary table tbody td th thead tr ul
    """.split()
)
SPACED = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol figure pre".split())
UNSEEN = frozenset("script style noscript template svg head iframe select textarea -comment math object".split())


def lines_of(html: bytes) -> Iterator[str]:
    """The page's lines as a browser would copy them; an empty one before and after each paragraph."""
    body = LexborHTMLParser(html).body
    words: list[str] = []
    stack: list[tuple[Any, bool]] = [(body, False)] if body is not None else []
    while stack:
        node, leaving = stack.pop()
        tag = node.tag
        if tag == "-text":
            words.append(node.text_content or "")
        elif tag not in UNSEEN and "hidden" not in node.attributes:
            if tag in BLOCKS:
                line = " ".join("".join(words).split())
                words.clear()
                yield from [line] if line else []
                yield from [""] if tag in SPACED else []
            if not leaving:
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    yield " ".join("".join(words).split())


def copied(html: bytes) -> str:
    """One line a block, blank lines around paragraphs: a browser's clipboard."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines_of(html)))


def tight(html: bytes) -> str:
    """One line a block, no blank lines: Common Crawl's text files."""
    return "\n".join(line for line in lines_of(html) if line)


def wrapped(html: bytes) -> str:
    """Wrapped at 76 columns under an indent of three: a text browser."""
    fill = textwrap.TextWrapper(76, initial_indent="   ", subsequent_indent="   ", break_long_words=False)
    return "\n".join(line for text in copied(html).split("\n") for line in fill.wrap(text) or [""])


def reference(row: dict[str, Any]) -> str:
    """Summary, then per section headline and paragraphs."""
    parts = list(row["summary"] or [])
    for section in json.loads(row["sections"]):
        headline = section.get("headline") or []
        parts += [headline] if isinstance(headline, str) else headline
        parts += section["paragraphs"]
    return "\n".join(filter(None, parts))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """4-grams of words."""
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[i:] for i in range(4)), strict=False)) or Counter([tuple(words)] if words else [])


@pytest.fixture(scope="module")
def pages() -> list[dict[str, Any]]:
    """The development pages."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(need("data", 3) / "publishers-dev.parquet").to_pylist()
    return [row for row in table if row["id"] not in WRONG]


@pytest.mark.data
@pytest.mark.parametrize(("dump", "floor"), [(copied, 0.93), (tight, 0.92), (wrapped, 0.92)])
def test_dumps_of_newspapers(pages: list[dict[str, Any]], dump: Callable[[bytes], str], floor: float) -> None:
    """The article is found on pages of 80 newspapers in 30 countries."""
    precision, recall = [], []
    for row in pages:
        html = row["html"]
        body = label_dump(read_dump(dump(html.encode() if isinstance(html, str) else html)))
        found, wanted = shingles("\n".join(block.text for block in body.blocks)), shingles(reference(row))
        common = (found & wanted).total()
        precision.append(common / max(1, found.total()))
        recall.append(common / max(1, wanted.total()))
    p, r = sum(precision) / len(pages), sum(recall) / len(pages)
    assert len(pages) == PAGES - len(WRONG)
    assert 2 * p * r / (p + r) >= floor, f"precision {p:.4f}, recall {r:.4f}"
