"""What a page dump says of its article: each field from the page's own lines, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.extract.dump import label_dump
from broadsheet.metadata.dumps.facts import dump_facts
from broadsheet.metadata.dumps.publisher import spells
from broadsheet.parse.dump import read_dump
from broadsheet.records import Fact, Image, Related
from tests.extract import dump_pages
from tests.extract.dump_stories import STORIES

EN = STORIES["en"]


def claims(*lines: str) -> dict[str, Fact]:
    """The facts of a dump whose lines are parted by blanks, by field."""
    document = read_dump(dump_pages.spaced(list(lines)))
    return {fact.field: fact for fact in dump_facts(document, label_dump(document))}


def values(*lines: str) -> dict[str, Any]:
    """Field to value."""
    return {field: fact.value for field, fact in claims(*lines).items()}


def story(*head: str) -> dict[str, Any]:
    """The values of the English story with lines between headline and text."""
    return values("Home", EN.title, *head, *EN.paragraphs)


def test_each_fact_says_where_it_stands_and_in_which_words() -> None:
    """The source is a span of the dump, the raw value the page's own line."""
    lines = ("Home", EN.title, "By Mara Lindqvist", *EN.paragraphs)
    dump = dump_pages.spaced(list(lines))
    fact = claims(*lines)["authors"]
    start, end = map(int, fact.source.removeprefix("dump:").split("-"))
    assert dump[start:end] == fact.raw == "By Mara Lindqvist"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mara Lindqvist", ("Mara Lindqvist",)),
        ("By Mara Lindqvist and Ole Brandt", ("Mara Lindqvist", "Ole Brandt")),
        ("Von Mareike Voss", ("Mareike Voss",)),
        ("Par Lucie Marchadier", ("Lucie Marchadier",)),
        ("Автор: Нина Савельева", ("Нина Савельева",)),
    ],
)
def test_authors_stand_in_bylines(line: str, names: tuple[str, ...]) -> None:
    """A byline word and names, in the languages of news."""
    assert story(line)["authors"] == names


def test_no_byline_no_author() -> None:
    """Names in the text or the menu are no authors."""
    assert "authors" not in story("Mara Lindqvist Prize", "Share")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2 May 2024", "2024-05-02"),
        ("Published: 2 May 2024, 10:15", "2024-05-02T10:15"),
        ("2 May 2024, 10:15 GMT+2", "2024-05-02T10:15+02:00"),
        ("2. Mai 2024", "2024-05-02"),
        ("2 мая 2024", "2024-05-02"),
        ("2024年5月2日", "2024-05-02"),
    ],
)
def test_the_date_stands_on_a_date_line(line: str, date: str) -> None:
    """Day precision unless the same line has the time; a zone only where one is written."""
    assert story(line)["date_published"] == date


def test_the_url_and_a_date_line_agree_on_the_day() -> None:
    """The day in the path, the time of the line that has the same day."""
    assert story(dump_pages.url(EN), "2 May 2024, 10:15")["date_published"] == "2024-05-02T10:15"


def test_a_day_with_an_id_behind_it_is_a_day() -> None:
    """`202405021077959114` begins with the day."""
    url = f"https://gazette.example/world/202405021077959114-{EN.slug}/"
    assert story(url)["date_published"] == "2024-05-02"


def test_the_clock_of_the_site_is_no_time_of_publication() -> None:
    """A clock at the top of the page says when the page was saved."""
    head = ("18:04 GMT+3 2 May 2024", "Listen live", "Search", "Sign in", "Weather")
    assert values(*head, EN.title, dump_pages.url(EN), *EN.paragraphs)["date_published"] == "2024-05-02"


def test_a_date_of_modification_is_told_apart() -> None:
    """`Updated:` dates the change."""
    found = story("Published: 2 May 2024 10:15", "Updated: 3 May 2024 08:00")
    assert (found["date_published"], found["date_modified"]) == ("2024-05-02T10:15", "2024-05-03T08:00")


