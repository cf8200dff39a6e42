"""The blocks before and after the article: of which kind each one is.

Comes in: `Features`, rule likeness, where headline and article stand. Goes out: a `Verdict` per row.
A line's own words decide first, then its form, then the section it stands in. Must not know: the
article's text; nothing here is ever kept.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from broadsheet.extract.dump import bylines, pictures, shapes
from broadsheet.extract.dump.addresses import url_kind
from broadsheet.extract.dump.features import Features, Floats
from broadsheet.extract.dump.filing import is_filing
from broadsheet.extract.dump.inside import Verdict
from broadsheet.records import Kind

_SURE = 0.6
"""Share of a short line's words from which the lexicon decides."""
_HEADING = frozenset({Kind.RELATED, Kind.TAGS, Kind.TEASER})
"""Kinds whose label announces lines that say nothing of it themselves."""
_FORMS = frozenset(
    {Kind.LOGIN, Kind.ACCOUNT, Kind.CAPTCHA, Kind.COMMENT_POLICY, Kind.POLICY, Kind.CONSENT, Kind.NOTIFICATION}
)
"""Kinds that come in runs: an unknown short line between two of them is one of them."""
_TAG_WORDS = 5
"""Words of one tag."""
_ABOVE = 8
"""Rows above the headline where its picture may stand …"""
_BELOW = 12
"""… and below it where the picture's credit or URL may."""
_HEADLINE_WORDS = 4
"""A line of four words or more may be another story's headline."""


def judge_alone(f: Features, rules: Floats) -> list[Verdict]:
    """What each row says of itself, wherever the article stands."""
    return [_own(f, rules, row) for row in range(len(f))]


def judge_outside(f: Features, alone: list[Verdict], headline: int | None, past: int) -> list[Verdict]:
    """The verdict on every row; rows of the article itself are to be overwritten by `inside`.

    `alone` is what `judge_alone` says, which is not changed.
    """
    verdicts = alone.copy()
    if headline is not None:
        verdicts[headline] = Verdict(None, Kind.TITLE, "headline")
        _around_headline(f, verdicts, headline)
    _under_labels(f, verdicts, past)
    _in_runs(verdicts)
    _of_one_text(f, verdicts)
    _dialogues(verdicts)
    _answers(f, verdicts)
    return _among_teasers([v if v.kind is not None else _default(f, row, past) for row, v in enumerate(verdicts)], past)


def _own(f: Features, rules: Floats, row: int) -> Verdict:
    text, words = f.text[row], int(f.words[row])
    kind, spoken = f.kind[row], f.spoken[row]
    address = url_kind(text, f.page_url)
    if address is not None:
        return Verdict(None, address, "lone URL")
    if pictures.is_copyright(text):
        return Verdict(None, Kind.FOOTER, "copyright")
    if is_filing(text, words):
        return Verdict(None, Kind.TAGS, "filed")
    if kind is not None and f.cover[row] >= _SURE:
        return Verdict(None, kind, "label")
    if shapes.is_breadcrumb(text):
        return Verdict(None, Kind.NAVIGATION, "breadcrumb")
    if words > 4 and spoken is not None and (rules[row] > 0.5 or f.hits[row] >= 0.25 * words):
        return Verdict(None, spoken, "words of rules and forms")
    if bylines.is_bio(text, words):
        return Verdict(None, Kind.AUTHOR_BIO, "who wrote it")
    if shapes.is_dateline(text, words):
        return Verdict(None, Kind.DATELINE, "date line")
    return Verdict(None, None, "")


def _around_headline(f: Features, verdicts: list[Verdict], headline: int) -> None:
    """Pictures and bylines that stand just above the headline; their credit may stand below it."""
    low, high = max(0, headline - _ABOVE), min(len(f), headline + _BELOW)
    credits = [row for row in range(low, high) if pictures.is_credit(f.text[row], int(f.words[row]))]
    pictured = bool(credits) or any(verdicts[row].kind is Kind.IMAGE_URL for row in range(low, high))
    for row in range(low, headline):
        text, words = f.text[row], int(f.words[row])
        if row in credits:
            verdicts[row] = Verdict(None, Kind.CREDIT, "credit")
        elif bylines.is_byline(text, words):
            verdicts[row] = Verdict(None, Kind.BYLINE, "byline")
        elif (
            verdicts[row].kind is None
            and words >= 6
            and ((f.prose[row] and pictured) or pictures.inline_credit(text) > 0)
        ):
            verdicts[row] = Verdict(None, Kind.CAPTION, "sentence beside a picture's credit")


