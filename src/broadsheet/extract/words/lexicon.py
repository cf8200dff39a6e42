"""Which kinds a text's words speak for: phrase tables, compiled once, asked by token.

Comes in: a text. Goes out: its tokens, and per kind how many of them belong to that kind's phrases.
Must not know: what the tables say or what a hit is good for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from broadsheet.records import Kind

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without spaces (Thai, Lao, Burmese, Khmer, kana, Han): each character is a token."""

_TOKEN = re.compile(f"[{SPACELESS}]|[^\\W_{SPACELESS}]+")
_LATIN = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
"""What the same pattern leaves of Latin-1: in half the time."""
_TYPOGRAPHIC = "’“”‘„–—…•"
"""Signs between words that keep most English and German texts out of Latin-1."""
_GLUE = re.compile(r"(?<=[a-zß-öø-ÿа-яё!?)])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")

LONGEST = 60
"""Characters of a token that are looked at where it must be remembered."""

Hit = tuple[int, int, Kind]
"""A phrase in a text's words: first, one past the last, kind."""
Read = tuple[int, list[tuple[int, Kind, str]]]
"""How many words a text has, and its phrases: how many words, kind, the words."""
_Entry = tuple[int, list[str], bool, Kind]
"""Words of a phrase, those after the first, whether none of these ends in a star, and its kind."""


def folded(text: str) -> str:
    """The text in which large and small letters are the same."""
    return text.casefold()


def tokens(text: str) -> list[str]:
    """Words in lower case, without punctuation; in spaceless scripts, characters."""
    folded = text.casefold()
    if not folded.isascii():
        for sign in _TYPOGRAPHIC:
            folded = folded.replace(sign, " ")
    try:
        latin = folded.encode("latin-1")
    except UnicodeEncodeError:
        return _TOKEN.findall(folded)
    return latin.translate(_LATIN).decode("latin-1").split()


def unglue(text: str) -> str:
    """Labels that a dump wrote without the space between them ("Log inPrivacy Policy") apart again."""
    return _GLUE.sub(" ", text)


def stem(token: str) -> str:
    """What spellings of one word share: no accents, five letters ("Lindqvist's", "lindqvists")."""
    return token[:5] if token.isascii() else _plain(token[:LONGEST])


@lru_cache(maxsize=2048)
def _plain(token: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    return plain[:5]


class Lexicon:
    """Phrases by kind, found in token sequences: the longest phrase at each place, left to right."""

    def __init__(self, table: dict[Kind, str]) -> None:
        exact: dict[str, list[_Entry]] = {}
        stems: dict[str, list[_Entry]] = {}
        for words, kind in phrases_of(table):
            first = words[0]
            place, key = (stems, first[:-1]) if first[-1] == "*" else (exact, first)
            place.setdefault(key, []).append(_entry(words, kind))
        self._stems = {stem: _sorted(entries) for stem, entries in stems.items()}
        # the letters that all stems have at least, and how long the stems are that begin with them
        self._head = min(map(len, stems), default=0)
        self._lengths = {
            head: sorted({len(stem) for stem in stems if stem.startswith(head)})
            for head in {stem[: self._head] for stem in stems}
        }
        self._first = {token: _sorted([*exact.get(token, ()), *self._stemmed(token)]) for token in {*exact, *stems}}

    def find(self, words: list[str]) -> list[Hit]:
        """Every phrase in a token sequence."""
        found: list[Hit] = []
        distinct = set(words)
        starting = {word: self._first[word] for word in self._first.keys() & distinct}
        if self._lengths:
            lengths, head = self._lengths, self._head
            stems = [word for word in distinct if word[:head] in lengths and word not in starting]
            starting.update((word, entries) for word in stems if (entries := self._stemmed(word)))
        past = 0
        for index in [i for i, word in enumerate(words) if word in starting] if starting else ():
            if index < past:
                continue
            for length, rest, exact, kind in starting[words[index]]:
                if length == 1 or (
                    words[index + 1 : index + length] == rest if exact else _matches(rest, words, index + 1)
                ):
                    past = index + length
                    found.append((index, past, kind))
                    break
        return found

    def find_in(self, texts: Sequence[list[str]]) -> list[tuple[int, list[Hit]]]:
        """The number and the phrases of each text that has some; all texts are asked for together."""
        joined: list[str] = []
        ends: list[int] = []
        for words in texts:
            joined += words
            joined.append("")
            ends.append(len(joined))
        found: list[tuple[int, list[Hit]]] = []
        start = end = at = 0
        for first, past, kind in self.find(joined):
            if first >= end:
                while ends[at] <= first:
                    at += 1
                start, end = ends[at - 1] if at else 0, ends[at]
                found.append((at, []))
            found[-1][1].append((first - start, past - start, kind))
        return found

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Of each text how many words it has, and its phrases: how many words, their kind, the words."""
        words = [tokens(text) for text in texts]
        read: list[Read] = [(len(said), []) for said in words]
        for at, hits in self.find_in(words):
            read[at][1].extend((past - first, kind, " ".join(words[at][first:past])) for first, past, kind in hits)
        return read

    def firsts(self, texts: Sequence[str], numbers: Mapping[Kind, int]) -> list[dict[int, str]]:
        """Of each text the first phrase of each kind, by the kind's number."""
        found: list[dict[int, str]] = []
        for _, phrases in self.read(texts):
            first: dict[int, str] = {}
            for _, kind, words in phrases:
                first.setdefault(numbers[kind], words)
            found.append(first)
        return found

    def _stemmed(self, token: str) -> tuple[_Entry, ...]:
        """The phrases that begin with a stem of `token`, the longest first."""
        found: tuple[_Entry, ...] = ()
        for length in self._lengths.get(token[: self._head], ()):
            if length > len(token):
                break
            entries = self._stems.get(token[:length])
            if entries:
                found = _sorted([*found, *entries]) if found else entries
        return found


def phrases_of(table: dict[Kind, str]) -> list[tuple[list[str], Kind]]:
    """The phrases of a table in its order, in tokens, the star kept on the word it stands at; and their kinds."""
    return [
        (words, kind)
        for kind, entries in table.items()
        for entry in entries.split(",")
        if (words := _pattern_words(entry))
    ]


def _pattern_words(entry: str) -> list[str]:
    """The tokens of a table entry, the star kept on the word it stands at."""
    words: list[str] = []
    for part in entry.split():
        pieces = _TOKEN.findall(part.casefold())
        if pieces and part.endswith("*"):
            pieces[-1] += "*"
        words += pieces
    return words


def _entry(words: list[str], kind: Kind) -> _Entry:
    rest = words[1:]
    return len(words), rest, not any(word[-1] == "*" for word in rest), kind


def _sorted(entries: list[_Entry]) -> tuple[_Entry, ...]:
    """The longest phrase first; of those as long, the whole word before stems, and the first in the table."""
    return tuple(sorted(entries, key=lambda entry: -entry[0]))


def _matches(rest: list[str], words: list[str], index: int) -> bool:
    if index + len(rest) > len(words):
        return False
    for offset, pattern in enumerate(rest):
        word = words[index + offset]
        if word != pattern and not (pattern[-1] == "*" and word.startswith(pattern[:-1])):
            return False
    return True
