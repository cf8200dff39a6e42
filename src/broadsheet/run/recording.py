"""Outcomes on their way into the corpus: raw bytes to the archive first, then the journal's word, then the row.

Comes in: local pages, what was made of pages. Goes out: attempts, and outcomes as the caller is told them: a
drop always names its input. Must not know: how pages come in, or what leads to what.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from broadsheet.archive import Archive
from broadsheet.records import Article, Dropped, Earlier, Form, Page, PageTexts, Reason
from broadsheet.run.journal import Journal
from broadsheet.store import AttemptRow, Input, now

Outcome = Article | Dropped


class Recording:
    """What one run records."""

    def __init__(self, archive: Archive, journal: Journal, run: int) -> None:
        self._archive = archive
        self._journal = journal
        self.run = run

    def local(self, pages: list[Page]) -> list[tuple[AttemptRow, Page]]:
        """Sync pages that are here to the archive: as they were once exchanged, else as the files that they are.

        Given back as the archive will say of them.
        """
        kept = [msgspec.structs.replace(page, fetched_at=page.fetched_at or now()) for page in pages]
        exchanged = iter(self._archive.append_exchanges([page.exchanges[-1] for page in kept if page.exchanges]))
        files = iter(self._archive.append_resources([_as_resource(page) for page in kept if not page.exchanges]))
        records = [next(exchanged if page.exchanges else files) for page in kept]
        return [
            (AttemptRow(page.status, page.url, record, page.fetched_at), page)
            for page, record in zip(kept, records, strict=True)
        ]

    def outcome(
        self,
        known: Input,
        attempt: AttemptRow,
        outcome: Outcome,
        seen: PageTexts | None = None,
        same_as: str | None = None,
    ) -> Outcome:
        """Commit an outcome. `same_as`: the article whose story it tells under another address."""
        if isinstance(outcome, Dropped):
            self._journal.dropped(known.id, self.run, attempt, outcome)
            return _named(outcome, known)
        if self._journal.article(known.id, self.run, attempt, outcome, seen, same_as) == "same":
            met = same_as or outcome.id
            reason = Reason.NOT_MODIFIED if known.article_id == met else Reason.DUPLICATE_URL
            return Dropped(url=outcome.url or known.source, reason=reason, evidence=met)
        return outcome

    def without_opted_out(self, attempt: AttemptRow, outcome: Outcome) -> AttemptRow:
        """The attempt; where the page itself opted out of being kept, without its raw record, which is erased."""
        opted_out = isinstance(outcome, Dropped) and outcome.reason is Reason.ROBOTS_DENIED
        if not opted_out or attempt.record is None or attempt.final_url is None:
            return attempt
        self._archive.erase(attempt.record)
        return msgspec.structs.replace(attempt, record=msgspec.structs.replace(attempt.record, digest=""))

    def put_off(self, known: Input, dropped: Dropped) -> Outcome:
        """A page that was never asked for has no outcome yet: it stays queued, and an attempt says why."""
        self._journal.again(known, self.run, dropped.reason, dropped.evidence)
        left = "left queued for `add --resume`" if known.state == "queued" else "due still"
        words = f"{dropped.evidence}; {left}"
        return _named(msgspec.structs.replace(dropped, evidence=words), known)

    def unchanged(self, known: Input, attempt: AttemptRow, earlier: Earlier) -> Outcome:
        """A page that is what it was adds an attempt, and nothing else."""
        self._journal.again(known, self.run, Reason.NOT_MODIFIED, attempt=attempt)
        words = f"{known.article_id or known.reason}, as on {earlier.date}"
        return Dropped(url=known.source, reason=Reason.NOT_MODIFIED, evidence=words)

    def again(self, known: Input, reason: Reason, evidence: str | None = None) -> None:
        """An input that need not be tried was asked for once more."""
        self._journal.again(known, self.run, reason, evidence)


def _as_resource(page: Page) -> tuple[str, bytes, str, str]:
    """A file as a WARC record has it: under the address it is from, where that is known."""
    if page.path and "://" in page.path:  # a record of a web archive that was fetched
        where = page.path
    else:
        where = Path(page.path).as_uri() if page.path else f"urn:sha256:{hashlib.sha256(page.body).hexdigest()}"
    media = "text/plain" if page.form is Form.TEXT else "text/html"
    label = f"{media}; charset={page.charset}" if page.charset else media
    return page.url or where, page.body, label, page.fetched_at or ""


def _named(dropped: Dropped, known: Input) -> Dropped:
    return msgspec.structs.replace(dropped, url=dropped.url or known.source)
