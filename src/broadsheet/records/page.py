"""Before parsing: what is asked for, what was exchanged, the bytes of a page.

Comes in: nothing. Goes out: `Target`, `Exchange`, `RecordRef`, `Page`. Must not know how they were come by.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from broadsheet.records.lists import Form


class Recorded(msgspec.Struct, frozen=True):
    """A `response` record of another archive, compressed as it lies there, that ours reads as it was read there."""

    member: bytes
    """The gzip member, of which the record is all."""
    record_id: str
    digest: str
    """WARC-Payload-Digest, which holds."""


class Exchange(msgspec.Struct, frozen=True):
    """One HTTP request and what came back, byte for byte: what a WARC file keeps.

    `response_body` is the entity as sent (transfer coding removed, content coding kept).
    """

    url: str
    request_head: bytes
    response_head: bytes
    response_body: bytes
    started_at: str
    """RFC 3339 in UTC, microseconds."""
    address: str | None = None
    """IP address that was connected to."""
    truncated: Literal["length", "time", "disconnect", "unspecified"] | None = None
    """WARC-Truncated, where the body was cut (WARC/1.1, 5.13); `unspecified`: more came than was declared."""
    recorded: Recorded | None = None
    """The record that it was read from, where URL and date are that record's."""


class RecordRef(msgspec.Struct, frozen=True):
    """Where one WARC record lies: what the archive gives and the store keeps."""

    file: str
    """Name of the file in the archive's folder, as it is called when finished."""
    offset: int
    """Bytes before the record's gzip member …"""
    length: int
    """… and the member's bytes."""
    record_id: str
    """WARC-Record-ID, angle brackets included."""
    digest: str
    """WARC-Payload-Digest; empty where the record was erased."""


class Earlier(msgspec.Struct, frozen=True):
    """The last whole answer to a URL that is asked for again: what a new one is compared with."""

    record: RecordRef
    """The `response` record that holds it."""
    url: str
    """Which URL answered, redirects followed."""
    date: str
    """When: the record's WARC-Date."""
    etag: str | None = None
    last_modified: str | None = None
    """Validators (RFC 9110, 8.8), as the server sent them."""


class Target(msgspec.Struct, frozen=True):
    """A URL to be fetched, as some source named it."""

    url: str
    source: str = "argument"
    """Who asked: `argument`, `list`, `stdin`."""
    earlier: Earlier | None = None
    """What is known of it, where it is asked for again on purpose."""
    home: str | None = None
    """The origin that may be private under `allow_private`, where that is not its own: it was named by a listing."""
    max_bytes: int | None = None
    """Cap on wire and decoded bytes, where it is another than that of pages."""
    file: str | None = None
    """Where the body is written as it comes, and gone on with where it broke off: a file of many pages."""


class Page(msgspec.Struct, frozen=True):
    """The bytes of one page and how they were come by. `body` is decoded from content coding."""

    body: bytes
    url: str | None = None
    """Where the bytes came from, redirects followed; None for a nameless file."""
    requested_url: str | None = None
    """What was asked for, before redirects."""
    form: Form = Form.HTML
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    charset: str | None = None
    """A charset that the transport declared (HTTP `Content-Type`)."""
    fetched_at: str | None = None
    exchanges: tuple[Exchange, ...] = ()
    """Every hop, the last one last; empty for a local file."""
    path: str | None = None
    """The local file, for a saved page."""
    replayed: str | None = None
    """The address in a web archive where the bytes are from, if `url` is the page's own."""
    cut: str | None = None
    """Why the bytes may end before the page does, in words; None where nothing says so."""

    def header(self, name: str) -> str | None:
        """The first value of an HTTP header, by case-insensitive name (RFC 9110)."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)
