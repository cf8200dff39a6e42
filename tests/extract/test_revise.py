"""The second look: each rule does what it says on a page made for it, and nothing else."""

from __future__ import annotations

import pytest

from broadsheet.extract import revise as rules
from broadsheet.extract.draft import Draft
from broadsheet.extract.names import Name, inherit, names_of
from broadsheet.records import Kind
from tests.extract.pages import STORY, Inside, blocks, draft, kept, link, paragraphs, part

END = STORY[7]


def drafted(*parts: Inside, without: str = "") -> Draft:
    """A page whose blocks were all kept, but for those with this text in them."""
    table = blocks(*parts)
    return draft(table, {row for row, text in enumerate(table.text) if not without or without not in text})


def names(page: Draft) -> list[Name | None]:
    """The name that holds for each element."""
    return inherit(page.blocks, names_of(page.blocks.elements))


def test_an_opening_phrase_strips_what_follows_up_to_the_articles_own() -> None:
    """ "Related stories", its lines, then the article goes on."""
    aside = part("div.more", part("h3", "Related stories"), part("p", STORY[5]), part("p", "Eels return"))
    page = drafted(part("div", *paragraphs(5), aside, part("p", STORY[6])))
    rules.openings(page)
    assert kept(page) == [*STORY[:5], STORY[6]]
    assert set(page.kind[5:8]) == {Kind.RELATED}


def test_a_phrase_amid_much_text_strips_only_itself() -> None:
    """ "Comments" as a heading of half the article opens no comments."""
    after = [part(f"p.of{at}", text) for at, text in enumerate(STORY[4:])]
    page = drafted(part("div", *paragraphs(4), part("h3", "Comments"), *after))
    rules.openings(page)
    assert kept(page) == list(STORY)


def test_a_phrase_that_opens_no_part_strips_only_its_line() -> None:
    """ "Advertisement" before a paragraph of another make."""
    page = drafted(part("div", *paragraphs(6), part("p.ad", "Advertisement"), part("p.last", END)))
    rules.openings(page)
    assert kept(page) == [*STORY[:6], END]


def test_a_phrase_ends_no_text_of_which_the_network_is_sure() -> None:
    """What it gives .95 stays, and so does what follows it."""
    page = drafted(part("div", *paragraphs(6), part("h3", "Related stories"), part("div", part("b", STORY[6]), END)))
    page.scores = page.scores.copy()
    page.scores[7] = 0.97
    rules.openings(page)
    assert kept(page) == list(STORY)


def test_a_paywalls_line_is_none_of_the_text_however_sure_the_network_is() -> None:
    """Nor are the promises behind it."""
    line = "Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés."
    offers = [part("li", offer) for offer in ("Every article, on every device", "The weekend edition by post")]
    page = drafted(part("div", *paragraphs(6), part("h3", line), part("ul", *offers)))
    page.scores = page.scores.copy()
    page.scores[6:] = 0.97
    rules.openings(page)
    assert kept(page) == list(STORY[:6])


def offers_above(*story: Inside, p: float) -> Draft:
    """Seven kept offers of this probability, the headline, the story."""
    offers = [part("p.banner", f"Free shipping on all orders over {amount} dollars") for amount in range(7)]
    page = drafted(*offers, part("h1", "The mill turns again"), *story)
    page.scores = page.scores.copy()
    page.scores[:7] = p
    rules.above(page, 7)
    return page


def test_doubtful_lines_far_above_the_headline_are_none_of_the_text() -> None:
    """What stands close to it may be its standfirst."""
    page = offers_above(part("div", *paragraphs(8)), p=0.6)
    assert page.kept[:8] == [False, False, *[True] * 6]


def test_what_the_network_is_sure_of_stays_above_the_headline() -> None:
    """And so does everything where hardly any text is below."""
    assert all(offers_above(part("div", *paragraphs(8)), p=0.9).kept)
    assert all(offers_above(part("p", "It turns."), p=0.6).kept)


def test_a_heading_that_leads_back_to_the_articles_own_ends_the_part() -> None:
    """ "Read more" and a story; then a heading with the article's own paragraph under it."""
    aside = part("div.more", part("h4", "Read more"), part("p", part("a", STORY[5])))
    page = drafted(part("div", *paragraphs(5), aside, part("h3", "The last sack"), part("p", STORY[6])))
    rules.openings(page)
    assert kept(page) == [*STORY[:5], "The last sack", STORY[6]]


@pytest.mark.parametrize("line", ["\u200d", "\u200b\u200b", "\ufeff"])
def test_an_empty_paragraph_of_an_editor_is_no_text(line: str) -> None:
    """A sign without width stands in it, so that it is not taken away."""
    page = drafted(part("div", *paragraphs(2), part("p", line), part("p", STORY[2])))
    rules.lines(page)
    assert kept(page) == list(STORY[:3])


def test_a_heading_made_like_the_others_is_text() -> None:
    """Between paragraphs, where the network only doubts it; in another place or make it is what the network says."""
    parts = [[part("h2", f"Part {at}"), part("p", STORY[2 * at]), part("p", STORY[2 * at + 1])] for at in range(4)]
    page = drafted(part("div", *[each for made in parts for each in made]), without="Part 2")
    page.scores = page.scores.copy()
    page.scores[6] = 0.3
    rules.headings(page)
    assert page.rule[6] == "a heading made like the others"
    assert all(page.kept)
    page = drafted(part("div", *parts[0], *parts[1], part("h4", "Part 2"), part("p", STORY[7])), without="Part 2")
    page.scores = page.scores * 0 + 0.3
    rules.headings(page)
    assert "Part 2" not in kept(page)


