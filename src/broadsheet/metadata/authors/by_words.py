"""By-words: how a line says that a name follows, and where the name ends.

Comes in: a line of a byline. Goes out: what it says of who wrote, cut at dates, at other people's work
(reviewers, photographers, translators) and at the sections and counts that templates put after it.
Must not know: what a name is (`names.py`), or the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from broadsheet.metadata.stems import first_word, holds, small

_WORDS = (
    "by|written by|reporting by|reported by|additional reporting by|story by|words by|text by|posted by|published by"
    "|authored by|created by|submitted by|contributed by|guest post by|analysis by|opinion by|interview by|edited by"
    "|this post was written by|this article was written by|articles by|post author|authors?(?! of\\b)"
    "|ein artikel von|ein beitrag von|eine analyse von|ein kommentar von|ein gastbeitrag von|ein interview von|text von"
    "|autorin/autor|autor/autorin|autor|autorin|autor:in|autor\\*in|autoren|verfasst von|geschrieben von|erstellt von"
    "|eingestellt von|veröffentlicht von|gespeichert von|gepostet von|aufgezeichnet von|artikel von"
    "|alle (?:artikel|beiträge|posts) (?:von|vom autor)|alles von|mehr (?:artikel )?von"
    "|par|propos recueillis par|publié par|écrit par|rédigé par|auteur|auteurs"
    "|por|escrito por|autora|autores|publicado por|a cura di|scritto da|pubblicato da|autore|redação"
    "|door|geschreven door|skriven av|skrevet av|text och foto|skrevet af"
    "|przez|autorzy|napisał|napisała|napsal|napsala|autoři|szerző|írta|scris de|autorul"
    "|автор|авторы|автори|yazan|muhabir|oleh|penulis|tác giả|toimittaja|kirjoittaja|bởi"
    "|记者|記者|作者|责编|责任编辑|責任編輯|編輯|编辑|撰文|記者／|بقلم|كتب|كتبت|מאת|نویسنده|लेखक|द्वारा|โดย|συντάκτης|του|της"
)
_NOUNS = "text|texte|texto|tekst|текст|interview|reporter|writer|contributors?|haber|文|redaktion"
"""Nouns that are by-words before a colon only."""
_PARTICLES = "von|vom|di|da|de|od|av|af"
"""By-words that are parts of names too: `De Niro`, `von Arnim`."""
_START = re.compile(
    rf"(?:(?:{_WORDS}|{_NOUNS})\s*[:：/／]\s*|(?:{_WORDS})(?:\s+|$)|(?:{_PARTICLES})(?:\s*:\s*|\s+(?=\S+\s+\S))"
    r"|von$)",
)
_GLUED = re.compile(r"(?:Written by|Posted by|Beitragvon|By|Von|Par|Por)(?=[^\W\d_a-z](?:[^\W\d_A-Z]|\.))")
"""`ByJane Roe`: two elements without a space between them."""
_SOLE = re.compile(r"(?:von|vom|di|da|de|by)\s+(?=\S+$)", re.IGNORECASE)
"""`von Heiko`: of these by-words only where the line says elsewhere that it is a byline."""
_WITHIN = re.compile(
    r"(?:^|[\s|·•⋅●–—,/>)\d])(?:(?:written|posted|published|erstellt|eingestellt|geschrieben|verfasst) (?:by|von)"
    r"|by|von|par|por|door|av|af|(?:autor|autorin|author|auteur|autore|автор|текст|text|texte|texto|tekst)\s?:)\s+",
)
_BEFORE = re.compile(
    r"^$|\d\)?(?:\s?uhr|\s?[ap]\.?m\.?)?[\s,]*$|[|·•⋅●–—:/>-]\s*$"
    r"|^(?:posted|written|published|submitted|created|updated|last edited|erstellt|eingestellt|geschrieben"
    r"|verfasst|veröffentlicht|gespeichert|beitrag|blog beitrag|artikel|publié|rédigé|escrito|publicado|geplaatst"
    r"|geschreven|skrevet|skriven|weitere|mehr|alles?|more)\b",
)
"""What may stand before a by-word in the midst of a line: a date, a separator, a participle."""
_OTHER = re.compile(
    r"(?:(?:medically|clinically|technically|expert|legally|scientifically)\s+)?"
    r"(?:(?:reviewed|fact[\s-]?checked|checked|edited|editing|verified|researched|translated|illustrated|photographed|tested"
    r"|photos?|photography|photographs?|pictures?|illustrations?|images?|video) by\b"
    r"|(?:photos?|photographs?|pictures?|illustrations?|images?|fotos?|bild|bilder|illustration|illustrationen|video"
    r"|quelle|source|crédits?|credits?|grafik|redaktion und foto)\s*(?:\[m\]\s*)?[:：/©]"
    r"|(?:fotos?|bilder|illustration(?:en)?|übersetzt|übersetzung|übersetzerin|bearbeitet|geprüft|photos?|traduit"
    r"|traduzione|traducción|illustrations?) (?:von|de|par|di|por)\b|aus dem [^\W\d_]+ von\b|übersetzung\b)",
)
"""Someone else's work: what follows is no author."""
_SHARED = re.compile(
    r"\b(?:geteilt von|shared by|partagée? par|compartida? (?:de|por)|interview mit|interview with)\b",
)
"""Embedded posts name their own authors; who is interviewed did not write."""
_MONTH = (
    "jan|feb|fév|fev|mär|mar|maa|apr|avr|abr|mai|may|maj|mei|jun|jui|jul|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec"
    "|dez|déc|dic|des|ene|gen|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
)
_DAY = "mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|jeudi|lunes"
_DATE = re.compile(
    rf"(?:^|[\s,(|/·•⋅●–—-])(?:(?:{_DAY})[^\W\d_]{{0,6}}[.,]?\s+)?(?:\d|(?:{_MONTH})[^\W\d_]{{0,7}}[.,]?\s+\d)",
)
_END = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:on|am|um|at|in|In|via|für|for|from|says|said|schreibt|sagt|on behalf of|gespeichert"
    r"|gepostet)(?:[\s:]|$)"
    r"|(?i:last updated|last edited|zuletzt bearbeitet|updated|published|posted|aktualisiert"
    r"|veröffentlicht|erstellt|leave|leserkommentare|kommentare?"
    r"|comments?|tags?|under|filed|kategorien?|categor(?:y|ies)|view|hinterlasse|ein kommentar|keine|schreibe"
    r"|mehr|datum|quelle|stand|lesezeit|vom|on|in$)(?:[\s:]|$))"
)
"""What a template puts after a name: the name is over."""
_SEAM = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:Published|Updated|Posted|Last |In [A-Z]|On \d|Founder|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
    r"|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d))"
)
"""`Jane RoePublished: 2 May`: two elements without a space between them."""
_LOOSE = re.compile(r"\s(?:le|el|il|op|den|am|on|um|at|à|a|the|vom|der|this|il giorno)\s*$")
"""Left of a date that was cut off."""


