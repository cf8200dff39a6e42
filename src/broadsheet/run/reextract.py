"""Today's extractor, and what has been learnt of the sites since, over the raw pages that are stored.

Comes in: an open store and archive, options. Goes out: one outcome for every stored article, with what changed. Must
not fetch. Two rounds: the first reads those pages that this extractor has not read yet, so that the templates are
whole before one is used; the second makes every article anew that was not made with them. Ended at any moment and
begun again, it goes on where it was, and the corpus it leaves is the same.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Literal

import msgspec

from broadsheet.archive import Archive
from broadsheet.errors import CorpusDamaged, CorpusError, DiskFull, UnknownArticle
from broadsheet.extract.engine import learns, require
from broadsheet.extract.learner import STORIES, Learner
from broadsheet.extractor import extractor
from broadsheet.options import Options
from broadsheet.records import Article, Aside, Dropped, Page, PageTexts, digest16
from broadsheet.run.journal import Journal
from broadsheet.run.learning import Learning
from broadsheet.run.replay import newest_page
from broadsheet.run.turns import Line, Place
from broadsheet.store import Room, Store, Stored, scrub_article
from broadsheet.workers import Pool

State = Literal["unchanged", "changed", "refused", "lost"]
"""`refused`: no article any more; the stored one stays. `lost`: there is no raw page, or it cannot be read."""

UNTOLD = frozenset({"extractor", "body"})
"""Fields whose change is none of the article's, or is told as blocks."""


class Reextracted(msgspec.Struct, frozen=True):
    """What became of one stored article."""

    id: str
    state: State
    url: str | None
    title: str | None
    evidence: str = ""
    """The reason of a refusal or loss."""
    fields: tuple[str, ...] = ()
    """Fields that changed."""
    removed: tuple[str, ...] = ()
    """Blocks that the text had and has no more."""
    added: tuple[str, ...] = ()


class Job(msgspec.Struct, frozen=True):
    """An article to be made anew, and the digest of what it is made with."""

    id: str
    mark: str


class Reextraction:
    """One run over a corpus; iterate `outcomes` once. `on_asked` is told how many articles there are."""

    def __init__(self, store: Store, archive: Archive, options: Options, on_asked: Callable[[int], None]) -> None:
        self._store = store
        self._archive = archive
        self._options = options
        self._on_asked = on_asked
        self._events: queue.SimpleQueue[tuple[int, Article | Dropped, Aside]] = queue.SimpleQueue()
        self._hash = extractor(options).hash
        self._counts: dict[str, int] = {}
        self._disk = Room(store.path.parent, options.store.min_free)

    def outcomes(self, site: str | None = None) -> Iterator[Reextracted]:
        """All articles, or those of a site. Raises `DiskFull`, `CorpusError`, `ExtraMissing`."""
        require(self._options.extract)
        journal = Journal(self._store, self._archive)
        run = journal.begin("reextract", self._options)
        whole = True
        try:
            for outcome in self.anew(site):
                self._counts[outcome.state] = self._counts.get(outcome.state, 0) + 1
                yield outcome
            journal.remade(run, site)
        except (DiskFull, CorpusError):
            whole = False
            raise
        finally:
            if whole:
                journal.end(run, self._counts)

    def anew(self, site: str | None = None) -> Iterator[Reextracted]:
        """As `outcomes`, of which no row of the table of runs tells."""
        with Pool[int](self._options, lambda *done: self._events.put(done)) as pool:
            if learns(self._options.extract):
                self._teach(pool, site)
            yield from self._make(pool, site)

    def _teach(self, pool: Pool[int], site: str | None) -> None:
        """Read every page that this extractor has not read yet."""
        ids = self._store.untaught(self._hash, site)
        waiting = 0
        for number, id in enumerate(ids):
            try:
                page = self._page(id)
            except (UnknownArticle, CorpusDamaged):
                continue  # the second round says so
            pool.submit(number, page)
            waiting += 1
            while not self._events.empty():
                waiting -= self._taught(ids)
        while waiting:
            waiting -= self._taught(ids)

    def _taught(self, ids: list[str]) -> int:
        number, outcome, seen = self._events.get()
        if isinstance(outcome, Article) and isinstance(seen, PageTexts):
            self._store.teach(msgspec.structs.replace(outcome, id=ids[number]), seen)
        return 1

    def _make(self, pool: Pool[int], site: str | None) -> Iterator[Reextracted]:
        """Make every article anew that was not made with what is known now."""
        stored = self._store.stored(site)
        self._on_asked(len(stored))
        line = Line[Job](pool.submit, Learning(self._store))
        for name, articles in groupby(stored, lambda one: one.site):
            mark = self._mark(name)
            for one in articles:
                while line.full:
                    yield from self._leave(line, wait=True)
                if one.applied == mark:
                    yield self._told(one)
                    continue
                try:
                    line.join(Job(one.id, mark), self._page(one.id))
                except (UnknownArticle, CorpusDamaged) as error:
                    yield self._told(one, "lost", str(error))
                yield from self._leave(line, wait=False)
        while line:
            yield from self._leave(line, wait=True)

    def _leave(self, line: Line[Job], *, wait: bool) -> Iterator[Reextracted]:
        while wait or not self._events.empty():
            line.answered(*self._events.get())
            wait = False
            while (place := line.leave()) is not None:
                yield self._keep(place)

    def _keep(self, place: Place[Job]) -> Reextracted:
        """Store an article made anew, and say what changed."""
        job, outcome = place.key, place.outcome
        old = self._store.get(job.id)
        if not isinstance(outcome, Article):
            why = f"{outcome.reason}: {outcome.evidence}" if outcome is not None else ""
            return Reextracted(job.id, "refused", old.url, old.title, why)
        new = scrub_article(msgspec.structs.replace(outcome, id=job.id))
        self._store.rewrite(new, place.seen, job.mark)
        return compared(old, new)

    def _told(self, one: Stored, state: State = "unchanged", evidence: str = "") -> Reextracted:
        old = self._store.get(one.id)
        return Reextracted(one.id, state, old.url, old.title, evidence)

    def _page(self, id: str) -> Page:
        self._disk.require()
        return newest_page(self._archive, self._store.attempts_of(id))

    def _mark(self, site: str) -> str:
        """Digest of the extractor and of what is known of a site."""
        learnt = Learner(self._store.stories(site, STORIES)).learnt()
        return digest16(msgspec.msgpack.encode((self._hash, learnt.pages, sorted(learnt.seen.items()))))


def compared(old: Article, new: Article) -> Reextracted:
    """What changed from one to the other."""
    names = [name for name in Article.__struct_fields__ if name not in UNTOLD]
    fields = tuple(name for name in names if getattr(old, name) != getattr(new, name))
    before, after = [block.text for block in old.body], [block.text for block in new.body]
    removed, added = set(before) - set(after), set(after) - set(before)
    return Reextracted(
        id=new.id,
        state="changed" if fields or old.body != new.body else "unchanged",
        url=new.url,
        title=new.title,
        fields=fields,
        removed=tuple(text for text in before if text in removed),
        added=tuple(text for text in after if text in added),
    )
