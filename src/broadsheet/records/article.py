"""What the house gives to its users: an article, or why there is none; and search results.

Comes in: nothing. Goes out: `Article`, `Dropped`, `Hit` and the records inside them.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from broadsheet.records.document import BodyBlock
from broadsheet.records.lists import Kind, Reason

Paywall = Literal["free", "not_free", "undeclared"]

SCHEMA_VERSION = 1
"""Version of `Article.to_dict()` and of the JSONL export; raised when a field changes meaning."""


class Image(msgspec.Struct, frozen=True):
    """One picture of the article."""

    url: str | None
    caption: str | None = None
    credit: str | None = None
    """The page's own words, © included."""
    alt: str | None = None
    position: int = 0
    """0, 1, 2 … in page order."""
    is_lead: bool = False


class Related(msgspec.Struct, frozen=True):
    """A headline that the page recommends."""

    title: str
    url: str | None = None


class Provenance(msgspec.Struct, frozen=True):
    """Where a field came from, and the page's own words."""

    source: str
    raw: str


class Stripped(msgspec.Struct, frozen=True):
    """A block that is not the article."""

    kind: Kind
    text: str
    reference: str
    """`block:start-end`, a row and a character span of `Blocks`."""


class Extractor(msgspec.Struct, frozen=True):
    """Which code made the text."""

    name: str
    version: str
    hash: str
    """First 16 hex digits of SHA-256 over weights and options."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A news article: its text, its facts, and how each was come by."""

    ok: ClassVar[bool] = True

    id: str
    """First 16 hex digits of SHA-256 of the dedup key of `url`, or of the raw bytes where there is none."""
    url: str | None
    """Where the page came from: as given, redirects followed; in a dump, the page URL found in it."""
    canonical_url: str | None = None
    """What the page claims to be its URL."""
    title: str | None = None
    """The headline, without the site's name."""
    lead: str | None = None
    """The standfirst, where the page marks one off."""
    text: str
    """Lead, paragraphs, subheadings, list items (of ordered lists with their numbers), quotes, table rows and posts, in
    page order."""
    body: tuple[BodyBlock, ...] = ()
    """The same as typed blocks; `text` is made of them."""
    authors: tuple[str, ...] = ()
    """People, and agencies or newsrooms that stand as the byline."""
    agencies: tuple[str, ...] = ()
    """Every wire service credited."""
    tags: tuple[str, ...] = ()
    """In page order; spellings that differ by case only are one."""
    related: tuple[Related, ...] = ()
    """Headlines that the page recommends with this article."""
    publisher: str | None = None
    """The name of the paper or site."""
    section: str | None = None
    """The section of the paper."""
    date_published: str | None = None
    """ISO 8601: a day, or a time with the zone that the page gives; a zone is never invented."""
    date_modified: str | None = None
    """As `date_published`."""
    language: str | None = None
    """Primary BCP 47 subtag."""
    images: tuple[Image, ...] = ()
    """Pictures of the article, in page order."""
    paywall: Paywall = "undeclared"
    """What the page declares or shows; `undeclared` where it says nothing."""
    truncated: bool = False
    """Does the text break off, at a wall or in an ellipsis?"""
    confidence: float = 0.0
    """The F1 of words that such pages have had, 0 to 1 (`docs/model.md`); of a text dump an order only."""
    stripped: tuple[Stripped, ...] = ()
    """Every block that is not the article, with its kind."""
    signals: dict[str, str] = {}
    """Robots meta, tdm-reservation, licence, syndication source, AMP and short links, as found; words; direction."""
    provenance: dict[str, Provenance] = {}
    """Field → where its value came from, and the page's own words."""
    extractor: Extractor
    """Which code and options made this."""

    def to_dict(self) -> dict[str, Any]:
        """The article as plain JSON types in stable key order, nulls kept."""
        fields: dict[str, Any] = plain(self)
        return {"schema_version": SCHEMA_VERSION, "ok": True, **fields}


def article_json(article: Article) -> bytes:
    """`Article.to_dict()` as JSON, without the way by its dictionaries, which takes a tenth of extraction's time."""
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    return msgspec.json.encode({"schema_version": SCHEMA_VERSION, "ok": True, **fields})


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """An input that is no article: one reason of the closed list, with the evidence."""

    ok: ClassVar[bool] = False

    url: str | None
    reason: Reason
    evidence: str = ""
    """Status, matched text, block: what led to the reason, in words."""

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain JSON types in stable key order, nulls kept."""
        fields: dict[str, Any] = plain(self)
        return {"schema_version": SCHEMA_VERSION, "ok": False, **fields}


class Hit(msgspec.Struct, frozen=True):
    """One search result, best first."""

    id: str
    url: str | None
    title: str | None
    date_published: str | None
    snippet: str
    """The passage found, matches between `[` and `]`."""
    score: float
    """BM25; larger is better."""


def plain(value: Any) -> Any:
    """A value of builtin types with lists for tuples, as JSON reads them back."""
    try:
        return msgspec.json.decode(msgspec.json.encode(value))
    except UnicodeEncodeError:  # a lone surrogate, which JSON in UTF-8 cannot hold
        return _listed(msgspec.to_builtins(value))


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, list | tuple) else value
