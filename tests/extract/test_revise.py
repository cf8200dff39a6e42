"""The second look: each rule does what it says on a page made for it, and nothing else."""

from __future__ import annotations

import pytest

from broadsheet.extract import revise as rules
from broadsheet.extract.draft import Draft
from broadsheet.records import Kind
from tests.extract.pages import STORY, Inside, blocks, draft, kept, link, paragraphs, part

END = STORY[7]


def drafted(*parts: Inside, without: str = "") -> Draft:
    """A page whose blocks were all kept, but for those with this text in them."""
    table = blocks(*parts)
    return draft(table, {row for row, text in enumerate(table.text) if not without or without not in text})


def rows(page: Draft) -> range:
    """All of a page's rows."""
    return range(len(page.kept))


def test_what_stands_before_the_headline_goes() -> None:
    """And the headline itself, which is a field and not text."""
    page = drafted(part("p", STORY[0]), part("h1", "Tide mill turns"), *paragraphs(6, first=1))
    rules.before_title(page, 1)
    assert kept(page) == list(STORY[1:7])
    assert page.kind[:2] == [Kind.OTHER, Kind.TITLE]


def test_most_of_the_text_before_a_headline_is_not_stripped() -> None:
    """Then the headline was another one's."""
    page = drafted(*paragraphs(6), part("h1", "Tide mill turns"), part("p", STORY[6]))
    rules.before_title(page, 6)
    assert kept(page) == list(STORY[:7])


def test_without_a_headline_nothing_stands_before_it() -> None:
    """No row, no change."""
    page = drafted(*paragraphs(3))
    rules.before_title(page, None)
    assert page.rule == ["", "", ""]


def test_text_under_a_linked_headline_is_a_teaser() -> None:
    """A heading that leads elsewhere speaks of another story; one that does not heads this one."""
    teaser = part("div.box", part("h3", link("Eels return")), part("p.box", STORY[6]))
    section = part("div.box", part("h3", "How it was done"), part("p.box", STORY[7]))
    page = drafted(part("div", *paragraphs(6)), teaser, section)
    rules.teasers(page, rows(page))
    assert page.kind[7] is Kind.TEASER
    assert page.kept[9]


def test_the_articles_own_paragraph_under_a_linked_heading_stays() -> None:
    """Sites link their subheadings to themselves: the make tells."""
    page = drafted(part("div", *paragraphs(3), part("h2", link("How it was done")), *paragraphs(4, first=3)))
    rules.teasers(page, rows(page))
    assert len(kept(page)) == 8


def test_an_opening_phrase_strips_what_follows_up_to_the_articles_own() -> None:
    """ "Related stories", its lines, then the article goes on."""
    aside = part("div.more", part("h3", "Related stories"), part("p", STORY[5]), part("p", "Eels return"))
    page = drafted(part("div", *paragraphs(5), aside, part("p", STORY[6])))
    rules.openings(page, rows(page))
    assert kept(page) == [*STORY[:5], STORY[6]]
    assert set(page.kind[5:8]) == {Kind.RELATED}


def test_a_phrase_amid_much_text_strips_only_itself() -> None:
    """ "Comments" as a heading of half the article opens no comments."""
    after = [part(f"p.of{at}", text) for at, text in enumerate(STORY[4:])]
    page = drafted(part("div", *paragraphs(4), part("h3", "Comments"), *after))
    rules.openings(page, rows(page))
    assert kept(page) == list(STORY)


def test_a_phrase_that_opens_no_part_strips_only_its_line() -> None:
    """ "Advertisement" before a paragraph of another make."""
    page = drafted(part("div", *paragraphs(6), part("p.ad", "Advertisement"), part("p.last", END)))
    rules.openings(page, rows(page))
    assert kept(page) == [*STORY[:6], END]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: Ada Quay/Harbour Post", Kind.CREDIT),
        ("By Ada Quay and Ben Ebb", Kind.BYLINE),
        ("Published 2 May 2024, 10.15", Kind.DATELINE),
        ("https://img.harbourpost.example/wheel.jpg", Kind.IMAGE_URL),
    ],
)
def test_a_line_in_the_shape_of_a_credit_byline_date_or_address_goes(line: str, kind: Kind) -> None:
    """Amid the article as well; a list item, a heading or a cell of that shape stays."""
    table = part("table", part("td", line))
    page = drafted(*paragraphs(2), part("p", line), part("li", line), part("h3", line), table, without=line)
    rules.shapes(page, rows(page))
    assert page.kind == [None, None, kind, None, None, None]


def test_a_sentence_that_begins_like_a_dateline_is_text() -> None:
    """Prose by its own looks is not judged by its first word."""
    line = "Published in 1934, the diary of the miller sold a dozen copies."
    page = drafted(*paragraphs(2), part("p", line))
    rules.shapes(page, rows(page))
    assert page.kept[2]