def _is_caption(f: Features, row: int, pictured: bool) -> bool:
    """A sentence where a picture's URL or credit stands near, or one that names its own source."""
    text = f.text[row]
    sentence = f.words[row] >= 6 and ((f.prose[row] and pictured) or pictures.inline_credit(text) > 0)
    return bool(sentence) or pictures.is_caption(text)


def _under_labels(f: Features, verdicts: list[Verdict], past: int) -> None:
    """Lines under "Related:", "Tags:" or "Most read", until a line of another kind or another form."""
    row = past
    while row < len(f):
        kind = _announced(f, verdicts, row)
        row += 1
        if kind is None:
            continue
        verdicts[row - 1] = Verdict(None, kind, "label")
        end = _SECTIONS[kind](f, verdicts, row)
        for below in range(row, end):
            verdicts[below] = Verdict(None, kind, "under a label")
        row = max(row, end)


def _announced(f: Features, verdicts: list[Verdict], row: int) -> Kind | None:
    """The kind of section that a line opens: by its words, else by its colon and what stands below it."""
    verdict = verdicts[row]
    if verdict.kind in _HEADING and verdict.rule == "label":
        return verdict.kind
    unknown = verdict.kind is None and f.words[row] <= 4 and f.text[row].rstrip().endswith((":", "："))
    if not unknown or row + 1 >= len(f):
        return None
    if shapes.is_name_list(f.text[row + 1]):
        return Kind.TAGS
    headlines = _headlines(f, verdicts, row + 1) - (row + 1)
    on_topic = sum(1 for below in range(row + 1, row + 1 + headlines) if f.topic[below] >= 1)
    return Kind.RELATED if headlines >= 2 and on_topic * 2 >= headlines else None


def _headlines(f: Features, verdicts: list[Verdict], row: int) -> int:
    """Past the run of headlines of other stories that begins at `row`; their dates may stand between."""
    while row < len(f) and not _opens(f, row) and not shapes.is_name_list(f.text[row]):
        headline = verdicts[row].kind is None and f.words[row] >= _HEADLINE_WORDS and not f.prose[row]
        if not headline and verdicts[row].kind is not Kind.DATELINE:
            break
        row += 1
    return row


def _names(f: Features, verdicts: list[Verdict], row: int) -> int:
    """Past the tags that begin at `row`: lines of names in commas, or short lines without a blank between."""
    start = row
    while row < len(f) and shapes.is_name_list(f.text[row]):
        row += 1
    if row > start:
        return row
    while row < len(f) and verdicts[row].kind is None and f.words[row] <= _TAG_WORDS and not _opens(f, row):
        if (row > start and f.gap[row] > f.gap[start]) or shapes.ends_sentence(f.text[row]):
            break
        row += 1
    return row


def _teasers(f: Features, verdicts: list[Verdict], row: int) -> int:
    """Past what "Most read" heads: anything that nothing else claims."""
    while row < len(f) and verdicts[row].kind in (None, Kind.DATELINE):
        row += 1
    return row


def _opens(f: Features, row: int) -> bool:
    return f.text[row].rstrip().endswith((":", "：")) and f.words[row] <= 4


_SECTIONS = {Kind.RELATED: _headlines, Kind.TAGS: _names, Kind.TEASER: _teasers}
"""How far a section reaches."""


def _in_runs(verdicts: list[Verdict]) -> None:
    """Unknown lines between two of a form's lines belong to the form."""
    last: int | None = None
    for row, verdict in enumerate(verdicts):
        if verdict.kind in _FORMS:
            if last is not None and row - last <= 4 and verdicts[last].kind is not None:
                for between in range(last + 1, row):
                    field = verdict.kind in _DIALOGUE and verdicts[last].kind in _DIALOGUE  # "E-mail", "Facebook"
                    if verdicts[between].kind in (None, Kind.NAVIGATION, Kind.SHARE if field else None):
                        verdicts[between] = Verdict(None, verdicts[last].kind, "inside a form")
            last = row


