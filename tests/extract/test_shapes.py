"""Short texts that show what they are: addresses, credits, bylines, dates; and prose that does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.shapes import _PATTERN, _SHAPES, LONGEST, shape_of
from broadsheet.records import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://img.harbourpost.example/wheel.jpg?w=640", Kind.IMAGE_URL),
        ("HTTP://img.harbourpost.example/WHEEL.PNG", Kind.IMAGE_URL),
        ("https://www.harbourpost.example/news/2024/05/02/mill", Kind.PAGE_URL),
        ("© Harbour Post", Kind.CREDIT), ("Copyright 2024 Harbour Post", Kind.CREDIT), ("Copyright: dpa", Kind.CREDIT),
        ("Photo: Ada Quay", Kind.CREDIT), ("Foto: Ben Ebb/dpa", Kind.CREDIT), ("Photograph by: Ada Quay", Kind.CREDIT),
        ("(Ada Quay/Getty Images)", Kind.CREDIT), ("Bildquelle: Mühlenverein", Kind.CREDIT),
        ("On Behalf of Quay & Locke LLP", Kind.BYLINE), ("By Ada Quay", Kind.BYLINE),
        ("By ADA QUAY and Ben van der Ebb", Kind.BYLINE),
        ("Von Ada Quay, Ben Ebb", Kind.BYLINE),
        ("Par Ada Quay et Ben Ebb", Kind.BYLINE), ("Автор: Ада Пристань", Kind.BYLINE),
        ("2 May 2024", Kind.DATELINE), ("Thursday, 2. Mai 2024, 10:15 Uhr", Kind.DATELINE),
        ("May 2, 2024", Kind.DATELINE), ("17:41 JST, May 2, 2024", Kind.DATELINE), ("2 May, 2024", Kind.DATELINE),
        ("Mit Agenturmaterial.", Kind.CREDIT), ("(con información de la agencia local)", Kind.CREDIT),
        ("2024-05-02 10:15", Kind.DATELINE), ("2024年5月2日", Kind.DATELINE), ("3 hours ago", Kind.DATELINE),
        ("Last updated on Thursday", Kind.DATELINE), ("Veröffentlicht am 2. Mai", Kind.DATELINE),
    ],
)  # fmt: skip
def test_a_text_of_a_known_shape_is_of_its_kind(text: str, kind: Kind | None) -> None:
    """The whole text must have it, in any of the languages that the table holds."""
    assert shape_of(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "", "The wheel turned.", "See https://www.harbourpost.example/mill", "By noon the queue was long",
        "By the time the mayor came the bread was gone", "Copyright Office closes for the day",
        "Photography is not allowed in the mill", "In 1934 the mill had a cat", "May the best miller win",
        "Twelve of 2,024 sacks were lost",
    ],
)  # fmt: skip
def test_prose_has_no_shape(text: str) -> None:
    """Though it begins with `By`, `Photo`, `Copyright` or a month."""
    assert shape_of(text) is None


def test_long_texts_have_no_shape() -> None:
    """They are judged by their words."""
    assert shape_of("© " + "x" * 50) is Kind.CREDIT
    assert shape_of("© " + "x" * LONGEST) is None


def test_no_shape_captures() -> None:
    """What the one pattern rests on: its groups are the kinds."""
    assert all(re.compile(shape).groups == 0 for _, shape in _SHAPES)
    assert _PATTERN.groups == len(_SHAPES)


@given(st.text(alphabet="ABby, vonundй2.:/-©", max_size=60))
def test_any_text_is_answered(text: str) -> None:
    """With a kind of the table or with none; no text takes long."""
    assert shape_of(text) in {None, *(kind for kind, _ in _SHAPES)}


@given(st.from_regex(_PATTERN, fullmatch=True))
def test_no_text_is_passed_over_that_the_pattern_matches(text: str) -> None:
    """Texts are tried that begin as an alternative does; none that matches begins otherwise."""
    assert shape_of(text) is not None or len(text) > LONGEST
