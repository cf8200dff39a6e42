"""Every choice a caller can make, as one frozen record of the stages' frozen records.

Comes in: nothing. Goes out: `Options` and `DEFAULT`; each default carries its source.
Must not know: files or environment (`settings.py` reads those) or what a stage does with it.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

MIB = 1024 * 1024

Seconds = Annotated[float, msgspec.Meta(gt=0)]
Gap = Annotated[float, msgspec.Meta(ge=0)]
Count = Annotated[int, msgspec.Meta(ge=0)]
Some = Annotated[int, msgspec.Meta(ge=1)]


class FetchOptions(msgspec.Struct, frozen=True):
    """How pages are asked for."""

    contact: str | None = None
    """Mail address or URL of the operator, named in the User-Agent, so that a site's owner can write to somebody."""
    deadline: Seconds = 30.0
    """Seconds for DNS, connect, TLS, redirects and body together: what a browser's user would wait."""
    max_bytes: Some = 10 * MIB
    """Cap on wire and on decoded bytes of one response: some forty times the mean development page."""
    max_redirects: Count = 10
    """Hops; browsers follow 20, and RFC 9309 asks for at least five for robots.txt."""
    min_gap: Gap = 1.0
    """Seconds between requests to one site key; 0 for loopback only. One second is the usual crawler's courtesy."""
    allow_private: bool = False
    """Fetch from private, loopback and other special-purpose addresses (RFC 6890): from the origins that were named,
    not from where those lead by a redirect."""
    connections: Some = 16
    """Sites fetched at the same time; one request in flight per site key."""
    cookies: str | None = None
    """A Netscape cookie file: the operator's own access, sent to the sites it names and kept nowhere."""


class ParseOptions(msgspec.Struct, frozen=True):
    """How bytes become blocks."""

    max_bytes: Some = 10 * MIB
    """Larger pages are `too_large`; as for fetching."""


class ExtractOptions(msgspec.Struct, frozen=True):
    """How blocks become an article."""

    engine: Literal["broadsheet", "trafilatura"] = "broadsheet"
    """`trafilatura` needs the extra of that name."""


class GateOptions(msgspec.Struct, frozen=True):
    """What counts as an article at all."""

    min_words: Count = 25
    """Shorter texts are `too_short`: half of the shortest reference with spaces in the development data (50 words)."""
    respect_opt_out: bool = False
    """Keep no page that reserves text and data mining (TDM-Reservation) or says `noindex`, `noarchive` or `noai`: it is
    `robots_denied`. Off, because what research may do in spite of them is a matter of the country's law."""


class FollowOptions(msgspec.Struct, frozen=True):
    """Where listings lead: feeds, sitemaps, the sections of a paper."""

    listings: bool = True
    """False: what lists pages leads nowhere; it is `list_page` or `not_html`, and that is all."""
    stories: bool = True
    """False: what listings name is queued and not asked for; further listings are."""
    depth: Count = 1
    """Sections between the page that was named and a story: a front page, its sections, their stories."""
    budget: Some = 2_000
    """Addresses of a site, found on its pages, that are asked for in 24 hours: a large paper's front page and sections
    name about as many; a trap names more."""
    since: str | None = None
    """Stories published before are left: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. With it, whole sitemaps are followed."""
    until: str | None = None
    """Stories published after are left, as in `since`."""
    limit: Some | None = None
    """Stories asked for in one run; the others stay queued."""
    per_site: Some | None = None
    """The same, of each site."""
    seconds: Seconds | None = None
    """After so long nothing new is asked for; the rest stays queued."""


class ArchiveOptions(msgspec.Struct, frozen=True):
    """Where the web archives of others are. They are asked only where they are named."""

    cc_news: str = "https://data.commoncrawl.org/"
    """What the paths of Common Crawl are below (its documentation)."""
    cdx: str = "https://web.archive.org/cdx/search/cdx"
    """A CDX server: which captures there are (the Internet Archive's documentation; pywb has the same)."""
    replay: str = "https://web.archive.org/web/"
    """What its captures are below, as `TIMESTAMPid_/URL`: the bytes as they were recorded."""


class WorkerOptions(msgspec.Struct, frozen=True):
    """The pool of killable children."""

    processes: Count = 0
    """0: one per processor."""
    seconds: Seconds = 10.0
    """Bound on a page's processor time, and six times that by the clock: hundreds of times what a usual page takes."""
    memory: Annotated[int, msgspec.Meta(ge=256 * MIB)] = 1024 * MIB
    """Bound on a child's address space in bytes; its libraries alone took 136 MiB on Linux."""


class StoreOptions(msgspec.Struct, frozen=True):
    """How the corpus is kept."""

    min_free: Count = 500 * MIB
    """Bytes of disk below which nothing new is begun; 0: write until it is full. What eight connections can have in
    hand at once, at `max_bytes` each: 8 pages coming in, 32 waiting, 64 MiB being read; the rest is the database's."""


class Options(msgspec.Struct, frozen=True):
    """All stages' options."""

    fetch: FetchOptions = FetchOptions()
    parse: ParseOptions = ParseOptions()
    extract: ExtractOptions = ExtractOptions()
    gate: GateOptions = GateOptions()
    follow: FollowOptions = FollowOptions()
    archives: ArchiveOptions = ArchiveOptions()
    workers: WorkerOptions = WorkerOptions()
    store: StoreOptions = StoreOptions()


DEFAULT = Options()
