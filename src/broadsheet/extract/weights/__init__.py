"""The learned weights, as `training/` writes them, and how they are read.

Comes in: `blocks.msgpack` and `dumps.msgpack` beside this file. Goes out: `Weights`. Must not know what a block is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FILE = "blocks.msgpack"
DUMPS = "dumps.msgpack"
"""The same for plain-text dumps: measures and words of their own."""
FORMAT = 1
"""Raised when the file's layout changes: older weights are then refused, not misread."""


class Packed(msgspec.Struct, frozen=True):
    """An array as it is stored: eight bits a number, one scale for each column of a table."""

    shape: tuple[int, ...]
    values: bytes
    """int8, in C order; float32 where `scale` is empty."""
    scale: bytes
    """float32, one a column; empty where the values are stored as they are."""

    def unpacked(self) -> Floats:
        """The array, shape `shape`."""
        if not self.scale:
            return np.frombuffer(self.values, "<f4").reshape(self.shape).astype(np.float32)
        rounded = np.frombuffer(self.values, np.int8).reshape(self.shape)
        return np.asarray(rounded * np.frombuffer(self.scale, "<f4"), np.float32)


class Stored(msgspec.Struct, frozen=True):
    """The file: arrays by name, the vocabulary, and where they come from."""

    format: int
    data: str
    """SHA-256 of the files that were trained on, in the order of `training/read.py`."""
    columns: tuple[str, ...]
    """Names of the numbers that the network expects."""
    names: tuple[str, ...]
    words: tuple[str, ...]
    arrays: dict[str, Packed]


class Weights(msgspec.Struct, frozen=True, eq=False):
    """What scoring needs, as arrays and tables. Equal to itself alone, so that what is made of it can be remembered."""

    data: str
    columns: tuple[str, ...]
    names: dict[str, int]
    """Row in `name_table`; row 0 is for names that are not in the vocabulary."""
    words: dict[str, int]
    name_table: Floats
    """Shape (names + 1, 6): two weights each as the element's own, its parent's, and an ancestor's name."""
    word_table: Floats
    """Shape (words + 1, 6): two weights each among the first words, all words, and the heading's."""
    layers: dict[str, Floats]
    calibration: tuple[Floats, Floats]
    """Expected F1 of a page, and the F1 that such pages have."""


def pack(array: npt.NDArray[Any], *, exact: bool = False) -> Packed:
    """Round to int8 with one scale a column, or keep float32 where `exact`."""
    array = np.asarray(array, np.float32)
    if exact:
        return Packed(array.shape, array.astype("<f4").tobytes(), b"")
    top = np.abs(array).reshape(-1, array.shape[-1]).max(axis=0)
    scale = np.where(top > 0, top / 127, 1.0).astype("<f4")
    return Packed(array.shape, np.round(array / scale).astype(np.int8).tobytes(), scale.tobytes())


def read(stored: bytes) -> Weights:
    """Decode a weights file.

    Raises `ValueError` for a file of another format, `msgspec.DecodeError` for one that is torn.
    """
    found = msgspec.msgpack.decode(stored, type=Stored)
    if found.format != FORMAT:
        raise ValueError(f"weights of format {found.format}, this version reads {FORMAT}: run `make model`")
    arrays = {name: packed.unpacked() for name, packed in found.arrays.items()}
    return Weights(
        data=found.data,
        columns=found.columns,
        names={name: row for row, name in enumerate(found.names, start=1)},
        words={word: row for row, word in enumerate(found.words, start=1)},
        name_table=arrays.pop("name_table"),
        word_table=arrays.pop("word_table"),
        calibration=(arrays.pop("expected"), arrays.pop("actual")),
        layers=arrays,
    )


@cache
def weights() -> Weights:
    """The weights of this version, read once."""
    return read(files(__package__).joinpath(FILE).read_bytes())


@cache
def dump_weights() -> Weights:
    """The weights for text dumps, read once."""
    return read(files(__package__).joinpath(DUMPS).read_bytes())
