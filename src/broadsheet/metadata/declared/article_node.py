"""The JSON-LD node that speaks of this very page, and the facts it declares.

Comes in: a page's `Graph`, its URL and its headlines. Goes out: facts with the source `json-ld`.
Must not know: other syntaxes, or which claim wins (`merge.py`).
Vocabulary: schema.org Article and its subtypes; a WebPage speaks where there is no article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadsheet.metadata.authors.names import declared_names
from broadsheet.metadata.clean import fold, plain
from broadsheet.metadata.dates.reading import read_date
from broadsheet.metadata.declared.jsonld import Graph, Node, Placed, first_text, texts, types, without_vocabulary
from broadsheet.metadata.tagging import split_keywords
from broadsheet.records import Fact
from broadsheet.urls import dedup_key, resolve

SOURCE = "json-ld"

_ARTICLES = {
    **dict.fromkeys(
        "NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
        "ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting".split(),
        5,
    ),
    **dict.fromkeys("Article BlogPosting TechArticle ScholarlyArticle SatiricalArticle Report".split(), 4),
    **dict.fromkeys("AdvertiserContentArticle SocialMediaPosting DiscussionForumPosting Review".split(), 3),
    **dict.fromkeys("Recipe HowTo FAQPage QAPage PodcastEpisode MedicalWebPage".split(), 2),
    **dict.fromkeys("WebPage ItemPage VideoObject CreativeWork".split(), 1),
}
"""schema.org type -> how surely a node of it is the article, were nothing else known: an order, its steps a guess."""

_OTHERS = frozenset(
    "itemListElement hasPart mentions liveBlogUpdate isPartOf comment review citation isBasedOn about item "
    "relatedLink significantLink associatedMedia video subjectOf workExample blogPost potentialAction".split()
)
"""Properties whose nodes are other works than the page's own."""

_LEAST = 4
"""Score that a node needs: an article type, or a lesser one that names this page's URL or headline."""

_OF_RANK, _OF_MATCH, _OF_MISMATCH, _OF_OTHERS = 2, 4, -3, -8
"""What a step of the type's rank counts, a matching URL or headline, another headline, a place among other works.
Guesses in this order: a match is worth two steps of type, a place among other works outweighs any one match."""

_HEADLINE = 1_000
"""Characters of a headline that are compared: a guess, and a bound on the work."""

_MOST_PEOPLE = 100
"""Authors of an article, members of an author, parts of it: a guess; it bounds lists that refer to each other."""


def article_node(graph: Graph, urls: tuple[str, ...], headlines: tuple[str, ...]) -> Node | None:
    """The node of the page's main article, or None.

    `urls`: what the page is known as; `headlines`: its titles as declared elsewhere. A match of
    either outweighs the type, so that a related story's node does not win.
    """
    keys = frozenset(dedup_key(url) for url in dict.fromkeys(urls))
    folded = frozenset(filter(None, (fold(headline[:_HEADLINE]) for headline in headlines)))
    best: tuple[int, Node] | None = None
    for placed in graph.nodes:
        declared = placed.node.get("@type")
        rank = _rank(declared) if isinstance(declared, str) else max(map(_rank, types(placed.node)), default=0)
        if not rank:
            continue
        own = rank * _OF_RANK + (_OF_OTHERS if placed.key in _OTHERS else 0)
        least = _LEAST if best is None else best[0] + 1
        if own + 2 * _OF_MATCH + 1 - placed.depth < least:
            continue  # no match would help
        score = own + _match(placed, keys, folded, urls)
        if score >= least:
            best = (score, placed.node)
    return best[1] if best else None


def _rank(kind: str) -> int:
    """How surely a node of a type is the article."""
    return _ARTICLES.get(without_vocabulary(kind) if "/" in kind or ":" in kind else kind, 0)


def _match(placed: Placed, keys: frozenset[str], folded: frozenset[str], urls: tuple[str, ...]) -> int:
    """How well a node's URL and headline fit the page."""
    node, score = placed.node, 0
    if keys:
        own = dict.fromkeys([u.split("#")[0] for k in _ADDRESSES if (u := _url_of(node.get(k)))])
        absolute = (resolve(urls[0], u) for u in own)
        score += _OF_MATCH if any(a is not None and dedup_key(a) in keys for a in absolute) else 0
    headline = fold(plain((first_text(node.get("headline")) or first_text(node.get("name")) or "")[:_HEADLINE]))
    if headline and folded:
        score += _OF_MATCH if any(headline in h or h in headline for h in folded) else _OF_MISMATCH
    return score + ("datePublished" in node) - placed.depth


_ADDRESSES = ("url", "mainEntityOfPage", "@id")
"""Properties in which a node gives its page's address, mostly the same in each."""


def _url_of(value: Any) -> str | None:
    """The URL in a string, in `{"@id": …}` or in `{"url": …}`."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) and value.strip() else None


def facts(graph: Graph, node: Node | None, language: str | None) -> list[Fact]:
    """All that the page's node declares; dates of its WebPage where it has none itself."""
    if node is None:
        return []
    found = [fact for make in _READERS for fact in make(graph, node)]
    found.extend(_dates(node, language))
    return found


def _fact(field: str, value: Any, raw: str) -> Fact:
    return Fact(field, value, SOURCE, raw)


def _texts(graph: Graph, node: Node) -> Iterator[Fact]:
    for field, names in _TEXTS:
        for name in names:
            raw = first_text(graph.follow(node.get(name)))
            if raw:
                yield _fact(field, plain(raw), raw)
                break


