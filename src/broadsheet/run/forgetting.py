"""Articles taken out of a corpus, and what tables said of them out of the archive's journal, too: it may name a person.

Comes in: an open store and archive, what is meant. Goes out: ids, and the raw records to erase. The archive is read
through only where a table said something of what is taken out. A crash before the rows are gone from the database
leaves all of it to be done again.
"""

from __future__ import annotations

from collections.abc import Collection

from broadsheet.archive import Archive, Found, RecordRef, read_archive, volumes
from broadsheet.archive.volume import OPEN
from broadsheet.run.journal import Joined, Journal, read_event
from broadsheet.store import Store

MOST = 16 << 20
"""Bytes of a record that are read: what is told of a hundred rows of a table has some kilobytes."""


def take_out(store: Store, archive: Archive, what: str) -> tuple[list[str], list[RecordRef]]:
    """As `Store.take_out`: told first, so that nothing that was removed can come back. Raises as it does."""
    journal = Journal(store, archive)
    inputs = store.joined(store.meant(what))
    if inputs:
        records, others = _told(archive, inputs)
        journal.joined(others)
        for record in records:
            archive.erase(record)
    return journal.take_out(what)


def _told(archive: Archive, inputs: Collection[int]) -> tuple[list[RecordRef], list[tuple[int, str]]]:
    """The journal's records that tell rows of some inputs; and the rows of others in them."""
    records, others = list[RecordRef](), list[tuple[int, str]]()
    for path in volumes(archive.folder):
        for one in read_archive(path, MOST):
            event = read_event(one.record.body) if isinstance(one, Found) and one.record.type == "metadata" else None
            if isinstance(one, Found) and isinstance(event, Joined) and any(row[0] in inputs for row in event.rows):
                records.append(RecordRef(path.name.removesuffix(OPEN), one.offset, one.length, one.record_id, ""))
                others += [row for row in event.rows if row[0] not in inputs]
    return records, others
