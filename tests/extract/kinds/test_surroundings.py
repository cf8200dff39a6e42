"""What stands around a stripped block: names, lists, forms, sections, the foot of the page."""

from __future__ import annotations

import numpy as np

from broadsheet.extract.kinds.chains import INDEX, owns
from broadsheet.extract.kinds.signs import Sign
from broadsheet.extract.kinds.surroundings import RUNS, SPOTS, STANDING, Surroundings
from broadsheet.records import Kind
from tests.extract.pages import STORY, Inside, document, draft, link, paragraphs, part


def page(*parts: Inside, title: int | None = None) -> Surroundings:
    """A page's places; kept are the story's paragraphs, the names around all others are asked for."""
    made = document(*parts)
    kept = [row for row, text in enumerate(made.blocks.text) if text in STORY]
    asked = np.array([row for row in range(len(made.blocks)) if row not in kept])
    return Surroundings(draft(made.blocks, kept), made, title, asked)


def chain(places: Surroundings, row: int) -> list[tuple[str, Kind]]:
    """Source and kind of the names around a block."""
    return [(sign.source, sign.kind) for sign in places.chains.signs(places.chains.of[row])]


def runs(places: Surroundings, row: int) -> list[str]:
    """What the list around a block says by its links."""
    of, numbers = places.lists()
    found = places.in_lists(numbers, np.zeros((places.rows, len(Kind)), dtype=bool)).runs[of[row]]
    return [sign.source for sign, holds in zip(RUNS, found.tolist(), strict=True) if holds]


def test_each_name_around_a_block_counts_once_by_how_near_it_is() -> None:
    """Named elements are counted outwards; one without a name is none of them."""
    inside = part("div.tags", part("div", part("p.tag-item", "Eels")))
    places = page(*paragraphs(2), part("footer.site-footer", inside))
    assert chain(places, 2) == [("name 0", Kind.TAGS), ("name 2", Kind.FOOTER), ("tag", Kind.FOOTER)]


def test_an_element_with_the_article_in_it_says_nothing() -> None:
    """Its name is not that of the stripped blocks in it."""
    places = page(part("div.comments", *paragraphs(3), part("p.teaser", "Eels")))
    assert chain(places, 3) == [("name 0", Kind.TEASER)]


def test_the_last_name_of_an_element_does_not_hide_the_first() -> None:
    """All kinds that its names suggest are told."""
    assert owns([("div", ""), ("div", "author-bio newsletter")])[1] == {
        INDEX[Kind.AUTHOR_BIO]: "author bio",
        INDEX[Kind.NEWSLETTER]: "newsletter",
    }


def test_names_that_are_not_ascii_are_read_as_well() -> None:
    """By the slower way, with the same answer for those that are."""
    assert owns([("p", "größe"), ("p", "newsletter box")])[1] == owns([("p", "newsletter box")])[0]


def test_the_word_of_a_name_farther_out_is_found() -> None:
    """The evidence names it, however many elements lie between."""
    places = page(*paragraphs(2), part("div.cookie-banner", part("div.x", part("p.tag-item", "Eels"))))
    assert "in an element named cookie" in [sign.words for sign in places.chains.signs(places.chains.of[2])]


def test_a_list_of_short_links_is_a_menu_and_one_of_long_links_headlines() -> None:
    """By the mean of their words."""
    short = part("ul", *(part("li", link(words)) for words in ("Quay", "Mill", "Eels")))
    long = part("ul", *(part("li", link(words * 3)) for words in ("old quay ", "old mill ", "old eels ")))
    places = page(*paragraphs(2), short, long)
    assert [runs(places, row) for row in (2, 5)] == [["menu"], ["headlines"]]


def test_what_many_blocks_of_a_list_say_counts_for_all() -> None:
    """Two at least, and a third of them."""
    places = page(*paragraphs(2), part("ul", *(part("li", words) for words in ("Share", "Eels", "Print", "Tides"))))
    of, numbers = places.lists()
    heard = np.zeros((places.rows, len(Kind)), dtype=bool)
    heard[[2, 4], INDEX[Kind.SHARE]] = True
    heard[3, INDEX[Kind.TAGS]] = True
    votes = places.in_lists(numbers, heard).votes[of[5]]
    assert (votes[INDEX[Kind.SHARE]], votes[INDEX[Kind.TAGS]]) == (2, 0)


def test_a_list_with_article_text_is_none() -> None:
    """Nor is half a page."""
    places = page(part("div", *paragraphs(2), part("p", "Eels")), part("div", *(part("p", "Eels") for _ in range(50))))
    of, _ = places.lists()
    assert (of[2], of[9]) == (0, 0)


def test_a_form_is_named_by_its_words() -> None:
    """Each block of it is told what the form is for."""
    places = page(*paragraphs(2), part("form", part("label", "Newsletter"), part("p", "No spam, ever")))
    [(form, rows)] = places.forms()
    assert (rows, places.in_form(form, rows)) == (
        range(2, 4),
        Sign("form", Kind.NEWSLETTER, "in a form for newsletter"),
    )


def test_a_heading_names_what_follows_in_its_container() -> None:
    """Up to the next heading, and not beyond the container."""
    related = part("div", part("h2", "Related stories"), part("p", "Eels"), part("h2", "Tides"), part("p", "Low"))
    places = page(*paragraphs(2), related, part("p", "Gulls"))
    assert [(rows, sign.kind) for rows, sign in places.sections()] == [(range(3, 4), Kind.RELATED)]


def test_the_foot_begins_with_the_container_of_the_copyright_line() -> None:
    """Or with the line itself; at the end where there is none."""
    foot = part("div", part("p", "The Quay Courier"), part("p", "© 2024 The Quay Courier"))
    assert page(*paragraphs(4), part("p", "Eels"), foot).foot == 5
    assert page(*paragraphs(4), part("p", "Eels")).foot == 5


def test_places_are_numbers_whose_digits_have_meanings() -> None:
    """Where, how linked, how long, whether a heading; and the single spots."""
    places = page(
        part("h1", "Tide mill turns"), part("p", "Ada Quay"), *paragraphs(4), part("p", link("Eels")), title=0
    )
    spots, standing = 2 ** len(SPOTS), len(STANDING[3])
    numbers = places.places().tolist()
    assert [number // spots % standing for number in numbers[:2]] == [1, 0]
    assert [number // spots // standing // 9 for number in (numbers[0], numbers[3], numbers[6])] == [0, 1, 2]
    assert numbers[1] % spots // 2 % 2 == 1  # under the headline
