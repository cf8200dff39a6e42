"""What has an attempt, of what the archive holds: so that what a killed run kept and did not record can be told.

Comes in: a name of one of the archive's files, an input, a run. Goes out: places, times. Must not know: the archive.
"""

from __future__ import annotations

import re

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

    def recorded(self, file: str) -> set[int]:
        """The offsets of the records of a file of the archive that attempts refer to."""
        return {row[0] for row in self.select("SELECT warc_offset FROM attempts WHERE warc_file = ?", (file,))}

    def last_tried(self, input_id: int) -> str:
        """When an input was tried last, as `YYYYMMDDhhmmss`; "" for never."""
        row = self.one("SELECT max(at) FROM attempts WHERE input_id = ?", (input_id,))
        return "" if row is None or row[0] is None else _NO_DIGIT.sub("", row[0])[:14]
