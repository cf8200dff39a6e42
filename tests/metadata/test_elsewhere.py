"""Whose element is it: the article's or another story's?"""

from __future__ import annotations

import pytest

from broadsheet.metadata.elsewhere import BYLINE, DATE, PICTURE, is_elsewhere, lies_elsewhere
from broadsheet.records import Elements
from tests.metadata.reading import document


def elements_of(inside: str) -> tuple[Elements, int]:
    """The tree of a page, and its deepest element."""
    elements = document(inside).blocks.elements
    return elements, len(elements) - 1


@pytest.mark.parametrize("name", ["related-stories", "comments", "teaser__box", "most-read", "promo", "recirc"])
def test_every_field_knows_another_story_by_the_same_names(name: str) -> None:
    """What is a teaser to a date is a teaser to a byline and to a picture."""
    elements, row = elements_of(f"<div class={name}><div><span class=x>2 May</span></div></div>")
    assert all(lies_elsewhere(elements, row, names) for names in (BYLINE, DATE, PICTURE))


def test_a_name_far_above_says_nothing() -> None:
    """A template wraps the article itself in `with-sidebar`."""
    elements, row = elements_of(f"<div class=with-sidebar>{'<div>' * 6}<span class=x>2 May</span>")
    assert not is_elsewhere(elements, row, DATE)


def test_an_elements_own_name_counts_for_what_it_is_not_for_where_it_lies() -> None:
    """A byline whose own element is a caption may be the article's."""
    elements, row = elements_of("<div><span class=caption>By Jane Roe</span></div>")
    assert is_elsewhere(elements, row, BYLINE)
    assert not lies_elsewhere(elements, row, BYLINE)


def test_ancestors_go_from_the_parent_to_the_root() -> None:
    """Each once, the root last; the root has none."""
    elements, row = elements_of("<div><span class=x>2 May</span></div>")
    above = list(elements.ancestors(row))
    assert [elements.tag[place] for place in above][:2] == ["div", "body"]
    assert above[-1] == 0
    assert list(elements.ancestors(0)) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("promo", True),
        ("promo-box", True),
        ("promotion", False),
        ("ad", True),
        ("top_ads", True),
        ("advert box", True),
        ("head", False),
        ("adventure", False),
        ("x\nadvert", True),
    ],
)
def test_a_word_that_begins_others_counts_alone(name: str, other: bool) -> None:
    """An `ad` is an advertisement, a `head` is none; a `promo` may be one, a promotion is a topic."""
    assert PICTURE.stand_in(name) is other
