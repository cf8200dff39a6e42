"""The article of a page dump wins against rules, forms and menus, in any layout and language."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.extract.dump import label_dump
from broadsheet.parse.dump import read_dump
from broadsheet.records import Body, Kind, Role
from tests.extract import dump_pages
from tests.extract.dump_stories import FORMS, PRIVACY_STORY, RULES, STORIES

ORDERS = ("frfuta", "frfta", "rta", "futafrf", "ftarf", "frftarf")
"""Forms and rules before the article, after it, on both sides; with the page's URL and without."""

EN = STORIES["en"]


def extract(dump: str, url: str | None = None) -> Body:
    """The body of a dump."""
    return label_dump(read_dump(dump, url))


def texts(body: Body) -> tuple[str, ...]:
    """The kept blocks."""
    return tuple(block.text for block in body.blocks)


def kinds(dump: str) -> dict[str, Kind | None]:
    """The kind of each block by its text; None for kept ones."""
    document = read_dump(dump)
    labels = label_dump(document).labels
    return {text: label.kind for text, label in zip(document.blocks.text, labels, strict=True)}


def paper(*lines: str, before: tuple[str, ...] = ("Home", "News", "Search")) -> str:
    """The English story with lines of our own between headline and text, or among the paragraphs."""
    return dump_pages.spaced([*before, EN.title, *lines])


@pytest.mark.parametrize("language", sorted(STORIES))
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("layout", [dump_pages.spaced, dump_pages.tight])
def test_the_article_is_found_to_the_letter(language: str, order: str, layout: object) -> None:
    """Five paragraphs win against rules three times as long, before or after them, with or without blank lines."""
    story = STORIES[language]
    assert callable(layout)
    assert texts(extract(layout(dump_pages.page(story, order)))) == story.paragraphs


@pytest.mark.parametrize(("language", "spoken"), list(itertools.product(sorted(STORIES), sorted(RULES))))
def test_rules_may_be_in_another_language(language: str, spoken: str) -> None:
    """Rules in one language do not win against a story in another, not even when they stand first."""
    story = STORIES[language]
    assert texts(extract(dump_pages.spaced(dump_pages.page(story, "rfta", spoken)))) == story.paragraphs


@pytest.mark.parametrize("order", ORDERS)
def test_a_story_about_comments_and_privacy_is_no_policy(order: str) -> None:
    """A story full of the rules' own words is told from the rules by its names, numbers and quotes."""
    dump = dump_pages.spaced(dump_pages.page(PRIVACY_STORY, order))
    assert texts(extract(dump)) == PRIVACY_STORY.paragraphs


@pytest.mark.parametrize("language", sorted(RULES))
def test_rules_alone_are_no_article(language: str) -> None:
    """A page of forms and rules has no body, or one of which the reader is not sure."""
    lines = [*FORMS[language], *RULES[language], *FORMS[language]]
    assert extract(dump_pages.spaced(lines)).confidence < 0.4


@pytest.mark.parametrize("language", sorted(STORIES))
def test_the_headline_is_labelled(language: str) -> None:
    """The headline is a title, whatever the language."""
    story = STORIES[language]
    assert kinds(dump_pages.tight(dump_pages.page(story, "frftaf")))[story.title] is Kind.TITLE


def test_the_first_paragraph_under_a_headline_is_the_lead() -> None:
    """Lead first, then paragraphs."""
    body = extract(dump_pages.spaced(dump_pages.page(EN, "ftaf")))
    assert [block.role for block in body.blocks] == [Role.LEAD] + [Role.PARAGRAPH] * 4


def test_every_block_has_a_label_with_its_reason() -> None:
    """One label a block, role or kind, and the rule that decided."""
    document = read_dump(dump_pages.spaced(dump_pages.page(EN, "fruta")))
    labels = label_dump(document).labels
    assert len(labels) == len(document.blocks)
    assert all((label.role is None) != (label.kind is None) and label.rule for label in labels)


def test_a_caption_with_its_credit_is_no_paragraph() -> None:
    """A sentence, its photographer right below it, and the same sentence again as alternative text."""
    caption = "Passengers wave from the deck of the Heron as she leaves the quay at Marlow, May 2, 2024."
    picture = f"{caption}\n© Ostrey Messenger / Lena Dahl\n{caption}"
    dump = paper(*EN.paragraphs[:2], picture, *EN.paragraphs[2:])
    assert texts(extract(dump)) == EN.paragraphs
    assert kinds(dump)[caption] is Kind.CAPTION
    assert kinds(dump)["© Ostrey Messenger / Lena Dahl"] is Kind.CREDIT


