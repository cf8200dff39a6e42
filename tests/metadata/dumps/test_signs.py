"""Section, author, date and publisher of a dump where they stand in company: one line says several things."""

from __future__ import annotations

import pytest

from broadsheet.metadata.dumps.filing import Filing, read_filing
from broadsheet.metadata.dumps.publisher import spells
from broadsheet.records import Image
from tests.metadata.dumps.test_facts import EN, story, values


@pytest.mark.parametrize(
    ("line", "section", "tags"),
    [
        ("Posted in Trade. Tagged glass, crafts, Anton Zirkel.", "Trade", ("glass", "crafts", "Anton Zirkel")),
        ("Posted in Trade | Tagged glass | Leave a comment", "Trade", ("glass",)),
        (
            "This entry was posted in Trade and tagged glass, crafts. Bookmark the permalink.",
            "Trade",
            ("glass", "crafts"),
        ),
        ("Filed under: World, Europe", "World", ()),
        ("Kategorie: Politik | Schlagwörter: Rat, Umbau", "Politik", ("Rat", "Umbau")),
        ("Publié dans Communes", "Communes", ()),
        ("Tagged glass and crafts", None, ("glass", "crafts")),
        ("Nothing of the kind", None, ()),
    ],
)
def test_a_line_of_filing_has_section_and_tags(line: str, section: str | None, tags: tuple[str, ...]) -> None:
    """In the words of content systems, either or both."""
    assert read_filing(line) == Filing(section, tags)


def test_filing_gives_the_article_its_section_and_tags() -> None:
    """The line below the text wins over a menu that has usual names."""
    found = values("World", "Sport", "Trade", EN.title, *EN.paragraphs, "Posted in Trade. Tagged ferries, Marlow.")
    assert (found["section"], found["tags"]) == ("Trade", ("ferries", "Marlow"))


def test_a_menu_names_no_section() -> None:
    """Three names in a row are a list of all sections."""
    assert "section" not in values("World", "Sport", "Politics", "Log in", EN.title, *EN.paragraphs)


def test_the_menu_word_above_the_headline_is_the_section() -> None:
    """A word said in the menu and again right above the headline."""
    menu = ("Home", "University", "Courts", "Sign in")
    assert values(*menu, "University", EN.title, *EN.paragraphs)["section"] == "University"


def test_a_trail_of_links_names_the_section() -> None:
    """The step that is a usual name."""
    assert values("Log in", "Home > World > Lakes", EN.title, *EN.paragraphs)["section"] == "World"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Posted on 2 May 2024 by Mara Lindqvist", ("Mara Lindqvist",)),
        ("By Mara Lindqvist on 2 May 2024, 10:15", ("Mara Lindqvist",)),
        ("Veröffentlicht am 2. Mai 2024 von Mareike Voss", ("Mareike Voss",)),
        ("Publié le 2 mai 2024 par Lucie Marchadier", ("Lucie Marchadier",)),
        ("By Mara Lindqvist and Ole Brandt | Updated 2 May 2024", ("Mara Lindqvist", "Ole Brandt")),
    ],
)
def test_a_date_line_may_name_the_author(line: str, names: tuple[str, ...]) -> None:
    """Before the date or behind it, after a byline's word."""
    found = story(line)
    assert (found["authors"], found.get("date_published", found.get("date_modified"))[:10]) == (names, "2024-05-02")


def test_a_date_line_without_a_byline_word_names_nobody() -> None:
    """`Local News | 2 May 2024` has no author."""
    assert "authors" not in story("Local News | 2 May 2024")


def test_author_and_date_may_stand_under_the_standfirst() -> None:
    """Between the first kept block and the next."""
    lead = "After eleven years on dry land the paddle ferry Heron has taken passengers on board again."
    found = story(lead, "Mara Lindqvist", "02.05.2024, 10:15", "Share")
    assert (found["authors"], found["date_published"]) == (("Mara Lindqvist",), "2024-05-02T10:15")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Weidenbrücker Nachrichten", "weidenbrueckernachrichten"),
        ("Libération", "liberation"),
        ("Århus Tidende", "aarhustidende"),
        ("Gießener Anzeiger", "giessener"),
    ],
)
def test_domains_write_letters_plainly(name: str, label: str) -> None:
    """Umlauts as two letters, accents dropped."""
    assert spells(name, label)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Foto: Lena Dahl / Messenger", "Lena Dahl / Messenger"),
        ("Photo: Lena Dahl (Messenger)", "Lena Dahl (Messenger)"),
        ("© Lena Dahl / Messenger", "© Lena Dahl / Messenger"),
        ("Photo:\nLena Dahl", "Lena Dahl"),
    ],
)
def test_the_label_of_a_credit_goes(line: str, credit: str) -> None:
    """As in pages of HTML: the label is the page's, signs and brackets are the credit's."""
    caption = "Agnes Tolle in the engine room of the Heron."
    found = values(EN.title, *EN.paragraphs[:2], f"{caption}\n{line}", *EN.paragraphs[2:])
    assert [image.credit for image in found["images"]] == [credit]


def test_a_picture_file_opens_a_picture_without_an_address() -> None:
    """Its name is no URL; the caption below it is kept."""
    caption = "Agnes Tolle in the engine room of the Heron."
    found = values(EN.title, f"[heron-1024x683.jpg]\n{caption}", *EN.paragraphs)
    assert found["images"] == (Image(None, caption, position=0, is_lead=True),)
