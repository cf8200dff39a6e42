"""The tables that the metadata benchmark prints."""

from __future__ import annotations

from typing import Any

from benchmarks.datasets import Sample
from benchmarks.metadata.claims import Claims
from benchmarks.metadata.fields import FIELDS

from benchmarks.metadata import table

TITLE = {"title": FIELDS["publishers-dev"]["title"]}


def sample(name: str, **facts: Any) -> Sample:
    """A page with a reference."""
    return Sample(name, None, b"", "", facts)


def test_each_system_has_a_column_and_each_field_a_row() -> None:
    """With the mean, its interval, and how many pages have a reference."""
    pages = [sample("a", title="Eels"), sample("b", title="Tides"), sample("c", title=None)]
    claims = {"one": [Claims("Eels"), Claims("Tides"), Claims()], "two": [Claims()] * 3}
    assert table.table(TITLE, pages, claims).splitlines() == [
        "| field | pages | one | two |",
        "|---|---|---|---|",
        "| title | 2 | 1.000 (1.000-1.000) | 0.000 (0.000-0.000) |",
    ]


def test_pages_of_one_site_are_in_one_half() -> None:
    """So that a rule made for a site is judged on the other half's sites."""
    assert table.half(sample("de/Gull_2024_01_02")) == table.half(sample("de/Gull_2026_05_06"))
    halves = {table.half(sample(f"de/Paper{n}_2024_01_02")) for n in range(20)}
    assert halves == {0, 1}


def test_what_is_wrong_is_shown_beside_the_reference() -> None:
    """And what is right is not."""
    pages = [sample("a", title="Eels"), sample("b", title="Tides")]
    shown = list(table.wrong("title", TITLE["title"], pages, [Claims("Eels"), Claims("Mills")]))
    assert shown == ["0.00 b\n  reference 'Tides'\n  claimed   'Mills'"]
