"""The blocks from the headline to the article's end: which are text, in which role, and what the rest is.

Comes in: `Features`, rule likeness, the headline's row, the article's run. Goes out: one `Verdict` per
row of the run. Rules are tried in the order of `_RULES`; the first that answers decides and is named.
Must not know: anything outside the run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from broadsheet.extract.dump import bylines, pictures, shapes
from broadsheet.extract.dump.addresses import is_picture_file, url_kind
from broadsheet.extract.dump.features import Features, Floats
from broadsheet.extract.dump.filing import is_filing
from broadsheet.extract.lines import opening_kind
from broadsheet.records import Kind, Role

_LABELLED = 0.6
"""Share of a short line's words from which the lexicon decides."""
_CAPTION_WORDS = 60
"""Longer sentences beside a credit are paragraphs: captions of the dev pages have 5-50 words."""
_ASIDE = 0.2
"""Share of rule vocabulary in a paragraph from which it is an appeal ("Sign up for our newsletter …")."""
_APPEAL_WORDS = 22
"""Words of an appeal to the reader."""
_APPEALS = frozenset({Kind.SUBSCRIBE, Kind.NEWSLETTER, Kind.RELATED, Kind.NOTIFICATION})
_NAME_ROWS = 12
"""Rows below the headline where the author's bare name may stand."""
_SUBHEAD_WORDS = 12
"""Longer lines without a full stop are other stories' headlines."""

Answer = tuple[Role | None, Kind | None] | None


class Verdict(NamedTuple):
    """What a block is, and by which rule; exactly one of `role` and `kind` is set."""

    role: Role | None
    kind: Kind | None
    rule: str


class Zone(NamedTuple):
    """The article's part of the page."""

    f: Features
    rules: Floats
    headline: int | None
    first: int
    """First row after the headline."""
    body: int
    """First row of running text."""
    past: int
    spaced: bool
    """Are paragraphs parted by blank lines, and captions not from their credits?"""
    twice: frozenset[int]
    """Rows whose text has stood before them in the zone, or stands in the headline."""
    so_far: list[Verdict]
    """Verdicts on the rows above, as they are reached."""


def make_zone(f: Features, rules: Floats, headline: int | None, first: int, past: int) -> Zone:
    """The zone of `[first, past)`, with what its rules need to know of it as a whole."""
    gaps = [f.gap[i] > 0 for i in range(first, past) if f.prose[i]]
    tight = any(f.gap[i] == 0 for i in range(first, past))
    spaced = tight and sum(gaps) >= 0.7 * max(1, len(gaps))
    running = (i for i in range(first, past) if f.prose[i] and rules[i] < 0.5)
    body = next((i for i in running if not (_near_credit(f, i, True) or _under_picture(f, i, spaced))), first)
    seen: set[str] = {f.text[headline].casefold()} if headline is not None else set()
    twice: set[int] = set()
    for i in range(first, past):
        key = f.text[i].casefold()
        (twice.add(i) if key in seen else seen.add(key))
    return Zone(f, rules, headline, first, body, past, spaced, frozenset(twice), [])


def judge(zone: Zone) -> list[Verdict]:
    """The verdict on each row of the zone, in order."""
    for row in range(zone.first, zone.past):
        for name, rule in _RULES:
            answer = rule(zone, row)
            if answer is not None:
                zone.so_far.append(Verdict(*answer, name))
                break
    return _lead(zone, zone.so_far)


# ── the rules, in their order ────────────────────────────────────────────────────────────────


def _url(zone: Zone, row: int) -> Answer:
    kind = url_kind(zone.f.text[row], zone.f.page_url)
    return (None, kind) if kind is not None else None


def _counter(zone: Zone, row: int) -> Answer:
    text = zone.f.text[row]
    return (None, Kind.OTHER) if shapes.is_counter(text) and not shapes.has_day(text) else None


def _credit(zone: Zone, row: int) -> Answer:
    f = zone.f
    below = row > 0 and pictures.is_credit_label(f.text[row - 1]) and bylines.is_name(f.text[row])
    return (None, Kind.CREDIT) if below or _is_credit(f, row) else None


def _caption(zone: Zone, row: int) -> Answer:
    f = zone.f
    if not 3 <= f.words[row] <= _CAPTION_WORDS or f.bullets[row]:
        return None
    text = f.text[row]
    if (
        _near_credit(f, row, zone.spaced)
        or _under_picture(f, row, zone.spaced)
        or pictures.is_caption(text)
        or pictures.inline_credit(text) > 0
    ):
        return None, Kind.CAPTION
    last = not f.prose[row + 1 : zone.past].any()
    return (None, Kind.CAPTION) if pictures.ends_with_source(text) and f.words[row] <= 40 and not last else None


