"""Which heading is the headline: the one that the page's own titles repeat."""

from __future__ import annotations

from broadsheet.extract.title import said_again, title_row, titled_line, words_of
from tests.extract.pages import Inside, document, paragraphs, part

MILL = "Tide mill turns again after ninety years"


def headline(*parts: Inside, title: str | None = None, **meta: str) -> str | None:
    """The words of the block that is taken for the headline."""
    page = document(*parts, title=title, **meta)
    row = title_row(page)
    return None if row is None else page.blocks.text[row]


def test_the_heading_that_the_title_repeats_is_the_headline() -> None:
    """Below an `<h1>` that is the paper's name, whatever its rank."""
    page = (part("h1", "Harbour Post"), part("h3", "Eels return to the quay"), part("h2", MILL), *paragraphs(2))
    assert headline(*page, title=f"{MILL} | Harbour Post") == MILL


def test_of_two_alike_the_h1_is_the_headline() -> None:
    """A teaser of the same story above it is not."""
    page = (part("h3", MILL), part("h1", MILL), *paragraphs(2))
    found = document(*page, title=MILL)
    assert title_row(found) == 1


def test_the_social_title_speaks_as_well() -> None:
    """Where `<title>` is another text."""
    page = (part("h1", "Harbour Post"), part("h2", MILL), *paragraphs(2))
    assert headline(*page, title="News from the quay", og_title=MILL) == MILL


def test_without_any_declared_title_the_first_h1_is_the_headline() -> None:
    """Of more than one word; a lower heading is none."""
    assert headline(part("h2", "The cost"), part("h1", "News"), part("h1", MILL)) == MILL
    assert headline(part("h2", MILL), *paragraphs(2)) is None


def test_below_an_h1_of_four_words_nothing_lower_is_looked_at() -> None:
    """An `<h1>` that differs from the declared title is a headline all the same; the teaser below is not."""
    page = (part("h1", "How the wheel came back"), *paragraphs(2), part("h3", MILL))
    assert headline(*page, title=MILL) == "How the wheel came back"


def test_half_of_the_claimed_words_must_be_there() -> None:
    """One common word makes no headline."""
    page = (part("h2", "Mill"), part("h2", "Years"), *paragraphs(2))
    assert headline(*page, title="The old tide mill turns again after ninety years") is None


def test_words_inside_a_heading_are_of_its_rank() -> None:
    """A link or a span that holds the headline's text, as many pages have it."""
    assert headline(part("h2", "The cost"), part("h1", part("a", part("span", MILL)))) == MILL


def test_a_page_without_headings_has_no_headline() -> None:
    """Nor has one without blocks."""
    assert headline(*paragraphs(3), title=MILL) is None
    assert headline(title=MILL) is None


def test_words_are_distinct_and_lower_case() -> None:
    """Marks between them do not count."""
    assert words_of("Tide, tide: MILL!") == {"tide", "mill"}


def first_line(title: str | None, *texts: str) -> int | None:
    """The row of the headline among plain lines, the first of which is not kept."""
    page = document(*(part("div", text) for text in ("Home", *texts)), *paragraphs(2), title=title)
    return titled_line(page, [False, *(True for _ in texts), True, True])


def test_a_line_that_the_title_holds_is_the_headline_of_a_page_without_headings() -> None:
    """Old pages set it in large letters."""
    assert first_line(f"{MILL} - The Quay", MILL) == 1
    assert first_line(f"{MILL} - The Quay", MILL.upper()) == 1


def test_only_the_first_line_of_the_text_is_looked_at() -> None:
    """A later one may repeat the title because it speaks of it."""
    assert first_line(MILL, "By Maud Quill of this paper", MILL) is None


def test_a_line_that_the_title_holds_in_part_is_text() -> None:
    """So are two words, which may be a section, and the page that declares no title."""
    assert first_line("Tide mill turns", MILL) is None
    assert first_line("Latest news from the quay", "Latest news") is None
    assert first_line(None, MILL) is None
    assert titled_line(document(*paragraphs(1), title=MILL), [False]) is None


def again(*parts: Inside, title: str) -> list[str]:
    """The lines of a page, all kept but its headline, that say the headline once more."""
    page = document(*parts, title=title)
    row = title_row(page)
    return [page.blocks.text[found] for found in said_again(page, [at != row for at in range(len(page.blocks))], row)]


def test_the_headline_with_its_kicker_says_it_once_more() -> None:
    """One heading for search engines, one for readers."""
    page = (part("h1", MILL), part("h2", f"Old engines – {MILL}"), *paragraphs(4))
    assert again(*page, title=MILL) == [f"Old engines – {MILL}"]


def test_a_standfirst_that_takes_up_the_headline_is_a_standfirst() -> None:
    """It has as many words of its own; and a heading further down heads its part."""
    lead = f"{MILL}, and those who mended her say that she will run on every spring tide from now on."
    page = (part("h1", MILL), part("p.lead", lead), *paragraphs(4), part("h2", f"Why the {MILL}"))
    assert again(*page, title=MILL) == []
