"""The headline as a reader sees it: candidates of the page itself, and how candidates agree.

Comes in: `<title>`, headings, labelled blocks; all claims of the field `title`. Goes out: facts,
and the one title that is chosen. Must not know: where other candidates came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from broadsheet.metadata.clean import fold, plain
from broadsheet.records import Body, Document, Fact, Flag, Kind
from broadsheet.urls import site_key

_SEPARATOR = re.compile(r"(?<!\s)\s+[|–—·•:»«›/~-]{1,2}\s+|\s?[|»]\s?|(?<=\S):\s+(?=\S)|\s?--\s?|\s?[_－｜]\s?")
_LONGEST = 400
"""Characters of a headline (a guess); what is longer is no headline and is not searched for a site's name."""
_OUTSIDE = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG)


_WEIGHTS = {
    "json-ld": 3.0,
    "h1": 2.6,
    "meta:og:title": 2.4,
    "meta:headline": 2.4,
    "meta:citation_title": 2.4,
    "title": 1.6,
    "meta:twitter:title": 1.2,
    "block:title": 0.5,
}
"""Source -> how much its title counts, alone and as a vote for equal ones. A guess, not fitted: what a content
system fills from the headline's own field above what it composes; any two of the upper five outvote one."""
_OTHER_WEIGHT = 1.0
"""Sources without a row: a guess, below all that are named for the headline."""
_LENGTHENED = 0.6
"""Share of its weight that a title gives to one which it only lengthens (a guess)."""
_HEADLINE = 15
"""Characters from which a beginning is no accident (a guess)."""


def facts(document: Document, body: Body) -> list[Fact]:
    """Candidates that the page shows: `<title>`, the first `<h1>` that could be it, labelled blocks."""
    found = []
    if document.declared.title:
        found.append(Fact("title", plain(document.declared.title), "title", document.declared.title))
    heading = _first_h1(document)
    if heading:
        found.append(Fact("title", plain(heading), "h1", heading))
    labelled = next((row for row, label in enumerate(body.labels) if label.kind is Kind.TITLE), None)
    if labelled is not None:
        text = document.blocks.text[labelled]
        found.append(Fact("title", plain(text), "block:title", text))
    return found


def _first_h1(document: Document) -> str | None:
    """The `<h1>` that agrees best with `<title>`, else the first one outside navigation and logo."""
    blocks, elements = document.blocks, document.blocks.elements
    found = [row for row, tag in enumerate(elements.tag) if tag == "h1"]
    spans = zip(elements.first[found].tolist(), elements.last[found].tolist(), strict=True)
    end, headed = 0, list[int]()
    for first, last in spans:  # in page order, so that of nested ones the outermost comes first
        headed += range(max(first, end), last)
        end = max(end, last)
    rows = [block for block in headed if blocks.chars[block] <= _LONGEST]
    rows = [block for block in rows if not int(elements.flags[blocks.element[block]]) & _OUTSIDE] or rows
    if not rows:
        return None
    declared = fold(" ".join(t[:_LONGEST] for t in (document.declared.title, document.declared.first("og:title")) if t))
    agreeing = [row for row in rows if (folded := fold(blocks.text[row])) and folded in declared]
    return blocks.text[max(agreeing, key=lambda row: int(blocks.chars[row]), default=rows[0])]


def without_site(title: str, names: Sequence[str]) -> str:
    """The title less a site or section name that stands before or after a separator.

    Only a part that equals one of `names` is cut, so a dash or colon that belongs to the headline stays.
    """
    return _without(title, _joined(names))


def _joined(names: Sequence[str]) -> frozenset[str]:
    """The names folded, in one word each."""
    return frozenset(filter(None, (fold(name).replace(" ", "") for name in names)))


def _without(title: str, joined: frozenset[str]) -> str:
    cut = len(title) <= _LONGEST
    while cut:
        cut = False
        for match in reversed(list(_SEPARATOR.finditer(title))):
            if _is_site(title[match.end() :], joined):
                title, cut = title[: match.start()].rstrip(), True
                break
        head = _SEPARATOR.search(title)
        if head and _is_site(title[: head.start()], joined) and title[head.end() :].strip():
            title, cut = title[head.end() :].strip(), True
    return title


def _is_site(part: str, joined: frozenset[str]) -> bool:
    """Is a part of a title one of the site's names, or one with a word like Online or News more?"""
    name = fold(part).replace(" ", "")
    return bool(name) and (
        name in joined or any(len(s) >= 6 and name.startswith(s) and len(name) <= len(s) + 8 for s in joined)
    )


def site_names(document: Document, claims: Sequence[Fact]) -> list[str]:
    """What the site may be called in a title: declared publisher, host name, its registrable label."""
    names = [str(claim.value) for claim in claims if claim.field in ("publisher", "section")]
    url = document.url or next((str(c.value) for c in claims if c.field == "canonical_url"), "")
    site = site_key(url) if url else ""
    if site:
        names += [site, "www." + site, site.split(".")[0]]
    return names


def choose(claims: Sequence[Fact], names: Sequence[str]) -> Fact | None:
    """The title that the weightiest sources agree on; its spelling is the weightiest source's.

    A candidate that another one only lengthens by site name, section or suffix counts for the shorter.
    """
    candidates = [c for c in claims if c.field == "title" and isinstance(c.value, str) and c.value]
    joined = _joined(names)
    shorn = [(c, _tidy(_without(c.value, joined))) for c in candidates]
    all_of_them = [_Candidate(claim, text, fold(text)) for claim, text in shorn]
    sites = frozenset(fold(name) for name in names)
    cleaned = [c for c in all_of_them if c.folded and c.folded not in sites] or all_of_them
    if not cleaned:
        return None
    best = max(cleaned, key=lambda c: (_votes(c, cleaned), _weight(c.claim), c.text))
    return Fact("title", best.text, best.claim.source, best.claim.raw)


class _Candidate(NamedTuple):
    claim: Fact
    text: str
    folded: str


def _votes(candidate: _Candidate, cleaned: Sequence[_Candidate]) -> float:
    """Weight of the candidate itself, of its equals, and a share of those that only add to its end."""
    claim, _, mine = candidate
    total = _weight(claim)
    for other, _, theirs in cleaned:
        if other is claim:
            continue
        if theirs == mine:
            total += _weight(other)
        elif len(mine) > _HEADLINE and theirs.startswith(mine + " "):
            total += _LENGTHENED * _weight(other)
    return total


def _weight(claim: Fact) -> float:
    return _WEIGHTS.get(claim.source, _OTHER_WEIGHT)


def _tidy(title: str) -> str:
    return title.strip(" |·•")
