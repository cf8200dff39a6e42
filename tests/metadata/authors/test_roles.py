"""Roles: what people do goes, who they are stays."""

from __future__ import annotations

import pytest

from broadsheet.metadata.authors.roles import is_newsroom, is_role, without_role


@pytest.mark.parametrize(
    "written",
    ["Jane Roe", "Jane Roe Staff Writer", "Chief correspondent Jane Roe", "Jane Roe senior political editor"],
)
def test_a_role_is_taken_off_a_name(written: str) -> None:
    """Before it and after it, with its adjectives."""
    assert without_role(written) == "Jane Roe"


@pytest.mark.parametrize("written", ["Head of Tides", "Director of Operations", "Staff Writer", "Leiter Sport"])
def test_a_role_alone_names_nobody(written: str) -> None:
    """Of what someone is the head is no name either."""
    assert without_role(written) == ""


def test_words_of_roles_and_newsrooms_are_known() -> None:
    """A newsroom signs in few words; a sentence about one does not."""
    assert is_role("Redakteurin,")
    assert not is_role("Roe")
    assert is_newsroom("News Desk")
    assert not is_newsroom("The team of the tide mill met")
