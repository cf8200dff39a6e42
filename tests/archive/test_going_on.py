"""The last file is gone on with while it is small and young: its records and its index stay whole, killed or not.

Comes in: archives opened again and again, clocks by the names of files, full disks, kills. Goes out: files, indexes.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from broadsheet.archive import Archive, index_of, offset_of, read_index, volumes
from broadsheet.archive.cdxj import lines_of
from broadsheet.errors import DiskFull
from broadsheet.records import RecordRef
from tests.archive.test_archive import exchange


def add(folder: Path, number: int) -> RecordRef:
    """A page, in an opening of its own."""
    with Archive(folder) as archive:
        return archive.append_exchanges([exchange(b"page %d" % number, url=f"https://a.example/{number}")])[0]


def is_indexed(folder: Path) -> bool:
    """Does each file's index say what is in the file?"""
    return all(read_index(path) == sorted(lines_of(path, path.name)) for path in volumes(folder))


def test_openings_share_a_file(tmp_path: Path) -> None:
    """Each begins with a `warcinfo` record; all pages are where they are said to be, and other readers find them."""
    refs = [add(tmp_path, number) for number in range(5)]
    (path,) = volumes(tmp_path)
    with Archive(tmp_path, write=False) as archive:
        assert [archive.read(ref) for ref in refs] == [b"page %d" % number for number in range(5)]
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "response", "request"] * 5
    assert is_indexed(tmp_path)
    assert [offset_of(one) for one in read_index(path)] == [ref.offset for ref in refs]


@pytest.mark.parametrize(
    ("age", "size", "files"),
    [
        (timedelta(hours=23), 0, 1),
        (timedelta(hours=25), 0, 2),
        (timedelta(hours=-2), 0, 2),
        (timedelta(0), 65 << 20, 2),
    ],
    ids=["young", "a day old", "of a time to come", "large"],
)
def test_others_are_done(tmp_path: Path, age: timedelta, size: int, files: int) -> None:
    """A file that is large, a day old, or of a clock that was wrong, is let alone; so is one that is not ours."""
    add(tmp_path, 0)
    (path,) = volumes(tmp_path)
    begun = datetime.now(UTC) - age
    path = path.rename(path.with_name(f"broadsheet-{begun:%Y%m%d%H%M%S}-00000.warc.gz"))
    if size:
        os.truncate(path, size)
    (tmp_path / "other.warc.gz").write_bytes(b"")
    before = path.stat().st_size
    add(tmp_path, 1)
    assert len(volumes(tmp_path)) - 1 == files
    assert (path.stat().st_size == before) == (files == 2)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_kill_while_a_file_is_gone_on_with_loses_nothing(tmp_path: Path) -> None:
    """What was there before stays, what was synced too, half a record goes; the index, which knew less, is made anew"""
    old = add(tmp_path, 0)
    code = (
        "import os, signal, sys; from pathlib import Path; from broadsheet.archive import Archive\n"
        "from tests.archive.test_archive import exchange\n"
        "with Archive(Path(sys.argv[1])) as archive:\n"
        "    print(archive.append_exchanges([exchange(b'new')])[0].offset, flush=True)\n"
        "    os.write(archive._volume._file.fileno(), b'\\x1f\\x8b\\x08 half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    child = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr
    (path,) = volumes(tmp_path)
    assert path.suffix == ".open"
    with Archive(tmp_path, write=False) as reader:
        assert reader.read(old) == b"page 0"
    with Archive(tmp_path) as archive:
        assert [(torn.bytes, torn.cut) for torn in archive.torn] == [(8, True)]
        assert archive.read(old) == b"page 0"
    (path,) = volumes(tmp_path)
    assert is_indexed(tmp_path)
    assert {offset_of(one) for one in read_index(path)} == {old.offset, int(child.stdout)}


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes, its name, its index; and it is gone on with when there is room."""
    add(tmp_path, 0)
    (path,) = volumes(tmp_path)
    before = path.read_bytes(), index_of(path).read_bytes()

    def full(file: int) -> None:
        disk.undo()
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as disk, Archive(tmp_path) as archive:
        disk.setattr("broadsheet.archive.volume.os.fsync", full)
        with pytest.raises(DiskFull):
            archive.append_exchanges([exchange()])
    assert (path.read_bytes(), index_of(path).read_bytes()) == before
    add(tmp_path, 1)
    assert volumes(tmp_path) == [path]
    assert is_indexed(tmp_path)


def test_what_is_erased_leaves_the_index(tmp_path: Path) -> None:
    """In a file that is gone on with, before and after."""
    first, second, third = (add(tmp_path, number) for number in range(3))
    with Archive(tmp_path) as archive:
        archive.erase(first)
        archive.append_exchanges([exchange(b"more")])
        archive.erase(second)
    (path,) = volumes(tmp_path)
    assert is_indexed(tmp_path)
    offsets = {offset_of(one) for one in read_index(path)}
    assert offsets & {ref.offset for ref in (first, second, third)} == {third.offset}
