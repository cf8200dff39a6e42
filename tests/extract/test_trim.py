"""Trim: what lies outside the container goes, and the small named parts within."""

from __future__ import annotations

from broadsheet.extract.draft import Draft
from broadsheet.extract.names import names_of
from broadsheet.extract.trim import trim
from broadsheet.records import Kind
from tests.extract.pages import STORY, Inside, blocks, draft, kept, paragraphs, part

OUTSIDE = "outside the container"


def trimmed(*parts: Inside, root: str = "story") -> Draft:
    """A page trimmed to its first element of that name, all blocks good before."""
    table = blocks(*parts)
    page = draft(table)
    trim(page, table.elements.tokens.index(root), names_of(table.elements))
    return page


def test_what_lies_outside_the_container_is_stripped() -> None:
    """Before and after it; the inside stays as it was."""
    page = trimmed(part("p", STORY[6]), part("div.story", *paragraphs(4)), part("p", STORY[7]))
    assert kept(page) == list(STORY[:4])
    assert page.rule == [OUTSIDE, "", "", "", "", OUTSIDE]


def test_small_named_parts_inside_are_stripped_by_kind() -> None:
    """With the word that spoke, and all that lies under it."""
    page = trimmed(part("div.story", *paragraphs(6), part("div.newsletter", part("div", part("p", STORY[6])))))
    assert kept(page) == list(STORY[:6])
    assert (page.kind[6], page.rule[6]) == (Kind.NEWSLETTER, "in an element named newsletter")


def test_a_named_part_that_holds_much_of_the_text_is_not_stripped() -> None:
    """A story whose paragraphs lie in elements called `promo`."""
    page = trimmed(part("div.story", part("div.promo", *paragraphs(6)), *paragraphs(2, first=6)))
    assert kept(page) == list(STORY)


def test_many_small_parts_of_one_name_are_weighed_together() -> None:
    """Each paragraph in a `card` of its own: the cards are the article."""
    page = trimmed(part("div.story", *(part("div.card", made) for made in paragraphs(8))))
    assert kept(page) == list(STORY)


def test_comments_after_an_article_are_stripped_though_longer() -> None:
    """A thread is believed where an article stands before it."""
    thread = [part("p", f"{text} So say I.") for text in STORY * 2]
    page = trimmed(part("div.story", *paragraphs(8), part("div.comments", *thread)))
    assert kept(page) == list(STORY)
    assert set(page.kind[8:]) == {Kind.COMMENTS}


def test_the_containers_own_name_is_not_held_against_it() -> None:
    """It was chosen for its text."""
    page = trimmed(part("div.sidebar", *paragraphs(8)), root="sidebar")
    assert kept(page) == list(STORY)


def test_blocks_that_were_not_kept_are_named_too() -> None:
    """A share bar has its kind from its name though it never looked like text."""
    table = blocks(part("div.story", *paragraphs(6), part("div.share", "Share")))
    page = draft(table, set(range(6)))
    trim(page, 2, names_of(table.elements))
    assert (page.kept[6], page.kind[6]) == (False, Kind.SHARE)


def test_a_time_amid_a_heading_does_not_cost_the_heading() -> None:
    """Live blogs head their posts with a clock; a time elsewhere is a dateline."""
    clock = part("h3", part("time", "10.15"))
    page = trimmed(part("div.story", *paragraphs(6), clock, part("p", part("time", "2 May"))))
    assert page.rule[6:] == ["", "in an element named <time>"]
    assert page.kind[7] is Kind.DATELINE
