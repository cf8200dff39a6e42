"""What of a web archive is asked for, noted behind its address: which site, which days.

Comes in: addresses of files, and what is wanted of them. Goes out: addresses with a fragment, which is never sent
(RFC 3986, 3.5), and what it says. So an archive that is asked for two sites is two inputs, and a run that goes on with
a half-read one knows what it was read for. Must not fetch.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import msgspec

from broadsheet.records import ListingKind
from broadsheet.source.part import Take
from broadsheet.urls import dedup_key, path, replayed

_ARCHIVE = (*(f"{form}{packed}" for form in (".warc", ".arc") for packed in ("", ".gz", ".zst")), ".wacz")
_INDEX = ("/warc.paths", "/warc.paths.gz")
"""A list of the files of a crawl, as Common Crawl publishes it."""


class Scope(msgspec.Struct, frozen=True):
    """What is wanted of a web archive; None: all of it."""

    site: str | None = None
    since: str | None = None
    until: str | None = None
    replay: str | None = None
    """Of a CDX server: what its archive's captures are below."""

    def take(self, limit: int) -> Take:
        """How its records are taken."""
        return Take(limit, None, self.site, self.since, self.until)


def expected_at(url: str) -> ListingKind | None:
    """A web archive, or a list of such, by the address; None for any other."""
    if "#replay=" in url:
        return ListingKind.CDX
    name = path(url).lower()
    if name.endswith(_ARCHIVE):
        return ListingKind.WEB_ARCHIVE
    return ListingKind.ARCHIVE_INDEX if name.endswith(_INDEX) else None


def is_web_archive(url: str) -> bool:
    """Is it a web archive, by its address?"""
    return expected_at(url) is ListingKind.WEB_ARCHIVE


def scoped(url: str, scope: Scope) -> str:
    """The address of an archive, or a list of such, with what is wanted of it."""
    wanted = {name: value for name, value in msgspec.structs.asdict(scope).items() if value is not None}
    return f"{without_scope(url)}#{urlencode(wanted)}" if wanted else without_scope(url)


def scope_of(url: str) -> Scope:
    """What is wanted of the archive at an address."""
    known = dict(parse_qsl(url.partition("#")[2]))
    return Scope(**{name: known[name] for name in Scope.__struct_fields__ if name in known})


def without_scope(url: str) -> str:
    """The address that is asked for."""
    return url.partition("#")[0]


def key_of(url: str) -> str:
    """The key of the input at an address: the same archive for another scope is another."""
    capture = replayed(url)
    if capture is not None:  # the page itself is another input: it may be gone
        return f"{dedup_key(capture[0])}#archived"
    scope = url.partition("#")[2] if expected_at(url) is not None else ""
    return f"{dedup_key(url)}#{scope}" if scope else dedup_key(url)
