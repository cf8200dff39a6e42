"""The words that stand under pictures: credits, captions, credits at the end of captions.

Comes in: the text of one block. Goes out: yes, no, or where a credit begins. Must not know: neighbours.
What introduces a credit, who supplies pictures and how captions begin are tables in the languages of news.
"""

from __future__ import annotations

import re

from broadsheet.extract.dump.remembered import remembered

_WORDS = "|".join(
    """
    photo|photos|photograph|photographer|photography|picture|pictures|image|images|pic|credit|credits|courtesy|video
    illustration|graphic|foto|fotos|bild|bilder|bildquelle|bildrechte|fotograf|fotografin|grafik|quelle|crédit|crédits
    photographe|légende|fotografía|imagen|crédito|créditos|fotógrafo|immagine|immagini|imagem|imagens|divulgação
    reprodução|beeld|afbeelding|billede|kuva|bilde|zdjęcie|zdjęcia|fot|źródło|snímek|zdroj|fotó|kép|forrás|sursa
    фото|фотография|снимок|изображение|иллюстрация|источник фото|світлина|джерело|fotoğraf|görsel|φωτογραφία|πηγή
    صورة|الصورة|تصوير|المصدر|عکس|צילום|תמונה|图|图片|图源|图片来源|摄影|圖|圖片|圖片來源|攝影|写真|画像|撮影|提供|사진
    자료사진
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_AGENCIES = "|".join(
    """
    reuters|afp|ap photo|ap|associated press|getty images|getty|dpa|picture alliance|imago|imago images|epa|epa-efe
    efe|ansa|apa|keystone|tass|ria novosti|риа новости|тасс|xinhua|新华社|kyodo|共同社|yonhap|연합뉴스|pa wire|pa media
    pa images|bloomberg|shutterstock|istock|istockphoto|alamy|unsplash|pexels|pixabay|adobe stock|depositphotos|flickr
    wikimedia commons|wikimedia|creative commons|zuma press|zuma|sipa|belga|anp|tt|ntb|ritzau|scanpix|lehtikuva|pap|čtk
    mti|agerpres|unian|anadolu|anadolu agency|الأناضول|أ ف ب|رويترز|handout|screenshot|file photo|archive
    afp via getty images|nurphoto
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_CAPTION_OPENINGS = "|".join(
    r"""
    in this (?:file |undated )?(?:photo|image|picture)|(?:file|archive) (?:photo|picture|image)|pictured\b|caption ?:
    legende ?:|bildunterschrift|archivbild|symbolbild|symbolfoto|légende ?:|pie de foto|en la (?:imagen|foto)\b
    nella foto\b|na (?:imagem|foto)\b|op de foto\b|na zdjęciu|na snímku|на фото\b|на снимке\b|на світлині|fotoğrafta
    في الصورة|صورة أرشيفية|图为|圖為|資料写真|写真は|사진은|자료사진
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)

_JOINER = r"(?: (?:by|credit|source|courtesy|von|par|de|di|da|dr|autor|lizenz|: ?©))?"
_BY = r"(?:photo|image|photograph|foto|picture|illustration) (?:by|courtesy|de|von|di) (?-i:(?=[^\W\d_a-z]))"
_CREDIT = re.compile(
    rf"^[(\[（【]?\W?(?:©|\(c\) (?!\d{{4}}\b)|(?:{_WORDS}){_JOINER} ?[:/|©：；] ?|{_BY})", re.IGNORECASE
)
_LABEL = re.compile(rf"^(?:{_WORDS}){_JOINER} ?[:：]$", re.IGNORECASE)
_AGENCY_LINE = re.compile(
    rf"^[(\[]?[^.!?]{{0,60}}?(?:^|[\s(/|,–-])(?:{_AGENCIES})(?:[)\]/|\s,]|$)[^.!?]{{0,60}}$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:copyright\W{0,3})?(?:19|20)\d\d|all rights reserved", re.IGNORECASE
)
_IN_BRACKETS = rf"[(\[（](?:(?:{_WORDS}) ?[:：/© ]|©)[^()\[\]（）]{{2,80}}[)\]）]\.?$"
_AFTER_TEXT = rf"[\s.!?…\"”»),-](?:©|(?:{_WORDS}) ?[:：©]) ?[^.!?]{{2,80}}\.?$|©[^.!?]{{2,80}}\.?$"
_AGENCY_IN_BRACKETS = rf"[(\[（][^()\[\]（）]{{0,50}}\b(?:{_AGENCIES})\b[^()\[\]（）]{{0,30}}[)\]）]\.?$"
_WITH_SLASH = (
    rf"\b(?:{_AGENCIES})(?: photos?| images)? ?/ ?[^\W\d_][^./!?]{{2,50}}$"
    rf"|[^\W\d_][^./!?]{{2,50}} ?/ ?(?:{_AGENCIES})\.?$"
)
_BRACKETED = re.compile(f"{_IN_BRACKETS}|{_AGENCY_IN_BRACKETS}", re.IGNORECASE)
_MARKED = re.compile(_AFTER_TEXT, re.IGNORECASE)
_SLASHED = re.compile(_WITH_SLASH, re.IGNORECASE)
_TAIL = 200
"""Characters at the end of a text in which such a credit stands: the longest of these shapes has 105."""
_BRACKET_END = re.compile(r"[.!?…”»\"] ?[(（]([^\W\d_a-zà-öø-ÿа-яё][^()（）]{1,40})[)）]$")
_CAPTION = re.compile(rf"^(?:{_CAPTION_OPENINGS})", re.IGNORECASE)

_CREDIT_WORDS = 20
_AGENCY_WORDS = 10
"""Words of a credit line at most: several names; an agency's line has but one or two."""


@remembered
def is_credit(text: str, words: int) -> bool:
    """A line that says who made or owns a picture."""
    if words > _CREDIT_WORDS or (is_copyright(text) and words > 3 and "/" not in text and "|" not in text):
        return False
    return _CREDIT.match(text) is not None or (words <= _AGENCY_WORDS and _AGENCY_LINE.match(text) is not None)


def is_credit_label(text: str) -> bool:
    """The label of a credit whose words stand on the next line ("Photo:")."""
    return _LABEL.match(text) is not None


@remembered
def inline_credit(text: str) -> int:
    """Where a credit at the end of a caption begins; -1 for none."""
    after = max(0, len(text) - _TAIL)
    shapes = []
    if text.endswith((")", "]", "）", ").", "].", "）.")):
        shapes.append(_BRACKETED)
    if text.find("©", after) >= 0 or text.find(":", after) >= 0 or text.find("：", after) >= 0:
        shapes.append(_MARKED)
    if text.find("/", after) >= 0:
        shapes.append(_SLASHED)
    starts = [found.start() for shape in shapes if (found := shape.search(text, after))]
    return min(starts, default=-1)


@remembered
def is_caption(text: str) -> bool:
    """Does the text say of itself that it describes a picture?"""
    return _CAPTION.match(text) is not None


def ends_with_source(text: str) -> bool:
    """A sentence, then one to four capitalised words in brackets: who took the picture, or which agency wrote."""
    found = _BRACKET_END.search(text)
    return found is not None and len(found[1].split()) <= 4


@remembered
def is_copyright(text: str) -> bool:
    """The site's own copyright line: the sign with a year, or all rights reserved."""
    return _COPYRIGHT.search(text) is not None
