"""The posts that JSON-LD lists, and the blocks that are theirs."""

from __future__ import annotations

import json

import pytest

from broadsheet.extract.live_updates import Update, letters, matched, updates
from tests.extract.pages import STORY, blocks, part

POSTS = [
    {"headline": "The wheel turns", "datePublished": "2024-05-02T10:15Z", "articleBody": STORY[0]},
    {"datePublished": "2024-05-02T11:00Z", "articleBody": f"<p>{STORY[2]}</p> {STORY[3]}"},
]
SCRIPT = json.dumps({"@graph": [{"@type": "LiveBlogPosting", "liveBlogUpdate": POSTS}]})


def test_the_posts_are_read_wherever_they_hang() -> None:
    """Time, headline and body, the last two as letters and digits."""
    first, second = updates(('{"@type": "WebSite"}', SCRIPT))
    assert first == Update("2024-05-02T10:15Z", "thewheelturns", letters(STORY[0]))
    assert (second.time, second.headline, second.body) == ("2024-05-02T11:00Z", "", letters(STORY[2] + STORY[3]))


@pytest.mark.parametrize(
    "script",
    [
        '{"liveBlogUpdate": [}',
        '{"liveBlogUpdate": "none"}',
        '{"liveBlogUpdate": [{"headline": "No time"}, 7, {"datePublished": 12}]}',
        '{"liveBlogUpdate":' * 500,
    ],
)
def test_bad_json_lists_no_posts(script: str) -> None:
    """And is no error."""
    assert updates((script,)) == []


def test_a_line_break_within_a_string_is_borne() -> None:
    """Many pages write their posts so."""
    (post,) = updates(('{"liveBlogUpdate": {"datePublished": "10:15", "articleBody": "The wheel\n turns"}};',))
    assert post == Update("10:15", "", "thewheelturns")


def test_blocks_are_found_by_headline_by_beginning_and_by_being_in_the_body() -> None:
    """What neither begins nor continues a post belongs to none."""
    parts = ["The wheel turns", STORY[0], STORY[2], STORY[3], "Read what else happened at the mill"]
    table = blocks(*(part("div", part("p", text)) for text in parts))
    found = matched(table, list(range(5)), updates((SCRIPT,)))
    assert found == {0: "2024-05-02T10:15Z", 1: "2024-05-02T10:15Z", 2: "2024-05-02T11:00Z", 3: "2024-05-02T11:00Z"}


def test_a_block_beside_those_of_a_post_is_the_posts() -> None:
    """A list that the JSON-LD leaves out, in the element that holds the headline."""
    table = blocks(part("div", part("h2", "The wheel turns"), part("p", STORY[5])), part("div", part("p", STORY[6])))
    assert matched(table, [0, 1, 2], updates((SCRIPT,))) == {0: "2024-05-02T10:15Z", 1: "2024-05-02T10:15Z"}
