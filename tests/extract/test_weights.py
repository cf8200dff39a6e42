"""The weights: what is stored comes back, what is foreign is refused, what is shipped fits."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.features import NAMES
from broadsheet.extract.weights import FILE, FORMAT, Stored, pack, read, weights

MOST_BYTES = 1_500_000
"""Of the file in the wheel (`design/dependencies.md`)."""
COLUMNS = st.lists(st.lists(st.floats(-9, 9, width=32), min_size=3, max_size=3), min_size=1, max_size=6)


@given(COLUMNS)
def test_eight_bits_are_a_254th_of_a_columns_range_away(rows: list[list[float]]) -> None:
    """Rounding never moves a number by more than half a step of its column's scale."""
    table = np.array(rows, np.float32)
    step = np.abs(table).max(axis=0) / 127
    assert (np.abs(pack(table).unpacked() - table) <= step / 2 + 1e-6).all()


@given(COLUMNS)
def test_exact_arrays_come_back_bit_for_bit(rows: list[list[float]]) -> None:
    """What is stored as float32 is not rounded."""
    table = np.array(rows, np.float32)
    assert (pack(table, exact=True).unpacked() == table).all()


def test_weights_of_another_format_are_refused() -> None:
    """An older file is named and what to do about it, not misread."""
    with pytest.raises(ValueError, match=f"format {FORMAT + 1}.*make model"):
        read(msgspec.msgpack.encode(Stored(FORMAT + 1, "", (), (), (), {})))


def test_torn_weights_are_an_error() -> None:
    """Half a file is no file."""
    whole = files("broadsheet.extract.weights").joinpath(FILE).read_bytes()
    with pytest.raises(msgspec.DecodeError):
        read(whole[: len(whole) // 2])


def test_the_shipped_weights_are_small_and_expect_the_columns_that_are_measured() -> None:
    """A feature that is added or moved needs a new training."""
    assert files("broadsheet.extract.weights").joinpath(FILE).stat().st_size <= MOST_BYTES  # type: ignore[attr-defined]
    assert weights().columns == NAMES
    assert len(weights().layers["mean"]) == len(NAMES) + 14
    assert len(weights().data) == 64


def test_unknown_words_weigh_nothing() -> None:
    """Row 0 of both tables is zero."""
    assert not weights().name_table[0].any()
    assert not weights().word_table[0].any()
