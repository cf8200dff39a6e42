"""Which title is the headline: what the page shows and what it declares are voices, and agreement decides.

Comes in: all claims of the field `title`, the site's names. Goes out: the one title that is chosen, with the source and
words of its claim. Must not know: documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from broadsheet.metadata.clean import fold
from broadsheet.metadata.titles.likeness import kinship
from broadsheet.metadata.titles.site_name import Names, is_one, joined, without
from broadsheet.records import Fact
from broadsheet.urls import host, path

_DECLARED = {
    "json-ld": 3.0,
    "meta:og:title": 2.4,
    "meta:headline": 2.4,
    "meta:citation_title": 2.4,
    "title": 1.6,
    "meta:twitter:title": 1.2,
}
_OTHER = 1.0
_SHOWN = {"h1": 3.2, "heading": 3.2, "block:title": 3.1}
"""Source -> how much its title counts. What content systems fill from the headline's own field stands above what they
compose; what readers see above each of them, below JSON-LD and OpenGraph together. Ordered on the development sets
(h1 right where both differ from it: of 70 pages 61 on which all others repeat `<title>`, of 8 three on which JSON-LD
and OpenGraph agree against `<h1>` and `<title>`); the steps are guesses."""
_STRANGER = 0.9
"""What a shown text counts that has nothing in common with any declared title: a logo, a section, a slogan."""
_TRAIL = 0.5
"""What an `<h1>` counts that stands in a trail or menu: it is there for search engines."""
_AKIN = 0.28
"""Kinship with a declared title from which a shown text is its headline (on the development sets: below, the site's
name stands in the heading on 47 pages of 58; above, the heading is right on 98 of 140)."""
_SENTENCE = 6
"""Words from which a shown text is hardly a name (a guess)."""
_LENGTHENED = 0.6
"""Share of its weight that a title gives to one which it only lengthens (a guess)."""
_HEADLINE = 15
"""Letters from which a beginning or an end is no accident (a guess)."""
_KICKER = 4
"""Letters from which what stands before a headline is a kicker, and no article (a guess)."""
_MASTHEAD = 40
"""Letters of a site's name in its `<h1>` (up to 32 on the development sets, where the shortest headline that stands
so at the end of `<title>` has 50)."""
_NAME = 5
"""Letters of a word that is no accident in a host's name (a guess)."""
_PARAGRAPH = 220
"""Letters from which an `<h1>` that nothing declares is a lead (headlines of the development sets: up to 187)."""
_SEARCHED = 400
"""Characters of a title in which marks are looked for, so that the work stays linear (a guess)."""
_FIELDS = frozenset(("json-ld", "meta:headline", "meta:citation_title", "meta:og:title"))
"""Declarations that name a headline rather than a window."""


_BAR = re.compile(r"\s(?<=\S\s)[-–—|»:•]\s(?=\S)")
"""What parts a headline from the site's name in `<title>`."""
_ARCHIVE = re.compile(r"(\S.{0,80}?)\s»\s(Blog Archive?s?)\s»\s", re.IGNORECASE)
"""How WordPress titled a blog's posts for years: site, "Blog Archive", headline."""
_KICKED = re.compile(r"[:\s](?:(?<=\S:)|(?<=\S\s)[-–—|:])\s(?=\S)")
"""What closes a kicker: a colon, or a dash or bar between spaces."""


class _Candidate(NamedTuple):
    claim: Fact
    text: str
    folded: str


def choose(
    claims: Sequence[Fact], names: Sequence[str], sections: Sequence[str] = (), url: str | None = None
) -> Fact | None:
    """The title that the weightiest voices agree on; its spelling is the weightiest source's.

    A candidate that another one only lengthens by site name, section or suffix counts for the shorter. A kicker before
    the headline is left out where a declared headline lacks it.
    """
    site = joined([*names, *_mastheads(claims, url)], sections)
    candidates = _candidates(claims, site)
    if not candidates:
        return None
    texts = list(dict.fromkeys(c.folded for c in candidates))
    winner = texts[0] if len(texts) == 1 else _without_kicker(_elected(texts, candidates), candidates)
    best = max((c for c in candidates if c.folded == winner), key=lambda c: (_weight(c.claim.source), c.text))
    best = _with_colon(best, candidates) or best
    return Fact("title", _behind_kicker(best, candidates) or best.text, best.claim.source, best.claim.raw)


def _elected(texts: Sequence[str], candidates: Sequence[_Candidate]) -> str:
    strengths = {text: _strength(text, candidates) for text in texts}
    spelled = {c.folded: c.text for c in candidates}
    shown = frozenset(c.folded for c in candidates if c.claim.source in _SHOWN)
    votes = {text: _votes(text, strengths, spelled, shown) for text in texts}
    return max(texts, key=lambda text: (votes[text], text))


