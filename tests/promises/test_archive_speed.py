"""What it costs to read the whole archive again, as a ratio to unpacking it.

Comes in: an archive of made pages. Goes out: process time of `verify` over that of `gzip -t` on the same file.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from broadsheet.archive import Archive
from broadsheet.store import Store
from broadsheet.upkeep.verify import Verified, verify
from tests.archive.test_archive import exchange

resource = pytest.importorskip("resource", reason="no process times of children here")

Tries = Callable[[int, int], int]
Told = Callable[[str], None]


@pytest.mark.skipif(shutil.which("gzip") is None, reason="no gzip to compare with")
def test_verifying_costs_little_more_than_unpacking(tmp_path: Path, tries: Tries, told: Told) -> None:
    """Every digest taken, every record parsed, index and database compared: less than three times `gzip -t`."""
    random, words = Random(1), [f"w{number:x}" for number in range(4000)]
    with Store(tmp_path / "corpus.db", write=True), Archive(tmp_path / "warc") as archive:
        for number in range(tries(150, 1500)):
            body = " ".join(random.choices(words, k=15_000)).encode()
            archive.append_exchanges([exchange(body, url=f"https://morning.example/{number}")])
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    done, start = Verified(), time.process_time()
    assert list(verify(tmp_path, done)) == []
    own = time.process_time() - start
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["gzip", "-t", path], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    unpacking = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told(f"{own / unpacking:.2f} times `gzip -t` on {path.stat().st_size / 1e6:.0f} MB, {done.records} records")
    assert own < 3 * unpacking