def test_a_short_paragraph_between_and_made_like_the_others_is_text() -> None:
    """ "It did." was too short for its own looks; a line of another make, or after the end, stays out."""
    short = (part("p", "It did."), part("p.note", "Share it"), part("p", STORY[3]), part("p", "The end"))
    page = drafted(part("div", *paragraphs(3), *short), without="It did")
    for row in (4, 6):
        page.kept[row] = False
    rules.short_lines(page, rows(page))
    assert page.kept[3:] == [True, False, True, False]


def test_a_sentence_between_kept_blocks_is_text_whatever_its_make() -> None:
    """A line without an end, one of two words, one that is a link or a button, is not."""
    lines = [
        "So it was done:",
        "So it was",
        "Indeed so.",
        link("Read it all here now."),
        part("button", "Press it now."),
    ]
    page = drafted(
        *(part("div", part("p", STORY[at]), part("span", line)) for at, line in enumerate(lines)), part("p", STORY[5])
    )
    for row in range(1, 10, 2):
        page.kept[row] = False
    rules.gaps(page, rows(page))
    assert [page.kept[row] for row in range(1, 10, 2)] == [True, False, False, False, False]


def test_short_sentences_of_the_main_make_end_the_article() -> None:
    """Up to the first line that is none."""
    last = [
        part("p", "Then she left."),
        part("p", "Nobody saw her."),
        part("p", "More news"),
        part("p", "Or did they?"),
    ]
    page = drafted(part("div", *paragraphs(6), *last))
    for row in range(6, 10):
        page.kept[row] = False
    rules.tail(page, rows(page))
    assert page.kept[6:] == [True, True, False, False]


def test_a_list_within_the_text_is_text_and_one_of_links_is_not() -> None:
    """By its links; a list after the end stays out, as does one inside a form."""
    items = part("ul", part("li", "Oak"), part("li", "Iron"))
    links = part("ul", part("li", link(STORY[6])))
    form = part("form", part("li", "Send"))
    page = drafted(*paragraphs(3), items, links, form, part("p", END), part("ul", part("li", "Home")))
    for row in (3, 4, 6, 8):
        page.kept[row] = False
    rules.lists(page, rows(page))
    assert [page.kept[row] for row in range(3, 9)] == [True, True, False, False, True, False]
    assert page.kind[5] is Kind.RELATED


def test_cells_and_preformatted_lines_within_the_text_are_text() -> None:
    """But not a table of links, nor one after the end."""
    table = part("table", part("tr", part("td", "Oak"), part("td", "12 t")))
    links = part("table", part("tr", part("td", link("Home"))))
    page = drafted(*paragraphs(3), table, part("pre", "x = 1"), links, part("p", END), table)
    for row in (3, 4, 5, 6, 8, 9):
        page.kept[row] = False
    rules.tables(page, rows(page))
    assert [page.kept[row] for row in (3, 4, 5, 6, 8, 9)] == [True, True, True, False, False, False]


def test_a_heading_is_text_where_kept_text_follows_closely() -> None:
    """Not at the end, not before another heading that heads nothing, not as a link."""
    page = drafted(
        part("p", STORY[0]), part("h2", "How it was done"), part("p", STORY[1]), part("h2", "Chapter two"),
        part("h3", "The gate"), part("p", STORY[2]), part("h2", "Of the day"), part("h2", link("Elsewhere")),
        part("p", STORY[3]), part("h2", "More news"), part("p", "Eels"),
    )  # fmt: skip
    for row in (1, 3, 4, 6, 7, 9, 10):
        page.kept[row] = False
    rules.headings(page, rows(page), None)
    assert [page.kept[row] for row in (1, 3, 4, 6, 7, 9)] == [True, True, True, False, False, False]


def test_a_heading_before_the_text_needs_a_headline_above_it() -> None:
    """The first heading of the page is its title, or nobody knows what."""
    for title, is_kept in ((None, False), (0, True)):
        page = drafted(part("h1", "Tide mill turns"), part("h2", "How it was done"), *paragraphs(3))
        page.kept[:2] = [False, False]
        rules.headings(page, range(1, 5), title)
        assert page.kept[1] is is_kept


def test_the_same_words_twice_are_text_once() -> None:
    """A mobile and a desktop copy; a short refrain may come back."""
    page = drafted(*paragraphs(2), part("p", STORY[0]), part("p", "It did."), part("p", "It did."))
    rules.repeats(page)
    assert page.kept == [True, True, False, True, True]


def test_all_rules_together_leave_a_plain_story_as_it_is() -> None:
    """Headline, paragraphs, one subheading: nothing is gained, nothing lost."""
    page = drafted(
        part("article", part("h1", "Tide mill turns"), *paragraphs(4), part("h2", "The cost"), *paragraphs(4, first=4))
    )
    rules.revise(page, rows(page), 0)
    assert kept(page) == [*STORY[:4], "The cost", *STORY[4:]]


def test_many_openings_take_no_longer_than_they_are() -> None:
    """Ten thousand lines that open comments are judged in one pass."""
    page = drafted(*(part("p", f"Comments ({row})") for row in range(10_000)))
    rules.openings(page, rows(page))
    assert kept(page) == []