@pytest.mark.parametrize("line", ["2 hrs ago", "Vor 3 Stunden", "il y a 5 min", "hace 2 horas", "3 ore fa", "5分前"])
def test_a_storys_age_alone_is_no_text(line: str) -> None:
    """In a sentence it is."""
    page = drafted(part("div", *paragraphs(6), part("p", line), part("p", f"It began {line} at the mill.")))
    rules.lines(page)
    assert kept(page) == [*STORY[:6], f"It began {line} at the mill."]


def test_a_credit_names_somebody() -> None:
    """ "Photo by Ada Reed." at a caption's end; "photographs by waiting" is how they are made."""
    told = "Nets dry on the quay. Take better photographs by waiting for the ebb."
    page = drafted(part("div", *paragraphs(3), part("p", "Two eels. Photo by Ada Reed."), part("p", told)))
    rules.lines(page)
    assert kept(page) == [*STORY[:3], told]


def test_captions_and_comments_go_by_their_names() -> None:
    """What lies in an element of that name, below it too; the evidence is the name."""
    page = drafted(
        part("article", *paragraphs(6), part("div.caption", part("p", STORY[6])), part("div.comments", part("p", END)))
    )
    rules.revise(page, None, names(page))
    assert kept(page) == list(STORY[:6])
    assert page.kind[6:] == [Kind.CAPTION, Kind.COMMENTS]
    assert page.rule[6] == "in an element named caption"


def test_an_accordion_may_hold_the_text() -> None:
    """Answers to questions are folded away as often as boxes are."""
    page = drafted(part("article", *paragraphs(7), part("div.accordion", part("p", END))))
    rules.revise(page, None, names(page))
    assert kept(page) == list(STORY)


def test_a_name_that_covers_the_article_is_not_believed() -> None:
    """Whole articles live in elements called comments."""
    page = drafted(part("div.comments", *paragraphs(6)), part("p", END))
    rules.revise(page, None, names(page))
    assert kept(page) == [*STORY[:6], END]


def test_comments_behind_an_article_go_however_long_they_are() -> None:
    """Three times its words, where it has paragraphs of its own; behind a line or two they may be the article."""
    said = [part("p", f"{text} That is what I saw, {number}.") for number in range(3) for text in STORY]
    thread = part("ol.comments", part("li.comment", *said))
    page = drafted(part("div", *paragraphs(8)), thread)
    rules.named(page, names(page))
    assert kept(page) == list(STORY)
    short = drafted(part("div", *paragraphs(2)), thread)
    rules.named(short, names(short))
    assert len(kept(short)) == 2 + len(said)


def test_names_of_other_kinds_are_no_rule() -> None:
    """A box called newsletter may hold the text: the network has seen its name."""
    page = drafted(*paragraphs(6), part("div.newsletter", part("p", END)))
    rules.revise(page, None, names(page))
    assert kept(page) == [*STORY[:6], END]


@pytest.mark.parametrize(
    "line", ["By Ada Holm, 2026-01-10", "Von Ada Holm | 10. Januar 2026", "By Ada Holm - May 4, 2024"]
)
def test_a_byline_with_its_date_is_no_text(line: str) -> None:
    """A paragraph that is both and nothing else; a sentence that begins so stays."""
    prose = "By Ada Holm, 2026-01-10 was the day on which the mill had to turn again."
    page = drafted(part("p", line), *paragraphs(6), part("p", prose))
    rules.lines(page)
    assert kept(page) == [*STORY[:6], prose]
    assert page.kind[0] is Kind.BYLINE


def test_the_headline_is_a_field_and_not_text() -> None:
    """Wherever it stands."""
    page = drafted(part("h1", "Tide mill turns"), *paragraphs(6))
    rules.revise(page, 0, names(page))
    assert kept(page) == list(STORY[:6])
    assert page.kind[0] is Kind.TITLE


def test_the_same_long_text_twice_is_text_once() -> None:
    """A mobile and a desktop copy; a short refrain may come back, and so may the cells of a table."""
    page = drafted(*paragraphs(2), part("p", STORY[0]), part("p", "It did."), part("p", "It did."))
    rules.repeats(page)
    assert page.kept == [True, True, False, True, True]


def test_all_rules_together_leave_a_plain_story_as_it_is() -> None:
    """Headline, paragraphs, one subheading: nothing is gained, nothing lost."""
    page = drafted(
        part("article", part("h1", "Tide mill turns"), *paragraphs(4), part("h2", "The cost"), *paragraphs(4, first=4))
    )
    rules.revise(page, 0, names(page))
    assert kept(page) == [*STORY[:4], "The cost", *STORY[4:]]


def test_many_openings_take_no_longer_than_they_are() -> None:
    """Ten thousand lines that open comments are judged in one pass."""
    page = drafted(*(part("p", f"Comments ({row})") for row in range(10_000)))
    rules.openings(page)
    assert kept(page) == []


def test_nothing_but_links_is_no_text() -> None:
    """A list of stories; with a paragraph among them it is one with links."""
    menu = [part("li", link(text)) for text in STORY[:5]]
    page = drafted(part("ul", *menu))
    rules.links(page)
    assert kept(page) == []
    page = drafted(part("ul", *menu), part("p", END))
    rules.links(page)
    assert len(kept(page)) == 6
