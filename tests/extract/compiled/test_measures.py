"""The compiled twins of the extraction find what the rooms in Python find; sums of weights may differ by rounding."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import layers, names, network, phrases, shapes, vocabulary
from broadsheet.extract.dump.measures import measures
from broadsheet.extract.dump.rules import by_rule
from broadsheet.extract.features import claims, features, marks
from broadsheet.extract.features.letters import letters
from broadsheet.extract.features.numbers import NAMES, good_blocks, numbers
from broadsheet.extract.features.places import places
from broadsheet.extract.features.tree import tree
from broadsheet.extract.weights import dump_weights, weights
from broadsheet.parse.dump import read_dump
from broadsheet.records import Document
from tests.extract import dump_pages
from tests.extract.compiled.twins import development, golden, twin
from tests.extract.dump_stories import STORIES, Story
from tests.extract.features.test_features import INSIDE
from tests.extract.pages import Inside, document, part
from tests.extract.test_vocabulary import weights as few

LAST_BIT = 2e-7
"""Of a float32."""
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
PATTERNS = st.sampled_from([words for _, words in (*phrases._PHRASES, *shapes._SHAPES)])
looks = PATTERNS.flatmap(st.from_regex).map(lambda text: text[:90])
texts = looks | st.lists(scraps, max_size=60).map(" ".join) | st.text(max_size=120)


def every_page(check: Callable[[Document], None], pages: Iterator[Document]) -> None:
    """Ask the same of each."""
    asked = [check(page) for page in pages]
    assert asked


def same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Equal in every field, and of one type."""
    types = [type(found) is type(its) for found, its in zip(one, other, strict=True)]
    dtypes = [getattr(a, "dtype", None) == getattr(b, "dtype", None) for a, b in zip(one, other, strict=True)]
    return all((*types, *dtypes, *(np.array_equal(a, b) for a, b in zip(one, other, strict=True))))


def characters_are_counted_alike(page: Document) -> None:
    """Every class of every block."""
    assert same(twin("numbers").letters(page.blocks.text), letters(page.blocks.text))


def blocks_stand_in_the_same_places(page: Document) -> None:
    """The tree's columns, and what they say of the blocks."""
    known, blocks = tree(page.blocks.elements), page.blocks
    assert same(twin("places").tree(blocks.elements), known)
    mass = np.where(good_blocks(blocks, letters(blocks.text)), blocks.words, 0).astype(np.float32)
    assert same(twin("places").places(blocks, known, mass), places(blocks, known, mass))


def numbers_are_the_same(page: Document) -> None:
    """Every column; logarithms and quotients may differ in the last bit."""
    blocks, found = page.blocks, letters(page.blocks.text)
    if not len(blocks):
        return
    good = good_blocks(blocks, found)
    stands = places(blocks, tree(blocks.elements), np.where(good, blocks.words, 0).astype(np.float32))
    both = np.zeros((2, len(NAMES), len(blocks)), np.float32)
    for asked, out in zip((twin("numbers").numbers, numbers), both, strict=True):
        asked(page, found, good, stands, out)
    np.testing.assert_allclose(both[0], both[1], rtol=LAST_BIT, atol=LAST_BIT)


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
    both = np.zeros((2, len(claims.NAMES), len(page.blocks)), np.float32)
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


CHECKS = [
    characters_are_counted_alike,
    blocks_stand_in_the_same_places,
    numbers_are_the_same,
    names_suggest_the_same,
    words_weigh_the_same,
    claims_are_repeated_alike,
    logits_are_the_same,
]


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


@given(st.lists(texts | st.text(), max_size=5))
def test_characters_of_any_text_are_counted_alike(said: list[str]) -> None:
    """Long ones, empty ones, and of all planes."""
    said = [*said, "".join(said) * 40]
    assert same(twin("numbers").letters(said), letters(said))


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


@pytest.mark.parametrize("story", STORIES.values(), ids=list(STORIES))
def test_a_dump_scores_the_same(story: Story) -> None:
    """What lines of a text dump go by is listed; both read the lists."""
    page = read_dump(dump_pages.spaced(dump_pages.page(story, "furta")))
    found, learnt = measures(page, by_rule(page, [])), dump_weights()
    both = [room.word_scores(page.blocks, found, learnt) for room in (twin("words"), vocabulary)]
    np.testing.assert_allclose(both[0], both[1], rtol=ROUNDING, atol=ROUNDING)
    seen = network.inputs(page.blocks, found, learnt)
    both = [room.logits(seen, page.blocks, found, learnt.layers) for room in (twin("layers"), layers)]
    np.testing.assert_allclose(both[0], both[1], rtol=ROUNDING, atol=ROUNDING)


USED = """
import sys
if sys.argv[1] == "without":
    for room in "claims layers names numbers places words".split():
        sys.modules[f"broadsheet.extract.compiled.{room}"] = None
from broadsheet.extract import features, network
measured = {"letters", "numbers", "tree", "places", "suggested", "repeated"}
found = {name: getattr(features, name) for name in measured} | {name: getattr(network, name) for name in NETWORK}
print(*sorted(name for name, function in found.items() if type(function).__name__ != "function"))
""".replace("NETWORK", "('logits', 'word_scores')")


@pytest.mark.parametrize(
    ("how", "compiled"),
    [("with", "letters logits numbers places repeated suggested tree word_scores"), ("without", "")],
)
def test_pages_are_read_by_the_twins_where_they_are_built(how: str, compiled: str) -> None:
    """Where they are not, the rooms do it in Python."""
    twin("words")
    run = subprocess.run([sys.executable, "-c", USED, how], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == compiled
