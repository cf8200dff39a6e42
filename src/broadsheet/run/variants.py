"""Are two pages one story under two addresses: its AMP, mobile or print variant, or the same words once more?

Comes in: two articles of one site. Goes out: yes or no, and by what an article can be found by its variants. Pure.
A page's claim alone joins nothing: a canonical address may lie, so words, headline and day must bear it out; and a page
that claims nothing is joined only to the very same words under the very same headline. Wire copies on other sites are
never asked about: they stay articles of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from datetime import date

from broadsheet.records import Article
from broadsheet.urls import article_id, dedup_key, site_key

ALIKE = 0.8
"""Jaccard index of shingles from which texts are near: a story and its AMP page differ by a box or two, while two
reports made from one form differ by a fifth and more (a guess on the careful side: a false join loses a story)."""
SHINGLE = 16
"""Characters, white space aside: three words of English, six to ten of a script without spaces."""
_NUMBERS = 5
"""Numbers in a text from which they must agree as the words do: reports made from one form differ by them alone."""
_HEADLINE = 0.5
"""Jaccard index of headlines' words: the AMP page's may be the short one."""

_HOST = re.compile(r"^//(?:m|mobile|amp|touch|wap|print)\.(?=[^/.]+\.[^/])")
_FIRST = re.compile(r"^(//[^/?]+)/(?:amp|m|mobile|print)(?=/)")
_LAST = re.compile(r"/(?:amp|print|amp\.html|print\.html)$")
_DOTTED = re.compile(r"[.](?:amp|print)(?=(?:\.html?)?$)")
_PARAMETER = re.compile(
    r"(?:amp|print|mobile|outputtype|output|view|mode|tmpl)(?:=(?:1|true|yes|amp|print|mobile)?)?", re.I
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


def plain_address(url: str) -> str:
    """The dedup key of a URL without what marks an AMP, mobile or print variant by host, path or parameter."""
    address, _, query = dedup_key(url).partition("?")
    address = _DOTTED.sub("", _LAST.sub("", _FIRST.sub(r"\1", _HOST.sub("//", address))))
    kept = [pair for pair in query.split("&") if pair and not _PARAMETER.fullmatch(pair)]
    return f"{address}?{'&'.join(kept)}" if kept else address


def other_ids(article: Article) -> tuple[str, ...]:
    """Ids of the articles that a page's claims and address point to, but its own."""
    named = filter(None, (article.canonical_url, article.signals.get("amp_url")))
    found = (article_id(url) for url in (*named, plain_address(article.url or "")) if url)
    return tuple(one for one in dict.fromkeys(found) if one != article.id)


def handles(article: Article) -> frozenset[str]:
    """What an article has in common with each of its variants, one at least; empty for one without an address."""
    if not article.url:
        return frozenset()
    title = f"{site_key(article.url)} {_headline(article)}"
    return frozenset((article.id, *_addresses(article), title))


def is_same_story(one: Article, other: Article, template: Callable[[str], bool] = lambda paragraph: False) -> bool:
    """Are two articles of one site the same story? `template`: is a paragraph none of the story's, but the site's?"""
    if not one.url or not other.url or site_key(one.url) != site_key(other.url):
        return False
    claimed = _is_claimed(one, other)
    same_title = bool(_headline(one)) and _headline(one) == _headline(other)
    if not (same_title or (claimed and _headlines_agree(one, other))) or _days_apart(one, other) > claimed:
        return False
    words, others = _words(one, template), _words(other, template)
    return words == others or (claimed and _is_near(words, others))


def _is_claimed(one: Article, other: Article) -> bool:
    """Does either name the other, do both name the same address, or are their addresses variants of one?"""
    return not _addresses(one).isdisjoint(_addresses(other))


def _addresses(article: Article) -> set[str]:
    """What a page is, or claims to be, or names as its AMP page, without the marks of variants."""
    named = (article.url, article.canonical_url, article.signals.get("amp_url"))
    return {plain_address(url) for url in named if url}


def _headline(article: Article) -> str:
    return " ".join((article.title or "").casefold().split())


def _headlines_agree(one: Article, other: Article) -> bool:
    words = [set(_WORD.findall(_headline(page))) for page in (one, other)]
    return not all(words) or words[0] <= words[1] or words[1] <= words[0] or _share(*words) >= _HEADLINE


def _days_apart(one: Article, other: Article) -> int:
    """Days between the two dates of publication; 0 where one is unknown. A zone may make one of a claimed pair."""
    try:
        days = [date.fromisoformat((page.date_published or "")[:10]) for page in (one, other)]
    except ValueError:
        return 0
    return abs((days[0] - days[1]).days)


def _words(article: Article, template: Callable[[str], bool]) -> str:
    """The text without white space, case and what is the site's."""
    own = (part for part in article.text.split("\n\n") if not template(part))
    return "".join("".join(own).casefold().split())


def _is_near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
        return False
    numbers = [set(_NUMBER.findall(words)) for words in (one, other)]
    if max(map(len, numbers)) >= _NUMBERS and _share(*numbers) < ALIKE:
        return False
    return _share(_shingles(one), _shingles(other)) >= ALIKE


def _shingles(words: str) -> set[str]:
    return {words[start : start + SHINGLE] for start in range(max(1, len(words) - SHINGLE + 1))}


def _share(one: Set[str], other: Set[str]) -> float:
    """The Jaccard index."""
    return len(one & other) / len(one | other) if one or other else 1.0
