"""The standfirst: marked off by name, description, place or emphasis, and never made up."""

from __future__ import annotations

import pytest
from msgspec import structs

from broadsheet.extract.draft import Draft
from broadsheet.extract.lead import mark_lead
from broadsheet.extract.names import inherit, names_of
from broadsheet.records import Role
from tests.extract.pages import STORY, Inside, Part, bold, document, draft, link, paragraphs, part

LEAD = "After ninety years and eleven winters of work, the wheel of the old tide mill has turned again."
TITLE = part("h1", "Tide mill turns again")
BODY = part("div.story", *paragraphs(8))


def led(*parts: Inside, good: str = "", **meta: str) -> Draft:
    """A page whose story is kept (and the blocks with `good` in them), its headline in row 0 stripped."""
    page = document(*parts, **meta)
    rows = {row for row, text in enumerate(page.blocks.text) if text in STORY or (good and good in text)}
    decided = draft(page.blocks, rows)
    mark_lead(decided, page, 0, inherit(page.blocks, names_of(page.blocks.elements)))
    return decided


def leads(page: Draft) -> dict[str, str]:
    """Words → rule of the blocks with that role."""
    rows = [row for row, role in enumerate(page.role) if role is Role.LEAD]
    return {page.blocks.text[row]: page.rule[row] for row in rows}


def test_an_element_named_so_is_the_lead() -> None:
    """Though its looks did not keep it."""
    page = led(TITLE, part("p.standfirst", LEAD), BODY)
    assert leads(page) == {LEAD: "lead: in an element named standfirst"}
    assert page.kept[1]


def test_what_the_network_hardly_believes_is_a_lead_on_news_pages_alone() -> None:
    """Elsewhere an element named so holds bios and offers; a news story has a standfirst."""
    declared = '{"@type": "NewsArticle"}'
    for p, json_ld, found in (
        (0.04, (declared,), True),
        (0.07, (), False),
        (0.12, (), True),
        (0.02, (declared,), False),
    ):
        page = document(TITLE, part("p.standfirst", LEAD), BODY)
        page = structs.replace(page, declared=structs.replace(page.declared, json_ld=json_ld))
        decided = draft(page.blocks, {row for row, text in enumerate(page.blocks.text) if text in STORY})
        decided.scores = decided.scores.copy()
        decided.scores[1] = p
        mark_lead(decided, page, 0, inherit(page.blocks, names_of(page.blocks.elements)))
        assert decided.kept[1] is found


def test_the_name_may_be_that_of_an_element_close_around_it() -> None:
    """A summary box of a few lines is one lead; a page called `intro` names nothing."""
    second = "It ran for an hour and nobody was hurt."
    assert list(leads(led(TITLE, part("div.intro", part("p", LEAD), part("p", second)), BODY))) == [LEAD, second]
    assert leads(led(part("div.intro", TITLE, part("p", LEAD), part("p", "By Ada Quay"), BODY))) == {}


def test_the_pages_description_is_the_lead_where_a_block_repeats_it() -> None:
    """Whole, or cut short with an ellipsis."""
    for description in (LEAD, LEAD[:60] + "…", f"{LEAD} Read more in the Harbour Post."):
        page = led(TITLE, part("p.x", LEAD), BODY, og_description=description)
        assert leads(page) == {LEAD: "lead: repeats the page's description"}


def test_a_sentence_alone_between_headline_and_byline_is_the_lead() -> None:
    """It was kept for its looks; the byline after it was not."""
    page = led(TITLE, part("p.x", LEAD), part("p.y", "By Ada Quay"), BODY, good=LEAD)
    assert leads(page) == {LEAD: "lead: stands between headline and byline"}


def test_the_only_emphatic_paragraph_at_the_top_is_the_lead() -> None:
    """Bold, of the make of those below it; where all are bold, none is."""
    top = part("p", bold(LEAD))
    assert leads(led(TITLE, part("div", top, *paragraphs(8)), good=LEAD)) == {LEAD: "lead: emphasised as a whole"}
    others = [part("p", bold(text)) for text in STORY]
    assert leads(led(TITLE, part("div", top, *others), good=LEAD)) == {}
    assert leads(led(TITLE, part("div", top), part("div", *others), good=LEAD)) == {}


def test_the_first_paragraph_of_the_body_is_no_lead() -> None:
    """Not even where the description repeats it, or where the whole text has such a name."""
    assert leads(led(TITLE, BODY)) == {}
    assert leads(led(TITLE, BODY, og_description=STORY[0])) == {}
    assert leads(led(TITLE, part("div", *paragraphs(8, "p.summary")))) == {}


@pytest.mark.parametrize(
    "block",
    [
        part("figcaption.description", LEAD),
        part("div.caption", part("p.description", LEAD)),
        part("form", part("p.summary", LEAD)),
        part("div.related", part("p.excerpt", LEAD)),
        part("p.summary", link(LEAD)),
        part("p.summary", "Read it"),
    ],
)
def test_captions_forms_other_stories_and_scraps_are_no_lead(block: Part) -> None:
    """Whatever they are called."""
    assert leads(led(TITLE, block, BODY)) == {}


def test_a_lead_far_above_the_text_is_another_storys() -> None:
    """Only the blocks near the text are looked at."""
    crowd = [part("li", f"Line {at}") for at in range(40)]
    assert leads(led(TITLE, part("p.standfirst", LEAD), *crowd, BODY)) == {}


def test_what_stands_before_the_headline_is_not_looked_at() -> None:
    """The search begins below it."""
    page = document(part("p.standfirst", LEAD), TITLE, BODY)
    decided = draft(page.blocks, range(2, 10))
    mark_lead(decided, page, 1, inherit(page.blocks, names_of(page.blocks.elements)))
    assert leads(decided) == {}


def test_without_text_there_is_no_lead() -> None:
    """A standfirst alone is not kept for its name."""
    assert leads(led(TITLE, part("p.standfirst", LEAD))) == {}
