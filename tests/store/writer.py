"""A child process that adds pages as the pipeline does, until it is killed or its disk is full.

Comes in: the corpus folder and the first number. Goes out: on standard output, each input that was
acknowledged. Run as a module by the tests of crashes and full disks.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from random import Random

from broadsheet.archive import Archive
from broadsheet.records import Dropped, Exchange, Reason, RecordRef
from broadsheet.store import AttemptRow, Store
from tests.store.samples import article


def add(store: Store, archive: Archive, number: int) -> str:
    """One input: queued, archived, recorded; every third is a wall, every fifth a double."""
    url = f"https://morning.example/{number}"
    one = store.ask(f"//morning.example/{number}", "url", url)
    body = Random(number).randbytes(2000).hex()
    exchange = Exchange(url, b"GET / HTTP/1.1", b"HTTP/1.1 200 OK", body.encode(), "2026-03-01T10:00:00Z")
    attempt = AttemptRow(200, url, archive.append_exchanges([exchange])[0])
    if number % 3 == 0:
        store.record_dropped(one.id, store.run_id, attempt, Dropped(url=url, reason=Reason.CAPTCHA))
    else:
        story = number - 1 if number % 5 == 0 else number
        made = article(f"https://morning.example/{story}", text=f"Story {story}.")
        store.record_article(one.id, store.run_id, attempt, made)
    return one.key


def check(folder: Path, acknowledged: set[str], torn: int = 0) -> None:
    """What must hold after any end: the sums, whole files, readable references, nothing acknowledged lost."""
    with Store(folder / "corpus.db", write=True, patience=5) as store, Archive(folder / "warc") as archive:
        assert store.check() == []
        counts = store.ledger()
        assert sum(counts.values()) == store.one("SELECT count(*) FROM inputs")[0]
        keys = {row["key"] for row in store.select("SELECT key FROM inputs WHERE state != 'queued'")}
        assert acknowledged <= keys
        for row in store.select(
            "SELECT warc_file, warc_offset, warc_length, warc_record_id, warc_digest FROM attempts"
        ):
            assert archive.read(RecordRef(*row))
        assert [(tail.bytes, tail.cut) for tail in archive.torn] == ([(torn, True)] if torn else [])


def main(folder: Path, first: int) -> None:
    """Add pages for ever."""
    with Store(folder / "corpus.db", write=True) as store, Archive(folder / "warc") as archive:
        store.begin_run("add", {})
        for number in count(first):
            sys.stdout.write(add(store, archive, number) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