def _candidates(claims: Sequence[Fact], site: Names) -> list[_Candidate]:
    """The claims of a title less the site's names; those that are only its name where there are no others."""
    titles = [c for c in claims if c.field == "title" and isinstance(c.value, str) and c.value]
    shorn = {value: without(value, site) for value in dict.fromkeys(c.value for c in titles)}
    found = [_Candidate(c, shorn[c.value], fold(shorn[c.value])) for c in titles]
    cut = [
        c for c in found if c.text.endswith(("…", "...")) and any(_goes_on(c.text.rstrip(".… "), o.text) for o in found)
    ]
    found = [c for c in found if c not in cut] or found
    named = {folded for folded in {c.folded for c in found} if is_one(folded.replace(" ", ""), site)}
    return [c for c in found if c.folded and c.folded not in named] or [c for c in found if c.folded]


def _mastheads(claims: Iterable[Fact], url: str | None) -> Iterator[str]:
    """What `<title>` shows to be the site's name: what stands before a blog's archive, an `<h1>` at its end that is
    declared as a headline nowhere, unless the page's address says that it is one."""
    titles = [c for c in claims if c.field == "title"]
    declared = {fold(c.value) for c in titles if c.source in _DECLARED}
    shown = {fold(c.value) for c in titles if c.source in _SHOWN and len(c.value) <= _MASTHEAD} - declared
    for title in (str(c.value)[:_SEARCHED] for c in titles if c.source == "title"):
        archive = _ARCHIVE.match(title) if "»" in title else None
        yield from archive.groups() if archive else ()
        for mark in _BAR.finditer(title) if shown else ():
            before, behind = title[: mark.start()], title[mark.end() :]
            if fold(behind) in shown and len(fold(before)) >= _HEADLINE and not _is_site_first(before, behind, url):
                yield behind


def _is_site_first(before: str, behind: str, url: str | None) -> bool:
    """Does the address say that the site's name stands before the bar: by its host, or as the path has words of what
    stands behind it?"""
    if not url:
        return False
    first, second, site = _letters(before), _letters(behind), host(url)
    named = [any(len(word) >= _NAME and word in site for word in words) for words in (first, second)]
    path_words = _letters(unquote(path(url)))
    return named == [True, False] or len(path_words & second) > len(path_words & first)


def _letters(text: str) -> frozenset[str]:
    """The words of a text as addresses spell them, without marks on letters."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text[:_SEARCHED]) if not unicodedata.combining(c))
    return frozenset(fold(bare).split())


def _strength(text: str, candidates: Sequence[_Candidate]) -> float:
    """How loud a text is: declarations that repeat `<title>` are one voice, all that is shown is another."""
    mine = [c for c in candidates if c.folded == text]
    declared = {c.claim.source: _DECLARED.get(c.claim.source, _OTHER) for c in mine if c.claim.source not in _NOT_SAID}
    if "meta:og:title" in declared:
        declared.pop("meta:twitter:title", None)
    said = max(declared.values(), default=0.0) if "title" in declared else sum(declared.values())
    seen = [c for c in mine if c.claim.source in _NOT_SAID]
    if any(c.claim.source == "trail" for c in seen):
        return said + _TRAIL
    return said + max((_shown(c, candidates) for c in seen), default=0.0)


def _shown(candidate: _Candidate, candidates: Iterable[_Candidate]) -> float:
    declared = [c for c in candidates if c.claim.source not in _NOT_SAID]
    if len(candidate.folded) > _PARAGRAPH and all(c.folded != candidate.folded for c in declared):
        return _STRANGER
    alone = " " not in candidate.folded and candidate.folded.isascii()
    akin = (
        not declared
        or _is_sentence(candidate, candidates)
        or any(c.folded == candidate.folded if alone else kinship(candidate.text, c.text) >= _AKIN for c in declared)
    )
    return _SHOWN[candidate.claim.source] if akin else _STRANGER


def _is_sentence(candidate: _Candidate, candidates: Iterable[_Candidate]) -> bool:
    """Is it too long for a logo, and does the extraction too take it for the headline?"""
    sources = {c.claim.source for c in candidates if c.folded == candidate.folded}
    return candidate.folded.count(" ") + 1 >= _SENTENCE and sources >= {"h1", "block:title"}


_NOT_SAID = frozenset((*_SHOWN, "trail"))
"""Sources that are seen on the page."""


def _votes(text: str, strengths: dict[str, float], spelled: dict[str, str], shown: frozenset[str]) -> float:
    """A text's own strength, and a share of those that only add a suffix to it, or a kicker to what is shown."""
    if len(text) <= _HEADLINE:
        return strengths[text]
    longer = [
        other
        for other in strengths
        if other.startswith(text + " ") and not _goes_on(spelled[text], spelled[other], ":," if other in shown else "")
    ]
    if text in shown:
        longer += [other for other in strengths if other.endswith(" " + text) and other not in shown]
    return strengths[text] + _LENGTHENED * sum(strengths[other] for other in longer)


