"""Claims in, one choice for each field out: a table of precedence.

Comes in: all claims. Goes out: `Facts`. Must not know: syntaxes or pages; a new source is one
more name in the table. The order of the claims does not matter save within one source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote

from broadsheet.metadata.authors.agencies import agency_of
from broadsheet.metadata.authors.roles import is_newsroom
from broadsheet.metadata.clean import fold
from broadsheet.metadata.dates.reading import order_key, plausible
from broadsheet.metadata.declared.canonical import believable
from broadsheet.metadata.declared.meta import ORDER
from broadsheet.records import Fact, Facts
from broadsheet.urls import path, site_key

PRECEDENCE: dict[str, tuple[str, ...]] = {
    "description": ("json-ld", *ORDER["description"]),
    "authors": (
        "json-ld",
        "rel-author",
        "byline",
        "author-link",
        "block:by-line",
        *ORDER["authors"],
        "block:byline",
        "block:last-line",
        "block:far-line",
        "block:dateline",
    ),
    "date_published": (
        "json-ld",
        *ORDER["date_published"],
        "time",
        "title",
        "block:dateline",
        "url",
        "time:foot",
        "block:date",
    ),
    "date_modified": ("json-ld", *ORDER["date_modified"], "time", "block:dateline", "time:foot", "block:date"),
    "publisher": ("json-ld", *ORDER["publisher"]),
    "section": ("meta:article:section", "json-ld", *ORDER["section"]),
    "tags": (*ORDER["tags"][:3], "rel-tag", "json-ld", *ORDER["tags"][3:-1], "block:tags", ORDER["tags"][-1]),
    "language": ("text", "html:lang", "json-ld", *ORDER["language"], "text:unsure"),
    "canonical_url": ("link:canonical", *ORDER["canonical_url"], "json-ld"),
    "images": ("figure", "json-ld", "meta:og:image"),
    "related": ("block:related",),
    "paywall": ("json-ld", "block:wall"),
    "truncated": ("block:wall", "text"),
}
"""Field -> sources, the first that speaks wins. Sources not named come last, in the order of their names."""
_PLACES = {
    field: {source: place for place, source in enumerate(dict.fromkeys(sources))}
    for field, sources in PRECEDENCE.items()
}

_PARTS = frozenset(("image_list",))
"""Claims from which others are made; no field of an article."""

Chooser = Callable[[Sequence[Fact], "Context"], Fact | None]


class Context:
    """What some fields need to know of others: the names that the site goes by."""

    def __init__(
        self, site: Iterable[str], sections: Iterable[str] = (), url: str | None = None, *, has_node: bool = False
    ) -> None:
        """`has_node`: the page declares its article in JSON-LD."""
        self.has_node = has_node
        site = tuple(site)
        self.site = frozenset(filter(None, (fold(name) for name in site)))
        self.joined = frozenset(name.replace(" ", "") for name in self.site)
        self._sections = frozenset(fold(name) for name in sections)
        self.url = url
        self._short = frozenset(full.split()[0] for full in site if full.split() and full.split()[0].isupper())
        self._host = site_key(url) if url else ""
        self._words = frozenset(fold(unquote(path(url))).split()) if url else frozenset()

    def is_site(self, name: str) -> bool:
        """Is `name` the publisher rather than a person?"""
        folded = fold(name)
        return folded in self.site or folded.replace(" ", "") in self.joined

    def others(self, claim: Fact) -> tuple[str, ...]:
        """The authors of a claim but the site; nobody where it gives the site's own address beside the name."""
        if self._host and len(claim.value) == 1 and f"www.{self._host}" in str(claim.raw).lower():
            return ()
        return tuple(name for name in claim.value if not (self.is_site(name) or name in self._short))

    def is_template(self, tag: str) -> bool:
        """Is a first tag the paper's name, which its template puts on every page? A section's name is a tag too."""
        return self.is_site(tag) and fold(tag) not in self._sections

    def is_slug(self, tags: Sequence[str]) -> bool:
        """Are most tags single words of the page's own address, where nobody chose them?"""
        words = sum(fold(tag) in self._words for tag in tags)
        return len(tags) >= _SLUG and words > _MOST_OF_SLUG * len(tags)


def merge(claims: Sequence[Fact], context: Context) -> Facts:
    """Choose one claim for each field; fields decided elsewhere (the title) come in as their only claim."""
    by_field: dict[str, list[Fact]] = {}
    for claim in claims:
        if claim.field in _PARTS:
            continue
        by_field.setdefault(claim.field, []).append(claim)
    chosen = {}
    for field, candidates in by_field.items():
        ranked = sorted(candidates, key=rank) if len(candidates) > 1 else candidates
        fact = _CHOOSERS.get(field, _first)(ranked, context)
        if fact is not None:
            chosen[field] = fact
    return Facts(chosen, tuple(claims))


def rank(fact: Fact) -> tuple[int, str]:
    """Place of a claim's source in the table."""
    places = _PLACES.get(fact.field, {})
    place = places.get(fact.source)
    return (len(places), fact.source) if place is None else (place, "")


def _first(ranked: Sequence[Fact], _context: Context) -> Fact | None:
    return ranked[0] if ranked else None


