"""Hints for screen readers: gone from the text where they are hints, untouched where they are prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.hints import without_hints
from broadsheet.extract.roles import body_blocks
from broadsheet.records import Label, Role
from tests.extract.pages import document, paragraphs, part


@pytest.mark.parametrize(
    "hint",
    [
        " (opens in a new tab)",
        "(Opens in new window)",
        " (external link, opens in a new window)",
        " (this link opens in a new tab)",
        " (öffnet im neuen Fenster)",
        " (Öffnet in einem neuen Tab)",
        " (externer Link, öffnet neues Fenster)",
        " (s’ouvre dans une nouvelle fenêtre)",
        " (nouvelle fenêtre)",
        " (ouvre un nouvel onglet)",
        " (se abre en una ventana nueva)",
        " (abre em nova janela)",
        " (si apre in una nuova scheda)",
        " (opent in een nieuw venster)",
        " (öppnas i nytt fönster)",
        " (åbner i nyt vindue)",
        " (åpnes i ny fane)",
        " (otwiera się w nowej karcie)",
        "（新しいウィンドウで開きます）",
        "（別ウィンドウで開く）",
        " this link opens in a new tab",
        "Opens in new window",
    ],
)
def test_a_hint_behind_a_link_is_gone(hint: str) -> None:
    """In the languages of news, with the space before it, and nothing else."""
    assert (
        without_hints(f"The council's report{hint}, all of it, was late.")
        == "The council's report, all of it, was late."
    )


@pytest.mark.parametrize(
    "prose",
    [
        "She (opens the window) and calls.",
        "The house (a new window was put in) is cold.",
        "A shop that opens in a new mall. It Opens in new premises (in May).",
        "The bar (new tabs are not kept) is full.",
        "Das Museum (öffnet in neuen Räumen) ist fertig.",
        "How this link opens in a newer way.",
        "(Opens at nine)",
    ],
)
def test_prose_about_windows_stays(prose: str) -> None:
    """A verb, an adjective and a window are needed, in brackets and in this order."""
    assert without_hints(prose) == prose


@given(st.text(alphabet="(（)） opens in a new tab.", max_size=60))
def test_nothing_is_added(text: str) -> None:
    """The text that is left is the text, in its order."""
    rest = iter(text)
    assert all(sign in rest for sign in without_hints(text))


def test_the_article_reads_as_a_reader_sees_it() -> None:
    """In a page, too; a block that is nothing but a hint is left out."""
    hint = "(opens in a new tab)"
    page = document(part("div", *paragraphs(4), part("p", f"The report {hint} was late."), part("p", hint)))
    labels = tuple(Label(Role.PARAGRAPH, None, 1, True) for _ in page.blocks.text)
    assert [block.text for block in body_blocks(page, labels)][4:] == ["The report was late."]
