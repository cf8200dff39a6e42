"""The lines around a dumped article that only their place or their form gives away; and short articles."""

from __future__ import annotations

import pytest

from broadsheet.extract.dump import label_dump
from broadsheet.extract.dump.addresses import is_picture_file
from broadsheet.extract.dump.bylines import is_byline, is_full_name, is_trade
from broadsheet.extract.dump.filing import is_filing
from broadsheet.extract.dump.pictures import is_credit_label
from broadsheet.extract.dump.shapes import is_breadcrumb
from broadsheet.parse.dump import read_dump
from broadsheet.records import Kind
from tests.extract import dump_pages
from tests.extract.dump_stories import STORIES

EN = STORIES["en"]

ABOUT = """
The Marlow Gazette was founded in 1871 by the printer Josiah Penhallow, who wanted a paper in which the price of
barley could be trusted. It has been in the hands of his family ever since, and is printed on the Quay to this day.

We employ fourteen journalists in three towns. They write about councils, courts and schools, about sport and the
theatre, and on Thursdays about gardens. Their work has been honoured by the Society of Editors in 1988 and 2017.

The foundation that carries the paper was set up in 1994. Its trustees are elected by the readers every four years,
and meet in public on the first Monday in March. It pays no dividends and holds no shares in other companies.

In the shop of the Gazette on the Quay there are calendars, maps of Lake Ostrey and the collected gardens of 2019.
It is open from nine until five, on Saturdays until noon, and is closed in August.
"""
"""What a newspaper says of itself, in prose without a word of rules or forms."""


def kinds(*lines: str, joined: str = "\n\n") -> dict[str, Kind | None]:
    """The kind of each block by its text; None for kept ones."""
    document = read_dump(joined.join(lines))
    labels = label_dump(document).labels
    return {text: label.kind for text, label in zip(document.blocks.text, labels, strict=True)}


@pytest.mark.parametrize(
    "line",
    ["Home > Lake > Ferries", "Accueil › Communes › Marlow", "Start » Lokales » Marlow", "Home / News / Lake Ostrey",
     "News → World", f"Home > World > {EN.title}"],
)  # fmt: skip
def test_a_trail_of_links_is_no_headline(line: str) -> None:
    """The way to the page, one step after another; the last may be the headline."""
    assert is_breadcrumb(line)
    found = kinds("Home", line, EN.title, *EN.paragraphs)
    assert (found[line], found[EN.title]) == (Kind.NAVIGATION, Kind.TITLE)


@pytest.mark.parametrize("line", ["Win or lose", "« Le Temps » des cerises", "He/She who waits", EN.paragraphs[0]])
def test_other_lines_are_no_trail(line: str) -> None:
    """Quotation marks and single strokes do not make one."""
    assert not is_breadcrumb(line)


@pytest.mark.parametrize("place", [["2 May 2024, 10:15"], ["02.05.2024"], ["Staff reporter"], ["Redakteurin"]])
@pytest.mark.parametrize("joined", ["\n", "\n\n"])
def test_a_bare_name_beside_the_date_is_a_byline(place: list[str], joined: str) -> None:
    """So is one above what its bearer is; a standfirst may stand between it and the headline."""
    lead = "After eleven years on dry land the paddle ferry Heron has taken passengers on board again."
    assert (
        kinds(EN.title, lead, "Mara Lindqvist", *place, *EN.paragraphs, joined=joined)["Mara Lindqvist"] is Kind.BYLINE
    )


def test_a_place_beside_the_date_is_no_byline() -> None:
    """Places and subjects stand in the text or in the menu too."""
    found = kinds("Home", "Premier League", EN.title, "Lake Ostrey", "2 May 2024", "Premier League", *EN.paragraphs)
    assert Kind.BYLINE not in found.values()


def test_a_bare_name_alone_is_no_byline() -> None:
    """Neither date nor trade beside it."""
    assert kinds(EN.title, "Mara Lindqvist", "Share", *EN.paragraphs)["Mara Lindqvist"] is not Kind.BYLINE


def test_names_and_trades_are_told_by_their_form() -> None:
    """Capitals, in scripts that have them; the trades of newspapers; Korean ones behind the name."""
    assert [is_full_name(text) for text in ("Ole van der Brandt", "Ole is here", "東京 新聞", "Ole 7")] == [True] + [
        False
    ] * 3
    assert [is_trade(text) for text in ("Political correspondent", "Redakteur", "The editor resigned today.")] == [
        True, True, False,
    ]  # fmt: skip
    assert is_byline("홍길동 기자", 2)


@pytest.mark.parametrize(
    "line",
    ["Posted in Trade. Tagged glass, crafts, Anton Zirkel.", "Filed under: World, Europe", "Veröffentlicht in Lokales",
     "Kategorie: Politik", "Rubrique : Communes", "This entry was posted in Trade and tagged glass, crafts.",
     "Publicado en Cultura", "Опубликовано в рубрике Общество", "分类：国际"],
)  # fmt: skip
def test_a_line_of_filing_is_no_paragraph(line: str) -> None:
    """Section and tags, as content systems write them below the text."""
    assert is_filing(line, len(line.split()))
    assert kinds(EN.title, *EN.paragraphs, line)[line] is Kind.TAGS


@pytest.mark.parametrize(
    "line",
    ["Posted to the eastern front, he learned German from a priest who kept bees there.", "Published in 1942.",
     "Section 12 of the act applies."],
)  # fmt: skip
def test_a_sentence_is_no_line_of_filing(line: str) -> None:
    """What follows is longer than a name."""
    assert not is_filing(line, len(line.split()))