def _authors(ranked: Sequence[Fact], context: Context) -> Fact | None:
    """The first claim that names anyone but the site; people of a byline before an agency alone.

    Where nobody else is named, the site's own name is the byline; but not where only a meta tag says so on a page
    whose article in JSON-LD has no author.
    """
    others = [(claim, names) for claim in ranked if (names := context.others(claim))]
    if not others:
        unsigned = context.has_node and all(claim.source.startswith("meta:") for claim in ranked)
        return ranked[0] if ranked and not unsigned else None
    shown = (pair for pair in others if pair[0].source in _SHOWN and any(agency_of(name) is None for name in pair[1]))
    only_agencies = all(agency_of(name) for name in others[0][1])
    claim, names = next(shown, others[0]) if only_agencies else next(_fuller(others), others[0])
    return Fact("authors", names, claim.source, claim.raw)


def authors_decided(claims: Iterable[Fact], context: Context) -> bool:
    """Can no byline that the page shows be chosen any more? So where JSON-LD names people by more than login names."""
    declared = next((claim for claim in claims if claim.field == "authors" and claim.source == _FIRST), None)
    names = context.others(declared) if declared is not None else ()
    return not (all(map(agency_of, names)) or all(map(_is_login, names)))


_FIRST = PRECEDENCE["authors"][0]
_SHOWN = frozenset(("rel-author", "byline", "block:by-line"))


def _fuller(others: Sequence[tuple[Fact, tuple[str, ...]]]) -> Iterator[tuple[Fact, tuple[str, ...]]]:
    """Bylines of full names, where the first claim holds nothing but login names or given names."""
    first, names = others[0]
    if first.source in _DECLARED and all(_is_login(name) for name in names):
        shown = {claim.source: (claim, full) for claim, full in others[1:] if all(map(_is_full, full))}
        yield from (shown[source] for source in _READ if source in shown)


def _is_login(name: str) -> bool:
    return name.isascii() and not name.isupper() and " " not in name and not is_newsroom(name)


def _is_full(name: str) -> bool:
    return " " in name and all(word[0].isupper() or len(word) <= _PARTICLE for word in name.split())


_DECLARED = frozenset(("json-ld", "meta:author", "rel-author"))
_READ = ("block:by-line", "byline", "author-link", "block:byline", "block:last-line")
_PARTICLE = 3
"""Letters of the words in a name that are written small: `van der`, `de`."""


def _date(ranked: Sequence[Fact], _context: Context) -> Fact | None:
    """The first plausible date; a finer one of the same day from a later source is not mixed in."""
    return next((claim for claim in ranked if plausible(claim.value)), None)


def _tags(ranked: Sequence[Fact], context: Context) -> Fact | None:
    """The first list of tags that is whole and chosen by somebody, else the first of several, else of one.

    A list that opens with the paper's name is its template's, one tag alone a section's; a box of very few or very
    many shows a part or the site's.
    """
    own = [claim for claim in ranked if claim.value and not context.is_template(claim.value[0])]
    own = [claim for claim in own if not context.is_slug(claim.value)] or own
    several = [claim for claim in own if len(claim.value) > 1]
    return next(filter(_is_whole, several), next(iter(several or own), None))


def tags_decided(claims: Iterable[Fact], context: Context) -> bool:
    """Can no box of tags be chosen any more, since a list that goes before is whole and chosen by somebody?"""
    lists = (claim for claim in claims if claim.field == "tags" and len(claim.value) > 1)
    return any(
        rank(claim) < _BOXES and _is_whole(claim) and not context.is_template(claim.value[0])
        for claim in lists
        if not context.is_slug(claim.value)
    )


_BOXES = (_PLACES["tags"]["block:tags"], "")


def _is_whole(claim: Fact) -> bool:
    least, most = _SHOWN_TAGS.get(claim.source, (0, 1_000))
    return least <= len(claim.value) <= most


_SHOWN_TAGS = {"rel-tag": (2, 60), "block:tags": (3, 20)}
"""Fewest and most tags of a box that outranks declared keywords: many papers show but the first two of them, and a
box of thirty is what the site writes about (guesses, right on `publishers-dev` and `snippets-dev`)."""
_SLUG, _MOST_OF_SLUG = 4, 0.6
"""Tags, and the share of them, that make a list the words of the page's address (guesses)."""


def _canonical(ranked: Sequence[Fact], context: Context) -> Fact | None:
    return believable(ranked, context.url)


def _images(ranked: Sequence[Fact], _context: Context) -> Fact | None:
    return next((claim for claim in ranked if claim.value), None)


_CHOOSERS: dict[str, Chooser] = {
    "authors": _authors,
    "date_published": _date,
    "date_modified": _date,
    "tags": _tags,
    "canonical_url": _canonical,
    "images": _images,
}


def consistent(facts: Facts) -> Facts:
    """A modification before the publication is a claim about something else: left out."""
    published, modified = facts.value("date_published"), facts.value("date_modified")
    if published and modified and order_key(modified)[:10] < order_key(published)[:10]:
        chosen = {field: fact for field, fact in facts.chosen.items() if field != "date_modified"}
        return Facts(chosen, facts.claims)
    return facts
