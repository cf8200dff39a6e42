"""What has an attempt, of what the archive holds: so that what a killed run kept and did not record can be told.

Comes in: names of the archive's files, inputs, runs. Goes out: places, times. Must not know: the archive.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from broadsheet.store.looks import stamp_of
from broadsheet.store.session import Session

_NO_DIGIT = re.compile(r"\D")

_KILLED = """
    SELECT 1 FROM runs r WHERE r.finished_at IS NULL AND r.id < :run
        AND coalesce((SELECT min(n.started_at) FROM runs n WHERE n.id > r.id AND n.id < :run), :since) >= :since
    LIMIT 1"""


class Recorded(Session):
    """The part of the store that knows what has been recorded."""

    def was_killed(self, run: int, since: float) -> bool:
        """Was a run before this one broken off, and not before a moment (seconds since 1970), as far as is known?"""
        return self.one(_KILLED, {"run": run, "since": stamp_of(since)}) is not None

    def recorded(self, files: Collection[str]) -> set[tuple[str, int]]:
        """The records (file, offset) of the archive's files that attempts refer to."""
        rows = self.select(
            "SELECT warc_file, warc_offset FROM attempts WHERE warc_file IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(sorted(files)).decode(),),
        )
        return {(row[0], row[1]) for row in rows}

    def last_tried(self, input_id: int) -> str:
        """When an input was tried last, as `YYYYMMDDhhmmss`; "" for never."""
        row = self.one("SELECT max(at) FROM attempts WHERE input_id = ?", (input_id,))
        return "" if row is None or row[0] is None else _NO_DIGIT.sub("", row[0])[:14]
