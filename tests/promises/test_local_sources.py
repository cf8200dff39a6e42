"""Files of many pages that are cut, flipped or endless: never half a page, never silence, never much memory."""

from __future__ import annotations

import bz2
import gzip
import io
import random
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.records import Dropped, Page
from broadsheet.source import Take, named
from tests.source.records import arc, http, packed, response, story, url_of
from tests.source.test_packed import tarred, zipped
from tests.stories import page

LIMIT = 100_000
STORIES = [page(number) for number in range(4)]
FILES: dict[str, bytes] = {
    "members.warc.gz": packed(*[story(number) for number in range(4)]),
    "one-member.warc.gz": gzip.compress(b"".join(story(number) for number in range(4))),
    "plain.warc": b"".join(story(number) for number in range(4)),
    "old.arc": arc(*[(url_of(number), body) for number, body in enumerate(STORIES)]),
    "saved.zip": zipped({f"{number}.html": body for number, body in enumerate(STORIES)}),
    "saved.tar": tarred({f"{number}.html": body for number, body in enumerate(STORIES)}),
    "saved.tar.gz": gzip.compress(tarred({f"{number}.html": body for number, body in enumerate(STORIES)})),
    "saved.tar.bz2": bz2.compress(tarred({f"{number}.html": body for number, body in enumerate(STORIES)})),
    "crawl.wacz": zipped({"archive/a.warc.gz": packed(*[story(number) for number in range(4)])}),
}


def read(path: Path, body: bytes) -> tuple[list[bytes], int]:
    """The pages that a file gives, and how many other outcomes."""
    path.write_bytes(body)
    found = [source.item for source in named([str(path)], "argument", Take(LIMIT))]
    return [item.body for item in found if isinstance(item, Page)], sum(isinstance(item, Dropped) for item in found)


def test_no_cut_makes_half_a_page_whole_or_passes_in_silence(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """A web archive or packed file that is cut gives whole pages only, and an outcome for what is lost."""
    count = half = silent = 0
    for name, whole in FILES.items():
        for cut in sorted(random.Random(name).sample(range(300, len(whole)), min(tries(40, 4000), len(whole) - 300))):
            count += 1
            pages, others = read(tmp_path / name, whole[:cut])
            half += any(body not in STORIES for body in pages)
            silent += not others and len(pages) < 4 and not _ends_between_records(name, whole, cut)
    told(f"0 of {count:,} cuts of {len(FILES)} files")
    assert (half, silent) == (0, 0)


def _ends_between_records(name: str, whole: bytes, cut: int) -> bool:
    """A web archive has no end mark: cut between two records it is a shorter archive."""
    rest = whole[cut:].lstrip(b"\r\n")
    return rest.startswith(
        {"members.warc.gz": b"\x1f\x8b", "plain.warc": b"WARC/", "old.arc": b"https://"}.get(name, b"?")
    )


def test_no_flipped_byte_makes_another_page_of_a_checked_file(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Where a format has checksums (WARC digests, gzip members, zip), a flipped byte never changes a page."""
    count = wrong = 0
    for name in ("members.warc.gz", "saved.zip", "crawl.wacz"):
        whole = FILES[name]
        for at in random.Random(name).sample(range(len(whole)), min(tries(60, 3000), len(whole))):
            count += 1
            pages, _ = read(tmp_path / name, whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
            wrong += any(body not in STORIES for body in pages)
    told(f"{wrong} of {count:,} flips")
    assert not wrong


MEASURE = """
import sys
from pathlib import Path
from broadsheet.source import Take, named
take = Take(10 << 20)
count = sum(1 for _ in named([sys.argv[1]], "argument", take))
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(count, int(peak.split()[1]) >> 10)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/status")
def test_long_files_take_no_more_memory_than_short_ones(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """A file of very many members, or of very large ones, is read in memory that does not grow with it."""
    members = tries(3000, 100_000)
    tar, zipfile_, archive = tmp_path / "m.tar", tmp_path / "m.zip", tmp_path / "m.warc.gz"
    with tarfile.open(tar, "w") as made:
        for number in range(members):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = len(STORIES[0])
            made.addfile(info, io.BytesIO(STORIES[0]))
            made.members = []  # type: ignore[misc]
    with zipfile.ZipFile(zipfile_, "w") as packed_:
        for number in range(members):
            packed_.writestr(f"{number}.html", STORIES[0])
    with archive.open("wb") as out:  # with pictures, as crawls have them
        picture = packed(response("https://paper.example/a.png", http(random.Random(1).randbytes(60_000), "image/png")))
        for number in range(members):
            out.write(packed(story(number)) + (picture if number % 10 == 0 else b""))
    peaks = []
    for path in (tar, zipfile_, archive):
        command = [sys.executable, "-c", MEASURE, str(path)]
        count, peak = map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
        assert count == members
        peaks.append(peak)
    told(f"{members:,} members: tar {peaks[0]}, zip {peaks[1]}, WARC {peaks[2]} MiB at the peak")
    assert max(peaks) < 300
