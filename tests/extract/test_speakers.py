"""Who speaks: the layouts of interviews, and the lists of labels that look like them."""

from __future__ import annotations

import pytest

from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.extract.speakers import is_name
from broadsheet.records import BodyBlock, Kind, Label
from tests.extract.pages import STORY, Inside, bold, document, part

ASKED = ("Why did you begin?", "Who paid for it?", "What will you do next?")
A, B = "Ada Quay", "Ben Ebb"


def body(*parts: Inside, without: tuple[str, ...] = ()) -> list[BodyBlock]:
    """The article, all blocks kept but these."""
    page = document(*parts)
    labels = tuple(
        Label(None, Kind.OTHER, 0, False) if text in without else Label(role_of(page.blocks, row), None, 1, True)
        for row, text in enumerate(page.blocks.text)
    )
    return list(body_blocks(page, labels))


def said(*parts: Inside, without: tuple[str, ...] = ()) -> list[str | None]:
    """Who speaks in each block."""
    return [block.speaker for block in body(*parts, without=without)]


EXCHANGES = list(zip(ASKED, STORY[:3], strict=True))
"""Question and answer."""


def turns(pattern: str, asks: str = A, answers: str = B) -> list[Inside]:
    """Questions and answers with names before a colon."""
    lines = [line for ask, answer in EXCHANGES for line in ((asks, ask), (answers, answer))]
    return [part("p", pattern.format(name, text)) for name, text in lines]


@pytest.mark.parametrize("pattern", ["{}: {}", "{} : {}", "{}：{}", "– {}: {}", "[{}] : {}", "{} (laughs): {}"])
def test_a_name_before_a_colon_speaks(pattern: str) -> None:
    """However it is typeset."""
    assert said(*turns(pattern)) == [A, B] * 3


@pytest.mark.parametrize(("ask", "answer"), [("Q", "A"), ("F", "A"), ("P", "R")])
@pytest.mark.parametrize("mark", [":", "."])
def test_letters_ask_and_answer(ask: str, answer: str, mark: str) -> None:
    """In several languages; the letter is who speaks, since no one else is named."""
    assert said(*turns("{}" + mark + " {}", ask, answer)) == [ask, answer] * 3


def test_a_name_on_its_own_line_speaks_below_it() -> None:
    """In bold, as a term, or as a heading; the last name for one block only."""
    for name in (lambda text: part("p", bold(text)), lambda text: part("dt", text), lambda text: part("h4", text)):
        parts: list[Inside] = []
        for question, answer in EXCHANGES:
            parts += [name(A), part("p", question), name(B), part("p", answer), part("p", STORY[7])]
        assert said(*parts) == [None, A, None, B, B] * 2 + [None, A, None, B, None]


def test_a_name_that_was_stripped_stands_before_what_is_said() -> None:
    """The text keeps who speaks, and each turn has it once."""
    parts = [made for question, answer in EXCHANGES for made in (bold(A), question, bold(B), answer)]
    found = body(*(part("p", text) for text in parts), without=(A, B))
    assert [block.text for block in found[:2]] == [f"{A}: {ASKED[0]}", f"{B}: {STORY[0]}"]
    assert [block.speaker for block in found] == [A, B] * 3


def test_who_asks_without_a_name_is_unknown() -> None:
    """Questions in bold between answers under one name."""
    pairs = [(part("p", bold(ask)), part("p", f"Quay: {text}")) for ask, text in EXCHANGES]
    assert said(*(made for pair in pairs for made in pair)) == [None, "Quay"] * 3


def test_who_answers_without_a_name_is_unknown() -> None:
    """The paper's name before each question, nobody's before the answers."""
    pairs = [(part("p", f"The Tern: {ask}"), part("p", text)) for ask, text in EXCHANGES]
    assert said(*(made for pair in pairs for made in pair)) == ["The Tern", None] * 3