def test_the_sentence_under_a_picture_file_is_a_caption() -> None:
    """Text browsers leave the name of the file; paragraphs have a blank line above."""
    caption = "Agnes Tolle in the engine room of the Heron."
    found = kinds(EN.title, f"[heron-1024x683.jpg]\n{caption}", *EN.paragraphs)
    assert (found[caption], found["[heron-1024x683.jpg]"], found[EN.paragraphs[0]]) == (
        Kind.CAPTION, Kind.IMAGE_URL, None,
    )  # fmt: skip


def test_picture_files_are_told_from_words() -> None:
    """In brackets any name, without them no spaces."""
    files = ("[a b.png]", "heron.webp", "[IMG]", "see heron.jpg", "[sic]")
    assert [is_picture_file(text) for text in files] == [True, True, True, False, False]


def test_a_credit_may_stand_under_its_label() -> None:
    """`Photo:` on one line, the name on the next."""
    assert [is_credit_label(text) for text in ("Foto:", "Photo: Lena Dahl")] == [True, False]
    assert kinds(EN.title, *EN.paragraphs[:2], "Photo:\nLena Dahl", *EN.paragraphs[2:])["Lena Dahl"] is Kind.CREDIT


def test_a_date_without_words_is_a_date_line() -> None:
    """`02.05.2024, 10:15` has no letter; a clock alone dates nothing."""
    found = kinds(EN.title, "02.05.2024, 10:15", "10:15", *EN.paragraphs)
    assert (found["02.05.2024, 10:15"], found["10:15"]) == (Kind.DATELINE, Kind.OTHER)


def test_a_log_in_dialogue_is_one_thing() -> None:
    """Registration and captcha among its lines; what follows its last line is the account's."""
    dialogue = ("Register", "captcha", "Log in", "E-mail", "Registration", "Forgot your password?")
    found = kinds(EN.title, *EN.paragraphs, *dialogue, "Delete account")
    assert {found[line] for line in dialogue} == {Kind.LOGIN}
    assert found["Delete account"] is Kind.ACCOUNT


def test_buttons_answer_the_offer_above_them() -> None:
    """`AcceptRefuse` under an offer of notifications is no consent to cookies."""
    found = kinds(
        EN.title, *EN.paragraphs, "Push notifications", "Get push notifications from the Gazette", "AcceptRefuse"
    )
    assert found["AcceptRefuse"] is Kind.NOTIFICATION


def test_short_headlines_among_others_are_teasers() -> None:
    """Two words between headlines of other stories; a menu is longer."""
    found = kinds(
        EN.title, *EN.paragraphs, "Log in", "Rowers of Sandby Win Again", "Quay Closed", "How the Storm Came In"
    )
    assert found["Quay Closed"] is Kind.TEASER


def test_short_items_belong_to_the_list_of_rules() -> None:
    """A list item of two words between rules is a rule."""
    rules = dump_pages.rules(EN)
    assert kinds(EN.title, *EN.paragraphs, *rules, "• User ID", *rules)["• User ID"] is Kind.COMMENT_POLICY


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("end", [("Comments (3)", "Most read"), ("Contact", "© 2024 Gazette. All rights reserved")])
@pytest.mark.parametrize("layout", [dump_pages.spaced, dump_pages.tight])
def test_a_short_article_wins_against_what_the_site_says_of_itself(
    count: int, end: tuple[str, str], layout: object
) -> None:
    """A headline with an author and a date, closed by what ends an article, above longer prose."""
    about = [" ".join(part.split()) for part in ABOUT.strip().split("\n\n")]
    head = ["Home", "World", "Search", EN.title, "By Mara Lindqvist", "2 May 2024, 10:15"]
    assert callable(layout)
    body = label_dump(read_dump(layout([*head, *EN.paragraphs[:count], *end, "About the Gazette", *about])))
    assert tuple(block.text for block in body.blocks) == EN.paragraphs[:count]


@pytest.mark.parametrize("notice", [f"© 2024 {name}" for name in ("Ferry and Lake Post", "The Heron Ferry News")])
def test_a_masthead_is_no_headline(notice: str) -> None:
    """However many of its words the text has: the site's copyright line says whose name it is."""
    masthead = notice.removeprefix("© 2024 ")
    headline = "Nobody sang on the ferry"
    found = kinds(masthead, headline, "By Mara Lindqvist", *EN.paragraphs, notice, joined="\n")
    assert (found[headline], found[masthead]) == (Kind.TITLE, Kind.NAVIGATION)


def test_a_standfirst_gives_way_to_the_headline_above_it() -> None:
    """Both speak of the story; what stands above is the headline."""
    headline, standfirst = "The lake has its ferry back", "The ferry takes passengers on board across the lake"
    assert kinds("Home", headline, standfirst, *EN.paragraphs)[headline] is Kind.TITLE


def test_a_text_browsers_form_field_is_no_headline() -> None:
    """What lynx writes for a search field."""
    field = "[INS: ____________________ :INS] (Submit)"
    assert kinds("Home", field, EN.title, "By Mara Lindqvist", *EN.paragraphs)[field] is not Kind.TITLE


@pytest.mark.parametrize(
    "rows",
    [
        ["* 500 g rye flour", "* 350 ml warm water", "* 10 g salt", "* 1 tsp caraway"],
        ["Team\tPlayed\tPoints", "Heath United\t18\t39", "Bog Rovers\t18\t38", "Fell Town\t18\t30"],
    ],
)
def test_a_list_or_table_is_whole(rows: list[str]) -> None:
    """No row of it is lost where most are text."""
    text = "\n\n".join([EN.title, *EN.paragraphs[:2], "\n".join(rows), *EN.paragraphs[2:]])
    document = read_dump(text)
    kept = [block.text for block in label_dump(document).blocks]
    assert all(any(line.endswith(row.split()[-1]) for line in kept) for row in rows)