def _repeated(zone: Zone, row: int) -> Answer:
    if row not in zone.twice:
        return None
    beside = (i for i in (row - 2, row - 1, row + 1, row + 2) if zone.first <= i < zone.past)
    if any(zone.f.text[i] == zone.f.text[row] for i in beside):
        return None, Kind.CAPTION
    return None, Kind.OTHER


def _label(zone: Zone, row: int) -> Answer:
    kind = zone.f.kind[row]
    return (None, kind) if kind is not None and zone.f.cover[row] >= _LABELLED else None


def _byline(zone: Zone, row: int) -> Answer:
    text, words = zone.f.text[row], int(zone.f.words[row])
    if bylines.is_byline(text, words):
        return None, Kind.BYLINE
    labelled = row > 0 and bylines.is_byline_label(zone.f.text[row - 1])
    if bylines.is_byline_label(text) or (labelled and bylines.is_name(text)):
        return None, Kind.BYLINE
    return (None, Kind.BYLINE) if _is_bare_name(zone, row) else None


def _is_bare_name(zone: Zone, row: int) -> bool:
    """A name on a line of its own under the headline, beside the date or above a trade of newspapers.

    Places and subjects look the same: they stand in the menu or the text as well, an author seldom does.
    """
    f, text = zone.f, zone.f.text[row]
    if zone.headline is None or row - zone.headline > _NAME_ROWS or f.kind[row] is not None:
        return False
    if not bylines.is_full_name(text) or int(f.prose[zone.first : row].sum()) > 1:
        return False
    beside = [f.text[i] for i in (row - 1, row + 1) if zone.first <= i < zone.past and not f.prose[i]]
    dated = any(shapes.is_dateline(line, len(line.split())) for line in beside)
    if not dated and not any(map(bylines.is_trade, beside)):
        return False
    last = text.split()[-1].casefold()
    elsewhere = (f.text[i].casefold() for i in range(zone.past) if i != row and (f.prose[i] or i <= zone.headline))
    return not any(last in line for line in elsewhere)


def _dateline(zone: Zone, row: int) -> Answer:
    return (None, Kind.DATELINE) if shapes.is_dateline(zone.f.text[row], int(zone.f.words[row])) else None


def _breadcrumb(zone: Zone, row: int) -> Answer:
    return (None, Kind.NAVIGATION) if not zone.f.prose[row] and shapes.is_breadcrumb(zone.f.text[row]) else None


def _filed(zone: Zone, row: int) -> Answer:
    """Under which section and tags the article is filed: above its text or below it."""
    f = zone.f
    edge = row <= zone.body or not f.prose[row + 1 : zone.past].any()
    return (None, Kind.TAGS) if edge and is_filing(f.text[row], int(f.words[row])) else None


def _rules_in_prose(zone: Zone, row: int) -> Answer:
    f = zone.f
    spoken = f.spoken[row]
    if spoken is None:
        return None
    alone = f.hits[row] >= 3 and f.hits[row] >= _ASIDE * f.words[row] and f.topic[row] < 2
    return (None, spoken) if alone or (zone.rules[row] > 0.9 and f.hits[row] >= 2) else None


def _appeal(zone: Zone, row: int) -> Answer:
    """A sentence to the reader that opens with the words of a button ("Subscribe now and …", "Read more about …")."""
    f = zone.f
    kind, words = opening_kind(f.text[row])
    if kind not in _APPEALS or f.words[row] > _APPEAL_WORDS or not shapes.ends_sentence(f.text[row]):
        return None
    return (None, kind) if words >= 2 or (f.topic[row] < 2 and f.named[row] <= 4) else None


def _bio(zone: Zone, row: int) -> Answer:
    """Who wrote the text: before its first paragraph or after its last but two."""
    f = zone.f
    last = int(f.prose[row + 1 : zone.past].sum()) <= 2
    edge = row <= zone.body + 1 or last
    return (None, Kind.AUTHOR_BIO) if edge and bylines.is_bio(f.text[row], int(f.words[row])) else None


def _after_label(zone: Zone, row: int) -> Answer:
    """What a heading "Read also:" or "Tags:" inside the text announces: the lines that follow and are no prose."""
    if zone.f.prose[row]:
        return None
    above = row - 1
    while above >= zone.first and not zone.f.prose[above] and row - above <= 8:
        if zone.f.kind[above] in (Kind.RELATED, Kind.TEASER, Kind.TAGS) and zone.f.cover[above] >= _LABELLED:
            return None, zone.f.kind[above]
        above -= 1
    return None


