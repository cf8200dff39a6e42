"""What happens to a corpus, told to its archive before the database keeps it, so that the archive alone can make the
database again.

Comes in: outcomes on their way into the store. Goes out: a `metadata` record of JSON for each (a run, inputs that were
asked for, an attempt with its outcome, articles removed or made anew), and the rows. Must not know: how pages are
fetched or extracted. A record whose commit failed is void: the next attempt has the same number.

The records are synced with the next raw page, or when their file is closed. A killed process loses none; a power
failure those behind the last page, which the database still has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import msgspec

from broadsheet.archive import Archive
from broadsheet.fetch.interrupt import interrupts_wait
from broadsheet.options import Options
from broadsheet.records import (
    Article,
    Dropped,
    Listing,
    ListingKind,
    PageTexts,
    Reason,
    RecordRef,
)
from broadsheet.run.manifest import manifest
from broadsheet.store import (
    NO_ATTEMPT,
    Asked,
    AskedInput,
    AttemptRow,
    Input,
    NextIds,
    RunRow,
    Store,
    Wanted,
    at,
    fair,
    now,
    scrub,
)

Outcome = Article | Dropped

AT_ONCE = 5_000
"""Addresses of a listing that are queued in one transaction and told in one record: a megabyte or two. A kill between
them leaves the listing queued, and it is asked for again."""


class Event(msgspec.Struct, frozen=True, tag_field="event", omit_defaults=True):
    """Something that happened; `event` says which."""


class Begun(Event, frozen=True, tag="run"):
    """A command began."""

    run: RunRow


class Ended(Event, frozen=True, tag="run ended"):
    """A command ended, as far as it came."""

    run: int
    at: str
    told: dict[str, int] | None = None
    """What it counted, where that is not its attempts."""


class AskedFor(Event, frozen=True, tag="asked"):
    """Inputs were asked for, for the first time."""

    inputs: list[AskedInput]


class Joined(Event, frozen=True, tag="joined"):
    """Tables said something of inputs that was not known."""

    rows: list[tuple[int, str]]
    """Numbers of inputs, each with a row of a table: a JSON object."""


class Tried(Event, frozen=True, tag="attempt"):
    """An input was tried."""

    input: AskedInput
    run: int
    at: str
    """When it was recorded."""
    what: Literal["article", "dropped", "again"]
    """`again`: asked for twice, and not tried."""
    outcome: str
    """`article` or a reason."""
    next: NextIds
    """The numbers of the rows that the attempt made."""
    attempt: AttemptRow = AttemptRow()
    """Where its page is in the archive; the digest is the record's own."""
    evidence: str | None = None
    article: str | None = None
    url: str | None = None
    """The article's URL."""
    made: str = ""
    """Digest of the article as it was made."""


class Removed(Event, frozen=True, tag="removed"):
    """An article (its full id) or a site was taken out."""

    what: str
    at: str


class Remade(Event, frozen=True, tag="made anew"):
    """All articles, or those of a site, were made anew from their pages."""

    run: int
    at: str
    site: str | None = None


class Polled(Event, frozen=True, tag="polled"):
    """A listing was read, or could not be had."""

    input: AskedInput
    at: str
    kind: ListingKind | None = None
    """None: it could not be had."""
    title: str | None = None
    new: int = 0
    """Addresses in it that were unknown."""
    newest: str | None = None
    """The newest date that it names."""


class Unfollowed(Event, frozen=True, tag="unfollowed"):
    """A listing is asked for no more."""

    input: AskedInput
    at: str


Journaled = Begun | Ended | AskedFor | Joined | Tried | Polled | Unfollowed | Removed | Remade
_DECODER: msgspec.json.Decoder[Journaled] = msgspec.json.Decoder(Journaled)


def read_event(body: bytes) -> Journaled | None:
    """What a `metadata` record tells; None where it is none of ours."""
    try:
        return _DECODER.decode(body)
    except msgspec.DecodeError:
        return None


