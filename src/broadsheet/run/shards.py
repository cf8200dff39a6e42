"""Web archives that were fetched, one at a time: their pages as inputs of the run, then gone from the disk.

Comes in: an input whose file is here. Goes out: its pages, some at a time; at its end what it brought. A page whose
outcome is known is passed over, so that a run that goes on with a half-read file begins where the other was killed.
Must not know: how a file is fetched, or what becomes of its pages.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator
from pathlib import Path

from broadsheet.records import Dropped, Page, Reason, digest16
from broadsheet.run.intake import asked_of, batches
from broadsheet.source import Source
from broadsheet.source.ccnews import name_of
from broadsheet.source.container import container_of, parts_of
from broadsheet.source.part import Take
from broadsheet.source.scope import scope_of, without_scope
from broadsheet.store import NO_ATTEMPT, AttemptRow, Input, Store
from broadsheet.urls import path

FOLDER = "shards"
"""Where files lie while they are fetched and read, in the corpus's own folder."""

_KINDS = frozenset({"warc", "zip"})


class Shards:
    """The file in hand, and those that wait for their turn. `limit`: bytes of a page."""

    def __init__(self, store: Store, limit: int) -> None:
        self._store = store
        self._limit = limit
        self._folder = store.path.parent / FOLDER
        self._waiting: deque[Input] = deque()
        self._known: Input | None = None
        self._attempt: AttemptRow = NO_ATTEMPT
        self._take = Take(limit)
        self._batches: Iterator[list[Source]] | None = None
        self._last: frozenset[int] | None = None
        self._pages = self._before = 0
        self.days: Counter[str] = Counter()
        """The pages of the file in hand, by the day on which they were recorded."""

    @property
    def known(self) -> Input:
        """The file in hand."""
        assert self._known is not None
        return self._known

    @property
    def open(self) -> bool:
        """Is the file in hand here?"""
        return self._batches is not None

    @property
    def reading(self) -> bool:
        """Are there pages of the file in hand to be taken?"""
        return self._batches is not None and self._last is None

    def claim(self, known: Input) -> Path | None:
        """Take a file in hand: where it belongs; None where another is, and this one waits."""
        if self._known is not None:
            if known.id != self._known.id and all(known.id != one.id for one in self._waiting):
                self._waiting.append(known)
            return None
        self._known = known
        return self.file

    @property
    def file(self) -> Path:
        """Where the file in hand lies."""
        name = Path(path(self.known.source)).name[-100:]
        return self._folder / f"{digest16(self.known.key.encode())}-{name}"

    def opened(self, attempt: AttemptRow = NO_ATTEMPT) -> None:
        """The file in hand is here."""
        self._attempt = attempt
        self._take = scope_of(self.known.source).take(self._limit)
        self._pages = self._before = 0
        self.days = Counter()
        self._batches = batches(self._fresh())

    def batch(self) -> list[Source]:
        """The next pages; none at the end."""
        assert self._batches is not None
        return next(self._batches, [])

    def ended(self, under_way: Collection[int]) -> bool:
        """Have all pages come to their end? What is under way when the last one has been read is waited for."""
        if self._last is None:
            self._last = frozenset(under_way) - {self.known.id}
        return self._last.isdisjoint(under_way)

    def close(self) -> tuple[Input, AttemptRow, Dropped]:
        """The file is done with, and erased: what it was."""
        known, attempt, words = self.known, self._attempt, self._words()
        read = self._pages + self._before + self._take.passed.total()
        reason = Reason.LIST_PAGE if read else Reason.UNREADABLE
        self.file.unlink(missing_ok=True)
        self.release()
        return known, attempt, Dropped(url=known.source, reason=reason, evidence=words)

    def release(self) -> None:
        """Nothing is in hand any more; what there is of a file stays on the disk."""
        self._known = self._batches = self._last = None
        if self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()

    def next(self) -> Input | None:
        """The file whose turn it is."""
        return self._waiting.popleft() if self._waiting else None

    def _fresh(self) -> Iterator[Source]:
        """The pages without an outcome."""
        url = without_scope(self.known.source)
        origin = name_of(url) or url
        kind = container_of(self.file, self._take)
        if kind not in _KINDS:
            return
        for part in parts_of(kind, self.file, url, self._take):
            source = Source(f"{url}#{part.name}", origin, part.item)
            if isinstance(part.item, Page):
                self.days[(part.item.fetched_at or "undated")[:10]] += 1
            if self._store.has_outcome(asked_of(source).key):
                self._before += 1
            else:
                self._pages += 1
                yield source

    def _words(self) -> str:
        parts = [f"{self._pages:,} pages"]
        parts += [f"{self._before:,} known"] if self._before else []
        parts += [f"passed over: {', '.join(f'{count:,} {what}' for what, count in self._take.passed.most_common(4))}"]
        parts += [f"{day} {count:,}" for day, count in sorted(self.days.items())]
        if not (self._pages or self._before or self._take.passed):
            return "no web archive: not a record in it"
        return f"web archive: {'; '.join(part for part in parts if not part.endswith(': '))}"
