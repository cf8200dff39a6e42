"""A web archive far away that was cut for good gives its whole pages, and one outcome for what is lost.

Comes in: a shard like those of Common Crawl News, cut at many bytes, on the fault server. Goes out: the number.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from broadsheet.corpus import Corpus
from broadsheet.options import FetchOptions, FollowOptions, Options, WorkerOptions
from broadsheet.store import Store
from tests.faults import FaultServer
from tests.warcs import File, archive

HERE = Options(
    fetch=FetchOptions(allow_private=True, min_gap=0.0),
    workers=WorkerOptions(processes=1),
    follow=FollowOptions(),
)
BESIDE = 1
"""Records at the beginning that are no pages."""
CLIPPED = 16
"""Bytes at the end of a member without which its page may be whole, by its own digest: blank lines, a checksum."""


def ends(data: bytes) -> list[int]:
    """Where each gzip member ends."""
    found, at = [], 0
    while at < len(data):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        member.decompress(data[at:])
        at = len(data) - len(member.unused_data)
        found.append(at)
    return found


def test_a_shard_cut_anywhere(tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]) -> None:
    """A fetched web archive that ends anywhere gives every page that is whole in it, no other, and one outcome more."""
    data = archive(range(4))
    whole, step = ends(data), tries(len(data) // 8, 9)
    cuts = sorted({*range(step, len(data), step), *whole[: tries(2, 99)]})
    with FaultServer({f"/{cut}.warc.gz": File(data[:cut]) for cut in cuts}) as server:
        with Corpus(tmp_path) as corpus:
            list(corpus.add(*(server.url(f"/{cut}.warc.gz") for cut in cuts), options=HERE))
        with Store(tmp_path / "corpus.db", write=False) as store:
            rows = [tuple(row) for row in store.select("SELECT source, state, reason FROM inputs")]
            assert store.check() == []
        for cut in cuts:
            url = server.url(f"/{cut}.warc.gz")
            found = Counter("lost" if reason in {"unreadable", "incomplete"} else "page"
                            for source, _, reason in rows if source.startswith(f"{url}#"))  # fmt: skip
            least, most = (max(0, sum(end <= cut + more for end in whole) - BESIDE) for more in (0, CLIPPED))
            assert least <= found["page"] <= most, cut
            assert found["lost"] == (cut not in whole), cut
            assert [reason for source, _, reason in rows if source == url] == ["list_page"], cut
    assert not (tmp_path / "shards").exists()
    told(f"0 of {len(cuts)} cuts gave half a page, hid a whole one, or said nothing of what is lost")
