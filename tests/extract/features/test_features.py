"""All measures of a page together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.features import NAMES, Features, features
from broadsheet.extract.names import names_of
from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.records import Document, Dropped, Page
from tests.extract.pages import STORY, Inside, Text, document, link, paragraphs, part

INSIDE: st.SearchStrategy[Inside] = st.recursive(
    st.builds(Text, st.text(min_size=1, max_size=120), st.floats(0, 1), st.floats(0, 1)),
    lambda inside: st.lists(inside, max_size=4).flatmap(
        lambda parts: st.sampled_from(["div.a", "p", "h2", "li", "b", "section.comments", "a"]).map(
            lambda spec: part(spec, *parts)
        )
    ),
    max_leaves=12,
)
"""Any page: texts of any script in boxes within boxes."""


def same(one: Features, other: Features) -> bool:
    """Equal in every field."""
    pairs: Iterable[tuple[Any, Any]] = zip(one.places, other.places, strict=True)
    places = all(np.array_equal(a, b) for a, b in pairs)
    lists = (one.marks, one.first, one.words) == (other.marks, other.first, other.words)
    return places and lists and np.array_equal(one.numbers, other.numbers)


def test_every_block_is_a_row_and_every_element_has_marks() -> None:
    """As the network and the vocabulary read them."""
    page = document(part("article.story", *paragraphs(2)), part("div.empty"), link("Menu"))
    found = features(page, None)
    assert found.numbers.shape == (3, len(NAMES))
    assert found.numbers.dtype == np.float32
    assert found.marks[2] == (".story", "<article>", "story")
    assert found.marks[-1] == ()
    assert found.first[0] == STORY[0].lower().split()[:3]
    assert found.words[2] == []


@given(st.lists(INSIDE, max_size=4))
def test_what_the_names_suggest_is_what_names_say(parts: list[Inside]) -> None:
    """Asked once for each name, told for each element."""
    page = document(*parts, part("nav", "Menu"), part("div.share"))
    assert features(page, None).named == names_of(page.blocks.elements)


def test_a_page_without_blocks_has_features_without_rows() -> None:
    """All columns, no rows."""
    found = features(document(), None)
    assert found.numbers.shape == (0, len(NAMES))
    assert (found.first, found.words) == ([], [])


@pytest.mark.parametrize("text", ["x", " ", "\ud83c", "🌊", "水", ".", "0", "\u202e"])
def test_a_page_of_one_block_is_measured(text: str) -> None:
    """Of one character, whichever."""
    found = features(document(text, title=text, description=text, author=text), 0)
    assert np.isfinite(found.numbers).all()


def test_a_dump_is_measured() -> None:
    """A text dump has blocks too, all in one element."""
    page = parse_page(Page(("\n\n".join(STORY)).encode()), ParseOptions())
    assert not isinstance(page, Dropped)
    found = features(page, None)
    assert len(found.numbers) == len(page.blocks)
    assert np.isfinite(found.numbers).all()


@given(st.lists(INSIDE, max_size=5), st.text(max_size=40))
def test_measures_are_finite_whatever_the_page(parts: list[Inside], title: str) -> None:
    """A number in every cell, a list for every block, shares between 0 and 1."""
    page = document(*parts, title=title, description=title)
    found = features(page, 0 if len(page.blocks) else None)
    assert np.isfinite(found.numbers).all()
    assert len(found.numbers) == len(found.first) == len(found.words) == len(page.blocks)
    for name in ("link_density", "capitals", "digits", "place", "group_share", "linked_4", "in_title"):
        values = found.numbers[:, NAMES.index(name)]
        assert ((values >= 0) & (values <= 1 + 1e-6)).all()


@given(st.lists(INSIDE, max_size=4), st.lists(INSIDE, max_size=4))
def test_pages_do_not_influence_each_other(parts: list[Inside], others: list[Inside]) -> None:
    """A page measures the same before and after another."""
    before = features(document(*parts), None)
    features(document(*others), None)
    assert same(before, features(document(*parts), None))


def test_what_the_page_declares_changes_only_the_claims() -> None:
    """Looks and places are the blocks' own."""
    parts = (part("h1", "The mill turns"), *paragraphs(3))
    plain = features(document(*parts), 0).numbers
    claimed = features(document(*parts, title="The mill turns", author="Ada", description=STORY[0]), 0).numbers
    differ = np.flatnonzero((plain != claimed).any(axis=0))
    assert {NAMES[at] for at in differ} == {"in_title", "in_description"}


def test_bytes_of_the_page_are_not_looked_at() -> None:
    """Training keeps none."""
    page: Document = document(*paragraphs(3))
    assert same(features(page, None), features(msgspec.structs.replace(page, html=b"<p>other"), None))