@pytest.mark.parametrize(
    "caption",
    [
        "The Heron at the quay in Marlow on Saturday. (Photo: Lena Dahl)",
        "The Heron at the quay in Marlow on Saturday. © Lena Dahl",
        "The Heron at the quay in Marlow on Saturday. (Lena Dahl)",
        "The Heron at the quay in Marlow on Saturday. REUTERS/Lena Dahl",
        "In this file photo the Heron lies at the quay in Marlow.",
    ],
)
def test_a_caption_that_names_its_source_is_no_paragraph(caption: str) -> None:
    """Credits at the end of a caption, and captions that say what they are."""
    dump = paper(*EN.paragraphs[:3], caption, *EN.paragraphs[3:])
    assert kinds(dump)[caption] is Kind.CAPTION
    assert texts(extract(dump)) == EN.paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "© Lena Dahl",
        "Photo: Lena Dahl",
        "Photo by Lena Dahl",
        "AP Photo / Lena Dahl",
        "Foto: dpa",
        "Фото: РИА Новости",
        "写真：共同社",
    ],
)
def test_a_credit_is_a_credit_in_any_language(line: str) -> None:
    """A sign, a word for pictures, or an agency with a name."""
    caption = "The Heron lies at the quay in Marlow in the evening light."
    dump = paper(*EN.paragraphs[:2], f"{caption}\n{line}", *EN.paragraphs[2:])
    assert kinds(dump)[line] is Kind.CREDIT
    assert texts(extract(dump)) == EN.paragraphs


def test_bylines_dates_and_share_buttons_under_the_headline_are_named() -> None:
    """What stands between headline and text is stripped as what it is."""
    dump = paper("By Mara Lindqvist", "2 May 2024, 10:15", "Share", "Copy link", *EN.paragraphs)
    found = kinds(dump)
    assert found["By Mara Lindqvist"] is Kind.BYLINE
    assert found["2 May 2024, 10:15"] is Kind.DATELINE
    assert found["Copy link"] is Kind.SHARE
    assert texts(extract(dump)) == EN.paragraphs


def test_a_line_between_paragraphs_is_a_subheading() -> None:
    """One short line alone between two paragraphs heads the second."""
    dump = paper(*EN.paragraphs[:2], "A lottery by the rowers", *EN.paragraphs[2:])
    roles = {block.text: block.role for block in extract(dump).blocks}
    assert roles["A lottery by the rowers"] is Role.SUBHEADING


def test_a_list_in_the_text_is_kept_without_its_marks() -> None:
    """Items announced by a colon are list items."""
    items = "The council listed what was new:\n• the boiler and the funnel\n• two paddle wheels\n• forty benches"
    body = extract(paper(*EN.paragraphs[:3], items, *EN.paragraphs[3:]))
    assert [block.text for block in body.blocks if block.role is Role.LIST_ITEM] == [
        "the boiler and the funnel",
        "two paddle wheels",
        "forty benches",
    ]


def test_a_box_of_links_inside_the_text_is_stripped() -> None:
    """Related headlines between paragraphs are related, the paragraphs after them are kept."""
    box = ["Read also:", "Sandby Rowers Win the Autumn Regatta Again", "Council Puts Off Vote on the New Bridge"]
    dump = paper(*EN.paragraphs[:3], *box, *EN.paragraphs[3:])
    assert texts(extract(dump)) == EN.paragraphs
    assert kinds(dump)[box[1]] is Kind.RELATED


def test_a_paragraph_is_kept_once() -> None:
    """A paragraph that the page repeats is stripped the second time."""
    assert texts(extract(paper(*EN.paragraphs[:4], EN.paragraphs[1], EN.paragraphs[4]))) == EN.paragraphs


@pytest.mark.parametrize("heading", ["Related:", "Zum Thema:", "Читайте также:", "相关新闻：", "Xelvaq:"])
def test_related_headlines_need_no_known_heading(heading: str) -> None:
    """A label with a colon over headlines on the topic is enough, even in no language."""
    related = ["Marlow Council Buys a Second Ferry for Lake Ostrey", "How the Heron Was Lost in the Storm of 2009"]
    found = kinds(dump_pages.spaced([*dump_pages.page(EN, "ta"), heading, *related, "Log in", "Register"]))
    assert [found[line] for line in related] == [Kind.RELATED, Kind.RELATED]


