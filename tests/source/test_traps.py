"""Addresses made up without end are told by their form, ordinary ones pass."""

from __future__ import annotations

import pytest

from broadsheet.source.traps import trap

ORDINARY = """
    https://gazette.example/ https://gazette.example/2024/05/05/tide-turns-late https://gazette.example/a/b/a
    https://gazette.example/story?id=5&utm_source=x&utm_medium=y https://gazette.example/news/news/news-of-the-day
""".split()
TRAPS = {
    "https://gazette.example/calendar/calendar/calendar/2024": "returns in its path",
    "https://gazette.example/" + "/".join(f"d{n}" for n in range(21)): "folders deep",
    "https://gazette.example/?a=1&b=2&c=3&d=4&e=5&f=6&g=7": "parameters",
    "https://gazette.example/?tag=1&tag=2&tag=3": "returns in its query",
    "https://gazette.example/" + "a" * 2100: "longer",
}


@pytest.mark.parametrize("url", ORDINARY)
def test_ordinary_addresses_pass(url: str) -> None:
    """Dates repeat, sections share a word with the story, campaigns add parameters."""
    assert trap(url) is None


@pytest.mark.parametrize(("url", "why"), TRAPS.items(), ids=list(TRAPS.values()))
def test_traps_are_named(url: str, why: str) -> None:
    """Each for what it is."""
    assert why in (trap(url) or "")


def test_every_endless_chain_ends() -> None:
    """A site that adds a folder to each address it is asked for is left after a few."""
    url, steps = "https://gazette.example/", 0
    while trap(url) is None:
        url, steps = url + "more/", steps + 1
    assert steps == 3
