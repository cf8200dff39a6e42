"""Who speaks in an interview: names before a colon, names on a line of their own, questions and answers.

Comes in: `Blocks` and the kept rows. Goes out: row → speaker, named as printed. A name counts only where
turns of speech alternate; who asks a question without a name stays unknown. Must not keep or strip anything.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from broadsheet.records import Blocks, Flag

NAME_WORDS = 5
"""Words of the longest speaker's name; a longer start before a colon is a sentence."""
NAME_CHARS = 50
"""Characters of it."""
FEWEST_TURNS = 2
"""Turns of each of two speakers."""
FEWEST_ANSWERS = 3
"""Turns of the only one who is named."""
ALTERNATE = 0.5
"""Share of turns followed by another speaker's: a list of like records repeats three labels and more in one order."""
ASKING = 0.25
"""Share of questions among one speaker's turns (a guess: half of an interviewer's are, on the development pages)."""
SPOKEN = 12
"""Words of the median turn where nobody asks: the value after a label is shorter."""
HEADED = 4
"""Turns to a heading among turns where nobody asks: where there are fewer, each heading begins a like record."""
EMPHATIC = 0.9
"""Share of bold or italic characters from which a line counts as set off."""
LOOK = 90
"""Characters of a block in which a name and its colon must lie."""

_COLON = re.compile(
    r"[\s\"'“”„«»‹›\[(–—-]{0,4}(?P<name>[^\W\d_][^:：?!\n]{0,48}?)\s?(?:\([^()]{1,30}\)|\[[^][]{1,30}\])?[\])]?\s?[:：](?!//)(?=\D|\s|$)"
)
_LETTER = re.compile(r"\[?(?P<name>[QAFPRD])\s?[.:)]\s?(?=\S)")
"""A question's or an answer's letter, in English, German, French, Spanish, Portuguese and Italian."""
_PAIRS = frozenset({frozenset("QA"), frozenset("FA"), frozenset("PR"), frozenset("DR"), frozenset("QR")})
_PARTICLES = frozenset(
    "al am an and ap bin bint da dal dalla das de dei del della der des di dos du e el in la las le los of och op"
    " san st te ten ter the und van von vom y zu zum zur".split()
)
"""Words in lower case within the names of people, papers and offices."""
_LABELS = frozenset(
    "advertisement also anmerkung attention bild bildquelle bottom-line caption caveat con cons correction"
    " credit disclaimer disclosure downside editor example fact fazit foto fotos hint hinweis image important info"
    " merke nb news note notes ort p.s photo photos picture preis pro pros ps quelle quellen quote rating read related"
    " result review see sidenote source sources spoiler summary sumario tip tipp tips tl;dr update updated verdict"
    " video warning why wichtig zweck".split()
)
"""Words that stand before a colon without speaking, alone or first."""
_QUESTION = ("?", "？", "؟")
_HEADING, _CELL = int(Flag.HEADING), int(Flag.TABLE)
_NO_TURN = int(Flag.TABLE | Flag.LIST_ITEM | Flag.HEADING)
"""A colon in a list, a table or a heading follows a label."""
_MARKS = ".,;:!?\"'“”’()"


class Turn(NamedTuple):
    """One turn of speech: where it is announced, where it begins, by whom."""

    row: int
    """Where the name stands …"""
    first: int
    """… and the block that is said first: the same one, or the next."""
    name: str
    words: int
    asks: bool
    answers: bool
    """Does the block before it ask?"""


class Spoken(NamedTuple):
    """What was found: the speaker of each row, and names from stripped lines by the row they announce."""

    speaker: dict[int, str]
    unkept: dict[int, str]


_NOBODY = Spoken({}, {})


