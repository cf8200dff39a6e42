"""What the words of stripped blocks say of their kinds: labels, phrases, shapes and telling turns.

Comes in: texts, all of a page at once. Goes out: signs, each a source of evidence and the kind it speaks for. Must
not look at the page around a text, nor weigh one sign against another: that is `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from broadsheet.extract.phrases import opens
from broadsheet.extract.shapes import shape_of
from broadsheet.extract.words.lexicon import Hit
from broadsheet.extract.words.lexicons import Lexicon, prose_lexicon, tokens
from broadsheet.extract.words.lines import LINES
from broadsheet.extract.words.turns import TURNS
from broadsheet.records import Kind


class Sign(NamedTuple):
    """One piece of evidence: where it comes from, which kind it speaks for, in which words."""

    source: str
    kind: Kind
    words: str


_NAMES = frozenset({"name", "name 0", "name 1", "name 2", "name 3", "tag", "list", "headlines", "beside a headline"})
"""Sources whose signs say in their words where they come from."""


def told(source: str, words: str) -> str:
    """A sign as evidence for people."""
    return words if source in _NAMES else f"{source}: {words}"


LINE_WORDS = 12
"""Words up to which a text is a line, whose words are labels; longer ones are prose, whose words are counted."""
LOOK = 160
"""Characters of a text that are read: a notice shows itself in its first sentences."""
NOTE_WORDS = 6
"""Words of the shortest note about an author."""
DENSE, THIN = 0.25, 0.1
"""Share of a text's words in rule phrases that makes it rules, and that makes it likely."""

_COVERED = (
    (1, "label", "all of its words"),
    (0.5, "half a label", "half of its words"),
    (0, "a label's word", "some of its words"),
)
"""Least share of a line's words in one kind's labels, and what it is called."""
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

_MARK = re.compile(r"[\d©:/(]")
_BY = frozenset({"by", "von", "par", "por", "di", "door", "av", "af", "tekst", "автор", "текст", "oleh", "yazan"})
"""Marks and first words without which a line has no shape of its own: the others begin with a label."""
_DIGIT = re.compile(r"\d")
_NUMBERS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.FOOTER,
        r"(?:©|\(c\)|copyright).{0,40}(?:19|20)\d\d|(?:19|20)\d\d.{0,12}(?:©|\(c\)|copyright)"
        r"|\+\d\d ?\(?\d|\(?\d{3}\)?[ -]\d{3}[ -]\d",
    ),
    (
        Kind.DATELINE,
        r"(?:(?<=^)|(?<=^vor ))\d{1,2} ?(?:h|hrs?|min|std|stunden|hours?|days?|d|w|mo)\.?(?: ago)?$"
        r"|(?<=^)\d{1,2}[:.]\d\d(?: ?uhr| ?[ap]m)?$|\d[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d(?:[./-]|年)\d"
        r"|(?:(?<=[^\W\d_]{3} )|(?<=[^\W\d_]{3}\. ))\d{1,2},? (?:19|20)\d\d"
        r"|\d{1,2}\.? [^\W\d_]{3,9}\.? (?:19|20)\d\d|\d ?min(?:ute|uten|utes|s|\.)? ?(?:read|lesezeit)",
    ),
    (Kind.AD, r"(?:€|\$|£|eur) ?\d|\d ?(?:€|eur\b|usd\b|kr\b|% off)"),
)
"""What numbers tell: a year beside a copyright sign or a telephone number, a date or time, a price; lower case."""
_NUMBER = re.compile(r"(?=[\d©(ce+€$£])(?:" + "|".join(f"({words})" for _, words in _NUMBERS) + ")")
"""The look ahead passes by what no number begins with: five times as fast."""


@cache
def _turns() -> Lexicon:
    """Phrases that tell a kind amid prose."""
    return Lexicon({kind: words for kind, words in TURNS.items() if kind not in _LINES_ONLY})


@cache
def _labels() -> Lexicon:
    """Phrases of lines, where every one counts; a turn goes before the label of the same words."""
    return Lexicon({kind: f"{TURNS.get(kind, '')},{LINES.get(kind, '')}" for kind in dict.fromkeys((*TURNS, *LINES))})


@cache
def labels() -> frozenset[str]:
    """All phrases of lines, as they are written."""
    return frozenset(
        words
        for table in (TURNS, LINES)
        for entries in table.values()
        for entry in entries.split(",")
        if (words := " ".join(entry.split()))
    )


Said = dict[tuple[str, Kind], str]
"""Signs of one text: source and kind, and the words that say so."""
NOTHING: Said = {}
SHORT, MOST = 60, 2048
"""Characters of the longest text that is remembered from page to page, and how many are, until all are forgotten: a
megabyte."""
_KNOWN: dict[str, Said] = {}


