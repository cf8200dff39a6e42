"""Which stripped blocks need no weighing: those of menus, of the footer, and headlines of other stories."""

from __future__ import annotations

from broadsheet.extract.kinds.plain import plain
from broadsheet.extract.names import inherit, names_of
from broadsheet.records import Kind
from tests.extract.pages import STORY, Inside, document, draft, link, paragraphs, part


def kinds(*parts: Inside) -> dict[int, tuple[Kind, str]]:
    """By row, the plain blocks of a page; kept are the story's paragraphs."""
    page = document(*parts)
    kept = [row for row, text in enumerate(page.blocks.text) if text in STORY]
    wanted = [row for row in range(len(page.blocks)) if row not in kept]
    return plain(draft(page.blocks, kept), inherit(page.blocks, names_of(page.blocks.elements)), wanted)


def test_a_menu_before_the_text_is_plain() -> None:
    """Its short links, and its words of three at most; the name that says so is told."""
    menu = part("div.menu", part("p", link("Old quay")), part("p", "Harbour"), part("p", "All that the old town has"))
    assert kinds(menu, *paragraphs(3)) == {
        0: (Kind.NAVIGATION, "name: a short link in an element named menu"),
        1: (Kind.NAVIGATION, "name: a short text in an element named menu"),
    }


def test_a_label_of_another_part_is_not_plain() -> None:
    """It is left to the weights, as is a URL."""
    assert not kinds(part("nav", part("a", link("Log in")), part("a", link("https://quay.example"))), *paragraphs(3))


def test_the_footer_after_the_text_is_plain() -> None:
    """Its short links; all of it where a name says so, too; links of what is only named so."""
    foot = part("footer", part("p", link("Quay")), part("p.credits", "Mud"), part("p.site-footer", "The Quay Courier"))
    named = part("div.site-footer", part("p", link("Harbour")), part("p", "Mist"))
    found = kinds(*paragraphs(3), foot, named)
    assert {row: kind for row, (kind, _) in found.items()} == dict.fromkeys((3, 5, 6), Kind.FOOTER)


def test_a_linked_headline_in_a_teaser_after_the_text_is_plain() -> None:
    """One of four words at least; a headline that is no link is weighed."""
    story = "Eels return to the lower quay"
    cards = part("div.teaser", part("h3", link(story)), part("h3", story), part("h3", link("Eels return")))
    assert kinds(*paragraphs(3), cards) == {
        3: (Kind.TEASER, "name: a linked headline in an element named teaser"),
    }


def test_nothing_amid_the_text_is_plain() -> None:
    """Not even a link of a menu."""
    assert not kinds(*paragraphs(2), part("nav", part("a", link("Quay"))), *paragraphs(2))
