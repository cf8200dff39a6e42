"""Short texts that show by their shape what they are: URLs, credits, bylines, dates.

Comes in: a text. Goes out: a kind or None. Must not look at the page around it.
"""

from __future__ import annotations

import re

from broadsheet.extract.heads import cut, heads, may_begin
from broadsheet.extract.phrases import small
from broadsheet.records import Kind

LONGEST = 120
"""Characters above which a text is judged by its words, not by its shape."""

_NAME = r"(?:[^\W\d_a-zß-öø-ÿа-яё][\w.'’-]{0,30}|(?:and|und|et|y|e|en|och|og|и|de|van|von|der|la|in|&)(?!\w))"
"""A capitalised word (or one of a script without capitals), or a particle between names."""

_BY = r"(?i:by|on behalf of|von|par|por|di|door|av|af|tekst|автор:?|текст:?|oleh|yazan:?|מאת|بقلم)"

_SHAPES: tuple[tuple[Kind, str], ...] = (
    (Kind.IMAGE_URL, r"(?i:https?://\S{1,300}\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?\S{0,300})?)"),
    (Kind.PAGE_URL, r"(?i:https?://\S{1,400})"),
    (
        Kind.CREDIT,
        r"(?i:(?:©|\(c\)|copyright(?: ?[:©]| ?\(c\)| by\b| \d{4})"
        r"|(?:photo|image|picture|foto|bild|bildquelle|bildnachweis|crédits?|credits?|imagen|fotografía|quelle|source)"
        r"(?:s|graph(?:y|ie|er)?)?(?: by| credit| courtesy)?\s?[:/©]).{1,100}"
        r"|\(?(?:mit|avec|con|com|with|met|med) (?:agenturmaterial|agenturen|material von .{2,30}|agences|agencias"
        r"|agências|agencies|agentschappen|información de .{2,40})\W{0,3}"
        r"|\(?[\w .'-]{2,40}/(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|dpa|picture alliance|Shutterstock|iStock)"
        r"\b.{0,40})",
    ),
    (
        Kind.BYLINE,
        rf"{_BY} {_NAME}"
        rf"(?:[ ,&]{{1,2}}{_NAME}){{0,8}}",
    ),
    (
        Kind.DATELINE,
        r"(?i:(?:published|updated|posted|last (?:updated|modified)|veröffentlicht|aktualisiert|stand|publié|mis à jour"
        r"|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|опубликовано|обновлено)\b.{0,60}"
        r"|\w{0,12},? ?\d{1,2}[./ -]{1,2}\w{2,12}[./, -]{1,2}\d{2,4}.{0,30}"
        r"|(?:\d{1,2}[:.]\d\d [a-z]{2,5}, )?\w{3,12} \d{1,2},? \d{4}.{0,30}"
        r"|\d{4}[-/.年] ?\d{1,2}[-/.月] ?\d{1,2}日?.{0,30}"
        r"|\d{1,2} (?:min(?:ute)?s?|hours?|days?|weeks?|months?) ago)",
    ),
)
"""The first shape that the whole text has counts."""

_PATTERN = re.compile("|".join(f"({shape})" for _, shape in _SHAPES))
_KINDS = tuple(kind for kind, _ in _SHAPES)
_BYLINE = re.compile(f"{_BY} ")


def begins_byline(text: str) -> bool:
    """Does a text begin as those in the shape of a byline do?"""
    return _BYLINE.match(text) is not None


HEADS = heads(shape for _, shape in _SHAPES) - {""}
_SHORT = cut(HEADS)
SIGN = re.compile(r"[(©]|.{0,14}?\d|.{0,41}?/")
"""With what a shape begins that begins with none of these letters: a date's first figure, a name before its agency."""


def shape_of(text: str) -> Kind | None:
    """The kind that the whole text has the shape of."""
    if len(text) > LONGEST or not (SIGN.match(text) or may_begin(small(text), _SHORT)):
        return None
    found = _PATTERN.fullmatch(text)
    return _KINDS[(found.lastindex or 1) - 1] if found else None
