"""What the words of a stripped block say of its kind: labels, phrases, shapes and telling turns.

Comes in: a text. Goes out: signs, each a source of evidence and the kind it speaks for. Must not look
at the page around the text, nor weigh one sign against another: that is `kinds`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from broadsheet.extract.lexicon import Lexicon, prose_lexicon, tokens
from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import shape_of
from broadsheet.extract.words_lines import LINES
from broadsheet.extract.words_turns import TURNS
from broadsheet.records import Kind


class Sign(NamedTuple):
    """One piece of evidence: where it comes from, which kind it speaks for, in which words."""

    source: str
    kind: Kind
    words: str


LINE_WORDS = 12
"""Words up to which a text is a line, whose words are labels; longer ones are prose, whose words are counted."""
LOOK = 300
"""Characters of a text that are read: a notice shows itself in its first sentences."""
NOTE_WORDS = 6
"""Words of the shortest note about an author."""
DENSE, THIN = 0.25, 0.1
"""Share of a text's words in rule phrases that makes it rules, and that makes it likely."""

_LINES_ONLY = frozenset({Kind.BYLINE, Kind.DATELINE, Kind.NAVIGATION, Kind.TEASER, Kind.TAGS, Kind.SEARCH})
"""Kinds whose turns ("by", "latest") tell nothing in prose."""

_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w'’.-]{1,20}(?: (?:(?:de|van|von|der|la|el|al) ){0,2}[^\W\d_a-zß-öø-ÿ][\w'’.-]{0,20}){1,3}"
)
"""Two to four capitalised words: a name, where nothing else is."""

_IS = frozenset({"is", "was", "are", "ist", "es", "est", "è", "er", "är", "jest", "als", "as"})
_PROFESSIONS = frozenset(
    """writer reporter editor journalist journalistin author founder professor correspondent columnist contributor
    specialist consultant blogger expert director manager ceo coach photographer graduate strategist marketer teacher
    redakteur redakteurin autor autorin chefredakteur periodista redactor redactora rédacteur journaliste giornalista
    jornalista enthusiast attorney physician researcher lecturer scientist engineer""".split()
)
"""What the authors of articles are."""

_HAS_NUMBER = re.compile(r"[\d©]|\([cC]\)|opyright")
_NUMBERS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.FOOTER,
        r"(?:©|\(c\)|copyright).{0,40}(?:19|20)\d\d|(?:19|20)\d\d.{0,12}(?:©|\(c\)|copyright)"
        r"|\+\d\d ?\(?\d|\(?\d{3}\)?[ -]\d{3}[ -]\d",
    ),
    (
        Kind.DATELINE,
        r"^(?:vor )?\d{1,2} ?(?:h|hrs?|min|std|stunden|hours?|days?|d|w|mo)\.?(?: ago)?$"
        r"|^\d{1,2}[:.]\d\d(?: ?uhr| ?[ap]m)?$|\d[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d(?:[./-]|年)\d"
        r"|[^\W\d_]{3,9}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2}\.? [^\W\d_]{3,9}\.? (?:19|20)\d\d"
        r"|\d ?min(?:ute|uten|utes|s|\.)? ?(?:read|lesezeit)",
    ),
    (Kind.AD, r"(?:€|\$|£|eur) ?\d|\d ?(?:€|eur\b|usd\b|kr\b|% off)"),
)
"""What numbers tell: a year beside a copyright sign or a telephone number, a date or time, a price."""
_NUMBER = re.compile("|".join(f"({words})" for _, words in _NUMBERS), re.IGNORECASE)


@cache
def _turns() -> Lexicon:
    """Phrases that tell a kind amid prose."""
    return Lexicon({kind: words for kind, words in TURNS.items() if kind not in _LINES_ONLY})


@cache
def _labels() -> Lexicon:
    """Phrases of lines, where every one counts; a turn goes before the label of the same words."""
    return Lexicon({kind: f"{TURNS.get(kind, '')},{LINES.get(kind, '')}" for kind in {*TURNS, *LINES}})


def signs(text: str) -> tuple[Sign, ...]:
    """What a text's own words say; nothing for most headlines."""
    found: dict[tuple[str, Kind], str] = {}
    look = text[:LOOK]
    words = tokens(look)
    short = len(words) <= LINE_WORDS
    phrase, shape = opens(text), shape_of(text)
    if phrase is not None:
        found["phrase", phrase] = text
    if shape is not None:
        found["shape", shape] = text
    if short:
        _read_line(found, words)
    else:
        _read_prose(found, words)
    if _HAS_NUMBER.search(look):
        for number in _NUMBER.finditer(look):
            found["number" if short else "number in prose", _NUMBERS[(number.lastindex or 1) - 1][0]] = number[0]
    if not found and _NAME.fullmatch(text):
        found["a name", Kind.BYLINE] = text
    if len(words) >= NOTE_WORDS and not _IS.isdisjoint(words) and not _PROFESSIONS.isdisjoint(words):
        found["bio", Kind.AUTHOR_BIO] = "what he or she is"
    return tuple(Sign(source, kind, said) for (source, kind), said in found.items())


def _read_line(found: dict[tuple[str, Kind], str], words: list[str]) -> None:
    """A line's labels, by where they stand; and whether the words are all, half or partly of one kind."""
    share: dict[Kind, int] = {}
    for first, past, kind in _labels().find(words):
        share[kind] = share.get(kind, 0) + past - first
        found.setdefault(("begins" if first == 0 else "line", kind), " ".join(words[first:past]))
    if share:
        kind = max(share, key=lambda k: share[k])
        covered = share[kind] / (sum(not word.isdigit() for word in words) or 1)
        source = "label" if covered >= 1 else "half a label" if covered >= 0.5 else "a label's word"
        found[source, kind] = f"{covered:.0%} of its words"


def _read_prose(found: dict[tuple[str, Kind], str], words: list[str]) -> None:
    """Prose speaks by telling turns, and by the share of its words that rules and notices use."""
    for first, past, kind in _turns().find(words):
        found.setdefault(("prose", kind), " ".join(words[first:past]))
    share: dict[Kind, int] = {}
    for first, past, kind in prose_lexicon().find(words):
        share[kind] = share.get(kind, 0) + past - first
    if share:
        kind = max(share, key=lambda k: share[k])
        covered = share[kind] / len(words)
        if covered >= THIN:
            found["dense" if covered >= DENSE else "thin", kind] = f"{covered:.0%} of its words"
