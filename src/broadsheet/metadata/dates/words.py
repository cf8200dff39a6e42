"""The words beside a date that say what happened then: published, changed, or something else.

Comes in: the words, in the languages of news. Goes out: what they say, and the field that they name. Must not know:
how dates are written.
"""

from __future__ import annotations

import re

from broadsheet.metadata.stems import small

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
_OF_CHANGE, _OF_PUBLICATION = re.compile(_MODIFIED), re.compile(_PUBLISHED)
_OTHER = re.compile(
    r"regist|joined|member since|mitglied|dabei seit|beigetreten|inscrit|born|geboren|\bgeb\.|expires|deadline|valid"
)
"""Dates of a person or of an offer."""

_DATE = re.compile(r"(?:date|datum|fecha|data|дата|日期)\s?:?")
_LABEL = 30
"""Characters of a label, `Date of publication:` with room (a guess)."""


def say_published(words: str) -> bool:
    """Do they say that something was published?"""
    return _OF_PUBLICATION.search(small(words)) is not None


def say_modified(words: str) -> bool:
    """Do they say that something was changed?"""
    return _OF_CHANGE.search(small(words)) is not None


def say_something_else(words: str) -> bool:
    """Do they speak of a person's day, or of the end of an offer?"""
    return _OTHER.search(small(words)) is not None


def is_label(text: str) -> bool:
    """Does a line say no more than what the date on the next one is: `Published`, `Datum:`?"""
    if len(text) > _LABEL:
        return False
    lower = small(text)
    return (_DATE.fullmatch(lower) or _OF_PUBLICATION.search(lower) or _OF_CHANGE.search(lower)) is not None


def field_before(text: str) -> str:
    """The field that the words before a date name; the last word wins, published where none does."""
    lower = small(text)
    modified = max((m.start() for m in _OF_CHANGE.finditer(lower)), default=-1)
    published = max((m.start() for m in _OF_PUBLICATION.finditer(lower)), default=-1)
    return "date_modified" if modified > published else "date_published"
