"""Records as they are written: how many pieces they come in."""

from __future__ import annotations

import gzip
from random import Random

from broadsheet.archive import compose

DATE = "2024-03-05T06:07:08Z"


def test_a_small_record_is_written_at_once_and_a_large_one_in_pieces() -> None:
    """A kill between two records tears none; a listing that does not pack is never there twice."""
    assert len(list(compose.metadata(b"{}" * 9, DATE).packed())) == 1
    noise = Random(7).randbytes(1 << 20)
    pieces = list(compose.metadata(noise, DATE).packed())
    assert 3 <= len(pieces) <= 5
    assert noise in gzip.decompress(b"".join(pieces))
