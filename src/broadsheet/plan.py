"""What a run would bring, before it asks for a single story: by month and by what names it.

Comes in: sources, options, the corpus they are meant for. Goes out: a `Plan`. The listings are followed by the same
code as in the run, into a corpus of its own that is thrown away: what the plan says is what the run will do, and the
corpus is only read. Must not print, nor ask for a story.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from broadsheet.corpus import DATABASE, Corpus
from broadsheet.options import Options
from broadsheet.records import ListingKind, Pace, Target
from broadsheet.source import Source
from broadsheet.source.scope import is_web_archive
from broadsheet.store import Store

UNDATED = "undated"
"""The month of what no listing and no address dates."""
MOST_FAILURES = 1_000
"""Listings that could not be had, kept by name."""

_STORIES = (
    "SELECT key, site, dated, source AS url, coalesce(found_by, 'named') AS source FROM inputs"
    " WHERE state = 'queued' AND kind = 'url' AND expected IS NULL"
)
_FAILED = (
    "SELECT source, reason, evidence FROM inputs WHERE state = 'dropped' AND reason <> 'list_page'"
    " AND (expected IS NOT NULL OR found_by IS NULL) ORDER BY id LIMIT :most"
)
_WAITING = "SELECT expected, count(*) AS count FROM inputs WHERE state = 'queued' AND expected IS NOT NULL GROUP BY 1"
_READ = "SELECT source, evidence FROM inputs WHERE reason = 'list_page' ORDER BY id"


class Planned(msgspec.Struct, frozen=True):
    """What one kind of source names of one month."""

    month: str
    """`YYYY-MM`, or `undated`."""
    source: str
    """`feed`, `sitemap`, `section`, `cdx`: what names the stories first."""
    new: int
    known: int
    """In the corpus already, as articles or with another outcome: not asked for again."""


class Plan(msgspec.Struct, frozen=True):
    """What a run would bring."""

    stories: tuple[Planned, ...]
    """By month, then source; undated ones last."""
    uncovered: tuple[str, ...]
    """Months of the range of which no source names a story."""
    requests: int
    """Stories that the run would ask for."""
    seconds: float
    """How long that takes at the sites' gaps, as far as they are known by now."""
    archives: int
    """Web archives that the run would fetch, a gigabyte each; which stories are in them is not known before."""
    unread: int
    """Listings that were left, because the time for it was up; they are read in the run."""
    failed: tuple[tuple[str, str], ...]
    """Listings that could not be had, and why."""
    listings: tuple[tuple[str, str], ...]
    """Those that were read, and what each brought and left."""

    @property
    def known(self) -> int:
        """Stories that are in the corpus already."""
        return sum(one.known for one in self.stories)


def plan(
    corpus: Path,
    options: Options,
    lists: Iterable[Iterable[Source]],
    later: Iterable[Iterable[Source]] = (),
) -> Plan:
    """What an `add` of these sources to the corpus would ask for, with the same options; the corpus is not changed.

    Robots.txt, front pages, sections, feeds and sitemaps are asked for, with the pauses that the corpus knows of;
    stories are not, and files need no plan. `later`: sources of a second run behind it. Raises `ContactMissing`,
    `UsageError`, `DiskFull`.
    """
    follow = replace(options.follow, stories=False, limit=None, per_site=None)
    with tempfile.TemporaryDirectory(prefix="broadsheet-plan-") as folder, _Memory(corpus) as memory:
        with Store(Path(folder) / DATABASE, write=True) as draft:
            draft.keep_paces(memory.paces())
        with Corpus(folder) as drafted:
            for part in (lists, later):
                drafting = replace(options, follow=follow)
                for _ in drafted.add(lists=map(_addresses, part), options=drafting, command="plan"):
                    pass
        with Store(Path(folder) / DATABASE, write=False) as found:
            return _summed_up(found, memory, options)


def _addresses(sources: Iterable[Source]) -> Iterator[Source]:
    """What of the sources is to be fetched."""
    return (source for source in sources if isinstance(source.item, Target))


def _summed_up(found: Store, memory: _Memory, options: Options) -> Plan:
    archives = 0
    new, known, sites = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[str]()
    for row in found.select(_STORIES):
        place = (month_of(row["dated"]), row["source"])
        if is_web_archive(row["url"]):
            archives += 1
        elif memory.has(row["key"]):
            known[place] += 1
        else:
            new[place] += 1
            sites[row["site"] or ""] += 1
    gaps = {pace.site: pace.gap for pace in found.kept_paces()}
    times = (count * max(gaps.get(site, 0.0), options.fetch.min_gap) for site, count in sites.items())
    failed = found.select(_FAILED, {"most": MOST_FAILURES})
    waiting = {row["expected"]: row["count"] for row in found.select(_WAITING)}
    named = {month for month, _ in (*new, *known)}
    return Plan(
        stories=tuple(Planned(*place, new[place], known[place]) for place in sorted({*new, *known}, key=_in_order)),
        uncovered=tuple(one for one in months(options.follow.since, options.follow.until) if one not in named),
        requests=sites.total(),
        seconds=max(times, default=0.0),
        unread=sum(count for kind, count in waiting.items() if kind != ListingKind.WEB_ARCHIVE),
        archives=archives + waiting.get(ListingKind.WEB_ARCHIVE, 0),
        failed=tuple((row["source"], f"{row['reason']}: {row['evidence']}") for row in failed),
        listings=tuple((row["source"], row["evidence"] or "") for row in found.select(_READ)),
    )


class _Memory:
    """The corpus as it is, for reading; one that is not there yet knows nothing."""

    def __init__(self, corpus: Path) -> None:
        database = corpus / DATABASE
        self._store = Store(database, write=False) if database.is_file() else None

    def __enter__(self) -> _Memory:
        if self._store is not None:
            self._store.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()

    def paces(self) -> list[Pace]:
        """How sites are to be asked."""
        return [] if self._store is None else self._store.kept_paces()

    def has(self, key: str) -> bool:
        """Has the input of that key an outcome?"""
        return self._store is not None and self._store.has_outcome(key)


def month_of(dated: str | None) -> str:
    """The month of a day or moment; `undated` where it goes no further than the year."""
    return dated[:7] if dated is not None and len(dated) >= 7 else UNDATED


def months(since: str | None, until: str | None) -> Iterator[str]:
    """Every month of a range (`YYYY[-MM[-DD]]`), up to the present where it has no end; none without a start."""
    if since is None:
        return
    last = datetime.now(UTC).strftime("%Y-%m") if until is None else (until + "-12")[:7]
    year, month = int(since[:4]), int(since[5:7] or 1)
    while f"{year:04}-{month:02}" <= last:
        yield f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _in_order(place: tuple[str, str]) -> tuple[bool, str, str]:
    return (place[0] == UNDATED, *place)