_OTHER_STEMS = tuple(
    "by,photo,picture,illustr,image,foto,bild,video,quelle,source,crédit,credit,grafik,übers,bearbeitet,geprüft"
    ",tradu,aus dem".split(",")
)
_SHARED_STEMS = ("geteilt", "shared", "partag", "compart", "interview")
_WITHIN_END = re.compile(r"(?:by|von|par|por|door|av|af|:)\s")
"""What each of the patterns above needs; most lines have none."""
_FIRST_WORDS = frozenset(
    word
    for found in re.finditer(r"(?:^|\|)([^\W_]+)(\??)", f"{_WORDS}|{_NOUNS}|{_PARTICLES}")
    for word in (found[1], found[1][:-1] if found[2] else found[1])
)
"""The first words of by-words, in front of which stands nothing, and behind which no letter."""
_GLUED_WORDS = ("By", "Von", "Par", "Por", "Written by", "Posted by", "Beitragvon")
_ENDS = [chr(code) for code in range(0x80) if not chr(code).isalnum()]
_STARTS = frozenset(
    start
    for word in (*_FIRST_WORDS, *map(str.lower, _GLUED_WORDS))
    for start in ([word[:2]] if len(word) > 1 else [word, *[word + end for end in _ENDS]])
)
"""Two letters with which a line of a by-word begins; or one, and what is no letter."""