def _paragraph(zone: Zone, row: int) -> Answer:
    f, text = zone.f, zone.f.text[row]
    if f.bullets[row]:
        return None
    if f.prose[row]:
        return Role.PARAGRAPH, None
    question = shapes.is_question(text) and f.words[row] <= _SUBHEAD_WORDS and not shapes.is_quote(text)
    short = shapes.ends_sentence(text) and f.words[row] >= 2 and row >= zone.body and not question
    return (Role.PARAGRAPH, None) if short and (_prose_beside(zone, row, 1) or shapes.is_quote(text)) else None


def _list_item(zone: Zone, row: int) -> Answer:
    f = zone.f
    if not f.bullets[row]:
        return None
    top, end = row, row
    while top > zone.first and f.bullets[top - 1]:
        top -= 1
    while end < zone.past and f.bullets[end]:
        end += 1
    announced = top > zone.first and f.text[top - 1].rstrip().endswith((":", "："))
    sentences = sum(1 for i in range(top, end) if f.prose[i] or f.text[i].rstrip().endswith((";", ".")))
    return (Role.LIST_ITEM, None) if announced or sentences * 2 >= end - top else (None, Kind.RELATED)


def _subheading(zone: Zone, row: int) -> Answer:
    f = zone.f
    if row < zone.body or not 1 <= f.words[row] <= _SUBHEAD_WORDS or row + 1 >= zone.past:
        return None
    above = zone.so_far[-1].kind if zone.so_far else None
    alone = above not in (Kind.TEASER, Kind.RELATED, Kind.OTHER) and not shapes.is_counter(f.text[row - 1])
    return (Role.SUBHEADING, None) if alone and (f.prose[row + 1] or f.bullets[row + 1]) else None


def _standfirst(zone: Zone, row: int) -> Answer:
    """A summary without a full stop, between headline and text."""
    f = zone.f
    return (
        (Role.LEAD, None)
        if zone.headline is not None and row < zone.body and f.words[row] >= 9 and f.topic[row] + f.named[row] > 0
        else None
    )


def _rest(zone: Zone, row: int) -> Answer:
    return None, Kind.TEASER if zone.f.words[row] >= 4 and row >= zone.body else Kind.OTHER


_RULES: tuple[tuple[str, Callable[[Zone, int], Answer]], ...] = (
    ("lone URL", _url),
    ("no words", _counter),
    ("credit", _credit),
    ("text beside a credit", _caption),
    ("said twice", _repeated),
    ("filed", _filed),
    ("label", _label),
    ("byline", _byline),
    ("date line", _dateline),
    ("breadcrumb", _breadcrumb),
    ("words of rules and forms", _rules_in_prose),
    ("appeal", _appeal),
    ("who wrote it", _bio),
    ("under a label", _after_label),
    ("prose", _paragraph),
    ("list", _list_item),
    ("line between paragraphs", _subheading),
    ("standfirst", _standfirst),
    ("short line", _rest),
)


def _near_credit(f: Features, row: int, spaced: bool) -> bool:
    """Does a credit follow, or stand just above with a caption's place free?

    Where blank lines part paragraphs, a caption and its credit have none between them.
    """
    following = row + 1
    if following < len(f) and (f.gap[following] == 0 or not spaced) and _is_credit(f, following):
        return not spaced or f.gap[row] > 0 or not f.prose[row]
    above = row - 1
    return above >= 0 and f.gap[row] == 0 and spaced and f.gap[above] > 0 and _is_credit(f, above)


def _under_picture(f: Features, row: int, spaced: bool) -> bool:
    """Does a sentence stand right under a picture's file name, where paragraphs have a blank line above?"""
    return bool(row and spaced and f.prose[row] and f.gap[row] == 0 and is_picture_file(f.text[row - 1]))


def _is_credit(f: Features, row: int) -> bool:
    return pictures.is_credit(f.text[row], int(f.words[row]))


def _prose_beside(zone: Zone, row: int, reach: int) -> bool:
    f = zone.f
    return any(f.prose[i] for i in range(max(zone.first, row - reach), min(zone.past, row + reach + 1)) if i != row)


def _lead(zone: Zone, verdicts: list[Verdict]) -> list[Verdict]:
    """The first paragraph is the lead where a headline stands above it and it is short enough to sum up."""
    kept = [i for i, v in enumerate(verdicts) if v.role is not None]
    if len(kept) < 3 or zone.headline is None or any(verdicts[i].role is Role.LEAD for i in kept):
        return verdicts
    first = kept[0]
    if verdicts[first].role is Role.PARAGRAPH and zone.f.words[zone.first + first] <= _CAPTION_WORDS:
        verdicts[first] = Verdict(Role.LEAD, None, "first paragraph under the headline")
    return verdicts
