"""WET files as Common Crawl has them: one gzip member a record, read one after the other."""

from __future__ import annotations

import gzip
import sys
from itertools import islice
from pathlib import Path

import pytest

from broadsheet.records import Dropped, Form, Page, Reason
from broadsheet.source import Reading, named, read_named
from broadsheet.source.files import pages_in
from broadsheet.source.wet import is_wet, is_wet_file, pages_of_file
from tests.source.test_several import LIMIT, TEXTS, URLS, record, wet

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

INFO = record("warcinfo", "", "software: ours")


def members(*records: bytes) -> bytes:
    """Each record compressed by itself (WARC/1.1, annex D)."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


PAGES = [record("conversion", url, text) for url, text in zip(URLS, TEXTS, strict=True)]
SHAPES = {
    "a.warc.wet": wet(),
    "a.warc.wet.gz": members(INFO, *PAGES),
    "whole.warc.wet.gz": gzip.compress(wet()),
    "a.warc.wet.zst": b"".join(zstd.compress(one) for one in (INFO, *PAGES)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_record_of_text_is_a_source(tmp_path: Path, name: str) -> None:
    """With its URL at its head, named by its place, by which it is found again."""
    path = tmp_path / name
    path.write_bytes(SHAPES[name])
    sources = list(named([str(path)], "argument", LIMIT))
    assert [source.name for source in sources] == [f"{path}#1", f"{path}#2"]
    pages = [source.item for source in sources]
    assert pages == [
        Page(f"{url}\n\n{text}".encode(), url, form=Form.TEXT, path=f"{path}#{number}")
        for number, (url, text) in enumerate(zip(URLS, TEXTS, strict=True), start=1)
    ]
    assert [read_named(source.name, LIMIT) for source in sources] == pages


def test_a_file_may_be_larger_than_a_page(tmp_path: Path) -> None:
    """The limit is a record's; one that is larger is told so in its place."""
    path = tmp_path / "a.warc.wet.gz"
    long = record("conversion", URLS[1], "word " * 4000)
    path.write_bytes(members(INFO, *[PAGES[0]] * 30, long, PAGES[1]))
    found = list(pages_of_file(path, 10_000))
    assert len(found) == 32
    assert [(one.reason, one.url) for one in found if isinstance(one, Dropped)] == [(Reason.TOO_LARGE, URLS[1])]


def test_what_is_torn_or_damaged_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """Half a member at the end, a flipped byte in the midst."""
    path = tmp_path / "a.warc.wet.gz"
    first, second = gzip.compress(PAGES[0]), gzip.compress(PAGES[1])
    bad = first[:40] + bytes([first[40] ^ 0xFF]) + first[41:]
    path.write_bytes(gzip.compress(INFO) + bad + second + first[:-30])
    found = list(pages_of_file(path, LIMIT))
    assert [one.url for one in found if isinstance(one, Page)] == [URLS[1]]
    assert {one.reason for one in found if isinstance(one, Dropped)} == {Reason.UNREADABLE}


def test_records_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """The first of a thousand before the others; a place already passed is found again."""
    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(members(INFO, *[PAGES[number % 2] for number in range(1000)]))
    assert [page.url for page in islice(pages_of_file(path, LIMIT), 3)] == [URLS[0], URLS[1], URLS[0]]
    reading = Reading(LIMIT)
    assert [reading.named(f"{path}#{number}").url for number in (2, 3, 999, 2)] == [URLS[1], URLS[0], URLS[0], URLS[1]]
    missing = reading.named(f"{path}#1001")
    assert isinstance(missing, Dropped)
    assert "there are 1000 pages in" in missing.evidence


def test_a_lone_record_is_called_as_its_file_is(tmp_path: Path) -> None:
    """And is found by that name."""
    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(members(INFO, PAGES[0]))
    (source,) = named([str(path)], "argument", LIMIT)
    assert source.name == str(path)
    assert read_named(str(path), LIMIT) == source.item


def test_such_files_are_found_in_folders(tmp_path: Path) -> None:
    """By their names, as other archives are."""
    for name in ("b.warc.wet.gz", "c.warc.gz", "d.wet"):
        (tmp_path / name).write_bytes(members(INFO, PAGES[0]))
    assert [path.name for path in pages_in(tmp_path)] == ["b.warc.wet.gz", "c.warc.gz", "d.wet"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"WARC",
        INFO,
        members(INFO),
        gzip.compress(b"<html>", mtime=0),
        members(INFO, record("response", URLS[0], "x")),
    ],
)
def test_other_archives_are_none(tmp_path: Path, body: bytes) -> None:
    """Nothing, the file's own record alone, another compressed file, responses."""
    path = tmp_path / "a.gz"
    path.write_bytes(body)
    assert not is_wet(body)
    assert not is_wet_file(path)
    assert not is_wet_file(tmp_path / "absent")
