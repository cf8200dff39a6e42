"""Wire services: known by many names, credited in few places."""

from __future__ import annotations

import pytest

from broadsheet.metadata.authors.agencies import agency_of, credited, signed


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("The Associated Press", "AP"),
        ("AFP", "AFP"),
        ("dpa", "dpa"),
        ("新华社", "Xinhua"),
        ("Anadolu Ajansı", "Anadolu"),
        ("Jane Roe", None),
        ("ap", None),
        ("pap", None),
    ],
)
def test_services_have_one_name(name: str, service: str | None) -> None:
    """Spellings fold; lower-case initials of an author are no agency."""
    assert agency_of(name) == service


@pytest.mark.parametrize(
    ("first", "last", "services"),
    [
        ("BERLIN (Reuters) - The mill turned.", "It stopped.", ["Reuters"]),
        ("PORT SELLIN, June 6 (Transmarine Press) - The mill turned.", "It stopped.", ["Transmarine Press"]),
        ("The mill turned.", "It stopped. (AFP)", ["AFP"]),
        ("The mill turned.", "dpa", ["dpa"]),
        ("The mill turned.", "With reporting by AP and Reuters", ["AP", "Reuters"]),
        ("The mill (built 1874) turned.", "Reuters was not there.", []),
    ],
)
def test_credits_are_found_where_wires_put_them(first: str, last: str, services: list[str]) -> None:
    """Dateline, tail, a line of its own and a closing credit; mentions in prose are none."""
    assert [service for service, _ in credited(first, (last,))] == services


@pytest.mark.parametrize(
    ("line", "services"),
    [
        ("(dpa/afp)", ["dpa", "AFP"]),
        ("© dpa-infocom, dpa:240305-99-12345/2", ["dpa"]),
        ("Copyright 2024 The Associated Press. All rights reserved.", ["AP"]),
        ("© 2024 AFP", ["AFP"]),
        ("© Jane Roe, AFP", []),
        ("(jr/dpa)", []),
        ("Copyright 2024 Harbour Post", []),
    ],
)
def test_line_below_the_text_credits_services(line: str, services: list[str]) -> None:
    """A sign, rights in a year, or a story's number; with a name beside it, a service has sold a picture."""
    assert list(dict.fromkeys(service for service, _ in signed(line))) == services
