"""Microdata and RDFa Lite, as found: items, nesting, values by element, and what is broken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.parse.annotations import items_of

WORDS = '<div itemscope itemtype="https://schema.org/NewsArticle">{}</div>'


def microdata(inside: str) -> dict[str, object]:
    """The properties of the one item around `inside`."""
    (item,), _ = items_of(WORDS.format(inside).encode())
    properties: dict[str, object] = item["properties"]
    return properties


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("<h1 itemprop=x>The  mill <b>turns</b>\n again</h1>", "The mill turns again"),
        ('<meta itemprop=x content="2024-05-02">', "2024-05-02"),
        ("<a itemprop=x href=/jane>Jane</a>", "/jane"),
        ("<img itemprop=x src=mill.jpg alt=Mill>", "mill.jpg"),
        ("<time itemprop=x datetime=2024-05-02>Thursday</time>", "2024-05-02"),
        ("<time itemprop=x>Thursday</time>", "Thursday"),
        ("<data itemprop=x value=7>seven</data>", "7"),
        ("<p itemprop=x>One<script>two()</script></p>", "One"),
        ("<p itemprop=x></p>", ""),
    ],
)
def test_the_value_of_a_property_is_its_elements(inside: str, value: str) -> None:
    """An address, a machine's date, else the words (HTML 5, microdata)."""
    assert microdata(inside) == {"x": [value]}


def test_items_nest_and_names_repeat() -> None:
    """An item is the value of the property that it stands in; one element may have several names."""
    author = '<p itemprop="author creator" itemscope itemtype=Person itemid="#jane"><b itemprop=name>Jane Roe</b></p>'
    jane = {"type": ["Person"], "id": "#jane", "properties": {"name": ["Jane Roe"]}}
    found = microdata(author + "<i itemprop=tag>Mills</i><i itemprop=tag>Tides</i>")
    assert found == {"author": [jane], "creator": [jane], "tag": ["Mills", "Tides"]}


def test_a_property_outside_any_item_is_kept() -> None:
    """Broken templates forget the item: its properties come in one without a type."""
    found, _ = items_of(b"<p itemprop=name>Jane</p><div itemscope><p itemprop=name>Joan</p></div>")
    assert found == [{"type": [], "properties": {"name": ["Joan"]}}, {"type": [], "properties": {"name": ["Jane"]}}]


def test_rdfa_has_a_vocabulary_and_no_opengraph() -> None:
    """`vocab`, `typeof`, `resource`, `property`; a `<meta property>` in the head is no item's."""
    html = """<meta property="og:title" content="Mill"><div vocab="https://schema.org/"><p typeof=Person resource="#j">
    <b property=name>Jane</b><span property=worksFor typeof=Organization><i property=name>Post</i></span></p></div>"""
    vocab = {"vocab": "https://schema.org/"}
    post = {**vocab, "type": ["Organization"], "properties": {"name": ["Post"]}}
    jane = {**vocab, "type": ["Person"], "id": "#j", "properties": {"name": ["Jane"], "worksFor": [post]}}
    assert items_of(html.encode()) == ([], [jane])


def test_deep_nesting_takes_no_longer() -> None:
    """Ten thousand items in each other are read up to a depth, in time."""
    start = time.process_time()
    found, _ = items_of(b"<div itemscope itemprop=x>word" * 10_000)
    assert found
    assert time.process_time() - start < 2.0


@given(st.lists(st.sampled_from(["<p itemprop=a>", "<b itemscope>", "</p>", "</b>", "<i typeof=T>", "x", "<a vocab>"])))
def test_any_tag_soup_is_read(tags: list[str]) -> None:
    """Items are dicts with a type and properties, whatever is left open."""
    for items in items_of("".join(tags).encode()):
        assert all({"type", "properties"} <= item.keys() for item in items)