@pytest.mark.parametrize("heading", ["Tags:", "Schlagworte:", "Теги:", "标签：", "Brumil:"])
def test_tags_need_no_known_heading(heading: str) -> None:
    """A label with a colon over a list of names is enough."""
    found = kinds(dump_pages.spaced([*dump_pages.page(EN, "ta"), heading, "Marlow, Lake Ostrey, ferries", "Log in"]))
    assert found["Marlow, Lake Ostrey, ferries"] is Kind.TAGS


def test_forms_and_rules_are_named() -> None:
    """The kinds of what was stripped come from the one list."""
    lines = [*dump_pages.page(EN, "ta"), "Community guidelines", *RULES["en"][:4], "Log in", "captcha", "Subscribe"]
    found = kinds(dump_pages.spaced(lines))
    assert found[RULES["en"][1]] is Kind.COMMENT_POLICY
    assert [found[line] for line in lines[-3:]] == [Kind.LOGIN, Kind.CAPTCHA, Kind.SUBSCRIBE]


def test_labels_glued_together_are_still_read() -> None:
    """A dump that drops the space between two buttons does not hide them."""
    found = kinds(
        dump_pages.spaced([*dump_pages.page(EN, "ta"), "Log inPrivacy Policy", "RegisterForgot your password?"])
    )
    assert {found["Log inPrivacy Policy"], found["RegisterForgot your password?"]} <= {Kind.LOGIN, Kind.ACCOUNT}


def test_who_wrote_it_is_no_paragraph() -> None:
    """A sentence about the author at the text's end is a biography."""
    bio = "Mara Lindqvist is a reporter for the Ostrey Messenger in Sandby."
    dump = paper(*EN.paragraphs, bio)
    assert kinds(dump)[bio] is Kind.AUTHOR_BIO
    assert texts(extract(dump)) == EN.paragraphs


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up for our newsletter and never miss a story from the lake.", Kind.NEWSLETTER),
        ("Read more about the storm of 2009 and the ferries it sank.", Kind.RELATED),
        ("Follow us for news from Lake Ostrey.", Kind.SUBSCRIBE),
    ],
)
def test_an_appeal_to_the_reader_is_no_paragraph(line: str, kind: Kind) -> None:
    """A sentence that opens with the words of a button, between two paragraphs."""
    dump = paper(*EN.paragraphs[:3], line, *EN.paragraphs[3:])
    assert kinds(dump)[line] is kind
    assert texts(extract(dump)) == EN.paragraphs


def test_two_articles_make_it_unsure() -> None:
    """The clearer an article wins, the higher the confidence."""
    one = extract(dump_pages.spaced(dump_pages.page(EN, "ftaf")))
    apart = ["Comments", *["Sign in"] * 12]
    other = STORIES["de"]
    two = extract(dump_pages.spaced([*dump_pages.page(EN, "fta"), *apart, other.title, *other.paragraphs]))
    assert 0.0 < two.confidence < one.confidence <= 1.0


@pytest.mark.parametrize("dump", ["", "\n\n \n", "Home", "Home\nNews\nLog in\n", "\x00\x01\x02", "https://a.example/x"])
def test_nothing_to_read_is_no_article(dump: str) -> None:
    """Empty, one-line and binary input gives a body without blocks and confidence 0."""
    body = extract(dump)
    assert (body.blocks, body.confidence) == ((), 0.0)


MARKS = ["\n", "\n\n", "• ", "1. ", "Tags:", "Related:", "© AP / X", "Log in", "By A B", "a, b, c", dump_pages.url(EN)]
PIECES = st.sampled_from([*MARKS, *EN.paragraphs])


@given(st.lists(PIECES | st.text(max_size=30), max_size=40).map("\n".join))
@example("Read also:\n" * 3)
@example("• \n" * 5)
def test_any_dump_can_be_labelled(dump: str) -> None:
    """Whatever the dump: a label a block, kept blocks in page order, confidence between 0 and 1."""
    document = read_dump(dump)
    body = label_dump(document)
    assert len(body.labels) == len(document.blocks)
    assert [block.block for block in body.blocks] == [row for row, label in enumerate(body.labels) if label.kept]
    assert 0.0 <= body.confidence <= 1.0