def speakers(blocks: Blocks, rows: list[int]) -> Spoken:
    """The speaker of each of `rows` (the kept ones, in page order) that is a turn of speech."""
    if len(rows) < FEWEST_ANSWERS:
        return _NOBODY
    before = _before_a_colon(blocks, rows)
    names = _by_letter(before) or _talking(before, blocks, rows) or _answering(before)
    if names:
        return _said(before, names, blocks, rows)
    alone = _on_their_own(blocks, rows)
    names = _by_letter(alone) or (_talking(alone, blocks, rows) if _asked(alone) else set())
    return _said(alone, names, blocks, rows) if names else _NOBODY


def _before_a_colon(blocks: Blocks, rows: list[int]) -> list[Turn]:
    """Each row that begins with what may be a name and a colon; the name alone may have been stripped."""
    flags, words = blocks.flags().tolist(), blocks.words.tolist()
    kept = frozenset(rows)
    found: list[Turn] = []
    for row in range(max(0, rows[0] - 1), rows[-1] + 1):
        text = blocks.text[row]
        start = text[:LOOK]
        letter = _LETTER.match(start)
        match = letter or (_COLON.match(start) if ":" in start or "：" in start else None)
        if match is None or flags[row] & (_CELL if letter else _NO_TURN) or not is_name(name := match["name"].strip()):
            continue
        alone = match.end() == len(text)
        first = row + alone
        if first in kept:
            size = words[first] - (0 if alone else len(name.split()))
            answers = row > 0 and _asks(blocks.text[row - 1]) and not (found and found[-1].first == row - 1)
            found.append(Turn(row, first, name, size, _asks(blocks.text[first]), answers))
    return found


def _on_their_own(blocks: Blocks, rows: list[int]) -> list[Turn]:
    """Each short line set off that may be a name, kept or not, before a kept row that is none."""
    kept = frozenset(rows)
    flags, words = blocks.flags().tolist(), blocks.words.tolist()
    emphasis, chars, tag = blocks.emphasis_chars.tolist(), blocks.chars.tolist(), blocks.elements.tag
    found: list[Turn] = []
    for row in range(max(0, rows[0] - 1), rows[-1]):
        if words[row] > NAME_WORDS or chars[row] > NAME_CHARS or row + 1 not in kept or flags[row] & _CELL:
            continue
        name = blocks.text[row].rstrip(". ")
        set_off = flags[row] & _HEADING or tag[blocks.element[row]] == "dt" or emphasis[row] >= EMPHATIC * chars[row]
        if (set_off or name.isupper()) and is_name(name):
            found.append(Turn(row, row + 1, name, words[row + 1], _asks(blocks.text[row + 1]), False))
    return [turn for turn, after in zip_longest(found, found[1:]) if not after or after.row != turn.first]


def is_name(text: str) -> bool:
    """Could this be what a speaker is called: capitalised words, small particles, no label, no figures?"""
    words = text.split()
    if not 0 < len(words) <= NAME_WORDS or len(text) > NAME_CHARS or words[0][0].islower():
        return False
    if words[0].casefold().strip(".") in _LABELS or text.casefold() in _LABELS:
        return False
    return all(map(_named, words))


def _named(word: str) -> bool:
    bare = word.strip("(),.’'\"“”„&-")
    if not bare or bare in _PARTICLES:
        return bool(bare) or word == "&"
    if bare[0] == "#":
        return bare[1:].isdecimal()  # the second unnamed person of a transcript
    return not (bare[0].islower() or any(map(str.isdigit, bare)))


def _asks(text: str) -> bool:
    return text.rstrip("\"'”’»« )]").endswith(_QUESTION)


def _by_letter(turns: list[Turn]) -> set[str]:
    """The letters of questions and answers, where both are there."""
    count = Counter(turn.name for turn in turns if len(turn.name) == 1)
    often = {name for name, times in count.items() if times >= FEWEST_TURNS}
    return next((set(pair) for pair in _PAIRS if pair <= often), set())