class Line(NamedTuple):
    """What is left of a line, and whether a by-word said that it names who wrote."""

    text: str
    said: bool


def may_say(line: str) -> bool:
    """Has a line what a by-word needs? Most have not, and need no reading."""
    line = line.lstrip()
    return _may_begin(line) or _WITHIN_END.search(small(line)) is not None


def _may_begin(text: str) -> bool:
    start = text[:2]
    if start.isascii() and start.lower() not in _STARTS:
        return False
    return first_word(text) in _FIRST_WORDS or text.startswith(_GLUED_WORDS)


@lru_cache(maxsize=64)
def read(line: str, *, byline: bool = True) -> Line | None:
    """What a line says of who wrote; None where it speaks of someone else's work.

    `byline`: the markup says that the line is one, so that a by-word may stand anywhere in it.
    """
    lower = small(line)
    if holds(lower, _SHARED_STEMS) and _SHARED.search(lower):
        return None
    other = _OTHER.search(lower) if holds(lower, _OTHER_STEMS) else None
    if other:
        line, lower = line[: other.start()], lower[: other.start()]
        if not line.strip(" |·•(–—-"):
            return None
    text, said = without_by(line)
    if not said:
        within = _within(line, lower) if _WITHIN_END.search(lower) else 0
        text, said = (without_by(line[within:])[0], True) if within else (text, False)
    if not said and byline and (sole := _SOLE.match(line)):
        text, said = line[sole.end() :], True
    return Line(text, said)


def _within(line: str, lower: str) -> int:
    """Where the name begins after a by-word in the midst of a line; 0 where none stands there."""
    for match in _WITHIN.finditer(lower):
        word, rest = line[match.start() : match.end()], line[match.end() :]
        if _BEFORE.search(lower[: match.start() + 1].strip()) or _is_signature(word, rest):
            return match.end()
    return 0


def _is_signature(word: str, rest: str) -> bool:
    """Is it a by-word in capitals, then two to four words in capitals, then a date: `Local By Jane Roe, June 14`?"""
    date = _DATE.search(small(rest[:_SIGNATURE])) if word.strip(_SEPARATORS)[:1].isupper() else None
    names = rest[: date.start()].split() if date else []
    return _FEWEST <= len(names) <= _MOST and all(name[0].isupper() for name in names)


_SIGNATURE, _FEWEST, _MOST = 60, 2, 4
"""Characters up to the end of a name and the start of its date, and words of that name (guesses)."""
_SEPARATORS = " \t|·•⋅●–—,/>)0123456789"
"""What `_WITHIN` takes in before the by-word."""


def without_by(text: str) -> tuple[str, bool]:
    """Without "By", "Text:", "Reporting by" and their like, twice for `Text: Von A`; and whether there were any."""
    said = False
    for _ in range(2):
        text = text.strip()
        if not _may_begin(text):
            break
        match = _GLUED.match(text) or _START.match(small(text))
        if not match:
            break
        text, said = text[match.end() :], True
    return text, said


def starts(line: str) -> bool:
    """Does a line begin with a by-word and go on?"""
    text, said = without_by(line)
    return said and bool(text)


def until_date(text: str) -> str:
    """The text up to a date or to what templates put after a name."""
    text = _SEAM.sub(" ", text)
    date = _DATE.search(small(text))
    if date:
        text = _LOOSE.sub("", text[: date.start()])
    end = _END.search(text, 1) if text else None
    return text[: end.start()] if end else text


def is_other(part: str) -> bool:
    """Does it begin by saying that someone else's work follows: `editing by Kim Poe`?"""
    lower = small(part)
    return holds(lower, _OTHER_STEMS) and _OTHER.match(lower) is not None


def ends_with_other(line: str) -> bool:
    """Does a line end with the announcement of someone else's work: `Reviewed by`, `| Fact-checked by`?"""
    lower = small(line)
    said = list(_OTHER.finditer(lower)) if holds(lower, _OTHER_STEMS) else []
    return bool(said) and not line[said[-1].end() :].strip(" :.-–|/")
