"""Where else a paper's stories may be had: the archives of others, asked only because the operator says so.

Comes in: addresses of papers, days, the names of archives. Goes out: `Source`s. Must not fetch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from broadsheet.errors import UsageError
from broadsheet.options import ArchiveOptions
from broadsheet.records import Target
from broadsheet.source.ccnews import SCHEME, month_indexes
from broadsheet.source.cdx import query
from broadsheet.source.named import Source
from broadsheet.source.part import Take, bare
from broadsheet.source.scope import key_of

WAYBACK = "wayback"
ARCHIVES = (SCHEME, WAYBACK)


def via(names: Iterable[str], papers: Iterable[str], take: Take, archives: ArchiveOptions) -> Iterator[Source]:
    """What the archives called `names` may have of the `papers` (http(s) URLs) in the days of `take`.

    Raises `UsageError` for other names, and where the days have no beginning.
    """
    wanted = tuple(names)
    if unknown := [name for name in wanted if name not in ARCHIVES]:
        raise UsageError(f"--via knows {' and '.join(ARCHIVES)}, not {unknown[0]}")
    if wanted and take.since is None:
        raise UsageError("--via needs --since: archives hold decades")
    for paper in dict.fromkeys(url for url in papers if url.lower().startswith(("http://", "https://"))):
        if SCHEME in wanted:
            yield from _news(paper, take, archives)
        if WAYBACK in wanted:
            url = query(paper, archives.cdx, archives.replay, take.since or "", take.until)
            yield Source(url, WAYBACK, Target(url, WAYBACK), key_of(url))


def _news(paper: str, take: Take, archives: ArchiveOptions) -> Iterator[Source]:
    """The months of Common Crawl News that hold the days."""
    last = (take.until or datetime.now(UTC).strftime("%Y-%m"))[:7]
    first = (take.since or last)[:7]
    of_paper = Take(take.limit, None, bare(paper), take.since, take.until)
    for year in range(int(first[:4]), int(last[:4]) + 1):
        for target in month_indexes(f"{SCHEME}:{year}", archives.cc_news, of_paper):
            month = f"{year}-{target.url.partition(f'/CC-NEWS/{year}/')[2][:2]}"
            if first[: len(month)] <= month and month[: len(last)] <= last:
                yield Source(target.url, f"{SCHEME}:{month}", target, key_of(target.url))
