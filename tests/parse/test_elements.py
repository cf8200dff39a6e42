"""Tags and attributes by the tables: what hides, what names, which picture is the largest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.parse.elements import (
    INLINE,
    SKIPPED,
    TAG_FLAGS,
    TOKEN_NAMES,
    TOKENS_CAP,
    VOID_FACTS,
    flags,
    largest_source,
    named,
    pixels,
    tokens,
)
from broadsheet.records import Flag


@pytest.mark.parametrize(
    ("attributes", "source"),
    [
        ({"src": "a.jpg"}, "a.jpg"),
        ({"srcset": "s.jpg 320w, l.jpg 1280w, m.jpg 640w", "src": "a.jpg"}, "l.jpg"),
        ({"srcset": "s.jpg 320w,\n\t l.jpg\t1280w"}, "l.jpg"),
        ({"srcset": "s.jpg 1x,l.jpg 2x"}, "l.jpg"),
        ({"srcset": "s.jpg, l.jpg 1.5x"}, "l.jpg"),
        ({"srcset": "/c_fill,w_300,h_200/s.jpg 300w, /c_fill,w_900,h_600/l.jpg 900w"}, "/c_fill,w_900,h_600/l.jpg"),
        ({"srcset": "one.jpg"}, "one.jpg"),
        ({"srcset": "s.jpg 320w", "data-srcset": "l.jpg 640w"}, "l.jpg"),
        ({"srcset": "data:image/gif;base64,R0 900w, s.jpg 320w"}, "s.jpg"),
        ({"srcset": "s.jpg wide", "src": "a.jpg"}, "a.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-src": "lazy.jpg"}, "lazy.jpg"),
        ({"src": "blank.gif", "data-original": "lazy.jpg"}, "lazy.jpg"),
        ({"src": "blank.gif", "data-lazy-src": " lazy.jpg "}, "lazy.jpg"),
        ({"src": "data:image/gif;base64,R0"}, ""),
        ({"src": None, "srcset": None}, ""),
        ({"srcset": " , ,", "src": ""}, ""),
        ({}, ""),
    ],
)
def test_the_largest_candidate_or_the_lazy_source_is_the_picture(
    attributes: dict[str, str | None], source: str
) -> None:
    """Widths and densities of `srcset`, then lazy attributes, then `src`; embedded data is no address."""
    assert largest_source(attributes) == source


@pytest.mark.parametrize(
    ("attributes", "offered", "source"),
    [
        ({"src": "a.jpg"}, ["m.webp 640w, l.webp 1280w"], "l.webp"),
        ({"srcset": "s.jpg 320w, m.jpg 640w"}, ["l.webp 1280w", "x.webp 900w"], "l.webp"),
        ({"srcset": "l.jpg 1280w"}, ["m.webp 640w"], "l.jpg"),
        ({"srcset": "m.jpg 640w"}, ["l.webp 2x"], "m.jpg"),
        ({"srcset": "s.jpg 1x, m.jpg 2x"}, ["l.webp 3x"], "l.webp"),
        ({"src": "a.jpg"}, ["square.webp 400w"], "a.jpg"),
        ({"src": "a.jpg", "width": "1600"}, ["l.webp 1280w"], "a.jpg"),
        ({"src": "a.jpg"}, ["portrait.webp"], "a.jpg"),
        ({"src": "a.jpg"}, ["square.webp 1x, square-large.webp 2x"], "a.jpg"),
        ({"src": "data:image/gif;base64,R0"}, ["l.webp 1280w"], ""),
    ],
)
def test_a_larger_candidate_of_the_sources_beside_an_image_is_the_picture(
    attributes: dict[str, str | None], offered: list[str], source: str
) -> None:
    """Only one that says to be larger, in the same measure; an image without a source stays without."""
    assert largest_source(attributes, offered) == source


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("display:none", True), ("color:red; DISPLAY : NONE !important", True), ("visibility:\thidden", True),
        ("backface-visibility: hidden", False), ("display:block", False), ("overflow:hidden", False), ("", False),
    ],
)  # fmt: skip
def test_inline_styles_hide(style: str, hidden: bool) -> None:
    """`display: none` and `visibility: hidden`, however written; properties that only sound like them do not."""
    assert bool(flags("div", {"style": style}) & Flag.HIDDEN) is hidden


def test_the_hidden_attribute_hides_without_a_value() -> None:
    """A boolean attribute counts by being there."""
    assert flags("div", {"hidden": None}) == Flag.HIDDEN


def test_roles_equal_tags() -> None:
    """ARIA landmarks, in any case, add to what the tag says."""
    assert flags("div", {"role": "Navigation"}) == flags("nav", {}) == Flag.NAV
    assert flags("section", {"role": "heading"}) == flags("h2", {}) == Flag.HEADING
    assert flags("p", {"role": "presentation"}) == 0


def test_only_an_anchor_with_an_address_is_a_link() -> None:
    """An empty `href` is an address, none is a place in the page."""
    assert flags("a", {"href": ""}) == Flag.LINK
    assert flags("a", {"name": "top"}) == flags("a", {"href": None}) == 0


def test_tokens_are_the_names_in_a_fixed_order_and_bounded() -> None:
    """class before id before role, whatever the page's order; utility classes without end are cut."""
    assert tokens({"id": "B", "class": "A\n a", "data-testid": "c", "title": "d"}) == "a a b c"
    assert tokens({"title": "no name", "class": None}) == ""
    assert len(tokens({"class": "mt-4 " * 500})) == TOKENS_CAP


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("640", 640),
        (" 640px ", 640),
        ("100%", None),
        ("auto", None),
        ("", None),
        (None, None),
        ("٣", None),
        ("123456", None),
    ],
)
def test_pixels_are_plain_numbers(value: str | None, number: int | None) -> None:
    """Percentages, words, foreign digits and absurd sizes are no pixels."""
    assert pixels(value) == number


def test_the_tables_do_not_contradict_each_other() -> None:
    """A tag is skipped, declares or stands in a line; none of those carries a flag that its text would never get."""
    assert not INLINE & SKIPPED
    assert not VOID_FACTS & (INLINE | SKIPPED)
    assert not (SKIPPED | VOID_FACTS) & TAG_FLAGS.keys()


values = st.one_of(st.none(), st.sampled_from(["", " A  b ", "articleBody", "main", "display:none", "x" * 300]))
attributes = st.dictionaries(st.sampled_from([*TOKEN_NAMES, "href", "hidden", "style", "title"]), values)


@given(st.sampled_from(["a", "p", "article", "x-part"]), attributes)
def test_the_short_way_to_names_and_flags_says_what_the_long_one_says(tag: str, found: dict[str, str | None]) -> None:
    """Most elements have no more than a class, and are not asked for more."""
    assert named(tag, found) == (tokens(found), flags(tag, found))
