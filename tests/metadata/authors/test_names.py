"""Names of people, cleaned of all that is not the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.metadata.authors.by_words import starts
from broadsheet.metadata.authors.names import byline_names, dated_names, declared_names, initials

BYLINES = [
    ("By Jane Roe", ["Jane Roe"]),
    ("By Jane Roe, John Poe and Ann Loe", ["Jane Roe", "John Poe", "Ann Loe"]),
    ("Von Jürgen Müller und Anna-Lena Voß", ["Jürgen Müller", "Anna-Lena Voß"]),
    ("Par Élodie Martin et Luc Petit", ["Élodie Martin", "Luc Petit"]),
    ("Por María Gil y Juan Ruiz", ["María Gil", "Juan Ruiz"]),
    ("di Carla Neri e Ugo Bianchi", ["Carla Neri", "Ugo Bianchi"]),
    ("Door Piet de Vries en Els Bakker", ["Piet de Vries", "Els Bakker"]),
    ("Av Åsa Lind och Bo Ek", ["Åsa Lind", "Bo Ek"]),
    ("Tekst: Kari Moe og Ola Lie", ["Kari Moe", "Ola Lie"]),
    ("Автор: Анна Белова и Пётр Сухов", ["Анна Белова", "Пётр Сухов"]),
    ("Jane Roe, Chief Political Correspondent", ["Jane Roe"]),
    ("Chief Correspondent Jane Roe", ["Jane Roe"]),
    ("JANE ROE AND JOHN POE", ["Jane Roe", "John Poe"]),
    ("JANE VAN DER ROE", ["Jane van der Roe"]),
    ("Jane Roe (Reuters) | 2 May 2024", ["Jane Roe"]),
    ("Jane Roe jane@harbourpost.example", ["Jane Roe"]),
    ("Jane Roe in Kyiv", ["Jane Roe"]),
    ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
    ("Reuters", ["Reuters"]),
    ("Le Sel avec AFP", ["Le Sel", "AFP"]),
    ("Jane Roe/AFP", ["Jane Roe", "AFP"]),
    ("AFP/Reuters", ["AFP", "Reuters"]),
    ("Jane Roe and agencies", ["Jane Roe"]),
    ("Reporting by Jane Roe; editing by Kim Poe", ["Jane Roe"]),
    ("JANE MCROE", ["Jane McRoe"]),
    ("كتب: أحمد سالم وليلى حسن", ["أحمد سالم", "ليلى حسن"]),
    ("بقلم أحمد سالم ووليد حسن", ["أحمد سالم", "وليد حسن"]),
    ("محمد سالم وليد", ["محمد سالم وليد"]),
    ("द्वारा राम कुमार और सीता देवी", ["राम कुमार", "सीता देवी"]),
    ("Subscribe to our newsletter", []),
    ("5 min read", []),
    ("Published 2 May 2024", []),
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_byline_is_split_into_names(line: str, names: list[str]) -> None:
    """By-words, joiners, roles, places, dates and addresses of ten languages go; names stay."""
    assert [*byline_names(line)] == names


@pytest.mark.parametrize("value", ["admin", "https://www.harbourpost.example/jane", "null", "", "<span></span>", "123"])
def test_declared_nobody_is_nobody(value: str) -> None:
    """Better none than a login name, a URL or a placeholder."""
    assert declared_names(value) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Roe, Ph.D.", ["Jane Roe"]),
        ("Jane Roe, PhD, RD and Kim Poe, M.D.", ["Jane Roe", "Kim Poe"]),
        ("Jane Roe, Jr.", ["Jane Roe Jr"]),
        ("Ma Roe, do Poe", ["Ma Roe", "do Poe"]),
    ],
)
def test_degree_behind_a_comma_is_no_author(text: str, names: list[str]) -> None:
    """Degrees and licences go, `Jr.` stays with its name; in lower case or in a name the same letters are neither."""
    assert [*declared_names(text)] == names


def test_declared_name_may_look_odd() -> None:
    """What a page declares is trusted in spelling: one word, any script, marks of Devanagari included."""
    assert declared_names("शालिनी मिश्रा") == ("शालिनी मिश्रा",)
    assert declared_names("nieuwsblad.be") == ("nieuwsblad.be",)


def test_byline_is_found_inside_a_line() -> None:
    """Old pages put section, byline and date into one line."""
    assert byline_names("Home > News > Local By Nigel Poe, June 14, 2005") == ("Nigel Poe",)
    assert byline_names("Mill wins its case By Nigel Poe, June 14, 2005", byline=False) == ("Nigel Poe",)
    assert byline_names("14 сентября 2019, 18:25Автор: Анна Роу2 418") == ("Анна Роу",)
    assert byline_names("The bill passed by the House of Lords, 14 to 3") == ()


def test_prose_is_no_byline() -> None:
    """A sentence that begins with "By" names nobody, however long it is."""
    assert starts("By the time the ferry came in")
    assert byline_names("By " + "the time the ferry came in, " * 8) == ()
    assert byline_names("By the time the ferry came in") == ()


@pytest.mark.parametrize(
    ("line", "byline", "signed"),
    [
        ("ssi, dan; Foto: A. Poe", False, ["ssi", "dan"]),
        ("News, 15.4.2024, 10:05 Uhr; srf/hosb;kesm", True, ["srf/hosb", "kesm"]),
        ("News, 15.4.2024, 10:05 Uhr; srf/hosb;kesm", False, []),
        ("more", True, []),
        ("The mill, the tide", False, []),
    ],
)
def test_initials_sign(line: str, byline: bool, signed: list[str]) -> None:
    """Before a picture's credit, or in a byline's element after other words; a small word alone is none."""
    assert initials(line, byline=byline) == signed


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("2 May 2024 | Jane Roe", ["Jane Roe"]),
        ("02.05.2024 - Jane Roe, Ludwig van der Poe", ["Jane Roe", "Ludwig van der Poe"]),
        ("Jane Roe 2 May 2024", ["Jane Roe"]),
        ("2 May 2024 | Reading time: 4 min", []),
        ("2 May 2024 | Thema des Tages", []),
        ("Jane Roe", []),
    ],
)
def test_names_stand_beside_a_date(line: str, names: list[str]) -> None:
    """Only where nothing else stands there."""
    assert dated_names(line) == names


@given(st.text(max_size=400))
def test_any_text_gives_clean_names(text: str) -> None:
    """Law: names are short single lines without surrounding spaces, and cleaning them again keeps them short."""
    for name in declared_names(text) + byline_names(text):
        assert name == name.strip()
        assert "\n" not in name
        assert len(name) <= 90


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Redaktion mit dpa", ["Redaktion", "dpa"]),
        ("Redacción con EFE", ["Redacción", "EFE"]),
        ("Jane Roe with Reuters and AP", ["Jane Roe", "Reuters", "AP"]),
        ("Jane Roe; editing by Kim Poe", ["Jane Roe"]),
        ("dpa/lnw", ["dpa/lnw"]),
        ("Eva mit Hut", ["Eva mit Hut"]),
    ],
)
def test_declared_service_beside_a_name_is_an_author_of_its_own(value: str, names: list[str]) -> None:
    """What a content system writes into one field is parted; other people's work and a service's own sign are not."""
    assert [*declared_names(value)] == names