def test_dates_in_captions_and_sentences_are_not_the_articles() -> None:
    """No date line, no date."""
    caption = "In this file photo taken on May 2, 2011 the Heron lies on dry land at Marlow.\n© Lena Dahl"
    assert "date_published" not in story(caption)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("New York Times", "nytimes"),
        ("Ostrey Messenger", "ostreymessenger"),
        ("Evening Herald", "eveningheraldnews"),
        ("The Gazette", "thegazette"),
        ("Marlow Daily Post", "mdp"),
        ("Sud Ouest", "sudouest"),
    ],
)
def test_a_name_spells_its_domain(name: str, label: str) -> None:
    """Words, their beginnings or their initials make up the domain's label."""
    assert spells(name, label)


@pytest.mark.parametrize(("name", "label"), [("World", "gazette"), ("Get short URL", "gazette"), ("Sport", "spiegel")])
def test_other_words_do_not_spell_the_domain(name: str, label: str) -> None:
    """A shared first letter is no sign."""
    assert not spells(name, label)


def test_the_publisher_stands_beside_the_url() -> None:
    """A short line whose letters make up the domain."""
    assert story("World", "The Gazette", dump_pages.url(EN), "Share")["publisher"] == "The Gazette"


def test_the_publisher_stands_in_the_copyright_line() -> None:
    """`© 2024 Ostrey Messenger` names it, where nothing contradicts."""
    found = values(EN.title, *EN.paragraphs, "Contact", "© 2024 Ostrey Messenger. All rights reserved")
    assert found["publisher"] == "Ostrey Messenger"


def test_the_publisher_stands_in_the_page_title() -> None:
    """What a page title adds to the headline, as Common Crawl's text files have it first."""
    assert values(f"{EN.title} | Ostrey Messenger", "Home", EN.title, *EN.paragraphs)["publisher"] == "Ostrey Messenger"


def test_the_section_is_the_line_that_the_url_names() -> None:
    """The folder's own spelling on the page; without such a line the folder in title case."""
    assert story("WORLD", dump_pages.url(EN))["section"] == "WORLD"
    assert story(dump_pages.url(EN))["section"] == "World"


def test_tags_doubled_in_another_case_are_folded() -> None:
    """The capitalised spelling, at the first place."""
    found = values(EN.title, *EN.paragraphs, "Tags:", "ferries, Marlow, Ferries, Lake Ostrey, marlow")
    assert found["tags"] == ("Ferries", "Marlow", "Lake Ostrey")


def test_related_headlines_are_listed_without_their_heading() -> None:
    """Each once, in page order."""
    heads = ("How the Heron Was Lost in the Storm", "Rowers of Sandby Win Again", "How the Heron Was Lost in the Storm")
    found = values(EN.title, *EN.paragraphs, "Related stories", *heads, "Sign in")
    assert found["related"] == (Related(heads[0]), Related(heads[1]))


def test_a_picture_is_put_together_from_its_lines() -> None:
    """Caption above the headline, credit and URL below it: one picture; the next one in the text."""
    first, second = "The Heron leaves the quay at Marlow.", "Agnes Tolle in the engine room of the Heron."
    url = "https://img.gazette.example/2024/heron.jpg"
    found = values(
        "Home", first, EN.title, "© Lena Dahl / Messenger", url, *EN.paragraphs[:2],
        f"{second}\n© Ole Brandt / Messenger\n{second}", *EN.paragraphs[2:],
    )  # fmt: skip
    assert found["images"] == (
        Image(url, first, "© Lena Dahl / Messenger", position=0, is_lead=True),
        Image(None, second, "© Ole Brandt / Messenger", position=1),
    )


def test_a_markdown_dump_keeps_its_pictures_and_links() -> None:
    """The picture's URL and alternative text, the related headline's address."""
    links = "[Home](/) [News](/news) [Sport](/sport)"
    related = "[How the Heron Was Lost in the Storm](https://gazette.example/storm)"
    found = values(
        links,
        f"# {EN.title}",
        "![The quay](https://gazette.example/q.jpg)",
        *EN.paragraphs,
        "## Related",
        f"* {related}",
    )
    assert found["images"] == (Image("https://gazette.example/q.jpg", alt="The quay", is_lead=True),)
    assert found["related"] == (Related("How the Heron Was Lost in the Storm", "https://gazette.example/storm"),)


def test_a_dump_that_says_nothing_has_no_facts() -> None:
    """No line, no claim."""
    assert claims("Home", "Log in") == {}
    assert claims("") == {}