class Journal:
    """The way into a corpus for everything that happens to it: archive first, then store."""

    def __init__(self, store: Store, archive: Archive) -> None:
        self._store = store
        self._archive = archive

    def begin(self, command: str, options: Options) -> int:
        """As `Store.begin_run`, with the run's manifest, which may be published."""
        run = self._store.begin_run(command, manifest(options))
        row = self._store.run_row(run)
        self._tell(Begun(row), row.started_at)
        return run

    def end(self, run: int, told: Mapping[str, int] | None = None) -> None:
        """As `Store.end_run`."""
        moment = now()
        self._tell(Ended(run, moment, None if told is None else dict(told)), moment)
        with at(moment):
            self._store.end_run(run, told)

    @contextmanager
    def together(self, count: int = 2) -> Iterator[None]:
        """What is told within is on disk together, at its end, and Ctrl-C waits for that; one thing needs no group."""
        if count < 2:
            yield
            return
        with interrupts_wait(), self._store.group():
            yield

    def asked(self, inputs: Sequence[Input], asked: Sequence[Asked] = ()) -> None:
        """Inputs have been asked for, `asked` as they were; what is new of them is told."""
        new = [self._store.asked_input(one.id) for one in inputs if one.new]
        if new:
            self._tell(AskedFor(new), new[-1].added_at)
        rows = [(known.id, one.columns) for known, one in zip(inputs, asked, strict=False) if known.joined]
        self.joined([(number, scrub(cells)) for number, cells in rows if cells])

    def joined(self, rows: list[tuple[int, str]]) -> None:
        """What tables say of inputs, by their numbers."""
        if rows:
            self._tell(Joined(rows), now())

    def want(self, wanted: Sequence[Wanted], origin: str) -> int:
        """As `Store.want`, some thousands at a time; the new ones are told, and counted."""
        count = 0
        for start in range(0, len(wanted), AT_ONCE):
            new = self._store.want(wanted[start : start + AT_ONCE], origin)
            if new:
                self._tell(AskedFor(new), new[-1].added_at)
            count += len(new)
        return count

    def polled(self, known: Input, listing: Listing, new: int) -> None:
        """As `Store.polled`; not for the older parts of a paged feed, whose first part tells what is new."""
        if known.found_by is listing.kind is ListingKind.FEED:
            return
        moment, newest = now(), newest_of(listing)
        asked = self._store.asked_input(known.id)
        self._tell(Polled(asked, moment, listing.kind, listing.title, new, newest), moment)
        with at(moment):
            self._store.polled(known.id, listing.kind, listing.title, new, newest)

    def still(self, known: Input) -> None:
        """A listing is what it was: a poll without news. Nothing where the corpus does not follow it."""
        kind = self._store.follows(known.id)
        if kind is not None:
            self.polled(known, Listing(kind), 0)

    def poll_failed(self, known: Input, outcome: Outcome) -> Outcome:
        """As `Store.poll_failed`, where the listing is one that the corpus follows; the outcome that tells of it."""
        if self._store.follows(known.id) is None:
            return outcome
        moment = now()
        self._tell(Polled(self._store.asked_input(known.id), moment), moment)
        with at(moment):
            failures = self._store.poll_failed(known.id)
        if not failures or isinstance(outcome, Article):
            return outcome
        words = f"{outcome.evidence}; failed {failures} times in a row: it rests until it is added again"
        return msgspec.structs.replace(outcome, evidence=words)

    def unfollow(self, known: Input) -> None:
        """As `Store.unfollow`."""
        moment = now()
        self._tell(Unfollowed(self._store.asked_input(known.id), moment), moment)
        self._store.unfollow(known.id)

    def article(
        self,
        input_id: int,
        run: int,
        attempt: AttemptRow,
        article: Article,
        page: PageTexts | None = None,
        same_as: str | None = None,
    ) -> str:
        """As `Store.record_article`."""
        moment, copy, attempt = now(), fair(article), _clean(attempt)
        article = copy.article
        outcome, evidence = self._store.foresee(input_id, copy, same_as)
        told = Tried(
            self._store.asked_input(input_id), run, moment, "article", outcome, self._store.next_ids(), attempt,
            evidence, same_as or article.id, article.url, copy.made,
        )  # fmt: skip
        self._tell(told, moment, told.input, attempt.record)
        with at(moment):
            return self._store.record_article(input_id, run, attempt, copy, page, same_as)

    def dropped(self, input_id: int, run: int, attempt: AttemptRow, dropped: Dropped) -> None:
        """As `Store.record_dropped`."""
        moment, asked, attempt = now(), self._store.asked_input(input_id), _clean(attempt)
        reason, evidence = dropped.reason.value, scrub(dropped.evidence)
        ids = self._store.next_ids()
        told = Tried(asked, run, moment, "dropped", reason, ids, attempt, evidence)
        self._tell(told, moment, asked, attempt.record)
        with at(moment):
            self._store.record_dropped(input_id, run, attempt, dropped)

    def again(
        self,
        known: Input,
        run: int,
        reason: Reason,
        evidence: str | None = None,
        attempt: AttemptRow = NO_ATTEMPT,
    ) -> None:
        """As `Store.record_again`."""
        moment, asked, attempt = now(), self._store.asked_input(known.id), _clean(attempt)
        words, ids = evidence or known.article_id, self._store.next_ids()
        told = Tried(asked, run, moment, "again", reason.value, ids, attempt, words, known.article_id)
        self._tell(told, moment, asked, attempt.record)
        with at(moment):
            self._store.record_again(known.id, run, reason, evidence, attempt)

    def remade(self, run: int, site: str | None) -> None:
        """A `reextract` has come to its end."""
        moment = now()
        self._tell(Remade(run, moment, site), moment)

    def take_out(self, what: str) -> tuple[list[str], list[RecordRef]]:
        """As `Store.take_out`: told first. `forgetting.take_out` takes out what tables said, too."""
        moment, meant = now(), self._store.meant(what)
        self._tell(Removed(meant, moment), moment)
        with at(moment):
            return self._store.take_out(meant)

    def _tell(
        self, event: Journaled, moment: str, asked: AskedInput | None = None, record: RecordRef | None = None
    ) -> None:
        uri = asked.source if asked is not None and asked.kind == "url" else ""
        refers_to = record.record_id if record is not None else ""
        self._archive.append_metadata(msgspec.json.encode(event), moment, uri=uri, refers_to=refers_to)


def newest_of(listing: Listing) -> str | None:
    """The newest date that a listing names, of a page or of a part, as far as they compare by their days."""
    dates = [one.modified or one.published for one in (*listing.pages, *listing.listings)]
    return max((date for date in dates if date), key=lambda date: date[:10], default=None)


def _clean(attempt: AttemptRow) -> AttemptRow:
    url = attempt.final_url
    return attempt if url is None else msgspec.structs.replace(attempt, final_url=scrub(url))
