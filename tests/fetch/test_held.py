"""The body of an answer while it comes in: the same bytes, whatever its size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.held import Held

MIB = 1024 * 1024


@given(st.lists(st.binary(max_size=300)), st.integers(0, 2_000))
def test_what_is_written_is_taken(pieces: list[bytes], room: int) -> None:
    """As far as there is room."""
    held = Held()
    whole = [held.write(piece, room) for piece in pieces if piece]
    assert held.take() == b"".join(pieces)[:room]
    assert all(whole) is (len(b"".join(pieces)) <= room)


@pytest.mark.parametrize("size", [MIB - 1, MIB, MIB + 1, 5 * MIB + 77])
@pytest.mark.parametrize("cut", [None, 5, MIB])
def test_a_large_body_is_what_came(size: int, cut: int | None) -> None:
    """In pages of its own from a megabyte on; cut where it was longer than declared."""
    body = bytes(range(251)) * (size // 251 + 1)
    held = Held()
    for start in range(0, size, 16_000):
        held.write(body[start : min(start + 16_000, size)], 6 * MIB)
    if cut is not None:
        held.cut(cut)
    assert held.take() == body[: min(size, size if cut is None else cut)]
