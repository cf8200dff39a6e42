"""Run in a process of its own: one bomb after the other, each in a fork, its peak of memory and its time on record.

Comes in: a page and listings to warm up with, JSON lines on stdin, `[entry, place]`. Goes out: a JSON line each: what
came of it, by how many MiB the peak lay above what the process had before, and its seconds of processor time.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import broadsheet
from broadsheet.archive import Archive, RecordRef
from broadsheet.corpus import Corpus
from broadsheet.errors import CorpusDamaged
from broadsheet.options import DEFAULT, MIB, FollowOptions
from broadsheet.pipeline import process
from broadsheet.records import Dropped
from broadsheet.run.replay import page_of
from broadsheet.source import read_file
from tests.fetch.asking import Open, ask

CAP = DEFAULT.fetch.max_bytes


def by_fetch(url: str) -> str:
    """The page, a redirect's body, a robots.txt: whatever the server makes of the path."""
    outcome = ask(url, deadline=20, robots=None if "robots" in url else Open()).outcome
    return outcome.reason if isinstance(outcome, Dropped) else "page"


def by_extract(url: str) -> str:
    """What `broadsheet extract URL` does."""
    found = broadsheet.fetch(url, options=broadsheet.Options(fetch=LOOPBACK))
    outcome = found if isinstance(found, Dropped) else process(found)
    return outcome.reason if isinstance(outcome, Dropped) else "article"


LOOPBACK = broadsheet.FetchOptions(contact="desk@gazette.example", allow_private=True, min_gap=0)


def by_file(path: str) -> str:
    """A saved file, as `add` and `extract` read it."""
    found = read_file(Path(path), CAP)
    return found.reason if isinstance(found, Dropped) else "page"


def by_record(path: str) -> str:
    """A record of our own archive, read back as reextract and explain do; `path`: the file, offset and length."""
    file, offset, length, name = path.rsplit("|", 3)
    ref = RecordRef(Path(file).name, int(offset), int(length), name, "")
    try:
        with Archive(Path(file).parent) as archive:
            page_of(archive.read_record(ref))
    except CorpusDamaged:
        return "damaged"
    return "page"


def by_listing(url: str) -> str:
    """What `broadsheet add URL` does with a feed or a sitemap: fetched, kept, read, what it names queued."""
    options = broadsheet.Options(fetch=LOOPBACK, follow=FollowOptions(stories=False))
    with tempfile.TemporaryDirectory() as folder, Corpus(folder) as corpus:
        first = next(iter(corpus.add(url, options=options)))  # further listings that it names are others
    return f"{first.reason}: {first.evidence}" if isinstance(first, Dropped) else "article"


ENTRIES: dict[str, Callable[[str], str]] = {
    "fetch": by_fetch,
    "extract": by_extract,
    "file": by_file,
    "record": by_record,
    "listing": by_listing,
}


def peak() -> int:
    """Bytes: the highest resident size since the last reset."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def measured(entry: str, place: str) -> dict[str, Any]:
    """Run one bomb here; only in a fork, so that the next finds the memory as it was."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # proc(5): resets the peak
    before, began = peak(), time.process_time()
    outcome = ENTRIES[entry](place)
    return {"outcome": outcome, "mib": (peak() - before) / MIB, "seconds": time.process_time() - began}


def main() -> None:
    """One fork a line."""
    by_fetch(sys.argv[1])  # what is imported late and allocated once is no bomb's
    by_extract(sys.argv[1])
    for url in sys.argv[2:]:
        by_listing(url)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        entry, place = json.loads(line)
        child = os.fork()
        if not child:
            try:
                print(json.dumps(measured(entry, place)), flush=True)
            finally:
                os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
