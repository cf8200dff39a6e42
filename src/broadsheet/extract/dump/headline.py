"""Which line is the article's headline.

Comes in: `Features`, the best run of prose, stems of the page URL's words. Goes out: a row or None.
A headline stands shortly before the text, is short, ends without a full stop, and its words come
back in the URL and in the text. Must not know: any site or language.
"""

from __future__ import annotations

import re

from broadsheet.extract.dump import bylines, pictures, shapes
from broadsheet.extract.dump.addresses import is_picture_file
from broadsheet.extract.dump.features import Features
from broadsheet.extract.dump.segment import Segment
from broadsheet.extract.words.lexicon import stem
from broadsheet.extract.words.lexicons import tokens

_BEFORE = 40
"""Rows above the text that are searched: images, share buttons and authors stand between."""
_INTO = 6
"""Rows into the run: a caption or a lead above the headline may have begun it."""
_SAMPLE = 25
"""Rows of the text whose words a headline is compared with."""
_SEPARATOR = re.compile(r" [|–—:·»-]+ (?=[^|–—:·»]{2,40}$)")
_NAMED_BY_URL = 0.5
"""Share of the URL's words from which a line below some prose may still be the headline."""
_USUAL = 14.0
"""Words of a headline; a longer line beside it is its standfirst …"""
_LONG = 0.06
"""… and loses so much for each word more."""
_SENTENCE_WORDS = 15
"""A finished sentence of so many words is hardly a headline."""
_ENOUGH = 0.7
"""Points under which no line is the headline."""
_INSIDE = 0.5
"""What a line below some prose loses: a subheading shares words with the text as well."""
_SIGNED = 0.4
"""What a line gains with a date or an author right below it; .7 is worse (dumps of 282 development pages)."""
_NAME = 2.0
"""What a line loses that a copyright line, or the end of a page's title, calls the site by: its masthead."""
_NOTICE, _SHORTEST = 200, 4
"""Characters of the longest copyright line, and of the shortest name in one."""
_STOPS = frozenset(".。．۔।")
"""Full stops: Latin, Chinese and Japanese, Urdu, Devanagari."""
_STEPS, _UNDER, _KICKER = 2, 0.5, 4
"""Rows above the best line, points that one there may lack, and its words at least, for it to be the headline and the
best one its standfirst; of three words it would be a kicker."""


def find_headline(f: Features, segment: Segment, slug: frozenset[str]) -> tuple[int | None, float]:
    """The row of the headline of the article whose text is about `segment`, and its points (0 for none)."""
    body = _stems(f, segment.first, min(segment.past, segment.first + _SAMPLE))
    lo, hi = max(0, segment.first - _BEFORE), min(segment.past, segment.first + _INTO)
    titles, names = _page_titles(f, hi), _site_names(f)
    points: dict[int, float] = {}
    for index in range(lo, hi):
        inside = index > segment.first and f.prose[segment.first : index].any()
        if _possible(f, index) and not (inside and _shared(f.text[index], slug) < _NAMED_BY_URL):
            points[index] = _points(f, index, segment, slug, body, titles) - _INSIDE * inside
            points[index] += _SIGNED * (index < segment.first and _is_signature(f, index + 1))
            points[index] -= _NAME * (f.text[index].casefold() in names)
    best = max(points, key=lambda index: (points[index], index), default=None)
    if best is None or points[best] < _ENOUGH:
        return None, 0.0
    above = [row for row in range(best - _STEPS, best) if points.get(row, 0.0) >= max(points[best] - _UNDER, _ENOUGH)]
    upper = next((row for row in above if f.words[row] >= _KICKER and _ends(f, row) in (False, _ends(f, best))), best)
    return upper, points[best]


def _ends(f: Features, row: int) -> bool:
    """Does it end as a sentence does? Above a headline that does not, such a line is a picture's caption."""
    return f.text[row].rstrip()[-1:] in _STOPS


def _is_signature(f: Features, row: int) -> bool:
    """Is the row a date or an author?"""
    if row >= len(f):
        return False
    text, words = f.text[row], int(f.words[row])
    return shapes.is_dateline(text, words) or bylines.is_byline(text, words)


