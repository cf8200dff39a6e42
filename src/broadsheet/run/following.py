"""Where a listing leads: which of its addresses are asked for, in what order, and how many are not, and why.

Comes in: inputs with what their addresses answered. Goes out: `Leads`: addresses for the frontier, and words for the
ledger. Decides by the listing's kind, dates and depth, the budget of the site, the site's shapes and what looks like a
trap; asks the store what has been found before. Must not fetch, nor queue.

    named ─▶ outline, feed ─────────────▶ stories, of any site
          ─▶ sitemap ─▶ sitemaps ───────▶ stories of the site
          ─▶ front page ─▶ sections ────▶ stories of the site; its feeds; its sitemaps (robots.txt)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from sys import intern

import msgspec

from broadsheet import urls
from broadsheet.days import before, day_of, outside
from broadsheet.decode import Decoding, decode_body
from broadsheet.fetch import Visit, parse_head
from broadsheet.fetch.agent import may_visit
from broadsheet.fetch.redirect import is_home
from broadsheet.options import FetchOptions, FollowOptions
from broadsheet.place import Place, place_of
from broadsheet.records import Article, Dropped, Form, Listed, Listing, ListingKind, Page, Reason
from broadsheet.source import LARGEST_LISTING, OUTER_CODING, read_listing
from broadsheet.source.ccnews import read_index
from broadsheet.source.cdx import read_captures
from broadsheet.source.dated import archive_pages, form_of
from broadsheet.source.scope import expected_at, key_of
from broadsheet.source.shapes import Shapes
from broadsheet.source.traps import trap
from broadsheet.store import LISTINGS, Input, Store, Wanted

Outcome = Article | Dropped

DEEPEST = {
    ListingKind.SITEMAP: 3,
    ListingKind.SITEMAP_INDEX: 3,
    ListingKind.FEED: 3,
    ListingKind.OUTLINE: 0,
    ListingKind.WEB_ARCHIVE: 1,
    ListingKind.ARCHIVE_INDEX: 0,
    ListingKind.CDX: 1,
}
"""Listings between a sitemap, or a feed, and what was named (row D2 of the fault matrix): an index, its sets; a front
page, its feed, a part of it. Sections: `FollowOptions.depth`."""
OLDER_PARTS = 1_000
"""Parts of a paged feed that a range of dates is followed through."""
FRUITLESS = 20
"""Addresses of a site found on its pages that led to no story, or to one already told, in a row, after which the site
is left for this run (row D1 of the fault matrix)."""
REMEMBERED = 1_000
"""Outcomes of earlier runs from which a site's shapes are learnt, and texts that a repeated one is known by."""

_LISTING = re.compile(
    r"sitemap|\.(?:xml|rss|atom|rdf|opml)\b|/(?:feed|rss|atom)s?\b|feed\.json|[?&]feed=", re.IGNORECASE
)
"""Addresses that people name feeds and sitemaps by."""
LATE = timedelta(days=7)
"""Feeds list stories late, and days are told in other zones (a guess, on the generous side: what is known already costs
no request)."""

NOBODY = "about:blank"
"""An origin that no address has."""
_NEWS = re.compile(r"news|recent|latest|aktuell|actu|ultim|noticia", re.IGNORECASE)
"""Sitemaps for what is new, by their names: Google's news sitemaps hold two days."""
_LISTS: dict[ListingKind | None, Callable[[bytes, str], Listing | None]] = {
    ListingKind.ARCHIVE_INDEX: read_index,
    ListingKind.CDX: read_captures,
}
"""What an address says that it lists, and who reads it."""
OF_OTHERS = frozenset({ListingKind.ARCHIVE_INDEX, ListingKind.CDX})
"""Listings of others' archives: asked when somebody names them, and never by an update."""
_READ_AGAIN = frozenset({ListingKind.FEED, ListingKind.SITEMAP, ListingKind.SITEMAP_INDEX})
_UNREAD = frozenset({Reason.NOT_HTML, Reason.TOO_LARGE})
"""Outcomes of an answer that may be a listing all the same: a list of addresses as text, longer than a page may be."""
_ROOTED = frozenset({Place.ROOT, Place.SECTION, Place.LISTING})
_STORYLESS = frozenset({Reason.LIST_PAGE, Reason.SOFT_404, Reason.GONE, Reason.TOO_SHORT, Reason.EMPTY, Reason.GALLERY,
                        Reason.DUPLICATE_URL, Reason.NOT_HTML})  # fmt: skip
"""Outcomes that say of an address that no story is there."""


