"""What each stripped block is: by its words, its names, its place, its position, in that order."""

from __future__ import annotations

import pytest

from broadsheet.extract.container import inherit
from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds import name_kinds
from broadsheet.extract.names import names_of
from broadsheet.records import Document, Kind
from tests.extract.pages import STORY, Inside, Part, document, draft, link, paragraphs, part

TITLE = "Tide mill turns again"


def named(page: Document, without: set[int] | None = None, title: int | None = None) -> Draft:
    """The page with its kinds; kept are the story's paragraphs."""
    rows = {row for row, text in enumerate(page.blocks.text) if text in STORY} - (without or set())
    decided = draft(page.blocks, rows)
    name_kinds(decided, page, inherit(page.blocks, names_of(page.blocks.elements)), title)
    return decided


def last(*parts: Inside, **meta: str) -> tuple[Kind | None, str]:
    """Kind and rule of a page's last block."""
    page = named(document(*paragraphs(6), *parts, **meta))
    return page.kind[-1], page.rule[-1]


@pytest.mark.parametrize(
    ("made", "kind", "rule"),
    [
        (part("div.ad", "Related stories"), Kind.RELATED, "an opening phrase"),
        (part("div.ad", "Photo: Ada Quay"), Kind.CREDIT, "its shape: credit"),
        (part("nav.ad", "Buy eels"), Kind.AD, "in an element named ad"),
        (part("div.share", part("div", part("b", "Eels"))), Kind.SHARE, "in an element named share"),
        (part("footer", part("div.infobox", "Eels")), Kind.FOOTER, "in a footer element"),
        (part("header", part("p.x", "Eels")), Kind.NAVIGATION, "in a header element"),
        (part("p.x", link("Eels return to the quay")), Kind.TEASER, "a long link after the text"),
        (part("p.x", link("All news")), Kind.NAVIGATION, "a short link after the text"),
        (part("p.x", "Eels"), None, ""),
    ],
)
def test_words_beat_names_and_names_beat_places(made: Part, kind: Kind | None, rule: str) -> None:
    """With the reason in the rule; what says nothing of itself has no kind yet."""
    assert last(made) == (kind, rule)


def test_the_headline_again_and_the_declared_author_are_known_by_their_words() -> None:
    """In the breadcrumb, in the byline."""
    page = document(part("h1", TITLE), *paragraphs(6), part("p", TITLE), part("p", "By Ada Quay"), author="Ada Quay")
    assert named(page, title=0).kind[-2:] == [Kind.TITLE, Kind.BYLINE]


def test_links_are_told_by_where_they_stand() -> None:
    """Before the text, amid it, after it."""
    menu, inside = part("p", link("Eels return to the quay")), part("p", link("Bread gone before noon"))
    page = named(document(menu, *paragraphs(2), inside, *paragraphs(2, first=2)))
    assert (page.kind[0], page.kind[3]) == (Kind.NAVIGATION, Kind.RELATED)


def test_a_kind_that_an_earlier_rule_decided_stands() -> None:
    """But `other` is no decision: the better kind is added to its rule."""
    page = document(*paragraphs(6), part("div.share", "Share"), part("div.share", "Again"))
    decided = draft(page.blocks, range(6))
    decided.strip(6, Kind.LOGIN, "said so")
    decided.strip(7, Kind.OTHER, "outside the container")
    name_kinds(decided, page, inherit(page.blocks, names_of(page.blocks.elements)), None)
    assert (decided.kind[6], decided.rule[6]) == (Kind.LOGIN, "said so")
    assert (decided.kind[7], decided.rule[7]) == (Kind.SHARE, "outside the container; in an element named share")


def test_no_kept_block_is_touched() -> None:
    """Not even in a menu under a phrase."""
    page = document(part("nav.share", *paragraphs(3)))
    assert named(page).kind == [None] * 3


def test_a_page_without_text_is_named_as_well() -> None:
    """Nothing is kept, all stands after nothing."""
    page = document(part("nav", link("Home")), part("p", link("Eels return to the quay")))
    assert named(page).kind == [Kind.NAVIGATION, Kind.TEASER]