def _goes_on(short: str, long: str, marks: str = "") -> bool:
    """Does the sentence go on in the longer title, with a word or one of some marks? Then the shorter one was cut."""
    rest = long[len(short) :].lstrip(" \"'“„«")[:1] if long.casefold().startswith(short.casefold()) else ""
    return rest.isalnum() or (rest != "" and rest in marks)


def _without_kicker(winner: str, candidates: Sequence[_Candidate]) -> str:
    """The winner less a kicker that a declared headline lacks; with the one that JSON-LD and OpenGraph give it."""
    said: dict[str, set[str]] = {}
    for candidate in candidates:
        said.setdefault(candidate.folded, set()).add(candidate.claim.source)
    marked = any(_KICKED.search(c.text) for c in candidates if c.folded == winner)
    fields = frozenset(("meta:og:title",)) if marked else _FIELDS
    declared = [text for text, sources in said.items() if sources & fields]
    if not any(sources & _FIELDS for sources in said.values()):
        declared = [text for text, sources in said.items() if "title" in sources]
    tails = [text for text in declared if len(text) > _HEADLINE and winner.endswith(" " + text)]
    tails = [text for text in tails if _is_kicker(winner[: -len(text)]) and not _kept(winner, text, candidates)]
    if tails:
        return max(tails, key=len)
    both = [t for t, sources in said.items() if sources >= {"json-ld", "meta:og:title"} and t.endswith(" " + winner)]
    both = [t for t in both if any(":" in c.text for c in candidates if c.folded == t)]
    return both[0] if both else winner


def _is_kicker(before: str) -> bool:
    """Is it more than an article or a number?"""
    letters = before.replace(" ", "")
    return len(letters) >= _KICKER and not letters.isdigit()


def _kept(winner: str, tail: str, candidates: Iterable[_Candidate]) -> bool:
    """Do the page and its JSON-LD both set a colon before the tail? Then it belongs to the headline."""
    sources = {
        c.claim.source
        for c in candidates
        if c.folded == winner and any(":" in m[0] and fold(c.text[m.end() :]) == tail for m in _marks(c.text))
    }
    return "json-ld" in sources and not sources.isdisjoint(("h1", "heading"))


def _weight(source: str) -> float:
    return _SHOWN.get(source) or _DECLARED.get(source, _OTHER)


def _with_colon(best: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The declared spelling that puts a colon where a shown headline joins its kicker without a mark."""
    if best.claim.source not in _SHOWN:
        return None
    other = [c for c in candidates if c.folded == best.folded and c.text != best.text]
    equal = [c for c in other if ":" in c.text and c.claim.source in _DECLARED]
    return next((c for c in equal if any(":" in m[0] and _joins(best.text, c.text, m) for m in _marks(c.text))), None)


def _behind_kicker(best: _Candidate, candidates: Sequence[_Candidate]) -> str | None:
    """What follows a kicker that a shown headline holds: one that it joins without a mark where a declared title has
    a dash or bar, or in whose place a declared headline has another one."""
    if best.claim.source not in _SHOWN:
        return None
    equal = [c.text for c in candidates if c.claim.source not in _NOT_SAID and c.folded == best.folded]
    if equal:
        other = [text for text in equal if text != best.text]  # what is spelled alike has no mark more
        return max(
            (text[m.end() :] for text in other for m in _marks(text) if _joins(best.text, text, m)),
            key=len,
            default=None,
        )
    ends = _ends(best.text)
    others = [_ends(c.text) for c in candidates if c.claim.source in _FIELDS]
    common = [
        text
        for end, (kicker, text) in ends.items()
        for other in others
        if end in other and not kinship(kicker, other[end][0])
    ]
    return max(common, key=len, default=None)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks that may close a kicker; what ends as a sentence is none."""
    return (mark for mark in _KICKED.finditer(text[:_SEARCHED]) if text[mark.start() - 1] not in ".!?")


def _joins(shown: str, declared: str, mark: re.Match[str]) -> bool:
    """Is the declared title, less the mark, the shown one to the letter?"""
    return shown.replace(" ", "") == (declared[: mark.start()] + declared[mark.end() :]).replace(" ", "")


def _ends(text: str) -> dict[str, tuple[str, str]]:
    """What stands behind each mark that may close a kicker, where it is long enough for a headline: folded, then the
    kicker and the words themselves."""
    found = {fold(text[m.end() :]): (text[: m.start()], text[m.end() :]) for m in _KICKED.finditer(text[:_SEARCHED])}
    return {end: parts for end, parts in found.items() if len(end) > _HEADLINE}
