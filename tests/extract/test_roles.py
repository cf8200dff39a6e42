"""Kept blocks to the typed article: roles, rows of tables, posts with their time, speakers."""

from __future__ import annotations

import pytest

from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.records import BodyBlock, Document, Kind, Label, Role
from tests.extract.pages import STORY, Inside, Part, blocks, document, paragraphs, part


def body(page: Document, without: str = "") -> list[BodyBlock]:
    """The page's typed blocks, all kept but those with this text, roles by their flags."""
    texts = enumerate(page.blocks.text)
    labels = tuple(
        Label(None, Kind.OTHER, 0, False)
        if without and without in text
        else Label(role_of(page.blocks, row), None, 1, True)
        for row, text in texts
    )
    return list(body_blocks(page, labels))


def texts(*parts: Inside) -> list[tuple[Role, str]]:
    """Role and text of each block of the article."""
    return [(block.role, block.text) for block in body(document(*parts))]


@pytest.mark.parametrize(
    ("made", "role"),
    [
        (part("p", "x"), Role.PARAGRAPH),
        (part("h2", part("span", "x")), Role.SUBHEADING),
        (part("ul", part("li", part("p", "x"))), Role.LIST_ITEM),
        (part("blockquote", part("p", "x")), Role.QUOTE),
        (part("pre", "x"), Role.PREFORMATTED),
        (part("blockquote", part("ul", part("li", "x"))), Role.LIST_ITEM),
        (part("li", part("h3", "x")), Role.SUBHEADING),
    ],
)
def test_the_first_flag_gives_the_role(made: Part, role: Role) -> None:
    """However deep, the table's order decides."""
    assert role_of(blocks(made), 0) is role


def row(*cells: str) -> Part:
    """A table row."""
    return part("tr", *(part("td", cell) for cell in cells))


def test_the_cells_of_a_row_are_one_block() -> None:
    """Joined by a bar, each row by itself, headings of columns as well."""
    table = part(
        "table", part("tr", part("th", "Part"), part("th", "Weight")), row("Wheel", "12 t"), row("Gate", "2 t")
    )
    assert texts(table) == [
        (Role.TABLE_ROW, "Part | Weight"),
        (Role.TABLE_ROW, "Wheel | 12 t"),
        (Role.TABLE_ROW, "Gate | 2 t"),
    ]


def test_a_table_that_lays_out_the_page_makes_paragraphs() -> None:
    """One cell a row, or several blocks in a cell: those are columns of a page."""
    layout = part("table", part("tr", part("td", *paragraphs(3))), row(STORY[3]))
    assert [role for role, _ in texts(layout)] == [Role.PARAGRAPH] * 4


def test_cells_that_were_stripped_are_left_out_of_their_row() -> None:
    """The row is what was kept of it, and knows its first block."""
    page = document(part("table", row("Wheel", "Share", "12 t")))
    assert [(block.text, block.block) for block in body(page, without="Share")] == [("Wheel | 12 t", 0)]


def test_blocks_know_their_rows_in_page_order() -> None:
    """A stripped block leaves a gap in the numbers."""
    page = document(*paragraphs(2), part("p", "Share"), *paragraphs(2, first=2))
    assert [block.block for block in body(page, without="Share")] == [0, 1, 3, 4]


def post(time: str, *texts: str) -> Part:
    """A post of a live blog."""
    return part("div.post", part("time", time, datetime=f"2024-05-02T{time}"), *(part("p", text) for text in texts))


HEADED = part("div.post", part("time", "13:00"), part("h3", "Out to sea"), part("p", STORY[4]))
POSTS = (post("10:15", STORY[0], STORY[1]), post("11:00", STORY[2]), post("12:30", STORY[3]))


def test_the_posts_of_a_live_blog_have_their_times() -> None:
    """Every paragraph of a post has that of its post."""
    for page in (document(part("div.live-blog", *POSTS)), document(*POSTS, json_ld=('{"@type": "LiveBlogPosting"}',))):
        found = body(page, without=":")
        assert [(block.role, block.time) for block in found] == [
            (Role.POST, "2024-05-02T10:15"),
            (Role.POST, "2024-05-02T10:15"),
            (Role.POST, "2024-05-02T11:00"),
            (Role.POST, "2024-05-02T12:30"),
        ]


def test_times_without_a_value_are_given_as_printed() -> None:
    """`10.15` is not made into a date."""
    posts = [part("div.post", part("time", f"1{hour}.15"), part("p", STORY[hour])) for hour in range(3)]
    assert [block.time for block in body(document(part("div.ticker", *posts)), without=".15")] == [
        "10.15",
        "11.15",
        "12.15",
    ]


def test_the_heading_of_a_post_is_a_subheading() -> None:
    """Without a time of its own: its paragraphs have it."""
    found = body(document(part("div.live-blog", *POSTS, HEADED)), without=":")
    assert [(block.role, block.time) for block in found[-2:]] == [(Role.SUBHEADING, None), (Role.POST, "13:00")]


def test_a_page_with_times_is_no_live_blog_without_saying_so() -> None:
    """Nor is one that says so and has but two: published and modified."""
    assert {block.time for block in body(document(*POSTS), without=":")} == {None}
    assert {block.time for block in body(document(part("div.live-blog", *POSTS[:2])), without=":")} == {None}


def test_the_speakers_of_an_interview_are_named() -> None:
    """A name before a colon that comes back, where at least two do."""
    said = [f"{name}: {STORY[at]}" for at, name in enumerate(["Ada Quay", "Ben Ebb"] * 2)]
    found = body(document(*(part("p", text) for text in [*said, "The clock says: nothing."])))
    assert [block.speaker for block in found] == ["Ada Quay", "Ben Ebb", "Ada Quay", "Ben Ebb", None]
    assert [block.text for block in found[:4]] == said


def test_a_colon_makes_no_speaker() -> None:
    """One name alone, names that do not come back, half a sentence, a time."""
    lines = [f"Note: {text}" for text in STORY[:3]] + [f"{at}: {STORY[at]}" for at in range(3, 6)]
    lines += ["The mayor of the town said twice: no."] * 2
    assert {block.speaker for block in body(document(*(part("p", line) for line in lines)))} == {None}


def test_a_quotation_may_be_one_by_name() -> None:
    """A small element of that name; not a page that shows some, nor a price."""
    assert texts(part("div.pull-quote", part("p", STORY[0])), part("p.price-quote", "12")) == [
        (Role.QUOTE, STORY[0]),
        (Role.PARAGRAPH, "12"),
    ]
    assert texts(part("div.has-blockquotes", *paragraphs(5))) == [(Role.PARAGRAPH, text) for text in STORY[:5]]


def test_nothing_kept_is_no_article() -> None:
    """And no error."""
    assert body(document(*paragraphs(2)), without=" ") == []
