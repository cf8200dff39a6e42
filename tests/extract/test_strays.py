"""Stray lines of news pages: short, in doubt, no sentence, between the paragraphs and not made like them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from broadsheet.extract import strays as rules
from broadsheet.extract.draft import Draft
from broadsheet.records import Declared, Kind, Role
from tests.extract.pages import STORY, Inside, document, kept, part

NEWS = '{"@type": "https://schema.org/NewsArticle"}'
OPENING = f"{STORY[0]} {STORY[1]}"
"""A first paragraph that is prose by its length."""
PAGE = [OPENING, *STORY[2:]]
STRAY = "The wheel of the mill on its first day"


def strayed(line: Inside, json_ld: str = NEWS, p: float = 0.8, role: Role | None = None, before: int = 3) -> Draft:
    """A story of seven paragraphs with a line between them, whose p is given; all are kept until now."""
    told = [part("p", text) for text in PAGE]
    found = document(part("div", *told[:before], line, *told[before:]))
    page = msgspec.structs.replace(found, declared=Declared(json_ld=(json_ld,)))
    scores = np.array([0.99 if text in PAGE else p for text in page.blocks.text], np.float32)
    draft = Draft(page.blocks, scores, [True] * len(scores))
    if role:
        draft.role[before] = role
    rules.strays(draft, page)
    return draft


def test_a_stray_line_of_a_news_page_is_no_text() -> None:
    """It goes by its rule, and its kind is named later."""
    page = strayed(part("p.x", STRAY))
    assert kept(page) == PAGE
    assert (page.rule[3], page.kind[3]) == ("a stray line of a news page", Kind.OTHER)


@pytest.mark.parametrize("kind", ["Article", "BlogPosting", "NewsMediaOrganization"])
def test_pages_of_other_kinds_keep_theirs(kind: str) -> None:
    """A guide's short lines are its text."""
    assert STRAY in kept(strayed(part("p.x", STRAY), f'{{"@type": "{kind}"}}'))


@pytest.mark.parametrize("line", [part("p", STRAY), part("p.x", f"“{STRAY}.”"), part("h3", STRAY), part("td", STRAY)])
def test_paragraphs_sentences_and_headings_are_no_strays(line: Inside) -> None:
    """One made like the story's, one that ends as sentences do, a subheading, a cell of a table."""
    holder = part("table", part("tr", line)) if line.tag == "td" else line  # type: ignore[union-attr]
    assert any(STRAY in text for text in kept(strayed(holder)))


def test_the_network_may_be_sure_and_a_lead_stands() -> None:
    """From .9 on a line is text; and what is found to be the lead, at any p."""
    assert STRAY in kept(strayed(part("p.x", STRAY), p=0.93))
    assert STRAY in kept(strayed(part("p.x", STRAY), role=Role.LEAD))


def test_what_stands_before_the_first_paragraph_is_left_alone() -> None:
    """There it may be a standfirst, which is for others to say."""
    assert STRAY in kept(strayed(part("p.x", STRAY), before=0))


def test_words_that_markup_cuts_out_of_a_paragraph_stay() -> None:
    """Ruby stands in its paragraph, whose own words go on behind it."""
    line = part("p.y", "The town of", part("ruby", part("rb", "尹錫悦")), "and its mill.")
    assert "尹錫悦" in kept(strayed(line))


def test_much_text_is_never_strays() -> None:
    """Where such lines hold three tenths of the words, the page is made of them."""
    lines = [part(f"p.x{at}", f"{STRAY} number {at}") for at in range(12)]
    assert len(kept(strayed(part("div", *lines)))) == 19