_TEXTS = (
    ("title", ("headline", "name", "alternativeHeadline")),
    ("description", ("description", "abstract")),
)


def _dates(node: Node, language: str | None) -> Iterator[Fact]:
    for field, names in _DATES:
        for name in names:
            raw = first_text(node.get(name))
            iso = read_date(raw, language) if raw else None
            if raw and iso:
                yield _fact(field, iso, raw)
                break


_DATES = (
    ("date_published", ("datePublished", "dateCreated", "uploadDate")),
    ("date_modified", ("dateModified",)),
)


def _authors(graph: Graph, node: Node) -> Iterator[Fact]:
    """`author` as a string, object, list or reference; `creator` where there is none."""
    for name in ("author", "creator", "contributor"):
        people = [graph.follow(item) for item in _listed(node.get(name))[:_MOST_PEOPLE]]
        raw = "; ".join(text for person in people for text in _names_in(graph, person))
        names = tuple(
            dict.fromkeys(n for person in people for t in _names_in(graph, person) for n in declared_names(t))
        )
        if names:
            yield _fact("authors", names, raw)
            return


def _names_in(graph: Graph, person: Any) -> list[str]:
    """The name of a Person or Organization; the names of its members where it has none."""
    if isinstance(person, str):
        return [person]
    if not isinstance(person, dict):
        return []
    named = texts(person.get("name"))
    if not named and (person.get("givenName") or person.get("familyName")):
        named = [" ".join(filter(None, (first_text(person.get("givenName")), first_text(person.get("familyName")))))]
    if not named:
        members = _listed(person.get("member") or person.get("itemListElement") or person.get("author"))
        named = [n for member in members[:_MOST_PEOPLE] for n in texts(graph.follow(member))]
    return named


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _publisher(graph: Graph, node: Node) -> Iterator[Fact]:
    for name in ("publisher", "sourceOrganization", "provider", "copyrightHolder"):
        for item in _listed(node.get(name)):
            named = texts(graph.follow(item))
            if named:
                yield _fact("publisher", plain(named[0]), named[0])
                return


def _section(_graph: Graph, node: Node) -> Iterator[Fact]:
    named = texts(node.get("articleSection"))
    if named:
        yield _fact("section", plain(named[0]), "; ".join(named))


def _tags(_graph: Graph, node: Node) -> Iterator[Fact]:
    for name in ("keywords",):
        named = texts(node.get(name))
        if named:
            yield _fact("tags", split_keywords(named), "; ".join(named))


def _language(_graph: Graph, node: Node) -> Iterator[Fact]:
    declared = node.get("inLanguage")
    raw = first_text(declared.get("alternateName") or declared.get("name")) if isinstance(declared, dict) else None
    raw = raw or first_text(declared)
    if raw:
        yield _fact("language", raw, raw)


def _links(_graph: Graph, node: Node) -> Iterator[Fact]:
    for name in ("mainEntityOfPage", "url"):
        raw = _url_of(node.get(name))
        if raw and raw.startswith("http"):
            yield _fact("canonical_url", raw, raw)
            return


def _images(graph: Graph, node: Node) -> Iterator[Fact]:
    """(url, caption, credit) of each declared image."""
    found = []
    for item in _listed(node.get("image")) or _listed(node.get("thumbnailUrl")):
        image = graph.follow(item)
        url = image if isinstance(image, str) else None
        caption = credit = None
        if isinstance(image, dict):
            url = _url_of(image.get("url")) or _url_of(image.get("contentUrl")) or _own_address(image)
            caption = first_text(image.get("caption")) or first_text(image.get("description"))
            makers = (
                image.get("creditText") or image.get("creator") or image.get("author") or image.get("copyrightHolder")
            )
            credit = next(iter(texts(makers)), None)
        if url:
            found.append((url, caption, credit))
    if found:
        yield _fact("image_list", tuple(found), found[0][0])


def _own_address(image: Node) -> str | None:
    """An `@id` that is the picture's address; one with a fragment (`…/#primaryimage`) only names a node."""
    name = _url_of(image.get("@id"))
    return name if name and "#" not in name else None


def _paywall(graph: Graph, node: Node) -> Iterator[Fact]:
    """`isAccessibleForFree` of the article, else of its parts (Google's paywalled-content markup)."""
    declared = node.get("isAccessibleForFree")
    followed = (graph.follow(part) for part in _listed(node.get("hasPart"))[:_MOST_PEOPLE])
    parts = [p for p in followed if isinstance(p, dict) and "isAccessibleForFree" in p]
    if declared is None and parts:
        declared = parts[0]["isAccessibleForFree"]
    state = _FREE.get((first_text(declared) or str(declared)).strip().lower().rsplit("/", 1)[-1])
    if state:
        selectors = [text for part in parts for text in texts(part.get("cssSelector"))]
        walled = f"; hasPart: {', '.join(selectors)}" if selectors else ""
        yield _fact("paywall", state, f"isAccessibleForFree: {declared}{walled}")


_FREE = {"true": "free", "yes": "free", "1": "free", "false": "not_free", "no": "not_free", "0": "not_free"}


def _signals(_graph: Graph, node: Node) -> Iterator[Fact]:
    for key, name in (
        ("licence", "license"),
        ("word_count", "wordCount"),
        ("genre", "genre"),
        ("dateline", "dateline"),
    ):
        raw = _url_of(node.get(name)) or first_text(node.get(name))
        if raw:
            yield _fact(f"signals.{key}", raw, raw)


_READERS = (_texts, _authors, _publisher, _section, _tags, _language, _links, _images, _paywall, _signals)
