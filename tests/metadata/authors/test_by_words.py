"""By-words: where a line says that a name follows, and where the name ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.authors.by_words import ends_with_other, read, starts, until_date, without_by


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("Text: Von Jane Roe", "Jane Roe"),
        ("ByJane Roe", "Jane Roe"),
        ("Propos recueillis par Jeanne Roux", "Jeanne Roux"),
        ("记者：王小明", "王小明"),
    ],
)
def test_a_line_begins_with_a_by_word(line: str, rest: str) -> None:
    """It is taken off, twice where a noun and a preposition stand together."""
    assert without_by(line) == (rest, True)


@pytest.mark.parametrize("line", ["Byron Roe", "Vonda Roe", "Jane Roe", "De Niro", "Partisan Review"])
def test_a_name_may_begin_like_a_by_word(line: str) -> None:
    """Nothing is taken off a name."""
    assert without_by(line) == (line, False)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("2 May 2024 | By Jane Roe", "Jane Roe"),
        ("Posted on 2 May 2024 by Jane Roe", "Jane Roe"),
        ("Erstellt am 02.05.2024 von Jane Roe", "Jane Roe"),
        ("Harbour > Local By Jane Roe, 2 May 2024", "Jane Roe, 2 May 2024"),
    ],
)
def test_a_by_word_may_stand_in_the_midst(line: str, rest: str) -> None:
    """After a date, a separator or a participle, or where a full name and a date follow."""
    assert read(line) == (rest, True)


@pytest.mark.parametrize(
    "line", ["Reviewed by Jane Roe", "Foto: Jane Roe", "Shared by Jane Roe", "Übersetzt von Jane Roe"]
)
def test_other_people_s_work_is_no_byline(line: str) -> None:
    """Who reviewed, photographed, translated or shared did not write."""
    assert read(line) is None


def test_other_people_s_work_ends_a_byline() -> None:
    """What stands before it is the author's."""
    assert read("By Jane Roe | Photos by Ann Poe") == ("Jane Roe |", True)
    assert ends_with_other("Jane Roe, fact-checked by")
    assert not ends_with_other("Fact-checked by Ann Poe")


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe 2 May 2024",
        "Jane Roe am 2. Mai",
        "Jane RoePublished: 2 May",
        "Jane Roe in Local",
        "Jane Roe, Updated: May 2",
    ],
)
def test_a_name_ends_where_a_date_or_a_template_goes_on(line: str) -> None:
    """Dates, sections, counts of comments."""
    assert until_date(line).rstrip(", ") == "Jane Roe"


@given(st.text(max_size=200))
def test_nothing_is_added_to_a_line(line: str) -> None:
    """Law: what is read is a part of the line, and only a line with a rest starts a byline."""
    said = read(line)
    assert said is None or said.text.strip() in line
    assert not starts(line) or without_by(line)[0]
