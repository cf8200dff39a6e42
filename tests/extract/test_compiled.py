"""The compiled twins of the extraction find what the rooms in Python find; sums of weights may differ by rounding."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import layers, names, network, vocabulary
from broadsheet.extract.features import claims, features, marks
from broadsheet.extract.features.tree import tree
from broadsheet.extract.weights import weights
from broadsheet.records import Document
from tests.extract.features.test_features import INSIDE
from tests.extract.pages import Inside, document, part
from tests.extract.test_vocabulary import weights as few
from tests.extract.twins import development, golden, twin

ROUNDING = 1e-5
"""Of sums of some hundred float32 of size 1: the order of adding differs."""

NAMED = (
    "ad ads article-share Author__bio author bio byline card c-1 comments comment-list dek lead lead-text no-print nav"
    " print noprint overline push push-1 relative related story stand-first tag tag-list u-mt4 xé 新闻"
).split()
pieces = st.sampled_from([*NAMED, "x" * 41, "y" * 25, "z" * 50, "a b", "-", "_", "1", "é", "\u3000", " "])
tokens = st.lists(pieces, max_size=30).map("".join) | st.lists(pieces, max_size=30).map(" ".join) | st.text(max_size=40)
tags = st.sampled_from(["div", "nav", "body", "html", "main", "time", "custom-é"])
SAID = ["By Ada Quay", "2 May 2024", "© dpa", "ſee also", "İstanbul", "ΣΑΣ", "水", "\u3000", "\u2028", "\x1f", "x" * 95]
scraps = st.sampled_from([*SAID, *"The wheel town came. a 0 Read more".split()])
texts = st.lists(scraps, max_size=60).map(" ".join) | st.text(max_size=120)


def every_page(check: Callable[[Document], None], pages: Iterator[Document]) -> None:
    """Ask the same of each."""
    asked = [check(page) for page in pages]
    assert asked


def names_suggest_the_same(page: Document) -> None:
    """The kind of each name, and the word that told it."""
    known = tree(page.blocks.elements).names
    assert twin("names").suggested(known) == names.suggested(known)


def words_weigh_the_same(page: Document) -> None:
    """The sums of the vocabulary."""
    found, learnt = features(page, None), weights()
    both = [room.word_scores(page.blocks, found, learnt) for room in (twin("words"), vocabulary)]
    np.testing.assert_allclose(both[0], both[1], rtol=ROUNDING, atol=ROUNDING)


def claims_are_repeated_alike(page: Document) -> None:
    """Shares of title, description and author, to the last bit."""
    told = claims.told_of(page.declared)
    if told is None:
        return
    both = np.zeros((2, len(claims.NAMES), len(page.blocks)))
    for room, out in zip((twin("claims"), claims), both, strict=True):
        room.repeated(page.blocks, marks.spoken(page.blocks), told, out)
    assert (both[0] == both[1]).all()


def logits_are_the_same(page: Document) -> None:
    """To a few last bits of sums of three hundred; pages without blocks have no logits."""
    if not len(page.blocks):
        return
    found, learnt = features(page, None), weights()
    seen = network.inputs(page.blocks, found, learnt)
    both = [room.logits(seen, page.blocks, found, learnt.layers) for room in (twin("layers"), layers)]
    np.testing.assert_allclose(both[0], both[1], rtol=ROUNDING, atol=ROUNDING)


CHECKS = [names_suggest_the_same, words_weigh_the_same, claims_are_repeated_alike, logits_are_the_same]


@pytest.mark.parametrize("check", CHECKS)
def test_both_find_the_same_in_our_pages(check: Callable[[Document], None]) -> None:
    """Every golden page."""
    every_page(check, golden())


@pytest.mark.parametrize("check", CHECKS)
def test_both_find_the_same_in_development_pages(check: Callable[[Document], None]) -> None:
    """Newspapers and others."""
    every_page(check, development())


@given(st.lists(INSIDE, max_size=6), texts)
def test_both_find_the_same_in_any_page(parts: list[Inside], text: str) -> None:
    """Boxes in boxes, and a text that the page declares."""
    page = document(*parts, part("p", text or "x"), title=text, description=text[::-1], author=text[:9])
    for check in CHECKS:
        check(page)


@given(st.lists(st.tuples(tags, tokens), max_size=4))
def test_names_suggest_the_same_kinds(elements: list[tuple[str, str]]) -> None:
    """Whatever the names are made of."""
    assert twin("names").suggested(elements) == names.suggested(elements)


@given(st.lists(st.tuples(tags, tokens, texts), max_size=4))
def test_names_and_words_weigh_the_same(parts: list[tuple[str, str, str]]) -> None:
    """With the vocabulary that is shipped, and with a small one."""
    page = document(*[part(f"{tag}.{tokens.lower()}", text or "x") for tag, tokens, text in parts])
    found = features(page, None)
    for learnt in (weights(), few()):
        both = [room.word_scores(page.blocks, found, learnt) for room in (twin("words"), vocabulary)]
        np.testing.assert_allclose(both[0], both[1], rtol=ROUNDING, atol=ROUNDING)


USED = """
import sys
from broadsheet.extract import features, network
for name in sys.argv[1:]:
    print(getattr(features, name, None) or getattr(network, name))
"""


@pytest.mark.parametrize("built", [True, False])
def test_pages_are_read_by_the_twins_where_they_are_built(built: bool) -> None:
    """Where they are not, the rooms do it in Python."""
    asked = {"names": "suggested", "claims": "repeated", "words": "word_scores", "layers": "logits"}
    hidden = (
        ""
        if built
        else "import sys\n"
        + "".join(
            f"sys.modules['broadsheet.extract.compiled.{twin(name).__name__.rpartition('.')[2]}'] = None\n"
            for name in asked
        )
    )
    run = subprocess.run(
        [sys.executable, "-c", hidden + USED, *asked.values()], capture_output=True, text=True, check=True
    )
    assert [("cyfunction" in line or "built-in" in line) for line in run.stdout.splitlines()] == [built] * len(asked)
