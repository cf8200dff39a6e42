"""A small newspaper and what must hold of every corpus made of it: for the tests that kill and starve.

Comes in: a corpus's folder and what a killed process had printed. Goes out: an assertion that fails, or nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from broadsheet.archive import Archive
from broadsheet.records import RecordRef
from broadsheet.store import Store
from tests.faults import FaultServer, reply
from tests.faults.nursery import Run
from tests.stories import folder_of, page

SAVED, SERVED = 4, 3
CAPTCHA = b"<!doctype html><title>Just a moment...</title><div id='cf-challenge'>Checking your browser</div>"


class Paper(msgspec.Struct, frozen=True):
    """Saved pages and served ones, a missing one among them."""

    saved: Path
    urls: tuple[str, ...]
    ledger: dict[str, int]

    @property
    def add(self) -> tuple[str | Path, ...]:
        """The command that adds all of it."""
        return ("add", "--contact", "a@b.example", "--allow-private", "--min-gap", "0", self.saved, *self.urls)


@contextmanager
def open_paper(folder: Path) -> Iterator[Paper]:
    """Serve a paper on loopback; its saved pages lie in `folder`."""
    pages = {f"/{number}": reply(page(100 + number)) for number in range(SERVED)}
    with FaultServer({**pages, "/gone": reply("no such page", "404 Not Found")}) as server:
        urls = (*map(server.url, pages), server.url("/gone"))
        yield Paper(folder_of(folder, SAVED), urls, {"article": SAVED + SERVED, "gone": 1, "queued": 0})


def acknowledged(run: Run) -> set[tuple[str, str]]:
    """(outcome, input) of every whole line that a run has printed."""
    lines = [line.split("\t") for line in run.out.splitlines(keepends=True) if line.endswith("\n")]
    return {(outcome, name) for outcome, _, name, _ in lines if outcome != "duplicate_url"}


def check(folder: Path, told: set[tuple[str, str]]) -> dict[str, int]:
    """Everything holds in a corpus and nothing that was told is lost or there twice; its ledger. Mends what is torn."""
    with Store(folder / "corpus.db", write=True, patience=5) as store, Archive(folder / "warc") as archive:
        assert store.check() == []
        counts = store.ledger()
        inputs = {row["source"]: row for row in store.select("SELECT * FROM inputs")}
        assert sum(counts.values()) == len(inputs) == store.one("SELECT count(*) FROM inputs")[0]
        for outcome, name in told:
            assert outcome == (inputs[name]["reason"] or inputs[name]["state"]), name
        for query in TWICE:
            assert [tuple(row) for row in store.select(query)] == []
        for row in store.select(RECORDS):
            assert archive.read(RecordRef(*row)) is not None
    return counts


RECORDS = """SELECT warc_file, warc_offset, warc_length, warc_record_id, warc_digest FROM attempts
    WHERE warc_file IS NOT NULL"""
TWICE = (
    "SELECT article_id, count(*) FROM versions GROUP BY 1 HAVING count(*) > 1",
    "SELECT url, count(*) FROM articles GROUP BY 1 HAVING url IS NOT NULL AND count(*) > 1",
    "SELECT text_digest, count(*) FROM versions GROUP BY 1 HAVING count(*) > 1",
    "SELECT input_id, count(*) FROM attempts WHERE outcome = 'article' GROUP BY 1 HAVING count(*) > 1",
    "SELECT key, count(*) FROM inputs GROUP BY 1 HAVING count(*) > 1",
)
"""What must not be: a story, a text, an outcome, an input twice."""


def copied(folder: Path, to: Path) -> Path:
    """The corpus as a killed process left it, to be looked at elsewhere: looking mends."""
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(folder, to)
