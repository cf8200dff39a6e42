"""Torn files: what a crash leaves is cut at the last whole record, and every lost byte is told.

Comes in: a file cut at many places, or a child whose disk fills up. Goes out: reports and whole files.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.archive import Archive, RecordRef, Torn, mend
from broadsheet.archive.unpacked import unpacked
from tests.archive.test_archive import exchange, records


@pytest.fixture
def left_open(tmp_path: Path) -> tuple[Path, bytes, tuple[RecordRef, ...]]:
    """A file as a killed writer leaves it: its path, its bytes, and what was acknowledged."""
    archive = Archive(tmp_path)
    refs = archive.append_exchanges([exchange(b"page %d" % n) for n in range(4)])
    archive.close()
    path = tmp_path / (refs[0].file + ".open")
    return path, (tmp_path / refs[0].file).rename(path).read_bytes(), refs


def test_every_cut_is_reported_to_the_byte(left_open: tuple[Path, bytes, tuple[RecordRef, ...]]) -> None:
    """At every seventh byte: what is left over the last whole record is cut, told, and the rest still reads."""
    path, whole, _ = left_open
    final = path.with_suffix("")
    ends = [0, *(span.offset + span.length for span in unpacked(whole))]
    for cut in range(1, len(whole), 7):
        path.write_bytes(whole[:cut])
        last = max(end for end in ends if end <= cut)
        expected = [Torn(final.name, last, cut - last, True)] if cut > last else []
        assert mend(path.parent) == expected
        assert (final.read_bytes() if final.exists() else b"") == whole[:last]
        final.unlink(missing_ok=True)


def test_zeros_behind_the_last_record_are_cut(left_open: tuple[Path, bytes, tuple[RecordRef, ...]]) -> None:
    """What a file system leaves after a power loss, a tail of zeros, is no record."""
    path, whole, refs = left_open
    path.write_bytes(whole + bytes(5000))
    with Archive(path.parent) as archive:
        assert archive.torn == [Torn(refs[0].file, len(whole), 5000, True)]
        assert [archive.read(ref) for ref in refs] == [b"page 0", b"page 1", b"page 2", b"page 3"]


def test_damage_before_a_whole_record_is_told_and_not_cut(
    left_open: tuple[Path, bytes, tuple[RecordRef, ...]],
) -> None:
    """One bad byte in the middle costs its record; those behind it stay where they are."""
    path, whole, refs = left_open
    at = refs[1].offset + 40
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    with Archive(path.parent) as archive:
        assert archive.torn == [Torn(refs[0].file, refs[1].offset, refs[1].length, False)]
        assert archive.read(refs[3]) == b"page 3"


def test_a_whole_file_left_open_gets_its_name(left_open: tuple[Path, bytes, tuple[RecordRef, ...]]) -> None:
    """A writer killed between two records has lost nothing, and nothing is reported."""
    path, whole, refs = left_open
    with Archive(path.parent) as archive:
        assert archive.torn == []
    assert (path.parent / refs[0].file).read_bytes() == whole


FULL_DISK = """
import random, resource, signal, sys
from pathlib import Path
from broadsheet.archive import Archive
from broadsheet.errors import DiskFull
from tests.archive.test_archive import exchange

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
pages = [random.Random(n).randbytes(3000) for n in range(20)]
with Archive(Path(sys.argv[1])) as archive:
    kept = [archive.append_exchanges([exchange(pages[0])])[0]]
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    try:
        for page in pages[1:]:
            kept += archive.append_exchanges([exchange(page)])
    except DiskFull as error:
        assert "cannot write" in str(error)
    else:
        raise SystemExit("no DiskFull")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    kept += archive.append_exchanges([exchange(b"room again")])
    assert [archive.read(ref) for ref in kept] == [*pages[: len(kept) - 1], b"room again"]
print(len(kept))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")
def test_a_full_disk_is_told_and_the_file_ends_whole(tmp_path: Path) -> None:
    """A write that found no room is cut back: no half record stays, and with room again the archive goes on."""
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    kept = int(ran.stdout)
    assert [kind for kind, *_ in records(tmp_path)] == ["warcinfo", *["response", "request"] * kept]
    assert all(passed for *_, passed in records(tmp_path))