def signs(text: str) -> tuple[Sign, ...]:
    """What a text's own words say; nothing for most headlines."""
    return tuple(Sign(*sign, why) for sign, why in signs_of([text])[0].items())


def remembered(texts: list[str]) -> Iterator[tuple[str, Said]]:
    """Texts with what they say: as `signs_of`, but the labels that pages share are read once for all of them."""
    fresh: list[str] = []
    for text in texts:
        said = _KNOWN.get(text)
        if said is None:
            fresh.append(text)
        else:
            yield text, said
    for text, said in zip(fresh, signs_of(fresh), strict=True):
        if len(text) <= SHORT:
            if len(_KNOWN) >= MOST:
                _KNOWN.clear()
            _KNOWN[text] = said
        yield text, said


def signs_of(texts: Sequence[str]) -> list[Said]:
    """What each text's own words say, as `signs`; a page's texts together take a third of the time of one by one."""
    looks = [text[:LOOK] for text in texts]
    words = [tokens(look) for look in looks]
    found: list[Said] = [NOTHING] * len(texts)
    lines, prose = list[int](), list[int]()
    for row, said in enumerate(words):
        (lines if len(said) <= LINE_WORDS else prose).append(row)
    for row, hits in _hits(_labels(), words, lines):
        found[row] = _read_line(words[row], hits)
    if prose:
        for row, hits in _hits(_turns(), words, prose):
            found[row] = {("prose", kind): " ".join(words[row][first:past]) for first, past, kind in reversed(hits)}
        for row, hits in _hits(prose_lexicon(), words, prose):
            found[row] = found[row] | _read_rules(words[row], hits)
    for row, said in enumerate(words):
        known, marked = found[row], _MARK.search(looks[row]) is not None
        if known or marked or (said and said[0] in _BY):
            found[row] = known | _read_marks(known, texts[row], looks[row], said, marked)
        elif 1 < len(said) <= LINE_WORDS and _NAME.fullmatch(texts[row]):
            found[row] = {("a name", Kind.BYLINE): texts[row]}
        if len(said) >= NOTE_WORDS and not _IS.isdisjoint(said) and not _PROFESSIONS.isdisjoint(said):
            found[row] = found[row] | {("bio", Kind.AUTHOR_BIO): "what he or she is"}
    return found


def _hits(lexicon: Lexicon, words: list[list[str]], rows: list[int]) -> Iterator[tuple[int, list[Hit]]]:
    """The phrases of those of `rows` that have some."""
    return ((rows[at], hits) for at, hits in lexicon.find_in([words[row] for row in rows]))


def _read_line(words: list[str], hits: list[Hit]) -> Said:
    """A line's labels, by where they stand; and whether the words are all, half or partly of one kind."""
    found: Said = {}
    share: dict[Kind, int] = {}
    for first, past, kind in hits:
        share[kind] = share.get(kind, 0) + past - first
        found.setdefault(("begins" if first == 0 else "line", kind), " ".join(words[first:past]))
    kind = max(share, key=share.__getitem__)
    covered = share[kind] / (sum([not word.isdigit() for word in words]) or 1)
    for least, source, said in _COVERED:
        if covered >= least:
            found[source, kind] = said
            break
    return found


def _read_rules(words: list[str], hits: list[Hit]) -> Said:
    """The share of a text's words that rules and notices use."""
    share: dict[Kind, int] = {}
    for first, past, kind in hits:
        share[kind] = share.get(kind, 0) + past - first
    kind = max(share, key=share.__getitem__)
    covered = share[kind] / len(words)
    return {("dense" if covered >= DENSE else "thin", kind): f"{covered:.0%} of its words"} if covered >= THIN else {}


def _read_marks(known: Said, text: str, look: str, words: list[str], marked: bool) -> Said:
    """The phrase that a line is, the shape that it has, the numbers in it; a name is all that is left of others."""
    found: Said = {}
    if len(words) <= LINE_WORDS and (known or text[:1].isdigit()) and (phrase := opens(text)) is not None:
        found["phrase", phrase] = text
    if marked or ("begins", Kind.DATELINE) in known or (words and words[0] in _BY):
        shape = shape_of(text)
        if shape is not None:
            found["shape", shape] = text
        if marked and _DIGIT.search(look):
            source = "number" if len(words) <= LINE_WORDS else "number in prose"
            for number in _NUMBER.finditer(look.lower()):
                found[source, _NUMBERS[(number.lastindex or 1) - 1][0]] = number[0]
    return found if found or known or not _NAME.fullmatch(text) else {("a name", Kind.BYLINE): text}
