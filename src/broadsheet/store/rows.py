"""What goes into the store and comes out of it, beside articles: frozen rows.

Comes in: nothing. Goes out: types. Must not know: SQL. Times are RFC 3339 in UTC.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from broadsheet.records import ListingKind, RecordRef

Kind = Literal["url", "file", "text"]
State = Literal["queued", "article", "dropped"]
Verdict = Literal["new", "version", "same"]
"""What an article was to the corpus: unknown, known with other words, known word for word."""


class Asked(msgspec.Struct, frozen=True):
    """Something to be turned into an article."""

    key: str
    """What makes it one input: the dedup key of a URL, or content digest and path of a file."""
    kind: Kind
    source: str
    """The URL or path as it was asked for."""
    origin: str = "argument"
    """What named it: `argument`, `stdin`, a list file, a folder."""
    columns: str | None = None
    """What the table that named it said of it: a JSON object."""
    url: str | None = None
    """Where a file is from, as far as is known: its site's removal takes it out, too."""


NAMED, LISTINGS = 4e9, 3e9
"""Ranks of what somebody named himself, and of listings that others name: before every story, whose rank is its date in
seconds since 1970 (RFC 3339; 3e9 is the year 2065)."""


class AskedInput(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An input as it was asked for; what became of it is in its attempts."""

    id: int
    key: str
    kind: Kind
    source: str
    origin: str
    added_at: str
    site: str | None = None
    run: int | None = None
    """The run that asked for it first."""
    rank: float = NAMED
    depth: int = 0
    expected: ListingKind | None = None
    dated: str | None = None
    found_by: ListingKind | None = None
    """As in `Wanted`."""


class Input(msgspec.Struct, frozen=True):
    """Something that was asked for, with its current outcome."""

    id: int
    key: str
    kind: Kind
    source: str
    origin: str
    """What named it first."""
    state: State
    reason: str | None
    evidence: str | None
    article_id: str | None
    depth: int = 0
    """Listings between it and what somebody named."""
    expected: ListingKind | None = None
    """The kind of listing that it is said to be."""
    dated: str | None = None
    """When the listing that names it says it was published or changed."""
    found_by: ListingKind | None = None
    """The kind of listing that names it; None for what somebody named."""
    new: bool = False
    """Asked for the first time just now."""
    joined: bool = False
    """Did the table that named it just now say something that was not known?"""


class AttemptRow(msgspec.Struct, frozen=True):
    """One try, as the pipeline tells it."""

    status: int | None = None
    """Status code of the last response."""
    final_url: str | None = None
    """Where redirects ended."""
    record: RecordRef | None = None
    """The final response, or the file, in the archive."""
    at: str | None = None
    """When; the present if None."""
    etag: str | None = None
    last_modified: str | None = None
    """Validators of the response, to ask by the next time."""


NO_ATTEMPT = AttemptRow()
"""Nothing was asked for, nothing answered."""


class Attempt(msgspec.Struct, frozen=True):
    """One try, as it is kept."""

    id: int
    input_id: int
    run_id: int | None
    at: str
    outcome: str
    """`article` or a reason."""
    evidence: str | None
    article_id: str | None
    status: int | None
    final_url: str | None
    record: RecordRef | None


class ArticleRow(msgspec.Struct, frozen=True):
    """One line of a list of articles."""

    id: str
    url: str | None
    site: str | None
    title: str | None
    publisher: str | None
    date_published: str | None
    language: str | None
    paywall: str | None
    confidence: float | None
    versions: int
    source: str | None
    """What was asked for when the article came in: a URL, or the path of a saved page."""


class LedgerRow(msgspec.Struct, frozen=True):
    """What happened to one input: a line of the appendix."""

    source: str
    kind: str
    origin: str
    outcome: str
    """`article`, a reason, or `queued`."""
    evidence: str | None
    article_id: str | None
    status: int | None
    final_url: str | None
    attempts: int
    added_at: str
    updated_at: str
    site: str | None = None
    found_by: str | None = None
    """The kind of listing that names it (`origin` is its address); empty: somebody named it."""
    dated: str | None = None
    """When that listing says it was published or changed."""
    published: str | None = None
    """Of its article, by the page."""


class Finding(msgspec.Struct, frozen=True):
    """Something in the database that should not be."""

    check: str
    message: str