def is_signed(f: Features, headline: int, segment: Segment) -> bool:
    """Does a date or an author stand between the headline and the text, and no other text?"""
    rows = range(max(0, headline - 1), segment.first + 1)
    if f.prose[headline + 1 : segment.first].sum() > 1:
        return False
    signs = (f.text[row] for row in rows if row != headline and not f.prose[row])
    return any(
        shapes.is_dateline(text, len(text.split())) or bylines.is_byline(text, len(text.split())) for text in signs
    )


def _possible(f: Features, index: int) -> bool:
    text, words = f.text[index], f.words[index]
    if not 2 <= words <= 32 or len(text) > 220 or "://" in text or text.startswith("["):
        return False
    if f.kind[index] is not None and f.cover[index] > 0.5:
        return False
    return not (
        pictures.is_credit(text, int(words))
        or shapes.is_breadcrumb(text)
        or shapes.is_dateline(text, int(words))
        or bylines.is_byline(text, int(words))
    )


def _points(
    f: Features, index: int, segment: Segment, slug: frozenset[str], body: dict[str, int], titles: set[str]
) -> float:
    text = f.text[index]
    own = {stem(word) for word in tokens(text) if len(word) >= 4 or not word.isascii()}
    if not own:
        return 0.0
    points = 3.0 * len(own & slug) / max(3.0, min(len(slug), len(own))) if slug else 0.0
    itself = int(f.prose[index] and segment.first <= index < segment.first + _SAMPLE)
    points += 2.0 * sum(1 for word in own if body.get(word, 0) > itself) / max(3.0, len(own))
    points += 0.3 * (_gap_around(f, index)) + (0.4 if f.words[index] >= 4 else -0.4)
    points -= _LONG * max(0.0, f.words[index] - _USUAL)
    if text.rstrip()[-1:] in ":：":
        points -= 1.0
    if f.prose[index] and f.words[index] >= _SENTENCE_WORDS:
        points -= 1.5
    if shapes.ends_sentence(text) and text.rstrip(shapes.CLOSERS)[-1] not in "?!？！؟":
        points -= 1.0
    if _credited(f, index):
        points -= 1.0 if f.prose[index] else 0.0
    distance = segment.first - index if index < segment.first else 2 * (index - segment.first)
    return float(points) - 0.03 * distance + (0.3 if text.casefold() in titles else 0.0)


def _shared(text: str, slug: frozenset[str]) -> float:
    """Share of the URL's words that stand in the line."""
    return len(slug.intersection(map(stem, tokens(text)))) / len(slug) if len(slug) >= 2 else 0.0


def _stems(f: Features, first: int, past: int) -> dict[str, int]:
    count: dict[str, int] = {}
    for index in range(first, past):
        if f.prose[index]:
            for word in set(map(stem, tokens(f.text[index]))):
                count[word] = count.get(word, 0) + 1
    return count


def _gap_around(f: Features, index: int) -> float:
    after = f.gap[index + 1] if index + 1 < len(f) else 1.0
    return float(min(f.gap[index], 1.0) + min(after, 1.0))


def _credited(f: Features, index: int) -> bool:
    """Does the line read as a caption: a credit in it or right below it, a picture's file right above?"""
    following = f.text[index + 1] if index + 1 < len(f) else ""
    pictured = index > 0 and f.gap[index] == 0 and is_picture_file(f.text[index - 1])
    return (
        pictures.inline_credit(f.text[index]) > 0
        or pictured
        or (bool(following) and f.gap[index + 1] == 0 and pictures.is_credit(following, len(following.split())))
    )


def _site_names(f: Features) -> set[str]:
    """Lines that a copyright line or the end of a page's title calls the site by."""
    tails = {_SEPARATOR.split(text)[-1].casefold() for text in f.text if _SEPARATOR.search(text)}
    owned = [text.casefold() for text in f.text if pictures.is_copyright(text) and len(text) <= _NOTICE]
    own = {line for text in f.text if len(line := text.casefold()) >= _SHORTEST and any(line in one for one in owned)}
    return tails | own


def _page_titles(f: Features, past: int) -> set[str]:
    """What stands before the last separator of any line: a page title is a headline plus a site's name."""
    return {_SEPARATOR.split(text)[0].casefold() for text in f.text[:past] if _SEPARATOR.search(text)}
