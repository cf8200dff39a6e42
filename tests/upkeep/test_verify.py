"""Verification: whatever byte of the archive is not as it was written is found, and nothing else is.

Comes in: corpora, some spoiled by hand. Goes out: faults by place.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest

from broadsheet.archive import RecordRef, index_of
from broadsheet.corpus import Corpus
from broadsheet.errors import UsageError
from broadsheet.store import Store
from broadsheet.upkeep.verify import Fault, Verified, verify
from tests.stories import broadsheet, folder_of


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of six saved pages, one of which was removed again."""
    folder = tmp_path_factory.mktemp("healthy")
    with Corpus(folder / "c") as corpus:
        articles = list(corpus.add(folder_of(folder / "saved", 6)))
        corpus.remove(articles[2].id)
    return folder / "c"


@pytest.fixture
def corpus(healthy: Path, tmp_path: Path) -> Path:
    """A copy to be spoiled."""
    return shutil.copytree(healthy, tmp_path / "c")


def faults(folder: Path) -> list[Fault]:
    """All that `verify` finds."""
    return list(verify(folder, Verified()))


def file_of(folder: Path) -> Path:
    """The file of the archive that holds the pages; a second one tells of the removal."""
    return min((folder / "warc").glob("*.warc.gz"))


def test_a_healthy_corpus_has_no_fault(healthy: Path) -> None:
    """Five raw pages are where the database says; the grave of the sixth and what the journal tells are records too."""
    done = Verified()
    assert list(verify(healthy, done)) == []
    assert (done.files, done.records, done.referred) == (1, 18, 5)
    assert done.bytes == sum(path.stat().st_size for path in (healthy / "warc").glob("*.warc.gz"))


def refs(folder: Path) -> list[RecordRef]:
    """Where the database says that raw pages are, by offset."""
    with Store(folder / "corpus.db", write=False) as store:
        return sorted(store.records_in(file_of(folder).name), key=lambda ref: ref.offset)


def test_every_flipped_byte_is_found(corpus: Path) -> None:
    """One bit in any place of a raw page, one record at fault; the header of gzip says nothing of a page."""
    path = file_of(corpus)
    data = path.read_bytes()
    for ref in refs(corpus):
        for at in range(ref.offset + 10, ref.offset + ref.length, 97):
            path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            (fault,) = faults(corpus)
            assert (fault.offset, fault.length) == (ref.offset, ref.length)


def test_a_cut_file_lacks_what_was_cut(corpus: Path) -> None:
    """The torn record, and each behind it that the database names."""
    third = refs(corpus)[2]
    file_of(corpus).write_bytes(file_of(corpus).read_bytes()[: third.offset + 50])
    done = Verified()
    torn, *lost = verify(corpus, done)
    assert (torn.offset, torn.length, done.referred) == (third.offset, 50, 2)
    assert ["is not there" in fault.why for fault in lost] == [True, True]


def test_a_lost_file_is_told_record_by_record(corpus: Path) -> None:
    """Five raw pages were in it."""
    file_of(corpus).unlink()
    assert ["is not there" in fault.why for fault in faults(corpus)] == [True] * 5


def test_a_database_that_says_otherwise_is_found(corpus: Path) -> None:
    """Another digest, another id: the record is whole, and not the one that was meant."""
    with sqlite3.connect(corpus / "corpus.db") as database:
        database.execute("UPDATE attempts SET warc_digest = 'sha1:A' WHERE id = 1")
        database.execute("UPDATE attempts SET warc_record_id = '<urn:uuid:1>' WHERE id = 2")
    database.close()
    assert ["the database names" in fault.why for fault in faults(corpus)] == [True, True]


def test_an_article_without_its_page_is_found(corpus: Path) -> None:
    """Its attempt names none."""
    with sqlite3.connect(corpus / "corpus.db") as database:
        database.execute("UPDATE attempts SET warc_file = NULL WHERE id = 1")
    database.close()
    (found,) = faults(corpus)
    assert found.why.endswith("names no raw page")


def test_a_database_behind_its_archive_is_found(corpus: Path) -> None:
    """Commits that a disk lost; one attempt more may be one whose commit was cut off, which nobody was told."""
    with sqlite3.connect(corpus / "corpus.db") as database:
        database.execute("DELETE FROM attempts WHERE id > 4")
        database.execute("DELETE FROM versions WHERE attempt_id > 4")
    database.close()
    assert ["2 attempts that the archive tells of" in fault.why for fault in faults(corpus)] == [True]


def test_an_index_that_says_otherwise_is_found(corpus: Path) -> None:
    """A line lost, a line too many, one that lies, no line at all, no index: each is told."""
    index = index_of(file_of(corpus))
    lines = index.read_text().splitlines(keepends=True)
    spoiled = {
        "".join(lines[1:]): "does not tell of this record",
        "".join([*lines, lines[0].replace('"offset":"', '"offset":"9')]): "leads to no record",
        "".join([lines[0].replace("text/html", "text/plain"), *lines[1:]]): "does not tell of this record",
        "".join([*lines, "no line\n"]): "leads to no record",
    }
    for text, why in spoiled.items():
        index.write_text(text)
        assert [why in fault.why for fault in faults(corpus)] == [True]
    index.write_text("")
    assert len(faults(corpus)) == 5
    index.unlink()
    assert ["no index" in fault.why for fault in faults(corpus)] == [True]


def test_a_revisit_of_nothing_is_found(corpus: Path) -> None:
    """A revisit is the same as a page of the archive, or it is a fault."""
    (page, *_) = refs(corpus)
    for digest, count in ((page.digest, 0), ("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1)):
        head = f"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Payload-Digest: {digest}\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
        (corpus / "warc" / "other.warc.gz").write_bytes(gzip.compress(head.encode()))
        (corpus / "warc" / "other.cdxj").unlink(missing_ok=True)
        assert ["a revisit of" in fault.why for fault in faults(corpus) if "index" not in fault.why] == [True] * count


def test_without_a_corpus_it_says_so(tmp_path: Path) -> None:
    """And makes none."""
    with pytest.raises(UsageError, match="no corpus"):
        faults(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_ends_with_1_where_there_is_a_fault(corpus: Path) -> None:
    """Faults on stdout, how much was read on stderr."""
    whole = broadsheet("-c", corpus, "verify")
    file_of(corpus).unlink()
    broken = broadsheet("-c", corpus, "verify")
    assert (whole.returncode, whole.stdout) == (0, "")
    assert "5 raw pages of the database are whole, 5 lines of the index right; 0 faults" in whole.stderr
    assert (broken.returncode, broken.stdout.count("\n")) == (1, 5)
    lines = broadsheet("-c", corpus, "verify", "--format", "jsonl").stdout.splitlines()
    assert [msgspec.json.decode(line, type=Fault) for line in lines] == faults(corpus)