def test_questions_and_answers_without_names_have_no_speaker() -> None:
    """None is invented."""
    pairs = [(part("p", bold(ask)), part("p", text)) for ask, text in EXCHANGES]
    assert set(said(*(made for pair in pairs for made in pair))) == {None}


def test_an_answer_goes_on_to_the_next_turn() -> None:
    """Its second paragraph has no name, but the next one is another's."""
    parts = turns("{}: {}")
    assert said(*parts[:2], part("p", STORY[6]), *parts[2:]) == [A, B, B, A, B, A, B]


def test_a_paragraph_between_two_turns_of_one_speaker_is_the_reporters() -> None:
    """`She laughs.` And then no other unmarked one on that page is attributed either."""
    parts = turns("{}: {}")
    again = part("p", f"{B}: {STORY[5]}")
    found = said(*parts[:2], part("p", "She laughs."), again, part("p", STORY[6]), *parts[2:])
    assert found == [A, B, None, B, None, A, B, A, B]


def test_two_who_answer_the_same_questions_are_named() -> None:
    """Neither of them asks."""
    parts = [made for at in range(3) for made in (bold(ASKED[at]), f"Quay: {STORY[at]}", f"Ebb: {STORY[at + 3]}")]
    assert said(*(part("p", text) for text in parts)) == [None, "Quay", "Ebb"] * 3


def test_a_transcript_in_capitals_names_even_those_who_speak_once() -> None:
    """And `UNIDENTIFIED PERSON #1`."""
    lines = ["ADA QUAY, HOST", "BEN EBB", "UNIDENTIFIED PERSON #1", "ADA QUAY, HOST", "BEN EBB", "CAL WEIR", "BEN EBB"]
    assert said(*(part("p", f"{name}: {text}") for name, text in zip(lines, STORY, strict=False))) == lines


@pytest.mark.parametrize(
    "labels",
    [
        ("Update", "Photo"),
        ("Pros", "Cons"),
        ("The Problem", "The Solution"),
        ("Price", "Weight", "Colour"),
        ("Genesis 3", "Exodus 2"),
        ("John 3", "Mark 2"),
    ],
)
def test_labels_do_not_speak(labels: tuple[str, ...]) -> None:
    """They alternate as speakers do, but nobody asks, and the page has the same words elsewhere."""
    parts = [part("p", f"{label}: {STORY[at]}") for at in range(3) for label in labels]
    other = part("p", "There is a problem, and the solution is one of price, weight and colour.")
    assert set(said(other, *parts)) == {None}


def test_records_under_headings_do_not_speak() -> None:
    """Two labels that no sentence has, and a heading before each pair."""
    parts = [
        made
        for at in range(3)
        for made in (
            part("h3", f"Mill {at}"),
            part("p", f"Ebb Height: {STORY[at]}"),
            part("p", f"Flood Mark: {STORY[3]}"),
        )
    ]
    assert set(said(*parts)) == {None}


def test_labels_in_lists_and_tables_do_not_speak() -> None:
    """Even where one of them asks."""
    parts = [part("li", text) for text in [f"{name}: {ask}" for ask in ASKED for name in (A, B)]]
    assert set(said(part("ul", *parts))) == {None}


def test_bold_lines_that_come_back_do_not_speak() -> None:
    """Headings of a test of five mills."""
    titles = ("Comfort", "Value") * 3
    parts = [made for at, title in enumerate(titles) for made in (part("p", bold(title)), part("p", STORY[at]))]
    assert set(said(*parts)) == {None}


@pytest.mark.parametrize("name", ["Ada Quay", "DIE ZEIT", "Ludwig van Ebb", "The Tern", "M. O’Ebb-Weir", "山田", "A"])
def test_these_are_names(name: str) -> None:
    """Of people and papers, in any script."""
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["the mayor", "Note", "Photo credit", "October 20", "What you need", "Ada and her friends"]
)
def test_these_are_none(text: str) -> None:
    """Labels, days, phrases."""
    assert not is_name(text)
