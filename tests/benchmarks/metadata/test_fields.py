"""What a claim is worth beside a reference."""

from __future__ import annotations

import json

import pytest
from benchmarks.metadata.claims import Claims, read
from benchmarks.metadata.fields import Worth

from benchmarks.metadata import fields


@pytest.mark.parametrize(
    ("known", "claimed", "value"),
    [
        ("«Tide mill» turns – again", "Tide mill turns: again", 1),
        ("Tide mill turns", "Tide mill turns | The Gull", 0),
        ("Tide mill turns", None, 0),
        ("ＴＩＤＥ", "tide", 1),
    ],
)
def test_a_title_is_the_same_but_for_case_and_punctuation(known: str, claimed: str | None, value: float) -> None:
    """A site's name makes it another."""
    assert fields.title({"title": known}, Claims(title=claimed)) == Worth(value)


@pytest.mark.parametrize(
    ("known", "claimed", "value"),
    [
        ("2026-03-01 23:30:00+00:00", "2026-03-02T00:30:00+01:00", 1),
        ("2026-03-01 23:30:00+00:00", "2026-03-02", 0),
        ("2026-03-01", "2026-03-01T09:00:00", 1),
        ("2026-03-01", None, 0),
    ],
)
def test_a_day_is_that_of_the_references_zone(known: str, claimed: str | None, value: float) -> None:
    """Where both have one; else of the wall clock."""
    assert fields.day({"date_published": known}, Claims(published=claimed)) == Worth(value)


@pytest.mark.parametrize(
    ("known", "claimed", "worth"),
    [
        ("2026-03-01 12:00:30+00:00", "2026-03-01T13:01:00+01:00", Worth(1)),
        ("2026-03-01 12:00:30+00:00", "2026-03-01T12:00", Worth(1)),
        ("2026-03-01 12:00:00+00:00", "2026-03-01T12:01:00Z", Worth(0)),
        ("2026-03-01 12:00:00", "2026-03-01", Worth(0)),
        ("2026-03-01 00:00:00", "2026-03-01T00:00:00", None),
    ],
)
def test_a_time_may_be_off_by_less_than_a_minute(known: str, claimed: str, worth: Worth | None) -> None:
    """A reference at midnight knows the day only."""
    assert fields.minute({"date_published": known}, Claims(published=claimed)) == worth


def test_no_author_is_right_where_there_is_none() -> None:
    """And one too many is wrong."""
    assert fields.authors({"authors": None}, Claims()) == Worth(1)
    assert fields.authors({"authors": ["Ada Reed"]}, Claims(authors=("ADA REED", "The Gull"))) == Worth(0)


def test_a_byline_in_one_string_is_compared_by_its_words() -> None:
    """However the names are joined, and whoever writes "by"."""
    assert fields.byline({"author": "By Ada Reed and Tom Weir"}, Claims(authors=("Tom Weir", "Ada Reed"))) == Worth(1)
    assert fields.byline({"author": "Ada Reed"}, Claims(authors=("Ada Reed", "Gull"))) == Worth(0)
    assert fields.byline({"author": None}, Claims()) is None


def test_tags_are_worth_what_they_share() -> None:
    """Of all tags of either; a list may stand as JSON; no reference, no worth."""
    assert fields.tags({"topics": ["Eels", "Tides"]}, Claims(tags=("tides", "Mills"))) == Worth(1 / 3)
    assert fields.tags({"tags": '["Eels"]'}, Claims(tags=("eels",))) == Worth(1)
    assert fields.tags({"tags": "null"}, Claims(tags=("eels",))) is None


def test_captions_and_credits_count_by_picture() -> None:
    """Found where a claim holds them; of a credit all parts in one claim."""
    pictures = [
        {"caption": "The mill.", "authors": ["Ada Reed", "Gull Photo"]},
        {"caption": "An eel", "authors": []},
        {"caption": None, "authors": ["Tom Weir"]},
    ]
    claims = Claims(captions=("The mill at dawn", "The mill"), credits=("Ada Reed / Gull Photo", "Tom"))
    assert fields.captions({"images": json.dumps(pictures)}, claims) == Worth(0.5, 2)
    assert fields.credits({"images": json.dumps(pictures)}, claims) == Worth(0.5, 2)


def test_no_answer_claims_nothing() -> None:
    """A system that failed on a page, or found no article."""
    assert read("") == Claims()
    assert read('{"title": "Eels", "unknown": 1}') == Claims(title="Eels")
