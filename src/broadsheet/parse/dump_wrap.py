"""Hard-wrapped lines back to paragraphs.

Comes in: the lines of a dump. Goes out: runs of lines that are one paragraph each. A wrapper breaks
a line only where the next word would not have fitted: that, and nothing about the words, is the
evidence, so it holds for any program and language. Must not know: what is article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from broadsheet.parse.dump_fragments import goes_on, sticks
from broadsheet.parse.dump_lines import Line, bullet

WIDEST = 140
"""Columns above which nobody wraps: mail and terminal tools use 60-132."""

NARROWEST = 36
"""Columns under which a wrapped column cannot be told from a list of short lines."""

_LONG = 0.6
"""Share of the width from which a line is asked whether it was broken there."""

_OVER = 1.1
"""How far beyond the width, as found, a line may reach: the width may be found a few columns short."""

_FULL = 0.35
"""Share of long lines that must be full: .5-.9 in wrapped dumps, under .1 in others (own dumps of dev pages)."""

_ENDED = 0.5
"""Share of full lines that may end a sentence: 1 in 10 where words were wrapped, all where they are paragraphs."""

_HEADLINE = 130
"""Columns above which two capitalised lines are two headlines: printed headlines seldom pass 110."""

_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
"""East Asian wide and full-width characters (UAX #11): two columns each."""

_URL = re.compile(r"<?(?:https?://|www\.)\S+$")
_OPENS_URL = re.compile(r"(?:\d{1,5}\. )?<?(?:https?://|www\.)\S|©")
_ASSET_END = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|html?|php|aspx?)[/>]?$", re.IGNORECASE)
_TERMINAL = '.!?…。！？؟।”"»:;'
_SENTENCE_ENDS = '.!?…。！？؟।”"»'
_HYPHEN = re.compile(r"\w-$")
_SUSPENDED = re.compile(r"(?:und|oder|bzw|sowie|bis|and|or|to|en|of|och|eller|og|ja|tai|et|ou|y|e)\b")
"""Words after a hyphen that stands for a left-out half ("Bau- und Verkehrsamt")."""

_RUNNING = 0.33
"""Share of words in lower case from which a text is running text: English headlines have under .3, prose over .6."""

Measure = Callable[[str], int]


class Wrap(NamedTuple):
    """How a dump was wrapped."""

    width: int
    measure: Measure


def columns(text: str) -> int:
    """Columns of `text` on a terminal: wide characters count twice."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def detect_wrap(found: list[Line]) -> Wrap | None:
    """The width at which the dump was hard-wrapped, or None where its lines are whole paragraphs."""
    best: tuple[float, Wrap] | None = None
    for measure in (len, columns):
        width = _right_margin(found, measure)
        if not NARROWEST <= width <= WIDEST:
            continue
        wrap = Wrap(width, measure)
        share = _share_full(found, wrap)
        if share >= _FULL and (best is None or share > best[0]):
            best = (share, wrap)
    return best[1] if best else None


def paragraphs(found: list[Line], wrap: Wrap | None, fragmented: bool = False) -> Iterator[tuple[int, int]]:
    """Runs `[first, past)` of lines that are one paragraph each, in order."""
    first = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and wrap is not None and _continues(found, first, index, wrap):
            continue
        if index < len(found) and fragmented and goes_on(found, first, index):
            continue
        if found:
            yield first, index
        first = index


def join(parts: list[str]) -> str:
    """The lines of one paragraph as one line; broken words, URLs and spaceless scripts without a space."""
    pieces = [parts[0]]
    for before, part in pairwise(parts):
        pieces.append(part if _sticks(before, part) else f" {part}")
    return "".join(pieces)


def _right_margin(found: list[Line], measure: Measure) -> int:
    """The length that hardly any breakable line exceeds (2 % may: tables, code)."""
    lengths = sorted(line.indent + measure(line.text) for line in found if _breakable(line.text))
    spare = max(1, len(lengths) // 50)
    return lengths[-1 - spare] if len(lengths) > 2 * spare + 3 else 0


def _share_full(found: list[Line], wrap: Wrap) -> float:
    long = full = ended = 0
    for line, following in pairwise(found):
        if _breakable(line.text) and line.indent + wrap.measure(line.text) >= _LONG * wrap.width:
            long += 1
            if following.gap == 0 and not _fits(line, following.text, wrap) and not _starts_anew(following.text):
                full += 1
                ended += line.text[-1] in _SENTENCE_ENDS
    return full / long if long >= 4 and ended <= _ENDED * full else 0.0


def _breakable(text: str) -> bool:
    return " " in text or _SPACELESS.search(text) is not None


def _fits(line: Line, following: str, wrap: Wrap) -> bool:
    """Would the next line's first word still have fitted on `line`?"""
    used = line.indent + wrap.measure(line.text)
    if _SPACELESS.match(following):
        return used + 2 * wrap.measure(following[0]) <= wrap.width
    word = following.split(" ", 1)[0]
    return used + 1 + wrap.measure(word) <= wrap.width


def _starts_anew(text: str) -> bool:
    return bullet(text) > 0 or _OPENS_URL.match(text) is not None


def _continues(found: list[Line], first: int, index: int, wrap: Wrap) -> bool:
    line, following = found[index - 1], found[index]
    if following.gap or line.cells or following.cells:
        return False
    if _starts_anew(following.text) and not _is_dash(found, first, index):
        return False
    if _URL.match(line.text):
        whole = line.indent + len(line.text) >= wrap.width or line.text.endswith("-")
        return whole and " " not in following.text and _ASSET_END.search(line.text) is None
    used = line.indent + wrap.measure(line.text)
    if used < wrap.width / 2 or used > _OVER * wrap.width or _fits(line, following.text, wrap):
        return False
    if following.indent > line.indent + 1 and not bullet(found[first].text):
        return False
    return not _separate(found[first].text, line.text, following.text)


def _is_dash(found: list[Line], first: int, index: int) -> bool:
    """A dash typed as a hyphen, which the wrapper put at the start of a line; no list around it."""
    around = (found[first], found[min(index + 1, len(found) - 1)])
    return found[index].text.startswith("- ") and not any(line.text.startswith("- ") for line in around)


def _separate(opening: str, text: str, following: str) -> bool:
    """Both lines may be whole although nothing more fitted: what their wording says against a join."""
    if not following[0].isupper():
        return False
    capitalised = max(_share_lower(opening), _share_lower(text)) < _RUNNING
    if following[-1] == ":" and capitalised:
        return following.count(" ") < 3  # a label
    if following[-1] in _TERMINAL:
        return False
    if text[-1] in _TERMINAL:
        return following.count(" ") < 2
    if not capitalised:
        return False
    if text.count(",") >= 3 and text[-1] != ",":
        return "," not in following and " " in following  # a list of names, then something else
    return len(text) + len(following) > _HEADLINE


def _share_lower(text: str) -> float:
    words = text.split(" ")
    return sum(word[0].islower() for word in words) / len(words)


def _sticks(text: str, part: str) -> bool:
    if sticks(part):
        return True
    if _SPACELESS.match(text[-1]) and _SPACELESS.match(part[0]):
        return True
    if _WIDE.match(text[-1]) or _WIDE.match(part[0]):
        return True
    if _URL.search(text.rsplit(" ", 1)[-1]):
        return True
    return _HYPHEN.search(text[-2:]) is not None and part[0].isalnum() and _SUSPENDED.match(part) is None
