"""What one line of a dump looks like, whatever it says: sentence, list of names, date, counter, mail address.

Comes in: the text of one block. Goes out: yes, no, or a number. Must not know: its neighbours.
"""

from __future__ import annotations

import re

from broadsheet.extract.dump.remembered import remembered
from broadsheet.extract.words.lexicon import SPACELESS

CLOSERS = "\"'”’»›“‘）)]」』】 "
"""What may follow the mark that ends a sentence."""

MARKS = ".!?…。！？؟۔।։"
"""Marks that end a sentence, in the scripts of news."""

_SENTENCE = re.compile(rf"[.!?…؟۔।։][{re.escape(CLOSERS)}]* +[\W_]*[^\W_a-zà-öø-ÿа-яё]|[。！？]")
_CLAUSE = re.compile("[,;:،，；、]")
_LIST = re.compile(r" ?[,;|•·،、，；] ?| #")
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./] ?\d{1,2}[-./] ?(?:19|20)?\d\d|(?:19|20)\d\d ?[年년]"
    r"|\d{1,2}(?:st|nd|rd|th|er|[.º])?,? (?:de )?[^\W\d_]{3,15}[.,]? (?:de )?(?:19|20)\d\d"
    r"|[^\W\d_]{3,15}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d)(?!\d)"
)
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d)(?: ?[ap]\.?m\b)?", re.IGNORECASE)
_AGO = re.compile(
    r"^(?:vor |il y a |hace |há |fa |for )?\d{1,3} ?(?:min|mins|minutes?|hours?|hrs?|h|days?|weeks?|minuten|stunden"
    r"|tagen?|heures?|jours?|horas?|minutos|días|ore|giorni|uur|dagen|часов|часа|минут|дней|saat|gün|小时前|分钟前|天前"
    r"|時間前|分前|시간 전|분 전)\b",
    re.IGNORECASE,
)
_DATELINE = 2_000
"""Characters of which no line is little more than a date: text without spaces may be one word of megabytes."""
_CRUMB = re.compile(r" ?[>›→] ?| » |(?<=\w) (?:/|::) (?=\w)")
_CRUMB_WORDS = 4
"""Words of a step in a trail of links; the last step may be a headline."""
_COUNTER = re.compile(r"^(?:[\W_]|\d[\d.,]*+(?![kKmM]))*+\d[\d.,]*+[kKmM][\W_]*+$")
"""Numbers and signs, the last number in thousands or millions ("1.2k")."""
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"“[^”]{0,800}”|«[^»]{0,800}»|„[^“”]{0,800}[“”]|\"[^\"]{0,800}\"|「[^」]{0,800}」")


def ends_sentence(text: str) -> bool:
    """Does the text end with the mark of a finished sentence, quotes and brackets aside?"""
    bare = text.rstrip(CLOSERS)
    return bool(bare) and bare[-1] in MARKS


def sentence_breaks(text: str) -> int:
    """Sentences that end inside the text."""
    return len(_SENTENCE.findall(text))


def clauses(text: str) -> int:
    """Commas, colons and semicolons."""
    return len(_CLAUSE.findall(text))


def is_question(text: str) -> bool:
    """Does the text end with a question mark?"""
    return text.rstrip(CLOSERS)[-1:] in ("?", "？", "؟")


def is_prose(text: str, words: int) -> bool:
    """One sentence or more of running text, not a headline, a label or a list of names.

    25 words without a mark, 18 with two commas: printed headlines are shorter. A question or a cry
    of up to 14 words may be a headline.
    """
    if words >= 25:
        finished = ends_sentence(text) or sentence_breaks(text) > 0 or _SPACELESS.search(text) is None
        return finished and clauses(text) < words / 2.5
    if words < 5 or text.endswith(("...", "…")):
        return False  # the latter: a headline cut short
    breaks = sentence_breaks(text)
    if not ends_sentence(text):
        return (breaks >= 1 and words >= 12) or (words >= 18 and clauses(text) >= 2)
    return breaks > 0 or words >= 15 or text.rstrip(CLOSERS)[-1] not in "!?！？؟…"


@remembered
def is_name_list(text: str) -> bool:
    """Three or more short pieces between commas, no sentence: tags on one line."""
    pieces = _LIST.split(text)
    short = all(0 < len(piece) <= 40 and len(piece.split()) <= 5 for piece in pieces)
    return len(pieces) >= 3 and short and not ends_sentence(text)


@remembered
def is_dateline(text: str, words: int) -> bool:
    """A line that is little more than a date, a time of day, or an age ("3 hours ago")."""
    if words > 14 or len(text) > _DATELINE or _DIGIT.search(text) is None or (ends_sentence(text) and words > 9):
        return False
    if _AGO.match(text):
        return words <= 6
    return _DAY.search(text) is not None or (words <= 5 and _CLOCK.search(text) is not None)


def has_day(text: str) -> bool:
    """Does a day stand in the text?"""
    return _DAY.search(text) is not None


@remembered
def is_breadcrumb(text: str) -> bool:
    """A trail of links to the page ("Home > Trade > Glass"): two arrows or more, or one between short names."""
    if not (">" in text or "›" in text or "→" in text or "»" in text or " / " in text or " :: " in text):
        return False
    steps = [step for step in _CRUMB.split(text.strip("«»>›→/ ")) if step]
    if len(steps) < 2 or "«" in text or ends_sentence(text):
        return False
    short = all(len(step.split()) <= _CRUMB_WORDS for step in steps[:-1])
    arrow = any(mark in text for mark in ">›→»")
    few = len(steps) == 2 and len(steps[1].split()) <= _CRUMB_WORDS and any(mark in text for mark in ">›→")
    return short and (few or (len(steps) >= 3 and (arrow or len(steps[-1].split()) <= _CRUMB_WORDS)))


@remembered
def is_counter(text: str) -> bool:
    """Digits and punctuation only."""
    return _LETTER.search(text) is None or _COUNTER.match(text) is not None


def has_mail(text: str) -> bool:
    """Does an e-mail address stand in the text?"""
    return "@" in text and _MAIL.search(text) is not None


def without_quotes(text: str) -> str:
    """The text's own words, without what it quotes."""
    return _QUOTED.sub(" ", text)


def is_quote(text: str) -> bool:
    """Does the block stand in quotation marks from end to end?"""
    return len(text) > 2 and text[0] in '“«„"「‘' and text.rstrip(".,!?")[-1:] in '”»“"」’'
