"""Metadata: what a page declares and shows, as claims; and the claim that is chosen for each field.

Comes in: a `Document` and the `Body` made of it. Goes out: `Facts`: all claims with their sources
and the page's own words, one chosen for each field of `Article`. Pure; must not judge blocks.
"""

from __future__ import annotations

from broadsheet.metadata import language, paywall, related, signals, tagging
from broadsheet.metadata.authors import agencies, byline
from broadsheet.metadata.dates import choice as date_choice
from broadsheet.metadata.dates import datelines, times
from broadsheet.metadata.dates import hidden as hidden_dates
from broadsheet.metadata.dates.reading import day_after, plausible
from broadsheet.metadata.declared import article_node, canonical, links, meta
from broadsheet.metadata.declared.jsonld import read_graph
from broadsheet.metadata.merge import Context, authors_decided, consistent, merge, tags_decided
from broadsheet.metadata.pictures import figures as pictures
from broadsheet.metadata.titles import choice as headline_choice
from broadsheet.metadata.titles import headline
from broadsheet.metadata.titles.site_name import site_names
from broadsheet.metadata.zone import kinds_of, zone_of
from broadsheet.records import Body, Document, Fact, Facts, Flag, Form, Kind, Role

__all__ = ["describe"]


def describe(document: Document, body: Body, *, every_claim: bool = True) -> Facts:
    """All claims about the article at hand, and the chosen one of each field.

    `every_claim`: also those that cannot be chosen, since a source that goes before has spoken: they cost a third of
    the time, and only who looks for conflicts needs them.

    Fields are those of `Article`; `description` is chosen beside them. Each signal is a field of its
    own (`signals.robots`) with its source, and all together are the field `signals`, a dict of strings.
    A field that nothing speaks of is absent from `chosen`.
    """
    if document.form is Form.TEXT:
        from broadsheet.metadata.dumps.facts import dump_facts

        claims = dump_facts(document, body) + language.facts(document)
        names, context = _context(document, claims)
    else:
        claims, names, context = _html_facts(document, body, every_claim=every_claim)
    claims += _agencies(document, body, claims)
    unbelievable = _unbelievable(claims, document)
    claims += _implausible(unbelievable)
    used = [claim for claim in claims if claim not in unbelievable] if unbelievable else claims
    title = headline_choice.choose(used, names, [str(c.value) for c in used if c.field == "section"], document.url)
    facts = consistent(date_choice.settle(merge(_with_title(used, title), context)))
    checked = canonical.elsewhere(facts.chosen.get("canonical_url"), document.url)
    chosen = {**facts.chosen, **{fact.field: fact for fact in checked}}
    return Facts(_with_signals(_language_primary(chosen)), (*claims, *checked))


def _context(document: Document, claims: list[Fact]) -> tuple[list[str], Context]:
    """What the site may be called, and what choosing needs to know; declared claims tell all of it."""
    names = site_names(document, claims)
    sections = [str(claim.value) for claim in claims if claim.field == "section"]
    node = any(claim.source == article_node.SOURCE and claim.field in ("title", "date_published") for claim in claims)
    return names, Context([*names, *sections], sections, document.url, has_node=node)


def _html_facts(document: Document, body: Body, *, every_claim: bool) -> tuple[list[Fact], list[str], Context]:
    """The claims of every syntax, what is declared first; what the site may be called; what choosing needs to know."""
    declared = document.declared
    tongue = (
        declared.lang
        if declared.lang and document.language in (None, language.primary(declared.lang))
        else document.language
    )
    kinds = kinds_of(body)
    shown = headline.facts(document, kinds)
    claims = meta.facts(declared, tongue) + links.facts(document) + shown
    graph = read_graph(declared.json_ld)
    urls = tuple(filter(None, (document.url, *(c.value for c in claims if c.field == "canonical_url"))))
    titles = tuple(str(c.value) for c in claims if c.field == "title")
    node = article_node.article_node(graph, urls, titles)
    claims += article_node.facts(graph, node, tongue)
    zone = zone_of(document, kinds, _title_row(document, shown))
    names, context = _context(document, claims)
    if every_claim or not authors_decided(claims, context) or byline.may_credit(document, zone):
        claims += byline.facts(document, zone)
    claims += times.facts(document, zone, tongue)
    doubtful = _unbelievable(claims, document)
    if every_claim or not date_choice.decided([claim for claim in claims if claim not in doubtful]):
        claims += datelines.facts(document, zone, tongue, dated=any(claim.source == "time" for claim in claims))
    claims += hidden_dates.facts(document, claims, tongue)
    shown_images = pictures.facts(document, zone)
    claims += shown_images
    if every_claim or not shown_images:
        claims += _declared_images(document, claims)
    claims += tagging.facts(document, zone, boxes=every_claim or not tags_decided(claims, context))
    claims += related.facts(document, zone) + paywall.facts(document, body, zone)
    claims += signals.facts(document, body, zone) + language.facts(document)
    return claims, names, context


