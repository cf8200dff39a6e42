"""The ends of a text in a layout of tables: menus and counters go, the text and pages of other kinds stay."""

from __future__ import annotations

from broadsheet.extract.draft import Draft
from broadsheet.extract.ends import ends
from broadsheet.records import Document, Role
from tests.extract.pages import STORY, Inside, document, draft, kept, part

MENU, COUNTER = "Home > News > Local", "You are the 4,102nd visitor since May"


def cut(page: Document, p: float = 0.7, lead: int | None = None) -> Draft:
    """The page with all of it kept, the story's paragraphs for sure, the rest with this probability."""
    made = draft(page.blocks, set(range(len(page.blocks))))
    made.scores = made.scores * 0 + p
    for row, text in enumerate(page.blocks.text):
        if text in STORY:
            made.scores[row] = 0.99
    if lead is not None:
        made.role[lead] = Role.LEAD
    ends(made, page)
    return made


def in_table(*parts: Inside) -> Inside:
    """A cell that holds the page."""
    return part("table", part("tr", part("td", *parts)))


def story(*before: Inside) -> list[Inside]:
    """Something, the story, a counter."""
    return [*before, *(part("p", text) for text in STORY), part("p", COUNTER)]


def test_doubtful_lines_beyond_the_text_go() -> None:
    """Above and below it; between its paragraphs they stay, and so does a heading."""
    page = document(in_table(*story(part("p", MENU), part("h2", "The mill")), part("p", "E-mail this story")))
    assert kept(cut(page)) == ["The mill", *STORY]
    middle = document(in_table(part("p", STORY[0]), part("p", MENU), *story()[1:]))
    assert MENU in kept(cut(middle))


def test_what_the_network_is_sure_of_stays() -> None:
    """And the standfirst that was marked."""
    page = document(in_table(*story(part("p", MENU))))
    assert kept(cut(page, p=0.96)) == [MENU, *STORY, COUNTER]
    assert kept(cut(page, lead=0)) == [MENU, *STORY]


def test_pages_of_other_kinds_are_left_alone() -> None:
    """Those that tables do not lay out, and those that declare what they are."""
    assert kept(cut(document(*story(part("p", MENU))))) == [MENU, *STORY, COUNTER]
    declared = document(in_table(*story(part("p", MENU))), og_title="The mill")
    assert kept(cut(declared)) == [MENU, *STORY, COUNTER]


def test_a_page_without_a_sure_paragraph_keeps_what_it_has() -> None:
    """There is no text that lines could be beyond."""
    page = document(in_table(part("p", MENU), part("p", COUNTER)))
    assert kept(cut(page)) == [MENU, COUNTER]
