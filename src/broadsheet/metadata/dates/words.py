"""The words beside a date that say what happened then: published, changed, or something else.

Comes in: the words. Goes out: patterns in the languages of news, and the field that the words name. Must not know:
how dates are written.
"""

from __future__ import annotations

import re

_MODIFIED = (
    r"updat|modif|revis|last edit|last change|reviewed|zuletzt|letzte änderung|dernière m"
    r"|aktuali[sz]|geändert|stand:|mis à jour|màj|actuali[sz]|atuali[sz]|aggiornat"
    r"|bijgewerkt|gewijzigd"
    r"|uppdaterad|oppdatert|opdateret|päivitetty|muokattu|zmieniono|frissít|обновлен|изменен|оновлен|güncelle"
    r"|diperbarui"
    r"|更新|수정|تحديث|עודכן|ενημέρ|cập nhật|edytow|upraven|ažurir|actualit|atjaun|uuend|atnaujin"
)
_PUBLISHED = (
    r"publi|posted|erstellt|veröffentlicht|publié|pubblicat|geplaatst|gepubliceerd|опубликован|yayın|创建|发布|登録|입력|نشر"
    r"|פורסם|δημοσί|originally created"
    r"|erschienen|freigegeben|released on|paru le|mis en ligne|inserito"
    r"|objavljeno|opublikowan|zveřejněn|publicerad"
    r"|julkaistu|megjelen"
)
MODIFIED = re.compile(_MODIFIED, re.IGNORECASE)
PUBLISHED = re.compile(_PUBLISHED, re.IGNORECASE)
SOMETHING_ELSE = re.compile(
    r"regist|joined|member since|mitglied|dabei seit|beigetreten|inscrit|born|geboren|\bgeb\.|expires|deadline|valid",
    re.IGNORECASE,
)
"""Dates of a person or of an offer."""

_DATE = re.compile(r"(?:date|datum|fecha|data|дата|日期)\s?:?", re.IGNORECASE)
_LABEL = 30
"""Characters of a label, `Date of publication:` with room (a guess)."""


def is_label(text: str) -> bool:
    """Does a line say no more than what the date on the next one is: `Published`, `Datum:`?"""
    return (
        len(text) <= _LABEL and (_DATE.fullmatch(text) or PUBLISHED.search(text) or MODIFIED.search(text)) is not None
    )


def field_before(text: str) -> str:
    """The field that the words before a date name; the last word wins, published where none does."""
    modified = max((m.start() for m in MODIFIED.finditer(text)), default=-1)
    published = max((m.start() for m in PUBLISHED.finditer(text)), default=-1)
    return "date_modified" if modified > published else "date_published"
