"""Posts of live blogs and their times, in every layout that was seen; and what is none."""

from __future__ import annotations

import json

import msgspec
import pytest

from broadsheet.extract.live import FEWEST_UNNAMED, post_times
from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.records import BodyBlock, Document, Kind, Label, Role
from tests.extract.pages import STORY, Inside, Part, bold, document, link, part

HOURS = ("18.20", "17.48", "16.55", "15.30", "14.02")
LIVE = ('{"@type": "LiveBlogPosting"}',)


def body(page: Document, *without: str) -> list[BodyBlock]:
    """The article, all blocks kept but these and the bare times."""
    labels = tuple(
        Label(None, Kind.DATELINE, 0, False)
        if text in without or text in HOURS
        else Label(role_of(page.blocks, row), None, 1, True)
        for row, text in enumerate(page.blocks.text)
    )
    return list(body_blocks(page, labels))


def times(page: Document) -> list[str | None]:
    """The time of each block of the article."""
    return [block.time for block in body(page)]


def card(at: int, *inside: Inside) -> Part:
    """One post in an element of its own."""
    return part("div.card", part("time", HOURS[at]), *(inside or (part("p", STORY[at]),)))


CARDS = [card(at) for at in range(5)]


def test_posts_keep_the_order_of_the_page() -> None:
    """Newest first, as most are."""
    assert times(document(part("div", *CARDS), json_ld=LIVE)) == list(HOURS)


@pytest.mark.parametrize("url", ["https://tern.example/live/storm", "https://tern.example/a-storm-liveticker-1.htm"])
def test_an_address_may_say_that_the_page_is_live(url: str) -> None:
    """Then three posts are enough."""
    page = msgspec.structs.replace(document(part("div", *CARDS[:3])), url=url)
    assert times(page) == list(HOURS[:3])


def test_a_page_that_says_nothing_needs_more_posts_in_order() -> None:
    """Five times of day that run one way; not four, and not five that jump."""
    assert times(document(part("div", *CARDS))) == list(HOURS)
    assert FEWEST_UNNAMED == 5
    assert times(document(part("div", *CARDS[:4]))) == [None] * 4
    jumping = [CARDS[0], CARDS[4], CARDS[1], CARDS[3], CARDS[2]]
    assert times(document(part("div", *jumping))) == [None] * 5


def test_a_list_of_headlines_with_times_is_no_live_blog() -> None:
    """Each leads to a story of its own."""
    teasers = [card(at, part("h3", link("Old mill turns again today")), part("p", STORY[at])) for at in range(5)]
    assert set(times(document(part("div", *teasers)))) == {None}


def test_the_first_time_of_a_post_is_its_own() -> None:
    """Another says when it was changed, or stands in a message that it shows."""
    message = part("blockquote", part("p", STORY[5]), part("time", "2 May 2019"))
    changed = part("p", part("time", "18.31"))
    first = card(0, changed, part("p", STORY[0]), message, part("blockquote", STORY[6], part("time", "3 May 2019")))
    page = document(part("main", part("header", part("time", "2 May")), part("div", first, *CARDS[1:])), json_ld=LIVE)
    found = [block for block in body(page, "18.31", "2 May", "2 May 2019", "3 May 2019") if block.time]
    assert [block.time for block in found] == ["18.20"] * 3 + list(HOURS[1:])
    assert [block.role for block in found[:3]] == [Role.POST, Role.QUOTE, Role.QUOTE]


def test_what_stands_in_a_post_keeps_its_role_and_has_its_time() -> None:
    """Lists, quotes and tables; a subheading opens the post that follows and has none."""
    inside = (part("h2", "The gauges"), part("p", STORY[0]), part("ul", part("li", "Low Fell")), part("pre", "5.84 m"))
    found = body(document(part("div.live-blog", card(0, *inside), *CARDS[1:])))[:4]
    assert [(block.role, block.time) for block in found] == [
        (Role.SUBHEADING, None),
        (Role.POST, "18.20"),
        (Role.LIST_ITEM, "18.20"),
        (Role.PREFORMATTED, "18.20"),
    ]


