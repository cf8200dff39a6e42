"""Visits that a killed run had made, and kept, and not come to record: this run takes them from the archive.

Comes in: targets about to be asked for. Goes out: what they answered then, as if it came now; nothing where the archive
has no whole visit of theirs, or too old a one. Which answers have a visit recorded the store knows; the rest are found
in the archive's indexes, where a run was killed. Must not ask anybody.
"""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

from broadsheet.archive import Archive, Capture, captures, exchanged, stamp, uri_of, volumes
from broadsheet.fetch.retold import retold
from broadsheet.options import FetchOptions
from broadsheet.records import Exchange, RecordRef, Target
from broadsheet.run.arrivals import attempt_of, repeated
from broadsheet.run.events import Arrived
from broadsheet.store import Input, Store
from broadsheet.urls import normalise

GOOD_FOR, GOOD_AGAIN = 86_400.0, 3_600.0
"""Seconds for which a visit stands in for a request: a day, as long as robots.txt does (RFC 9309, 2.4), for what has no
outcome yet; an hour for what is asked for again, to see what changed (the first rhythm of a listing)."""


class Kept:
    """What earlier runs left in the archive. `run`: the one that begins now."""

    def __init__(self, store: Store, archive: Archive, options: FetchOptions, run: int) -> None:
        self._store = store
        self._folder = archive.folder
        self._options = options
        self._now = time.time()
        self._free: dict[int, Capture] = {}  # by their places, which say what follows what
        self._by_url: dict[str, list[int]] = defaultdict(list)
        since = self._now - GOOD_FOR
        if store.was_killed(run, since):
            self._find(volumes(archive.folder), since)

    def visit(self, known: Input, target: Target) -> Arrived | None:
        """What a target answered, the last time that it was asked without a word of it; once."""
        if not self._by_url or target.file is not None:
            return None
        age = GOOD_FOR if known.state == "queued" else GOOD_AGAIN
        least = max(stamp(self._now - age), self._store.last_tried(known.id))
        for place in reversed(self._by_url.pop(uri_of(normalise(target.url) or ""), [])):
            one = self._free.get(place)
            arrived = self._from(place, target) if one is not None and one.at > least else None
            if arrived is not None:
                return arrived
        return None

    def _find(self, files: list[Path], since: float) -> None:
        """The answers without an attempt, file by file: all that there are would be much to hold."""
        first = 0
        for path in files:
            found = list(captures([path], since))
            told = self._store.recorded(found[0].file) if found else set()
            for place, one in enumerate(found, first):
                if not one.revisit and one.offset not in told:
                    self._free[place] = one
                    self._by_url[one.url].append(place)
            first += len(found) + 1  # no answer follows one of another file

    def _from(self, place: int, target: Target) -> Arrived | None:
        """The visit whose first answer lies there: hop by hop, each behind the other, none of another visit's."""
        refs: list[RecordRef] = []

        def following(url: str) -> Exchange | None:
            one = self._free.get(place + len(refs))
            if one is None or one.url != uri_of(url) or (found := exchanged(self._folder, one)) is None:
                return None
            ref, record = found
            refs.append(ref)
            cut = record.truncated or None
            return Exchange(url, b"", record.head, record.body, record.date, truncated=cut)  # type: ignore[arg-type]

        visit = retold(target, self._options, following)
        if visit is None:
            return None
        for number in range(len(refs)):
            del self._free[place + number]
        earlier = repeated(visit, target.earlier)
        return Arrived(target, visit, attempt_of(visit, refs[-1]), earlier, kept=True)