def _talking(turns: list[Turn], blocks: Blocks, rows: list[int]) -> set[str]:
    """The names of at least two who speak by turns; empty where these are labels."""
    count = Counter(turn.name for turn in turns)
    names = {name for name, times in count.items() if times >= FEWEST_TURNS and (len(name) > 1 or not name.isascii())}
    capitals = all(map(str.isupper, names))
    said = [turn for turn in turns if turn.name in names or (capitals and turn.name.isupper())]
    if len(names) < 2 or sum(a.name != b.name for a, b in pairwise(said)) < ALTERNATE * (len(said) - 1):
        return set()
    if not (_asked(said) or _prompted(said) or _told(said, blocks, rows)):
        return set()
    alike = str.isupper if capitals else _full
    return names | {turn.name for turn in turns if said[0].row <= turn.row <= said[-1].row and alike(turn.name)}


def _asked(said: list[Turn]) -> bool:
    """Does one of them ask?"""
    asks: defaultdict[str, list[bool]] = defaultdict(list)
    for turn in said:
        asks[turn.name].append(turn.asks)
    return any(sum(asked) >= max(FEWEST_TURNS, ASKING * len(asked)) for asked in asks.values())


def _prompted(said: list[Turn]) -> bool:
    """Does somebody without a name ask?"""
    return sum(turn.answers for turn in said) >= max(FEWEST_TURNS, ASKING * len(said))


def _told(said: list[Turn], blocks: Blocks, rows: list[int]) -> bool:
    """Does it read as speech where nobody asks: turns of some length, names whose words are nowhere common nouns?

    `The Problem: …`, `The Solution: …` alternate as two speakers do, but the page also has a problem.
    """
    if median(turn.words for turn in said) < SPOKEN:
        return False
    names = {turn.name for turn in said}
    if all(map(str.isupper, names)):
        return True
    flags = blocks.flags().tolist()
    headed = sum(any(flags[row] & _HEADING for row in range(a.row, b.row)) for a, b in pairwise(said))
    if headed * HEADED > len(said) or not all(map(_full, names)):
        return False
    parts = {word.casefold() for name in names for word in name.split()} - _PARTICLES
    common = {word.strip(_MARKS) for row in rows for word in blocks.text[row].split() if word[0].islower()}
    return not any(word in common or word + "s" in common for word in parts)


def _full(name: str) -> bool:
    return " " in name


def _answering(turns: list[Turn]) -> set[str]:
    """The one name whose turns follow questions of somebody who is not named, or are such questions."""
    count = Counter(turn.name for turn in turns if turn.answers or turn.asks)
    if not count:
        return set()
    name, talks = count.most_common(1)[0]
    times = sum(turn.name == name for turn in turns)
    return {name} if talks >= max(FEWEST_ANSWERS, ALTERNATE * times) else set()


def _said(turns: list[Turn], names: set[str], blocks: Blocks, rows: list[int]) -> Spoken:
    """The turns, and what goes on in them unmarked.

    A block goes on in the turn before it where another follows. On a page whose names stand in the line and
    that names a speaker again after an unmarked block, such blocks are the reporter's; where those who ask
    have no name, such a block may be theirs: then none is attributed.
    """
    said = [turn for turn in turns if turn.name in names]
    kept = frozenset(rows)
    flags = blocks.flags().tolist()
    in_line = [(a, b) for a, b in pairwise(said) if a.row == a.first and b.row - a.row > 1]
    told = len(names) < 2 or _prompted(said) or any(a.name == b.name for a, b in in_line)
    speaker: dict[int, str] = {}
    for turn, after in zip_longest(said, said[1:]):
        goes_on = after is not None and not (told and turn.row == turn.first)
        for row in range(turn.first, after.row if goes_on else turn.first + 1):
            if flags[row] & _HEADING and row > turn.first:
                break
            if row in kept:
                speaker[row] = turn.name
    return Spoken(speaker, {turn.first: turn.name for turn in said if turn.row not in kept})
