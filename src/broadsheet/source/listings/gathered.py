"""The addresses of one listing while it is read: resolved, told apart, dated, counted.

Comes in: references as the listing has them. Goes out: a `Listing`. Must not know the listing's form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet import urls
from broadsheet.records import Listed, Listing, ListingKind

LONGEST_URL = 2_083
"""Characters of a URL (row D1 of the fault matrix: what the longest-lived browser allowed)."""
LONGEST_TITLE = 500
"""Characters kept of a title: no headline is longer."""

_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
"""W3C date and time, which sitemaps use, with the space and the missing colon that some write."""


class Gathered:
    """What has been found so far. `most`: addresses after which it is full; `allowed`: more are noted."""

    def __init__(self, base: str | None, most: int, allowed: int | None = None) -> None:
        self.pages: dict[str, Listed] = {}
        self.title: str | None = None
        self._base = base
        self._most = most
        self._read = 0
        self._allowed = allowed or most
        self._listings: dict[str, Listed] = {}
        self._notes: dict[str, int] = {}

    @property
    def full(self) -> bool:
        """Have as many addresses been read as may be? One that is named a million times fills it, too."""
        return self._read >= self._most

    def page(self, reference: str, **facts: str | None) -> None:
        """A page; `facts`: title, published, modified, as found."""
        self._add(self.pages, reference, facts)

    def sublisting(self, reference: str, kind: ListingKind, **facts: str | None) -> None:
        """A further listing, said to be of that kind."""
        self._add(self._listings, reference, facts, kind)

    def restart(self) -> None:
        """It is read once more from its start: what is known already counts once."""
        self._read = 0

    def note(self, words: str) -> None:
        """Something is wrong with the listing."""
        self._notes[words] = self._notes.get(words, 0) + 1

    def listing(self, kind: ListingKind) -> Listing:
        """All of it."""
        count = len(self.pages) + len(self._listings)
        if count > self._allowed:
            self.note(f"{count} addresses, {self._allowed} are allowed")
        if self.full:
            self.note(f"read up to {self._most} addresses")
        notes = tuple(words if times == 1 else f"{words} ({times} times)" for words, times in self._notes.items())
        return Listing(kind, tuple(self.pages.values()), tuple(self._listings.values()), short(self.title), notes)

    def _add(
        self, to: dict[str, Listed], reference: str, facts: dict[str, str | None], kind: ListingKind | None = None
    ) -> None:
        if not reference or self.full:
            return
        self._read += 1
        url = self._resolved(reference) if len(reference) <= LONGEST_URL else None
        if url is None or not url.startswith(("http://", "https://")):
            self.note("an address that is none")
        elif url not in to:
            published, modified = date(facts.get("published")), date(facts.get("modified"))
            to[url] = Listed(url, short(facts.get("title")), published, modified, kind)

    def _resolved(self, reference: str) -> str | None:
        whole = reference.startswith(("http://", "https://"))  # what it would be resolved against does not matter
        return urls.normalise(reference) if whole else urls.resolve(self._base, reference)


def short(title: str | None) -> str | None:
    """A title on one line, of bearable length; None for an empty one."""
    return " ".join((title or "").split())[:LONGEST_TITLE] or None


@lru_cache(maxsize=4096)
def date(raw: str | None) -> str | None:
    """A W3C date as `Listed` has it; None for anything else."""
    found = _DATE.fullmatch((raw or "").strip())
    if found is None or not found[1] >= "0001":
        return None
    year, month, day, minute, second, zone = found.groups()
    if (month and not "01" <= month <= "12") or (day and not "01" <= day <= "31"):
        return None
    start = "-".join(part for part in (year, month, day) if part)
    if minute is None:
        return start
    zone = zone or ""
    return f"{start}T{minute}:{second or '00'}{zone if ':' in zone or zone in {'', 'Z'} else zone[:3] + ':' + zone[3:]}"