def _title_row(document: Document, shown: list[Fact]) -> int | None:
    """The row of the headline that the page shows."""
    rows = map(document.blocks.text.index, [fact.raw for fact in shown if fact.source != "title"])
    return min(rows, default=None)


def _declared_images(document: Document, claims: list[Fact]) -> list[Fact]:
    found = []
    images = pictures.declared_images(document, claims)
    if images:
        raw = next(c.raw for c in claims if c.field == "image_list")
        found.append(Fact("images", images, "json-ld", raw))
    og = document.declared.first(
        "og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src"
    )
    if og:
        listed = [Fact("image_list", ((og, None, None),), "meta:og:image", og)]
        images = pictures.declared_images(document, listed)
        if images:
            found.append(Fact("images", images, "meta:og:image", og))
    return found


def _agencies(document: Document, body: Body, claims: list[Fact]) -> list[Fact]:
    """Wire services in author claims, and where the text or a line under it credits them."""
    found: dict[str, str] = {}
    for claim in claims:
        if claim.field == "authors":
            for name in claim.value:
                service = agencies.agency_of(name)
                if service:
                    found.setdefault(service, name)
    paragraphs = [block.text for block in body.blocks if block.role in _PROSE]
    if paragraphs:
        for service, raw in agencies.credited(paragraphs[0], tuple(paragraphs[-2:])):
            found.setdefault(service, raw)
    for line in _credits_below(document, body):
        for service, raw in agencies.signed(line):
            found.setdefault(service, raw)
    return [Fact("agencies", tuple(found), "credit", "; ".join(found.values()))] if found else []


_PROSE = (Role.PARAGRAPH, Role.LEAD)


def _credits_below(document: Document, body: Body) -> list[str]:
    """The lines right below the text that credit someone, but not for a picture."""
    labels = body.labels
    last = next((row for row in range(len(labels) - 1, -1, -1) if labels[row].kind is None), None)
    if last is None:
        return []
    blocks = document.blocks
    rows = range(last + 1, min(last + 1 + _BELOW, len(labels)))
    credits = [row for row in rows if labels[row].kind is Kind.CREDIT]
    own = [row for row in credits if not int(blocks.elements.flags[blocks.element[row]]) & _OF_PICTURE]
    return [blocks.text[row] for row in own]


_OF_PICTURE = int(Flag.FIGURE | Flag.FIGCAPTION)
_BELOW = 4
"""Rows below the text where its credit stands (a guess)."""


def _with_title(claims: list[Fact], title: Fact | None) -> list[Fact]:
    """All claims, those of the title replaced by the one that agreement decides."""
    others = [claim for claim in claims if claim.field != "title"]
    return [*others, title] if title is not None else others


def _language_primary(chosen: dict[str, Fact]) -> dict[str, Fact]:
    """The chosen language as a primary subtag; declared tags stay in `raw`."""
    fact = chosen.get("language")
    if fact is None:
        return chosen
    subtag = language.primary(str(fact.value))
    rest = {field: other for field, other in chosen.items() if field != "language"}
    return {**rest, "language": Fact("language", subtag, fact.source, fact.raw)} if subtag else rest


def _unbelievable(claims: list[Fact], document: Document) -> list[Fact]:
    """The claims of dates that the page could not carry: placeholders, and what is later than it was fetched."""
    dates = [claim for claim in claims if claim.field in _DATES]
    latest = day_after(document.fetched_at, _CLOCKS) if document.fetched_at else None
    return [
        claim for claim in dates if not plausible(claim.value) or (latest is not None and claim.value[:10] > latest)
    ]


_DATES = ("date_published", "date_modified")
_CLOCKS = 2
"""Days by which the clocks of a site and ours may differ, time zones included (a guess)."""


def _implausible(claims: list[Fact]) -> list[Fact]:
    """The first date that the page cannot carry, as a signal: flagged, not used."""
    return [Fact("signals.implausible_date", claim.value, claim.source, claim.raw) for claim in claims[:1]]


def _with_signals(chosen: dict[str, Fact]) -> dict[str, Fact]:
    """The signals once more as one dict, in the order of their names."""
    named = {
        field.removeprefix(_SIGNAL): str(chosen[field].value) for field in sorted(chosen) if field.startswith(_SIGNAL)
    }
    return {**chosen, "signals": Fact("signals", named, "page", "; ".join(named.values()))} if named else chosen


_SIGNAL = "signals."
