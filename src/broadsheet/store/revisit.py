"""What is known of a URL that is asked for again: its last whole answer, the validators, whether it is gone for good.

Comes in: inputs. Goes out: `Earlier`. Must not know: requests, the archive.
"""

from __future__ import annotations

import sqlite3

from broadsheet.records import Earlier, RecordRef
from broadsheet.store.rows import AttemptRow, Input
from broadsheet.store.scrub import scrub
from broadsheet.store.session import Session

_FOR_GOOD = {"gone": 410, "legal_block": 451}
"""Reason -> the status by which a site says that it is for good (RFC 9110, 15.5.11; RFC 7725)."""
GONE = frozenset(_FOR_GOOD.values())

_WAITS_BEHIND = """
    WITH RECURSIVE run (id) AS (
        SELECT min(last_run) FROM inputs INDEXED BY inputs_waiting WHERE state = 'queued' AND kind = 'url'
        UNION ALL
        SELECT (SELECT min(last_run) FROM inputs INDEXED BY inputs_waiting
            WHERE state = 'queued' AND kind = 'url' AND last_run > run.id)
        FROM run WHERE run.id IS NOT NULL
    )
    SELECT 1 FROM inputs AS listing CROSS JOIN run CROSS JOIN inputs AS named INDEXED BY inputs_waiting
    WHERE listing.id = ? AND named.state = 'queued' AND named.kind = 'url' AND named.last_run = run.id
        AND named.site = listing.site AND named.origin = listing.source LIMIT 1"""
"""Of the listing's own site: over the index of what waits, which is by run and site."""


class Revisits(Session):
    """The part of the store that knows what was there before."""

    def earlier(self, input_id: int) -> Earlier | None:
        """The last whole answer that this input's article or listing was made of.

        None where there is none, where it was erased, and where it named addresses that still wait: a run that was
        killed left them behind, and only who reads the listing again takes them up.
        """
        row = self.one(
            "SELECT a.*, v.etag, v.last_modified FROM validators v JOIN attempts a ON a.id = v.attempt_id"
            " WHERE v.input_id = ? AND a.warc_digest IS NOT NULL",
            (input_id,),
        )
        if row is None or self.one(_WAITS_BEHIND, (input_id,)) is not None:
            return None
        place = ("warc_file", "warc_offset", "warc_length", "warc_record_id", "warc_digest")
        record = RecordRef(*(row[name] for name in place))
        return Earlier(record, row["final_url"], row["at"], row["etag"], row["last_modified"])

    def gone_for_good(self, known: Input) -> bool:
        """Did the site say that the page was taken down for good: a tombstone, not to be asked for again?"""
        if known.state != "dropped" or known.reason not in _FOR_GOOD:
            return False
        query = "SELECT status FROM attempts WHERE input_id = ? AND status IS NOT NULL ORDER BY id DESC LIMIT 1"
        row = self.one(query, (known.id,))
        return row is not None and row["status"] == _FOR_GOOD[known.reason]


def keep_validators(db: sqlite3.Connection, input_id: int, attempt_id: int | None, attempt: AttemptRow) -> None:
    """Note what the answer that an article was made of can be compared by."""
    if attempt.record is None or attempt.final_url is None:
        return
    fields = (attempt.etag, attempt.last_modified)
    row = (input_id, attempt_id, *(None if value is None else scrub(value) for value in fields))
    db.execute("INSERT OR REPLACE INTO validators VALUES (?, ?, ?, ?)", row)
