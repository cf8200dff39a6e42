"""Chinese bylines: the word for reporter, then names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.authors.names import declared_names
from broadsheet.metadata.authors.reporters import reporters
from tests.metadata.reading import PROSE, read


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 王晓明", ("王晓明",)),
        ("记者王晓明", ("王晓明",)),
        ("本报记者王晓明 李四", ("王晓明", "李四")),
        ("（记者 王晓明、阿布都·买买提）", ("王晓明", "阿布都·买买提")),
        ("新华社记者 王晓明", ("王晓明", "新华社")),
        ("記者王曉明／台北報導", ("王曉明",)),
        ("记者从市政府获悉，水磨将重新转动", ()),
        ("Jane Roe", ()),
    ],
)
def test_names_behind_the_word_for_reporter(line: str, names: tuple[str, ...]) -> None:
    """With a space or without; the service that they report for is an author too; a sentence names nobody."""
    assert reporters(line) == names


def test_reporters_line_is_a_byline() -> None:
    """Between headline and text it needs no element of its own; declared names lose the word too."""
    facts = read(f"<h1>Tide mill turns again</h1><div>新华社记者 王晓明</div>{PROSE * 3}")
    assert (facts.value("authors"), facts.value("agencies")) == (("王晓明", "新华社"), ("Xinhua",))
    assert declared_names("本报记者 王晓明") == ("王晓明",)


@given(st.text("记者王晓明本报 ，/（", max_size=80))
def test_no_name_is_invented(line: str) -> None:
    """Law: names are parts of the line."""
    assert all(name in line for name in reporters(line))
