"""Rules, notices and pitches written in full sentences, told from the article by their words.

Comes in: a draft after revision. Goes out: the draft, parts between headings stripped that speak like
comment policies, privacy notices, forms or subscription pitches. Must not touch the part that is most of
the text: an article about privacy speaks of privacy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from broadsheet.extract.draft import Draft
from broadsheet.extract.lines import line_kind
from broadsheet.extract.words.lexicons import address_lexicon, prose_lexicon
from broadsheet.records import Flag, Kind

DENSE, DENSE_AT_EDGE = 0.18, 0.12
"""Share of words from rule phrases or to the reader that makes a part one of rules: amid the text, and at its
beginning or end. On the 786 referenced development pages they strip 37 blocks rightly and 10 wrongly, all of
the latter in blogs about accounts and passwords."""
DENSE_ANNOUNCED = 0.05
"""The same under a heading that names rules."""
_RULES = frozenset(
    {Kind.COMMENT_POLICY, Kind.POLICY, Kind.CONSENT, Kind.ACCOUNT, Kind.LOGIN, Kind.NEWSLETTER, Kind.SUBSCRIBE}
)
FEWEST = 12
"""Words of the shortest part that is judged."""
MOST = 0.55
"""A part with this share of the kept words is the article, whatever its words."""
ARTICLE_WORDS = 80
"""Words that must be left for there to be an article beside the rules."""


def policies(draft: Draft, rows: range) -> None:
    """Strip every part between headings whose words are those of rules."""
    parts = [part for part in _parts(draft, rows) if _words(draft, part) >= FEWEST]
    judged = speak_of([" ".join([draft.blocks.text[row] for row in part]) for part in parts])
    dense = [share >= DENSE_AT_EDGE for _, share in judged]
    head = next((at for at, rule in enumerate(dense) if not rule), len(dense))
    tail = next((at for at in range(len(dense), 0, -1) if not dense[at - 1]), 0)
    total = draft.words()
    for at, (part, (kind, share)) in enumerate(zip(parts, judged, strict=True)):
        words = _words(draft, part)
        announced = _announced(draft, part)
        edge = at < head or at >= tail
        if kind is None or share < (DENSE_ANNOUNCED if announced else DENSE_AT_EDGE if edge else DENSE):
            continue
        if (announced or words <= MOST * total) and total - words >= ARTICLE_WORDS:
            total -= words
            for row in part:
                draft.strip(row, kind, f"{share:.0%} of the part's words speak of {kind.replace('_', ' ')}")


def _announced(draft: Draft, part: list[int]) -> bool:
    """Does the part stand under a heading that says what it is ("Community standards")?"""
    if not draft.flags[part[0]] & int(Flag.HEADING):
        return False
    kind, share = line_kind(draft.blocks.text[part[0]])
    return kind in _RULES and share == 1.0


def _words(draft: Draft, part: list[int]) -> int:
    return sum(draft.size[row] for row in part)


def speak_of(texts: Sequence[str]) -> list[tuple[Kind | None, float]]:
    """The kind of rules that each text's words belong to most, and the share of its words that do."""
    judged: list[tuple[Kind | None, float]] = []
    for text, (size, phrases) in zip(texts, prose_lexicon().read(texts), strict=True):
        hits: Counter[Kind] = Counter()
        for words, of, _ in phrases:
            hits[of] += words
        addressed = len(address_lexicon().read([text])[0][1]) if phrases else 0
        kind = hits.most_common(1)[0][0] if phrases else None
        judged.append((kind, (hits.total() + addressed / 2) / max(size, 1)))
    return judged


def _parts(draft: Draft, rows: range) -> list[list[int]]:
    """Kept rows, cut before every heading and where stripped blocks lie between."""
    parts: list[list[int]] = [[]]
    last = None
    for row in compress(rows, draft.kept[rows.start : rows.stop]):
        if draft.flags[row] & int(Flag.HEADING) or (last is not None and row - last > 1):
            parts.append([])
        parts[-1].append(row)
        last = row
    return parts