def _dialogues(verdicts: list[Verdict]) -> None:
    """Registration and captcha among the lines of a log-in dialogue belong to it; its heading stands just above."""
    row = 0
    while row < len(verdicts):
        end = row
        while end < len(verdicts) and verdicts[end].kind in _DIALOGUE:
            end += 1
        log_in = [i for i in range(row, end) if verdicts[i].kind is Kind.LOGIN]
        if len(log_in) >= 2:
            top = max(row, log_in[0] - _DIALOGUE_HEAD)
            verdicts[top : log_in[-1]] = [Verdict(None, Kind.LOGIN, v.rule) for v in verdicts[top : log_in[-1]]]
        row = max(end, row + 1)


_DIALOGUE = frozenset({Kind.LOGIN, Kind.ACCOUNT, Kind.CAPTCHA})
_DIALOGUE_HEAD = 2
"""Rows of a dialogue above its first word of logging in: a heading and a captcha."""


def _answers(f: Features, verdicts: list[Verdict]) -> None:
    """The buttons right below an offer of notifications answer that offer ("AcceptRefuse", "YesNo")."""
    for row in range(1, len(verdicts)):
        button = verdicts[row].kind in (Kind.CONSENT, Kind.NAVIGATION) and verdicts[row].rule == "label"
        if button and verdicts[row - 1].kind is Kind.NOTIFICATION and f.words[row] <= _ANSWER_WORDS:
            verdicts[row] = Verdict(None, Kind.NOTIFICATION, "answer to an offer")


_ANSWER_WORDS = 2
"""Words of a button, or of two that a dump wrote without a space."""


def _of_one_text(f: Features, verdicts: list[Verdict]) -> None:
    """Rules of several paragraphs are one text: of the kind that its heading says, else of most of its words."""
    row = 0
    while row < len(f):
        end = row
        share: Counter[Kind] = Counter()
        while end < len(f) and verdicts[end].rule in _RUNNING and _is_running(f, end):
            kind = verdicts[end].kind
            if kind is not None:
                share[kind] += int(f.words[end]) * (2 if kind in _TEXTS else 1)
            end += 1
        if end - row >= 2:
            heading = verdicts[row - 1].kind if row and verdicts[row - 1].rule == "label" else None
            kind = heading if heading in _TEXTS else share.most_common(1)[0][0]
            verdicts[row:end] = [Verdict(None, kind, verdict.rule) for verdict in verdicts[row:end]]
        row = max(end, row + 1)


_RUNNING = frozenset({"words of rules and forms", "inside a form"})
_TEXTS = frozenset({Kind.COMMENT_POLICY, Kind.POLICY, Kind.CONSENT})
"""Kinds whose heading stands above a text of several paragraphs."""


def _is_running(f: Features, row: int) -> bool:
    """A paragraph or list item: short items belong to the list."""
    return bool(f.words[row] > _HEADLINE_WORDS or f.bullets[row])


def _among_teasers(verdicts: list[Verdict], past: int) -> list[Verdict]:
    """Short lines below the article between headlines of other stories are headlines too."""
    headlines = [row for row in range(past, len(verdicts)) if verdicts[row].rule == _OTHER_HEADLINE]
    for above, below in pairwise(headlines):
        between = range(above + 1, below)
        if 0 < len(between) <= _FEW and all(verdicts[row].rule == _SHORT_LINE for row in between):
            verdicts[above + 1 : below] = [Verdict(None, Kind.TEASER, "among headlines")] * len(between)
    return verdicts


_FEW = 3
"""Short headlines in a row: more of them are a menu."""
_OTHER_HEADLINE = "headline outside the article"
_SHORT_LINE = "short line outside the article"


def _default(f: Features, row: int, past: int) -> Verdict:
    if f.prose[row]:
        return Verdict(None, Kind.TEASER, "prose outside the article")
    if row >= past and f.words[row] >= _HEADLINE_WORDS:
        return Verdict(None, Kind.TEASER, _OTHER_HEADLINE)
    return Verdict(None, Kind.NAVIGATION, _SHORT_LINE)
