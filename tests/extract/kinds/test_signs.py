"""What a text's own words say of its kind, with the source of each piece of evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.kinds.signs import MOST, SHORT, remembered, signs, signs_of
from broadsheet.records import Kind


def said(text: str) -> set[tuple[str, Kind]]:
    """Source and kind of every sign."""
    return {(sign.source, sign.kind) for sign in signs(text)}


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Related stories", "phrase", Kind.RELATED),
        ("https://quay.example/eel.png", "shape", Kind.IMAGE_URL),
        ("Newsletter", "label", Kind.NEWSLETTER),
        ("Newsletter from quay", "begins", Kind.NEWSLETTER),
        ("Click to share on Facebook", "line", Kind.SHARE),
        ("Log in or eels", "half a label", Kind.LOGIN),
        ("© 2024 Quay Courier", "number", Kind.FOOTER),
        ("12:45", "number", Kind.DATELINE),
        ("Now 4 € a month", "number", Kind.AD),
        ("Ada van der Quay", "a name", Kind.BYLINE),
        ("Ada Quay is a freelance reporter in the old town.", "bio", Kind.AUTHOR_BIO),
        (
            "We may earn a small commission when you buy a boat through the links that stand in this story of ours.",
            "prose",
            Kind.DISCLAIMER,
        ),
        (
            "By continuing you agree that we process your personal data as our privacy policy and terms of use say.",
            "dense",
            Kind.POLICY,
        ),
    ],
)
def test_words_speak_for_a_kind(text: str, source: str, kind: Kind) -> None:
    """By label, phrase, shape, number or turn."""
    assert (source, kind) in said(text)


@pytest.mark.parametrize("text", ["", "…", "eels swim under the quay and smell of mud"])
def test_other_words_say_nothing(text: str) -> None:
    """No sign is better than a wrong one."""
    assert not said(text)


def test_a_kind_is_named_once_by_a_source() -> None:
    """However often its words are said."""
    found = [(sign.source, sign.kind) for sign in signs("share share share share eels")]
    assert len(found) == len(set(found))


def test_turns_of_lines_say_nothing_in_prose() -> None:
    """`by` and `latest` are words like any other there."""
    prose = (
        "The latest of the boats was seen by nobody when it left the quay on a Thursday, and it was updated by none."
    )
    assert not {kind for _, kind in said(prose)} & {Kind.BYLINE, Kind.DATELINE, Kind.TEASER}


def test_texts_together_say_what_each_says_alone() -> None:
    """Lines and prose, with signs and without, in any order."""
    texts = ["Log in", "eels", "We may earn a small commission " * 4, "12:45", "", "Ada Quay", "Newsletter from quay"]
    assert [set(said) for said in signs_of(texts)] == [{(s.source, s.kind) for s in signs(text)} for text in texts]


def test_short_texts_are_remembered_but_not_for_ever() -> None:
    """What was read before is not read again; long texts are read each time, and the memory is bounded."""
    first = dict(remembered(["Log in to the mill", "Log in " * SHORT]))
    again = dict(remembered(["Log in to the mill", "Log in " * SHORT]))
    assert again == first
    assert [again[text] is first[text] for text in first] == [True, False]
    many = dict(remembered([f"Log in {number}" for number in range(MOST)]))
    assert dict(remembered(["Log in to the mill"]))["Log in to the mill"] is not first["Log in to the mill"]
    assert len(many) == MOST


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    """Also what no one would write."""
    assert all(isinstance(sign.kind, Kind) for sign in signs(text))
