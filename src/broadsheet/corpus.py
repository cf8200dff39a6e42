"""A corpus: one folder with database, archive and settings; everything one can do with it.

Comes in: a path. Goes out: articles, outcomes, hits, counts. Composes store, archive, ingest, search and
export; must not know how any of them works, nor print.

    corpus/
      corpus.db     SQLite: inputs, attempts, articles, versions, full-text index
      warc/         every exchange and every saved file, as WARC/1.1
      corpus.toml   settings
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from weakref import WeakSet

from msgspec.structs import astuple

from broadsheet import settings
from broadsheet.errors import CorpusDamaged, UsageError, writing
from broadsheet.options import Options
from broadsheet.records import Article, Dropped, Hit, Listed, ListingKind, Page, RecordRef
from broadsheet.run.watch import Glance, Watch

if TYPE_CHECKING:
    from broadsheet.archive import Archive
    from broadsheet.pipeline import Trace
    from broadsheet.run.learning import Learnt
    from broadsheet.run.reextract import Reextracted
    from broadsheet.run.update import Nap
    from broadsheet.source import Source
    from broadsheet.store import ArticleRow, Census, Finding, Followed, LedgerRow, Store, Waiting

_log = logging.getLogger(__name__)

DATABASE, ARCHIVE = "corpus.db", "warc"


class Corpus:
    """A corpus at `path`; made by the first `add`.

    Reading never waits for a writer. One process at a time may write; a second waits ten seconds, then
    raises `CorpusBusy` with the holder's name. Filters are `site` (domain, host or URL), `since` and
    `until` (`YYYY[-MM[-DD]]`, inclusive), `language` (BCP 47) and `text` (a query).

        with Corpus("corpus") as corpus:
            for outcome in corpus.add("https://paper.example/story.html"):
                print(outcome.url, outcome.title if outcome.ok else outcome.reason)
    """

    def __init__(self, path: str | Path, *, options: Options | None = None) -> None:
        self.path = Path(path)
        self._options = options
        self._reader: Store | None = None
        self._running: WeakSet[Generator[Any, None, None]] = WeakSet()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End an `add` that was not read to its end, close what reading opened; the corpus can be used again."""
        for outcomes in list(self._running):
            outcomes.close()
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    @property
    def options(self) -> Options:
        """The options given to the constructor, else those of `corpus.toml` and the environment."""
        return self._options if self._options is not None else settings.load(self.path)

    def add(
        self,
        *sources: str | Path,
        options: Options | None = None,
        lists: Iterable[Iterable[Source]] = (),
        command: str = "add",
        resume: bool = False,
        again: bool = False,
        on_asked: Callable[[int], None] = lambda count: None,
        on_done: Callable[[str], None] = lambda name: None,
        on_followed: Callable[[str], None] = lambda name: None,
        on_begun: Callable[[Callable[[], Glance]], None] = lambda look: None,
        on_covered: Callable[[Mapping[str, int]], None] = lambda days: None,
    ) -> Iterator[Article | Dropped]:
        """Turn sources into articles: URLs, saved pages, web archives, text dumps, folders of them, told by content.

        Every input gets one outcome, yielded once it is committed; pages in the order in which they came. From a
        site's third story on, what recurs on its pages is taken out of new ones. One that is an article already is
        `duplicate_url`, one that the site took down for good (410, 451) stays so. `again` asks for both once more: what
        changed is a version, what did not `not_modified`. Pages of a site that asked for a long pause are
        `rate_limited` and stay queued. `options` stand in for the corpus's own; `lists` are sources that were read
        elsewhere; `resume` takes up first what earlier runs left queued; `command` is noted in the table of runs;
        `on_asked` is told how many inputs are known so far, `on_done` the name (URL or path) of each input just before
        its outcome, `on_followed` the name of each listing (`list_page`), `on_covered` how many pages of each day a
        fetched web archive has; `on_begun` is given a function that says what the run is doing, for any thread to call
        until it has ended: sites busy, waiting and paused, inputs done, under way and queued.
        Raises `ContactMissing`, `UsageError`, `CorpusBusy`, `DiskFull`.
        """
        if wrong := [source for source in sources if not isinstance(source, str | Path)]:
            raise TypeError(f"sources are str or Path, not {type(wrong[0]).__name__}")
        watch = Watch(on_asked, on_done, on_followed, on_begun, on_covered)
        outcomes = self._run(sources, options or self.options, lists, command, (resume, again), watch)
        self._running.add(outcomes)
        return outcomes

    def _run(
        self,
        sources: tuple[str | Path, ...],
        chosen: Options,
        lists: Iterable[Iterable[Source]],
        command: str,
        how: tuple[bool, bool],
        watch: Watch,
    ) -> Generator[Article | Dropped, None, None]:
        from itertools import chain

        from broadsheet.run.ingest import Run
        from broadsheet.run.intake import left_over
        from broadsheet.source import Take, named

        take = Take(chosen.parse.max_bytes, cc_news=chosen.archives.cc_news)
        here = named((str(source) for source in sources), "argument", take)
        with self._writing(chosen.store.min_free) as (store, archive):
            resume, again = how
            run = Run(store, archive, chosen, watch, again=again)
            left = left_over(store, chosen.parse.max_bytes) if resume else ()
            yield from run.outcomes(chain(left, here, *lists), command)

    def update(
        self,
        site: str | None = None,
        *,
        options: Options | None = None,
        watch: Watch | None = None,
        on_nap: Callable[[Nap], None] | None = None,
    ) -> Iterator[Article | Dropped]:
        """Ask again for the listings and articles that are due, of all sites or one, and for what they lead to.

        Outcomes as of `add`: of a changed article the new version, of one that did not change `not_modified`, of a
        listing `list_page` (its name is told to `watch.followed`) or `not_modified`. With `on_nap` it never ends: it
        sleeps until something is due, tells `on_nap` so, and meanwhile others may write. Raises as `add`.
        """
        from broadsheet.run.update import updates

        self._require()
        opened, chosen = self._writing, lambda: options or self.options
        outcomes = updates(self.path / DATABASE, opened, chosen, watch or Watch(), site, on_nap)
        self._running.add(outcomes)
        return outcomes

    def feeds(self, site: str | None = None) -> Iterator[Followed]:
        """The listings that the corpus follows, or those of a site: feeds, sitemaps, front pages, outlines."""
        return self._read().followed(site)

    def opml(self, site: str | None = None) -> bytes:
        """The feeds among them as an OPML 2.0 document."""
        from broadsheet.source import write_outline

        feeds = (Listed(one.url, one.title) for one in self.feeds(site) if one.kind is ListingKind.FEED)
        return write_outline(feeds, f"Feeds of {self.path.name}")

    def unfollow(self, url: str) -> None:
        """Ask for a listing no more, until it is added again. Raises `UsageError` where it is not followed."""
        from broadsheet.run.journal import Journal
        from broadsheet.urls import dedup_key

        self._require()
        with self._writing() as (store, archive):
            known = store.listing_of(dedup_key(url))
            if known is None:
                raise UsageError(f"the corpus follows no listing at {url}; `broadsheet feeds` names those it does")
            Journal(store, archive).unfollow(known)

    def waiting(self, site: str | None = None) -> Iterator[Waiting]:
        """What is queued and what is due, site by site, the longest queue first."""
        return self._read().waiting(site)

    def articles(
        self,
        site: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        text: str | None = None,
    ) -> Iterator[Article]:
        """The newest version of every article that the filters let through, by date, undated ones last."""
        return self._read().articles(site=site, since=since, until=until, language=language, text=text)

    def rows(self, *, limit: int | None = None, **filters: Any) -> Iterator[ArticleRow]:
        """One light row per article: what a list shows. Filters as in `articles`."""
        return self._read().rows(limit=limit, **filters)

    def search(self, query: str, limit: int = 20, **filters: Any) -> list[Hit]:
        """The best articles for some words, best first (BM25). Quotes, `-word`, `OR` and `word*` are understood."""
        from broadsheet.search import search

        return search(self._read(), query, limit, **filters)

    def get(self, id: str) -> Article:
        """The newest version of one article, by id or the beginning of it. Raises `UnknownArticle`."""
        return self._read().get(id)

    def page(self, id: str) -> Page:
        """The raw page that an article was made of, from the archive. Raises `UnknownArticle`, `CorpusDamaged`."""
        from broadsheet.run.replay import newest_page

        with self._archive(write=False) as archive:
            return newest_page(archive, self._read().attempts_of(self._read().resolve(id)))

    def traced(self, id: str) -> Trace:
        """How the newest raw page of an article goes through the stages today, with its site's template.

        Raises `UnknownArticle`, `CorpusDamaged`.
        """
        from broadsheet.extract.template import touches
        from broadsheet.pipeline import seen_on, trace
        from broadsheet.run.learning import Learning

        page, options = self.page(id), self.options
        first = trace(page, options, refused_too=True)
        seen = seen_on(first, options)
        if seen is None or not isinstance(first.outcome, Article):
            return first
        known = Learning(self._read())
        known.read(first.outcome)
        template = known.template(first.outcome, seen)
        again = trace(page, options, template, refused_too=True) if touches(template, seen) else first
        return again if isinstance(again.outcome, Article) else first  # a template makes no article a drop

    def template(self, site: str) -> Learnt:
        """What recurs on a site's stories, by what the corpus has of them: `site` is a domain, host or URL.

        `-` stands for the pages without an address. Raises `UsageError` where the corpus has no page of the site.
        """
        from broadsheet.run.learning import learnt

        return learnt(self._read(), site)

    def reextract(
        self,
        site: str | None = None,
        *,
        options: Options | None = None,
        on_asked: Callable[[int], None] = lambda count: None,
    ) -> Iterator[Reextracted]:
        """Make every stored article, or those of a site, anew from its raw page, and say of each what changed.

        Today's extractor is used, and what was learnt of the sites by now. Ended early and called again it goes on
        where it was; what is as it would be made now is `unchanged`. A page that is no article any more keeps the
        stored one. `on_asked` is told how many articles there are. Raises `CorpusBusy`, `DiskFull`.
        """
        self._require()
        outcomes = self._reextracted(site, options or self.options, on_asked)
        self._running.add(outcomes)
        return outcomes

    def _reextracted(
        self, site: str | None, chosen: Options, on_asked: Callable[[int], None]
    ) -> Generator[Reextracted, None, None]:
        from broadsheet.run.reextract import Reextraction

        with self._writing(chosen.store.min_free) as (store, archive):
            yield from Reextraction(store, archive, chosen, on_asked).outcomes(site)

    def ledger(self) -> dict[str, int]:
        """How many inputs ended as what: `article`, each reason that occurs, `queued`."""
        return self._read().ledger()

    def ledger_by(self, what: str) -> Iterator[tuple[str, str, int]]:
        """(group, outcome, number of inputs) by `site`, `day` (of the outcome) or `origin` (what named the input)."""
        return self._read().ledger_by(what)

    def ledger_rows(self) -> Iterator[LedgerRow]:
        """What happened to each input, in the order they were asked for."""
        return self._read().ledger_rows()

    def census(self) -> Census:
        """The corpus in numbers: runs, outcomes, sites, dates, languages, extractors, and a digest of all texts."""
        return self._read().census(self.ledger())

    def methods(self) -> str:
        """The paragraph for a methods section: the census in plain English."""
        from broadsheet.methods import paragraph

        return paragraph(self.census())

    def export(
        self, format: str, target: str | Path | IO[Any], *, raw: bool = False, join: bool = False, **filters: Any
    ) -> int:
        """Write articles as `jsonl`, `csv` or `markdown` to a path or stream; returns how many.

        `raw` leaves CSV cells unguarded against formulas. `join` adds the columns of the tables that named the
        articles: `input` in JSON lines, `input_…` in CSV. Filters as in `articles`. Raises `UsageError`, `DiskFull`.
        """
        from broadsheet.export import Joined, export

        store = self._read()
        joined = Joined(store.column_names(), store.columns_of) if join else None
        return export(self.articles(**filters), format, target, raw=raw, joined=joined)

    def export_ledger(self, stream: IO[bytes], *, raw: bool = False) -> int:
        """Write `ledger_rows` as CSV, guarded as in `export`; returns how many rows."""
        from broadsheet.export.spreadsheet import row as line
        from broadsheet.store import LedgerRow

        stream.write(line(LedgerRow.__struct_fields__, raw))
        count = 0
        for count, row in enumerate(self.ledger_rows(), 1):  # noqa: B007  the last number is the count
            cells = ("" if cell is None else str(cell) for cell in astuple(row))
            stream.write(line(cells, raw))
        return count

    def remove(self, what: str) -> list[str]:
        """Take out an article (by id) or a whole site, text and raw records; tombstone rows stay.

        Returns the ids removed. Raises `UnknownArticle` where nothing of that name is there.
        """
        from broadsheet.run.forgetting import take_out

        self._require()
        with self._writing() as (store, archive):
            removed, records = take_out(store, archive, what)
            failed = [message for record in records if (message := _erase(archive, record))]
        if failed:
            raise CorpusDamaged(f"text removed, but {len(failed)} raw records could not be erased: {'; '.join(failed)}")
        return removed

    def lost_pages(self, most: int) -> Iterator[str]:
        """Of the newest `most` records that the database names, those that cannot be read, and why."""
        with self._archive(write=False) as archive:
            for record in self._read().newest_records(most):
                try:
                    archive.read_record(record)
                except CorpusDamaged as error:
                    yield str(error)

    def last_attempt(self) -> str | None:
        """When something was tried last, by this machine's clock of then (RFC 3339, UTC)."""
        return self._read().last_attempt()

    def check(self) -> list[Finding]:
        """What is wrong with the database; nothing is good."""
        return self._read().check()

    def _require(self) -> None:
        if not (self.path / DATABASE).is_file():
            raise UsageError(f"no corpus at {self.path}: `broadsheet add` makes one, `-c FOLDER` names another")

    def _read(self) -> Store:
        from broadsheet.store import Store

        if self._reader is None:
            self._require()
            self._reader = Store(self.path / DATABASE, write=False)
            self._reader.__enter__()
        return self._reader

    @contextmanager
    def _writing(self, least: int = 0) -> Iterator[tuple[Store, Archive]]:
        """Store and archive, opened for writing; refused where less than `least` bytes of disk are free."""
        from broadsheet.store import Room, Store

        Room(self.path, least).require()
        with writing(self.path):
            try:
                self.path.mkdir(parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError) as error:
                raise UsageError(f"{self.path} cannot be a corpus: a file stands there") from error
            toml = self.path / settings.FILE
            if not toml.exists():
                toml.write_text(settings.TEMPLATE, encoding="utf-8")
        with Store(self.path / DATABASE, write=True) as store, self._archive(write=True) as archive:
            for torn in archive.torn:
                end = "cut off" if torn.cut else "left where they are, before whole records"
                _log.warning("%s: a killed run left %d bytes of half a record, %s", torn.file, torn.bytes, end)
            yield store, archive

    def _archive(self, *, write: bool) -> Archive:
        from broadsheet.archive import Archive

        return Archive(self.path / ARCHIVE, write=write)


def _erase(archive: Archive, record: RecordRef) -> str:
    """Erase a raw record; why it could not be, in words."""
    try:
        archive.erase(record)
    except CorpusDamaged as error:
        return str(error)
    return ""
