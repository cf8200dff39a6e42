"""Which kinds a text's words speak for: phrase tables, compiled once, asked by token.

Comes in: a text. Goes out: its tokens, and per kind how many of them belong to that kind's phrases.
Must not know: what the tables say or what a hit is good for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from broadsheet.extract.words_lines import LINES
from broadsheet.extract.words_prose import ADDRESS, PROSE
from broadsheet.records import Kind

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without spaces (Thai, Lao, Burmese, Khmer, kana, Han): each character is a token."""

_TOKEN = re.compile(f"[{SPACELESS}]|[^\\W_{SPACELESS}]+")
_GLUE = re.compile(r"(?<=[a-zß-öø-ÿа-яё!?)])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")

_Phrase = tuple[tuple[str, ...], Kind]
_Entry = tuple[int, list[str], bool, Kind]
"""Words of a phrase, those after the first, whether none of these ends in a star, and its kind."""


def tokens(text: str) -> list[str]:
    """Words in lower case, without punctuation; in spaceless scripts, characters."""
    return _TOKEN.findall(text.casefold())


def unglue(text: str) -> str:
    """Labels that a dump wrote without the space between them ("Log inPrivacy Policy") apart again."""
    return _GLUE.sub(" ", text)


@lru_cache(maxsize=65536)
def stem(token: str) -> str:
    """What spellings of one word share: no accents, five letters ("Lindqvist's", "lindqvists")."""
    if token.isascii():
        return token[:5]
    plain = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    return plain[:5]


class Lexicon:
    """Phrases by kind, found in token sequences: the longest phrase at each place, left to right."""

    def __init__(self, table: dict[Kind, str]) -> None:
        phrases = [
            (tuple(words), kind)
            for kind, entries in table.items()
            for entry in entries.split(",")
            if (words := _pattern_words(entry))
        ]
        # by first word, and where that is a stem by its letters; shorter stems first
        self._exact: dict[str, list[_Phrase]] = {}
        self._prefix: dict[str, list[_Phrase]] = {}
        for phrase in sorted(phrases, key=lambda phrase: len(phrase[0][0])):
            first = phrase[0][0]
            place, key = (self._prefix, first[:-1]) if first[-1] == "*" else (self._exact, first)
            place.setdefault(key, []).append(phrase)
        self._lengths = sorted({len(stem) for stem in self._prefix})
        self._memo: dict[str, tuple[_Entry, ...]] = {}

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Kind]]:
        """(first, past, kind) of every phrase in a token sequence."""
        found: list[tuple[int, int, Kind]] = []
        words = list(words)
        past = 0
        for index, word in enumerate(words):
            phrases = self._memo.get(word)
            if not phrases:
                if phrases is not None:
                    continue
                phrases = self._starting(word)
            if index < past:
                continue
            for length, rest, exact, kind in phrases:
                if length == 1 or (
                    words[index + 1 : index + length] == rest if exact else _matches(rest, words, index + 1)
                ):
                    past = index + length
                    found.append((index, past, kind))
                    break
        return found

    def _starting(self, token: str) -> tuple[_Entry, ...]:
        """The phrases that may begin with `token`, longest first."""
        known = self._memo.get(token)
        if known is None:
            phrases = list(self._exact.get(token, ()))
            for length in self._lengths:
                if length > len(token):
                    break
                phrases += self._prefix.get(token[:length], ())
            phrases.sort(key=lambda phrase: -len(phrase[0]))
            known = tuple(_entry(phrase, kind) for phrase, kind in phrases)
            if len(self._memo) < _MEMO:
                self._memo[token] = known
        return known


_MEMO = 200_000
"""Tokens remembered: the vocabulary of a large batch; beyond it the lookup is merely slower."""


def _pattern_words(entry: str) -> list[str]:
    """The tokens of a table entry, the star kept on the word it stands at."""
    words: list[str] = []
    for part in entry.split():
        pieces = _TOKEN.findall(part.casefold())
        if pieces and part.endswith("*"):
            pieces[-1] += "*"
        words += pieces
    return words


def _entry(phrase: tuple[str, ...], kind: Kind) -> _Entry:
    rest = list(phrase[1:])
    return len(phrase), rest, not any(word[-1] == "*" for word in rest), kind


def _matches(rest: list[str], words: list[str], index: int) -> bool:
    if index + len(rest) > len(words):
        return False
    for offset, pattern in enumerate(rest):
        word = words[index + offset]
        if word != pattern and not (pattern[-1] == "*" and word.startswith(pattern[:-1])):
            return False
    return True


@cache
def line_lexicon() -> Lexicon:
    """Phrases of short lines."""
    return Lexicon(LINES)


@cache
def prose_lexicon() -> Lexicon:
    """Vocabulary of rules, forms and notices."""
    return Lexicon(PROSE)


@cache
def address_lexicon() -> Lexicon:
    """Words that address the reader; the kind means nothing here."""
    return Lexicon({Kind.OTHER: ADDRESS})
