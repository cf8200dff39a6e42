"""Hints for screen readers that stand inside a paragraph, behind a link: "(opens in a new tab)".

Comes in: the text of a kept block. Goes out: the text as a reader sees it. A hint has its verb, "new" and a window or
tab, in brackets; without brackets only the two wordings that nobody writes in prose. Must not know markup: such spans
are hidden under a hundred names, some of which hold the first letter of a story.
"""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"\s?[(（][^()（）]{6,70}[)）]")
_BEFORE = "this external externer externe link lien enlace extern ekstern is wird , : – -"
_OPENS = (
    "opens open öffnet in_neuem in_einem_neuen s'ouvre s’ouvre ouvre ouvrir nouvelle_fenêtre nouvel_onglet new_window"
    " new_tab se_abre abre abrirá si_apre apre opent öppnas öppnar åbner åbnes åpnes åpner avautuu otwiera otevře"
    " otvorí 新しい 別 새 新 在新 打开新 打開新"
)
_NEW = (
    "new neue neuem neuen neues nouvelle nouvel nueva nuevo nova novo nuova nuovo nieuw nieuwe ny nyt nytt nye uuteen"
    " uudessa nowej nowym nowe nové novém novej novom"
)
_WINDOW = (
    "window tab fenster fenêtre onglet ventana pestaña janela aba separador finestra scheda venster tabblad vindu"
    " vindue fönster flik fane ikkunaan ikkunassa välilehteen välilehdessä karcie oknie okno okně okne"
)
_NEW_FAR_EAST, _WINDOW_FAR_EAST = "新 別 새", "ウィンドウ ウインドウ タブ 창 窗口 視窗 标签"
"""The words of such hints in the languages of news, `_` for a space; where words have no spaces, parts of words."""


def _any(words: str) -> str:
    return "|".join(re.escape(word.replace("_", " ")) for word in sorted(words.split(), key=len, reverse=True))


_OPENING = re.compile(rf"\s?[(（]\s?(?:(?:{_any(_BEFORE)})\s?){{0,4}}(?:{_any(_OPENS)})", re.IGNORECASE)
_SAID_NEW = re.compile(rf"\b(?:{_any(_NEW)})\b|{_any(_NEW_FAR_EAST)}", re.IGNORECASE)
_SAID_WINDOW = re.compile(rf"\b(?:{_any(_WINDOW)})\b|{_any(_WINDOW_FAR_EAST)}", re.IGNORECASE)
_BARE = re.compile(r"(?:\s?\bthis link opens|(?<=[a-z])Opens) in (?:a )?new (?:tab|window)(?![\w-])")


def without_hints(text: str) -> str:
    """The text without what only screen readers say of its links."""
    if "(" in text or "（" in text:
        text = _BRACKETED.sub(_prose, text)
    return _BARE.sub("", text) if "pens in" in text else text


def _prose(found: re.Match[str]) -> str:
    words = found[0]
    return "" if _OPENING.match(words) and _SAID_NEW.search(words) and _SAID_WINDOW.search(words) else words
