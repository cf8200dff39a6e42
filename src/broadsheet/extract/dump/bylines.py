"""Lines that name an author.

Comes in: the text of one block. Goes out: yes or no. Must not know: who is an author and who is not.
The words that introduce a name are a table in the languages of news.
"""

from __future__ import annotations

import re

from broadsheet.extract.dump.remembered import remembered
from broadsheet.extract.words.lexicon import SPACELESS

_WORDS = "|".join(
    """
    by|written by|words by|reported by|reporting by|story by|author|authors|author of the article|von|vom|autor|autorin
    autoren|text|text von|par|écrit par|rédigé par|auteur|por|escrito por|redacción|redação|di|a cura di|autore|door
    tekst|av|af|skrevet af|tekijä|teksti|napisał|napisała|oprac|autorzy|szerző|írta|de către|автор|текст|автори|yazar
    yazan|haber|بقلم|كتب|كتبت|تحرير|نویسنده|מאת|oleh|penulis|作者|记者|記者|责任编辑|编辑|文|取材|執筆|기자
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_REPORTER = re.compile(r"[\uac00-\ud7a3]{2,4} ?(?:기자|특파원|논설위원|선임기자)(?: \S{1,40})?")
"""Korean newspapers write the trade behind the name, then an address."""
_BYLINE = re.compile(rf"^(?:{_WORDS})(?: ?[:：|] ?| )(?=\S)", re.IGNORECASE)
_LABEL = re.compile(rf"^(?:{_WORDS}) ?[:：|]?$", re.IGNORECASE)
_PARTICLES = frozenset(
    """
    of de da do dos di del della van von der den la le el al bin ben y e and und et i en og och for in & , / | •
    """.split()
)
_NAME = re.compile(rf"[^\W\d_a-zà-öø-ÿа-яё][\w.'’,-]*|[{SPACELESS}]+")
_PARTS = re.compile(r" ?[|•·/] ?|, ?| (?=\d)")

_TRADES = "|".join(
    r"""
    reporter|journalist|writer|editor|correspondent|columnist|contributor|producer|photographer|author|professor|fellow
    redakteur|redakteurin|journalistin|autorin|korrespondent|korrespondentin|volontär|volontärin|reporterin
    journaliste|correspondante?|rédacteur|rédactrice|periodista|redactora?|corresponsal|giornalista|redattore
    jornalista|repórter|redacteur|verslaggever|journaliste|dziennikarz|dziennikarka|журналист|корреспондент
    """.strip()
    .replace(" " * 4, "")
    .split("\n")
)
_IS = "is|was|ist|war|est|es|è|é|jest|—|–"
_WRITES = "covers|writes about|reports on|schreibt seit|schreibt über|berichtet über"
_BIO = re.compile(
    rf"^[^\W\d_a-zà-öø-ÿа-яё][^.!?:]{{2,60}}? (?:(?:{_IS}) (?:[^.!?]{{0,80}} )?(?:{_TRADES})\b|(?:{_WRITES}) )"
)
_TRADE = re.compile(rf"\b(?:{_TRADES})\b", re.IGNORECASE)
_TRADE_WORDS = 4
_BIO_WORDS = 45

_LONGEST = 14
"""Words of a byline: two or three authors and a role."""
_NAME_WORDS = 8
"""Words up to the first comma or bar: two full names and a joiner."""


@remembered
def is_byline(text: str, words: int) -> bool:
    """A byline word, then names."""
    if words > _LONGEST or text[-1:] in ".!?":
        return False
    found = _BYLINE.match(text)
    if found is None:
        return _REPORTER.fullmatch(text) is not None
    first = _PARTS.split(text[found.end() :])[0].split()
    return 0 < len(first) <= _NAME_WORDS and all(map(_is_part, first)) and not _is_particle(first[0])


def is_trade(text: str) -> bool:
    """What its author is, on a line of its own ("Political correspondent")."""
    return len(text.split()) <= _TRADE_WORDS and text[-1:] not in ".!?:" and _TRADE.search(text) is not None


@remembered
def is_bio(text: str, words: int) -> bool:
    """A sentence or two about who wrote the text: a name, is, a trade of newspapers."""
    return words <= _BIO_WORDS and text[-1:] in ".!" and _BIO.match(text) is not None


def is_byline_label(text: str) -> bool:
    """The label of a byline whose name stands on the next line ("By", "Author:")."""
    return len(text) <= 30 and _LABEL.match(text) is not None


def is_name(text: str) -> bool:
    """Two to four capitalised words and nothing else."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(map(_is_part, words))


def is_full_name(text: str) -> bool:
    """A name that can be told by its form: first and last word with a capital, in a script that has them."""
    words = text.split()
    return is_name(text) and all(word[:1].isupper() and word[-1:].isalpha() for word in (words[0], words[-1]))


def _is_part(word: str) -> bool:
    return _is_particle(word) or _NAME.fullmatch(word) is not None


def _is_particle(word: str) -> bool:
    return word in _PARTICLES