def test_posts_that_are_list_items_are_posts() -> None:
    """A list inside one stays a list."""
    inside = (part("p", STORY[0]), part("ul", part("li", "Low Fell")))
    items = [part("li", card(0, *inside)), *(part("li", made) for made in CARDS[1:])]
    found = body(document(part("ol.live-feed", *items)))
    assert [block.role for block in found[:3]] == [Role.POST, Role.LIST_ITEM, Role.POST]


def test_times_beside_the_text_reach_to_the_next() -> None:
    """`<time>`, paragraphs, `<time>`, paragraphs, all children of one element."""
    flat = [
        made for at in range(4) for made in (part("time", HOURS[at]), part("p", STORY[at]), part("p", STORY[at + 1]))
    ]
    assert times(document(part("div.live-blog", *flat))) == [hour for hour in HOURS[:4] for _ in range(2)]


def test_posts_by_days_are_posts() -> None:
    """The feed is the day, not the page of two days."""
    days = part("div", part("div.day", *CARDS[:3]), part("div.day", *CARDS[3:]))
    assert times(document(part("div.live-blog", days))) == list(HOURS)


@pytest.mark.parametrize("head", ["{}", "{} Uhr", "{}: Gate open again", "{} Uhr – Gate open again", "[{}]"])
def test_lines_that_begin_with_a_time_head_posts(head: str) -> None:
    """Alone, or before a dash, a colon; in bold or not; kept or stripped."""
    lines = [made for at in range(5) for made in (part("p", bold(head.format(HOURS[at]))), part("p", STORY[at]))]
    found = body(document(part("div", *lines), part("p", STORY[6])))
    assert [block.time.split(" ")[0] for block in found if block.text in STORY[:5] and block.time] == list(HOURS)
    assert found[-1].time is None


def test_a_paragraph_that_opens_with_a_time_is_a_post() -> None:
    """`18.20: The gate …`, the text as it is."""
    found = body(document(part("div", *(part("p", f"{HOURS[at]}: {STORY[at]}") for at in range(5)))))
    assert [(block.role, block.time) for block in found] == [(Role.POST, hour) for hour in HOURS]
    assert found[0].text == f"18.20: {STORY[0]}"


def test_a_timetable_is_no_live_blog() -> None:
    """Nor are three times in a story, or a list of them."""
    table = [part("p", f"{HOURS[at]} – Low Fell") for at in range(5)]
    assert set(times(document(part("div", *table)))) == {None}
    story = [part("p", f"{HOURS[at]}: {STORY[at]}") for at in range(3)]
    assert set(times(document(*story, *(part("p", text) for text in STORY)))) == {None}
    assert set(times(document(part("ul", *(part("li", f"{HOURS[at]}: {STORY[at]}") for at in range(5)))))) == {None}


def test_the_json_ld_has_the_last_word_on_times() -> None:
    """It gives the day and the zone, where the page prints the hour."""
    listed = [{"datePublished": f"2024-05-02T1{8 - at}:00Z", "articleBody": STORY[at]} for at in range(3)]
    script = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": listed})
    expected = ["2024-05-02T18:00Z", "2024-05-02T17:00Z", "2024-05-02T16:00Z"]
    assert times(document(part("div", *CARDS), json_ld=(script,))) == [*expected, *HOURS[3:]]
    bare = document(*(part("div", part("p", text)) for text in STORY), json_ld=(script,))
    assert times(bare) == [*expected, *[None] * 5]


def test_a_time_that_gives_the_day_only_is_read_with_its_line() -> None:
    """Where the hour stands beside the `<time>`."""
    cards = [part("div.live-post", part("time", f"2 May {hour} (BST)"), part("p", STORY[0])) for hour in HOURS[:3]]
    page = document(part("div", *cards))
    days = tuple(msgspec.structs.replace(moment, text="2 May") for moment in page.moments)
    found = times(msgspec.structs.replace(page, moments=days))
    assert found[1::2] == [f"2 May {hour} (BST)" for hour in HOURS[:3]]


def test_posts_within_posts_share_no_block() -> None:
    """Where a page forgets to close them, each is cut at the next, however many there are."""
    nested = part("div")
    for at in range(4, -1, -1):
        nested = part("div", part("time", HOURS[at]), part("p", STORY[at]), nested)
    assert times(document(nested, json_ld=LIVE)) == list(HOURS)


def test_nothing_kept_has_no_posts() -> None:
    """And is no error."""
    assert post_times(document(*CARDS, json_ld=LIVE), []).time == {}