class Leads(msgspec.Struct, frozen=True):
    """What a listing comes to."""

    kind: ListingKind
    title: str | None
    wanted: tuple[Wanted, ...]
    left: dict[str, int]
    """Why addresses are not asked for → how many."""
    notes: tuple[str, ...]

    def evidence(self, new: int) -> str:
        """What the ledger says of the listing, `new` of whose addresses were unknown."""
        name = f" “{self.title}”" if self.title else ""
        left = [f"{count:,} {why}" for why, count in sorted(self.left.items())]
        stories = sum(one.expected is None for one in self.wanted)
        parts = [f"{stories:,} stories", f"{len(self.wanted) - stories:,} listings", f"{new:,} new", *left, *self.notes]
        return f"{self.kind}{name}: {', '.join(parts)}"


class Following:
    """What one run follows. `news`: of what listings name, what is new since they were first asked for."""

    def __init__(self, store: Store, options: FollowOptions, fetch: FetchOptions, *, news: bool = False) -> None:
        self._store = store
        self._options = options
        self._fetch = fetch
        self._news = news
        self._shapes: dict[str, Shapes] = {}
        self._spent: dict[str, int] = {}
        self._fruitless: Counter[str] = Counter()
        self._read: set[int] = set()
        self._parts: set[int] = set()
        self._told: dict[str, dict[int, None]] = defaultdict(dict)
        self._since: str | None = None
        self._named: dict[str, set[str]] = {}

    def listing_in(self, known: Input, visit: Visit) -> Listing | None:
        """The feed, sitemap, outline or list of archives that was answered; None for anything else."""
        outcome = visit.outcome
        if not self._options.listings:
            return None
        textual = isinstance(outcome, Page) and outcome.form is Form.TEXT
        if not visit.exchanges or not (textual or (isinstance(outcome, Dropped) and outcome.reason in _UNREAD)):
            return None
        last = visit.exchanges[-1]
        head = parse_head(last.response_head)
        if head is None or head.status != 200:
            return None
        coding = head.joined("content-encoding")
        decoding = Decoding(last.response_body, coding, LARGEST_LISTING, OUTER_CODING)
        special = _LISTS.get(expected_at(known.source))
        if special is None:
            listing = read_listing(decoding, last.url)
        else:
            listing = special(decode_body(last.response_body, coding, LARGEST_LISTING).body, known.source)
        if listing is None or (last.truncated is None and decoding.state == "whole"):
            return listing
        words = f"cut: only {decoding.size:,} bytes were read"
        return msgspec.structs.replace(listing, notes=(*listing.notes, words))

    def most_bytes(self, known: Input) -> int | None:
        """The cap on an answer that is said to be a listing, or looks like one by its address; None: as for a page."""
        listed = known.expected is not None or expected_at(known.source) is not None
        return LARGEST_LISTING if listed or _LISTING.search(known.source) else None

    def home(self, known: Input) -> str:
        """The origin that allows an address which a listing names to be private: the one that is somebody's who
        named an address of it. A public listing, however it was come by, opens nothing in here, not by a new look-up
        of its own name either."""
        site = urls.site_key(known.source)
        if site not in self._named:
            self._named[site] = self._store.named_origins(site)
        return next((one for one in self._named[site] if is_home(known.source, one)), NOBODY)

    def is_followed(self, known: Input, url: str | None) -> bool:
        """Is a page that lists stories, `url` after redirects, one whose links are followed?

        A front page or section that was named or found on one, not deeper than allowed. A list that stands in for a
        story (a dead link that ends at the front page) is not.
        """
        if known.found_by not in (None, ListingKind.SECTION, ListingKind.OUTLINE):
            return False
        asked = known.expected is ListingKind.SECTION or place_of(known.source) in _ROOTED
        same = url is None or urls.site_key(url) == urls.site_key(known.source)
        return self._options.listings and asked and same and known.depth <= self._options.depth

    def leads(self, known: Input, listing: Listing, sitemaps: Iterable[str] = ()) -> Leads:
        """What of a listing, and of the sitemaps that the site names in its robots.txt, is to be asked for."""
        left: Counter[str] = Counter()
        self._since = self._options.since or self._start_of(known)
        self._read.add(known.id)
        named = [*self._further(known, listing, sitemaps, left), *self._stories(known, listing, left)]
        once = [*{one.key: one for one in reversed(named)}.values()][::-1]
        if len(once) < len(named):
            left["named twice"] += len(named) - len(once)
        wanted = [one for one in once if may_visit(one.url, self._fetch)]
        if len(wanted) < len(once):
            left["off this machine (with no contact, or no gap)"] += len(once) - len(wanted)
        if listing.kind is ListingKind.SECTION:
            wanted = self._within_budget(urls.site_key(known.source), wanted, left)
        return Leads(listing.kind, listing.title, tuple(wanted), dict(+left), listing.notes)

    def anew(self, leads: Leads) -> list[Input]:
        """The further listings that were read in earlier runs and are to be read again for a range of days, once."""
        if self._options.since is None:
            return []
        keys = [one.key for one in leads.wanted if one.expected in _READ_AGAIN]
        found = [one for one in self._store.listings_known(keys) if one.id not in self._read]
        self._read.update(one.id for one in found)
        return found

    def learn(self, known: Input, outcome: Outcome) -> None:
        """An address has its outcome: its site's shapes, and what its pages are worth following."""
        if known.expected is not None or known.kind != "url":
            return
        site, story = urls.site_key(known.source), isinstance(outcome, Article)
        if (
            isinstance(outcome, Dropped) and outcome.reason not in _STORYLESS
        ):  # a fault, a wall: says nothing of the page
            return
        if site in self._shapes:
            self._shapes[site].learn(known.source, story)
        if known.found_by is ListingKind.SECTION:
            self._fruitless[site] = self._fruitless[site] + 1 if self._is_barren(site, outcome) else 0

    def is_fruitless(self, site: str) -> bool:
        """Is a site made of pages that lead to no story?"""
        return self._fruitless[site] >= FRUITLESS

    def out_of_range(self, outcome: Outcome) -> Outcome:
        """An article that was published outside the days asked for is none of the corpus."""
        if not isinstance(outcome, Article) or not outcome.date_published:
            return outcome
        since, until = self._options.since, self._options.until
        if not outside(outcome.date_published, since, until):
            return outcome
        evidence = f"published {outcome.date_published}, asked for {since or '…'} to {until or '…'}"
        return Dropped(url=outcome.url, reason=Reason.OUT_OF_RANGE, evidence=evidence)

    def _stories(self, known: Input, listing: Listing, left: Counter[str]) -> Iterator[Wanted]:
        site, now = urls.site_key(known.source), datetime.now(UTC).timestamp()
        section, since = listing.kind is ListingKind.SECTION, self._options.since
        for place, page in enumerate(listing.pages):
            told = page.published or day_of(urls.path(page.url))
            dated = told or page.modified
            if self._is_out_of_range(told, page.modified):
                left["out of range"] += 1
            elif listing.kind is ListingKind.CDX and (why := self._why_no_capture(page.url)):
                left[why] += 1
            elif section and since is not None and form_of(page.url) is not None:
                left["archive pages"] += 1
            elif section and (why := trap(page.url)):
                left[f"like a trap ({why})"] += 1
            elif section and not self._shapes_of(site).is_story(page.url):
                left["no story by their addresses"] += 1
            elif listing.kind is ListingKind.SITEMAP and urls.site_key(page.url) != site:
                left["of another site"] += 1
            else:
                rank = min(_seconds(dated) or now - 1 - place, LISTINGS - 1)  # undated ones newest first, as listed
                key, depth = key_of(page.url), known.depth + 1
                dated = intern(dated) if dated else dated  # of a hundred thousand stories, some thousand days
                yield Wanted(key, page.url, rank, depth, None, dated, listing.kind)

    def _why_no_capture(self, url: str) -> str | None:
        """Why a capture in a web archive is not asked for; None for one of a story that cannot be had elsewhere."""
        original = (urls.replayed(url) or (url, ""))[0]
        if self._store.is_had(urls.dedup_key(original)):
            return "articles already, or queued"
        if why := trap(original):
            return f"like a trap ({why})"
        story = self._shapes_of(urls.site_key(original)).is_story(original) and form_of(original) is None
        return None if story else "no story by their addresses"

    def _further(self, known: Input, listing: Listing, sitemaps: Iterable[str], left: Counter[str]) -> Iterator[Wanted]:
        named = tuple(Listed(url, kind=ListingKind.SITEMAP) for url in sitemaps)
        for one in (*listing.listings, *named, *self._archive(known, listing)):
            kind = one.kind or listing.kind
            if why := self._why_not(known, listing, one, kind):
                left[why] += not self._store.knows(urls.dedup_key(one.url))  # the same menu is on every page
            else:
                found_by = ListingKind.SITEMAP_INDEX if kind is ListingKind.SITEMAP else listing.kind
                depth = known.depth + 1
                yield Wanted(key_of(one.url), one.url, LISTINGS - depth, depth, kind, one.modified, found_by)

    def _archive(self, known: Input, listing: Listing) -> Iterator[Listed]:
        """The pages of the paper's archive, where the page that was named links to one such, and a range is given."""
        since = self._options.since
        if listing.kind is ListingKind.SECTION and known.depth == 0 and since is not None:
            links = (one.url for one in (*listing.pages, *listing.listings))
            for url in archive_pages(links, since, self._options.until):
                yield Listed(url, kind=ListingKind.SECTION)

    def _why_not(self, known: Input, listing: Listing, one: Listed, kind: ListingKind) -> str | None:
        """Why a further listing is not followed; None for one that is."""
        since, depth = self._since, known.depth + 1
        other = urls.site_key(one.url) != urls.site_key(known.source)
        if kind is ListingKind.SECTION:
            if depth > self._options.depth:
                return "deeper sections"
            if since is not None and form_of(one.url) is not None and self._is_other_month(one.url):
                return "archive pages out of range"
            return "like a trap" if trap(one.url) else None
        if kind is ListingKind.SITEMAP:
            if other:
                return "sitemaps of another site"
            if (
                listing.kind is ListingKind.SECTION
                and self._options.since is None
                and not _NEWS.search(urls.path(one.url))
            ):
                return "sitemaps (give --since to follow them)"
            if before(one.modified, since) or self._is_other_month(one.url):
                return "sitemaps out of range"
        if kind is ListingKind.WEB_ARCHIVE and other:
            return "web archives of another site"
        if kind is listing.kind is ListingKind.FEED:  # the next part of the same feed
            if listing.pages and all(before(page.published or page.modified, since) for page in listing.pages):
                return "older parts out of range"
            if self._is_repeated(listing):
                return "older parts, for this one is the same as one before it"
            ranged = self._options.since is not None and depth <= OLDER_PARTS
            return None if ranged else "older parts (give --since to follow them)"
        return "too deep" if depth > DEEPEST[kind] else None

    def _is_repeated(self, listing: Listing) -> bool:
        """Has this run read the very same part of a feed? A server that knows no parts answers with the first one."""
        part = hash(frozenset(page.url for page in listing.pages))
        known = part in self._parts
        self._parts.add(part)
        return known

    def _start_of(self, known: Input) -> str | None:
        """In an update, the day from which on what a listing names is new; else None.

        What is older was taken when the first of the listings that led to it was asked for, or left on purpose: by a
        range of days, by a budget.
        """
        if not self._news:
            return None
        while known.found_by is not None:
            above = self._store.named(urls.dedup_key(known.origin))
            if above is None or above.depth >= known.depth:
                break
            known = above
        first = datetime.fromisoformat(self._store.asked_input(known.id).added_at)
        return (first - LATE).strftime("%Y-%m-%d")

    def _is_out_of_range(self, told: str | None, modified: str | None) -> bool:
        """By the day of publication, or of the address; a day of change says only what came before it."""
        return outside(told, self._since, self._options.until) if told else before(modified, self._since)

    def _is_other_month(self, url: str) -> bool:
        """Does a sitemap's name hold a month or day that is out of range?"""
        month = day_of(urls.path(url))
        return month is not None and outside(month, self._since, self._options.until)

    def _within_budget(self, site: str, wanted: list[Wanted], left: Counter[str]) -> list[Wanted]:
        """As many of the addresses found on a page as the site's budget has room for; feeds and sitemaps are free."""
        if site not in self._spent:
            since = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._spent[site] = self._store.found_on_pages(site, since)
        kept = []
        for one in wanted:
            free = one.expected not in (None, ListingKind.SECTION) or self._store.knows(one.key)
            if free or self._spent[site] < self._options.budget:
                kept.append(one)
                self._spent[site] += not free
            else:
                left["beyond the site's budget"] += 1
        return kept

    def _shapes_of(self, site: str) -> Shapes:
        if site not in self._shapes:
            self._shapes[site] = shapes = Shapes()
            for url, story in self._store.outcomes_of(site, REMEMBERED, _STORYLESS):
                shapes.learn(url, story)
        return self._shapes[site]

    def _is_barren(self, site: str, outcome: Outcome) -> bool:
        """Does an address lead to no story, or to one that the site has told under another address?"""
        if isinstance(outcome, Dropped):
            return outcome.reason in _STORYLESS
        told, text = self._told[site], hash(outcome.text)
        known = text in told
        told[text] = None
        if len(told) > REMEMBERED:
            del told[next(iter(told))]
        return known


@lru_cache(maxsize=4096)
def _seconds(day: str | None) -> float | None:
    """A day or moment as seconds since 1970; None for what is none."""
    if day is None:
        return None
    padded = day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day
    try:
        moment = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
