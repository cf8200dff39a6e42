"""Where the article lives: the lowest element that holds most of the good text."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.extract.container import believed, container, good_blocks, inherit, telling_flags
from broadsheet.extract.features import features
from broadsheet.extract.names import Name, names_of
from broadsheet.extract.score import score
from broadsheet.records import Blocks, Flag, Kind
from tests.extract.pages import STORY, blocks, link, paragraphs, part

LONG = " ".join(STORY)


def good(table: Blocks) -> list[bool]:
    """Which blocks are good by their own looks."""
    flags = telling_flags(table)
    return good_blocks(table, score(features(table, flags)), flags)


def home(table: Blocks) -> str:
    """Tag and names of the container."""
    row = container(table, good(table), names_of(table.elements))
    return f"{table.elements.tag[row]}.{table.elements.tokens[row]}"


@pytest.mark.parametrize(
    ("made", "is_good"),
    [
        (part("p", STORY[0]), True),
        (part("div", STORY[0]), True),
        (part("p", "It turned on Thursday, after ninety years."), False),
        (part("p", STORY[0].replace(".", "").replace(",", "")[:100]), False),
        (part("p", link(STORY[0])), False),
        (part("p", link(STORY[0], 0.2)), True),
        (part("figcaption", STORY[0]), False),
        (part("nav", STORY[0]), False),
        (part("form", STORY[0]), False),
    ],
)
def test_good_blocks_are_sentences_with_few_links(made: object, is_good: bool) -> None:
    """Twelve words with a sentence mark, unlinked, in no form, footer, menu or caption; prose beside them."""
    table = blocks(part("article", *paragraphs(7, first=1)), made)  # type: ignore[arg-type]
    assert good(table)[-1] is is_good


def test_the_container_is_the_lowest_element_round_the_article() -> None:
    """Neither the page nor the first half."""
    table = blocks(
        part("div.page", part("ul", part("li", link("Home"))), part("div.story", *paragraphs(8)), part("p", STORY[0])),
    )
    assert home(table) == "div.story"


def test_an_article_in_two_halves_is_held_by_what_holds_both() -> None:
    """Seven paragraphs in one column and three in another: the element round both."""
    table = blocks(part("div.story", part("div.a", *paragraphs(5)), part("div.b", *paragraphs(3, first=5))))
    assert home(table) == "div.story"


def test_comments_below_an_article_do_not_count() -> None:
    """Even where they are longer than the article."""
    comments = [part("p", f"{text} I was there, {n}.") for n, text in enumerate(STORY * 3)]
    table = blocks(part("div.story", *paragraphs(8)), part("div.comments", *comments))
    assert home(table) == "div.story"


def test_a_name_that_covers_the_article_lies() -> None:
    """A story in an element called `related` is the story."""
    table = blocks(part("div.related", *paragraphs(8)), part("p", "Home and away, a line of no use at all."))
    assert home(table) == "div.related"


def test_a_page_without_good_text_has_its_root() -> None:
    """And so has a page without blocks."""
    assert home(blocks(part("div", "Home"), part("div", "Away"))) == "html."
    assert home(blocks()) == "html."


def test_names_are_inherited_from_the_nearest_ancestor_below_the_root() -> None:
    """One's own name first; the root's own is not passed on."""
    table = blocks(part("div.share", part("p", "a"), part("p.caption", part("b", "b"))), part("p", "c"))
    names = names_of(table.elements)
    words = [name and name.word for name in inherit(table, names)]
    assert words == [None, None, "share", "share", "caption", "caption", None]
    assert [name and name.word for name in inherit(table, names, root=2)][2:] == [
        None,
        None,
        "caption",
        "caption",
        None,
    ]


def test_a_name_is_believed_where_its_parts_hold_little() -> None:
    """All parts of one name count together, one within the other once."""
    small = part("div.share", STORY[0])
    nested = part("div.promo", part("div.promo", *paragraphs(4)))
    table = blocks(part("div.story", *paragraphs(8), small, nested), part("div.ad", LONG))
    mass = table.words.astype(np.int64)
    words = {name.word for name in believed(table, names_of(table.elements), mass) if name}
    assert words == {"share", "promo"}


def test_a_thread_after_an_article_is_believed_whatever_its_length() -> None:
    """But not where it is all there is."""
    thread = part("div.comments", LONG, LONG)
    for before, is_believed in ((paragraphs(8), True), ([], False)):
        table = blocks(*before, thread)
        found = believed(table, names_of(table.elements), table.words.astype(np.int64))
        assert (Name(Kind.COMMENTS, "comments") in found) is is_believed


def test_flags_that_cover_the_prose_tell_nothing() -> None:
    """A page inside one `<form>`, or in an `<aside>`: those flags go, the others stay."""
    table = blocks(part("form", part("footer", part("p", STORY[0])), *paragraphs(7, first=1)))
    flags = telling_flags(table)
    assert not (flags & int(Flag.FORM)).any()
    assert [bool(flag & Flag.FOOTER) for flag in flags.tolist()] == [True] + [False] * 7


def test_a_form_beside_the_prose_keeps_its_flag() -> None:
    """A login box under an article is a form."""
    table = blocks(*paragraphs(8), part("form", part("p", "Your name"), part("p", STORY[0])))
    assert (telling_flags(table) & int(Flag.FORM)).tolist() == [0] * 8 + [int(Flag.FORM)] * 2
