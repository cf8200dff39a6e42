"""What stands in a file of many pages, and how such a file is to be taken.

Comes in: nothing. Goes out: `Part`, `Take`. Must not know: any format.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import msgspec

from broadsheet.records import Dropped, Page, Reason
from broadsheet.urls import host

FREE, FOLD = 64 << 20, 100
"""Bytes that any packed file may unfold to, and to how many times its size a larger one may: text does twenty-fold at
the best, a bomb a thousand-fold."""


class Part(NamedTuple):
    """One input of a file of many."""

    name: str
    """What it is called in its file; "" where it is the whole of it."""
    item: Page | Dropped


class Take(msgspec.Struct, frozen=True):
    """How local sources are taken."""

    limit: int
    """Bytes of a page at most."""
    form: str | None = None
    """`warc` where every file is to be read as one; `html` and `text` are for `as_form`."""
    site: str | None = None
    """Of web archives only records of this host or those below it; `www.` makes no difference."""
    since: str | None = None
    until: str | None = None
    """Of web archives only records of these days (a beginning of `WARC-Date`), both included."""
    cc_news: str = "https://data.commoncrawl.org/"
    """What the paths of Common Crawl are below."""
    passed: Counter[str] = msgspec.field(default_factory=Counter)
    """What was passed over because it is no page, counted by what it is."""

    def wants(self, url: str, date: str) -> str | None:
        """Why a record is not wanted, in words; None where it is."""
        if self.site is not None:
            name, wanted = host(url), bare(self.site)
            if name != wanted and not name.endswith(f".{wanted}"):
                return "other sites"
        early = self.since is not None and date[: len(self.since)] < self.since
        late = self.until is not None and date[: len(self.until)] > self.until
        return "other days" if early or late else None


def bare(site: str) -> str:
    """The host that a site's name or URL stands for, without `www.`."""
    return (host(site if "://" in site else f"https://{site}") or site.lower()).removeprefix("www.")


def unreadable(why: str) -> Dropped:
    """What is here and cannot be read."""
    return Dropped(url=None, reason=Reason.UNREADABLE, evidence=why)


def too_large(what: str, limit: int) -> Dropped:
    """More than is taken."""
    return Dropped(url=None, reason=Reason.TOO_LARGE, evidence=f"{what}: more than {limit} bytes")
