"""What the characters of each block are: capitals, digits, commas, full stops, counted for a whole page at once.

Comes in: the blocks' texts. Goes out: counts per block and class, and the classes of its first and last characters.
Must not know words or languages beyond their script.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

UPPER, LOWER, DIGIT, COMMA, STOP, WIDE, QUOTE, MARK, SPACE = range(9)
"""Classes of characters; all but the last are columns of `Letters.counts`."""
CLASSES = 8

LONGEST = 2000
"""Characters of a block that are looked at: enough to tell how it is written, few enough for 16 bits a count."""

PLANE = 0x10000
"""Characters of the basic multilingual plane; those beyond (emoji, rare Han) are of no class."""
_TOLD = ((0, 0x3001), (0xA000, 0xAC00), (0xFB00, PLANE))
"""Where capitals, small letters, digits and spaces are: not amid Han, kana and Hangul, nor in private use. A table of
these is made in a few thousandths of a second, one of the whole plane in twenty."""
_WIDE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
"""Scripts written without spaces (UAX #29, 4.1), as in `parse.words`."""
SPACELESS = 0x3002
"""After signs of this code and above, those of full width, no space is written."""
_SIGNS = (
    (",;،؛、，；", COMMA),
    (".!?…。！？।؟۔", STOP),
    ("\"'“”„‘’«»‹›「」『』()[]", QUOTE),
    ("|/@©•·→»#…:：", MARK),
)
"""Signs by class; those of the last stand in menus, credits, addresses and labels."""
_TELLERS = ((str.isupper, UPPER), (str.islower, LOWER), (str.isdigit, DIGIT), (str.isspace, SPACE))
_CODEC = f"utf-32-{'le' if sys.byteorder == 'little' else 'be'}"
FIELD, FIELDS = 16, 4
"""Bits of a packed count, and counts in a 64-bit number."""

Number = TypeVar("Number", np.uint64, np.int32)
Bits = npt.NDArray[np.uint16]


class Letters(NamedTuple):
    """Counts of each class, shape (blocks, CLASSES), and the classes at both ends of each block as bit sets."""

    size: npt.NDArray[np.int32]
    """Characters looked at."""
    counts: npt.NDArray[np.int32]
    sentences: npt.NDArray[np.int32]
    """Full stops, question and exclamation marks before a space, a quote or the end."""
    first: Bits
    last: Bits
    """Of the last character that is no quote."""
    quoted: npt.NDArray[np.bool_]
    """The block ends with a quote or bracket."""
    colon: npt.NDArray[np.bool_]
    """The block ends with a colon."""


@lru_cache(maxsize=1)
def classes() -> Bits:
    """Bit set of classes for every character of the plane."""
    table = np.zeros(PLANE, np.uint16)
    for low, high in _TOLD:
        plane = list(map(chr, range(low, high)))
        for told, column in _TELLERS:
            table[low:high] |= np.fromiter(map(told, plane), bool, high - low).astype(np.uint16) << column
    for low, high in _WIDE:
        table[low : high + 1] |= 1 << WIDE
    for signs, column in _SIGNS:
        table[list(map(ord, signs))] |= 1 << column
    return table


@lru_cache(maxsize=1)
def packed() -> tuple[npt.NDArray[np.uint64], ...]:
    """For every set of classes, ones in packed counts: `FIELDS` classes in each of the arrays."""
    sets = np.arange(1 << (SPACE + 1), dtype=np.uint64)
    packed = []
    for low in range(0, CLASSES, FIELDS):
        ones = [((sets >> np.uint64(low + at)) & np.uint64(1)) << np.uint64(FIELD * at) for at in range(FIELDS)]
        packed.append(np.bitwise_or.reduce(ones))
    return tuple(packed)


def letters(texts: Sequence[str]) -> Letters:
    """Classify the characters of all blocks in one sweep: each text with a line feed after it, one after the other."""
    shown = [text[:LONGEST] for text in texts]
    size = np.fromiter(map(len, shown), np.int32, len(shown))
    stop = np.cumsum(size + 1, dtype=np.intp)
    start = stop - size - 1
    codes = np.frombuffer("\n".join([*shown, ""]).encode(_CODEC, "surrogatepass"), np.uint32).astype(np.intp)
    bits = classes().take(codes, mode="clip")
    counts = np.empty((len(shown), CLASSES), np.int32)
    for low, ones in enumerate(packed()):
        sums = _sums(ones.take(bits), start)
        for at in range(FIELDS):
            counts[:, low * FIELDS + at] = (sums >> np.uint64(FIELD * at)) & np.uint64((1 << FIELD) - 1)
    gap = (bits & np.uint16(1 << SPACE | 1 << QUOTE)) > 0
    ends = (bits & np.uint16(1 << STOP)) > 0
    ends[:-1] &= gap[1:] | (codes[:-1] >= SPACELESS)
    sentences = _sums(ends.astype(np.int32), start)
    last = np.maximum(stop - 2, start)
    quoted = (bits[last] & np.uint16(1 << QUOTE)) > 0
    last = np.maximum(last - quoted, start)
    colon = (codes[last] == ord(":")) | (codes[last] == ord("："))
    return Letters(size, counts, sentences, bits[start], bits[last], quoted, colon)


def _sums(values: npt.NDArray[Number], start: npt.NDArray[np.intp]) -> npt.NDArray[Number]:
    """Sums over each block; packed fields do not run over, for a block has at most `LONGEST` characters."""
    return np.asarray(np.add.reduceat(values, start, dtype=values.dtype)) if len(start) else values[:0]
